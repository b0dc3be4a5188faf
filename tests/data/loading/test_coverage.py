"""Every sentence is accounted for: how that is counted, and that it is so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.__main__ import main
from data.loading.coverage import Runs, coverage
from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.model.problems import CorpusError
from data.text.anchor import Span
from data.text.sentences import sentences, words
from tests.corpora import Files, dump


def cut(text: str, spans: tuple[Span, ...]) -> list[str]:
    """The pieces of a text."""
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("A heading\nA sentence.", ["A heading", "A sentence."]),
        ("  Spaces. \n\n \n Around. ", ["Spaces.", "Around."]),
        ("Lt. Gen. Townsend of the U.S. said so. It ended.", 2),
        ("قال الشرطي ذلك. ثم ذهب.", ["قال الشرطي ذلك.", "ثم ذهب."]),
        ("", []),
    ],
)
def test_sentences_are_found_where_they_stand(text: str, expected: list[str] | int) -> None:
    found = cut(text, sentences(text))
    assert found == expected or len(found) == expected


def test_words_keep_apostrophes_and_hyphens_inside() -> None:
    text = "Iraq’s US-led coalition, 15,000 strong – it’s “big”."
    assert cut(text, words(text)) == [
        "Iraq’s",
        "US-led",
        "coalition",
        "15",
        "000",
        "strong",
        "it’s",
        "big",
    ]


def test_a_sentence_is_covered_by_any_excerpt_and_listed_only_as_a_whole(files: Files) -> None:
    first = coverage(load_corpus(files.corpus, files.seeds))[0]
    assert (first.sentences, first.covered, first.no_claim, first.unaccounted) == (6, 2, 4, ())
    assert first.words == first.covered_words + first.no_claim_words + first.beside_words
    path = files.corpus / "no_claim" / "000.yaml"
    listed = ["A report from the field", "Nobody claimed", "In Basra a bomb killed nine."]
    entries = [{"exact": words, "reason": "bridge"} for words in listed]
    last = {"exact": "The minister denied that a bomb killed anybody.", "reason": "bridge"}
    path.write_text(dump([*entries, last]), encoding="utf-8")
    shortened = load_corpus(files.corpus, files.seeds, complete=False)
    assert [
        shortened.texts["000"][span.start : span.end] for span in coverage(shortened)[0].unaccounted
    ] == ["Nobody claimed it."]


def test_a_sentence_that_is_unaccounted_for_refuses_the_corpus(files: Files) -> None:
    (files.corpus / "no_claim" / "000.yaml").unlink()
    with pytest.raises(CorpusError) as caught:
        load_corpus(files.corpus, files.seeds)
    assert [f"{problem.file}:{problem.line}" for problem in caught.value.problems] == [
        "seeds/000_a.txt:1",
        "seeds/000_a.txt:3",
        "seeds/000_a.txt:4",
        "seeds/000_a.txt:5",
    ]
    assert "no_claim/000.yaml" in caught.value.problems[0].fix


def test_words_that_are_quoted_and_listed_refuse_the_corpus(files: Files) -> None:
    path = files.corpus / "no_claim" / "000.yaml"
    entry = dump([{"exact": "killing two people", "reason": "scene"}])
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    with pytest.raises(CorpusError, match="a claim quotes and no_claim lists"):
        load_corpus(files.corpus, files.seeds)


@pytest.mark.parametrize(
    ("name", "entries", "says"),
    [
        ("000.yaml", [{"exact": "not there", "reason": "scene"}], "does not hold"),
        ("000.yaml", [{"exact": "bomb killed", "reason": "scene"}], "holds 3 times"),
        ("000.yaml", [{"exact": "Nobody claimed it.", "reason": "dull"}], "one of 'furniture'"),
        ("009.yaml", [{"exact": "x", "reason": "scene"}], "a file for no known source"),
    ],
    ids=["not found", "ambiguous", "unknown reason", "unknown source"],
)
def test_a_bad_no_claim_file_is_refused(
    files: Files, name: str, entries: list[dict[str, str]], says: str
) -> None:
    (files.corpus / "no_claim" / name).write_text(dump(entries), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_corpus(files.corpus, files.seeds)
    assert any(
        problem.file == f"no_claim/{name}" and says in str(problem)
        for problem in caught.value.problems
    )


def test_the_command_counts_and_fails_when_a_sentence_is_missing(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = ["--corpus", str(files.corpus), "--seeds", str(files.seeds)]
    assert main(["coverage", *folders]) == 0
    (files.corpus / "no_claim" / "000.yaml").unlink()
    assert main(["coverage", *folders]) == 1
    assert "seeds/000_a.txt:1: A report from the field" in capsys.readouterr().out


def test_every_sentence_of_the_five_documents_is_accounted_for(curated: Corpus) -> None:
    rows = coverage(curated)
    assert [row.source for row in rows] == ["000", "001", "002", "003", "004"]
    for row in rows:
        assert row.unaccounted == ()
        assert row.unaccounted_words == 0
        assert row.covered + row.no_claim == row.sentences
        assert row.covered > row.no_claim


SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 8)
)


@given(st.lists(SPANS), SPANS)
def test_runs_touch_what_any_of_their_spans_does(spans: list[Span], asked: Span) -> None:
    touched = any(span.start < asked.end and asked.start < span.end for span in spans)
    assert Runs.of(spans).touch(asked) == touched
