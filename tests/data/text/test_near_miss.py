"""A quote that the document does not hold: what it holds instead is shown whole, ready to paste."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from data.loading.load import load_corpus
from data.model.problems import CorpusError, Problem
from data.text.invisible_characters import as_yaml
from data.text.near_miss import Passage, nearest, offered_words
from data.text.quote_form import differences_in_form
from tests.corpora import Files, claim, dump, excerpt, place, source, write_files

OFFER = re.compile(r'the nearest (?:`(\w+)` )?reads ("(?:[^"\\]|\\.)*")')

# What the document has, what the quote has, and what is said of the difference.
FORMS = [
    pytest.param(
        "Ba\u0308rbel fu\u0308hrte", "Bärbel führte", ("combining marks (NFD)",), id="NFD"
    ),
    pytest.param("Bärbel", "Ba\u0308rbel", ("as one character (NFC)",), id="NFC"),
    pytest.param("a\u0323\u0307", "a\u0307\u0323", ("Unicode form",), id="order of marks"),
    pytest.param("5 \u212b long", "5 \u00c5 long", ("Unicode form",), id="a sign with a twin"),
    pytest.param("in  the", "in the", ("two spaces where the quote has one",), id="two spaces"),
    pytest.param("in the", "in   the", ("a space where the quote has three",), id="fewer spaces"),
    pytest.param(
        "50\u00a0men", "50 men", ("a no-break space where the quote has a space",), id="no-break"
    ),
    pytest.param("50\u202fmen", "50 men", ("a narrow no-break space",), id="narrow no-break"),
    pytest.param("50\u2009men", "50 men", ("a thin space where",), id="thin"),
    pytest.param("50\u3000men", "50 men", ("an ideographic space where",), id="ideographic"),
    pytest.param("the\tmen", "the men", ("a tab where the quote has a space",), id="tab"),
    pytest.param("the\nmen", "the men", ("a line end where the quote has a space",), id="line end"),
    pytest.param(
        "the\r\nmen", "the\nmen", ("a Windows line end where the quote has a line end",), id="CRLF"
    ),
    pytest.param("the\u2028men", "the men", ("a line separator",), id="line separator"),
    pytest.param("2014–2017", "2014-2017", ("“–” (en dash)", "(hyphen-minus)"), id="en dash"),
    pytest.param(
        "so — they", "so -- they", ("“—” (em dash)", "hyphen-minus 2 times"), id="em dash"
    ),
    pytest.param("−3 degrees", "-3 degrees", ("“−” (minus sign)",), id="minus"),
    pytest.param("car\u2011bomb", "car-bomb", ("(non-breaking hyphen)",), id="non-breaking hyphen"),
    pytest.param(
        "“Go”, he said",
        '"Go", he said',
        ("left double quotation mark", "right double quotation mark"),
        id="quotation marks",
    ),
    pytest.param("« Go »", "“ Go ”", ("left-pointing double angle",), id="guillemets"),
    pytest.param("Da’ash fled", "Da'ash fled", ("“’” (right single",), id="apostrophe"),
    pytest.param("Da'ash fled", "Da`ash fled", ("“'” (apostrophe)",), id="grave accent"),
    pytest.param(
        "zero\u200bwidth", "zerowidth", ("an invisible U+200B zero width space",), id="zero width"
    ),
    pytest.param("caliph\u00adate", "caliphate", ("U+00AD soft hyphen",), id="soft hyphen"),
    pytest.param("of \ufeffthe", "of the", ("U+FEFF zero width no-break space",), id="BOM"),
    pytest.param("the \u202bداعش\u202c fled", "the داعش fled", ("U+202B", "U+202C"), id="bidi"),
    pytest.param(
        "the caliphate", "the cali\u200dphate", ("no invisible U+200D",), id="unseen in the quote"
    ),
    pytest.param(
        "the ﬁght…", "the fight...", ("ligature fi", "(horizontal ellipsis)"), id="ligature"
    ),
    pytest.param(
        "Ba\u0308r  –\u00a0‘a\u200bb’ c\td e\nf",
        "Bär - 'ab' c d e f",
        ("combining marks (NFD)", "two spaces", "(en dash)", "a no-break space", "and more"),
        id="all at once",
    ),
]

FEW = [each for each in FORMS if each.id in {"NFD", "two spaces", "soft hyphen", "all at once"}]


@pytest.mark.parametrize(("stands", "quote", "says"), FORMS)
def test_a_quote_of_another_form_finds_the_passage_whole_and_the_difference_named(
    stands: str, quote: str, says: tuple[str, ...]
) -> None:
    text = f"Before it “a b”.\nThen {stands}, and after."
    near = nearest(text, quote)
    assert near == Passage(stands)
    assert quote not in text
    named = "; ".join(differences_in_form(quote, stands))
    assert [words for words in says if words not in named] == []


@given(st.text("ab \u00a0\n\u00e9e\u0301\u0327–-'’\u200b\u00adﬁfi", min_size=1, max_size=25))
def test_any_writing_of_the_same_letters_leads_to_what_stands_there(text: str) -> None:
    """Another Unicode form, plain spaces, dashes and apostrophes, and nothing that is not seen."""
    plain = re.sub("[\u200b\u00ad]", "", unicodedata.normalize("NFKD", text))
    quote = re.sub(r"\s+", " ", plain).replace("–", "-").replace("’", "'")
    near = nearest(text, quote)
    if near is not None and quote not in text:
        assert near.exact in text
        assert near.exact == text.strip("\u200b\u00ad")
        assert differences_in_form(quote, near.exact)


@pytest.mark.parametrize(
    ("quote", "passage"), [("a", "b"), ("a b", "ab"), ("", ""), ("same", "same"), ("A", "a")]
)
def test_where_nothing_or_more_than_the_form_differs_no_form_is_named(
    quote: str, passage: str
) -> None:
    assert differences_in_form(quote, passage) == ()


TEXT = (
    "In Mosul’s old town 3,000 fighters held out. “We fled,” said Umm Ahmad\u2019s son; "
    "the caliph\u00adate fell.\n"
    "A mortar killed Ba\u0308rbel’s well-known brother in Sinjar on Monday."
)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        pytest.param("3,000 fighters hold out", "3,000 fighters held out", id="a letter"),
        pytest.param("000 fighters hold out", "3,000 fighters held out", id="half a number"),
        pytest.param("n Mosul's old city 3,000", "In Mosul’s old town 3,000", id="half a word"),
        pytest.param("the caliphates fall.", "the caliph\u00adate fell.", id="a soft hyphen"),
        pytest.param("we fled, said Umm", "We fled,” said Umm", id="a sign that is left out"),
        pytest.param(
            "A mortar killed the brother in Sinjar",
            "A mortar killed Ba\u0308rbel’s well-known brother in Sinjar",
            id="words that are left out",
        ),
        pytest.param("killed Barbels well known brother", None, id="several at once"),
        pytest.param("the price of oil rose by a third", "", id="nothing like it"),
        pytest.param("x" * 1001, "", id="too long to be looked for"),
    ],
)  # fmt: skip
def test_a_nearest_passage_never_begins_or_ends_within_a_word(
    quote: str, passage: str | None
) -> None:
    near = nearest(TEXT, quote)
    if passage == "":
        assert near is None
        return
    assert near is not None
    if passage is not None:
        assert near.exact == passage
    start = TEXT.index(near.exact)
    around = TEXT[:start][-1:], TEXT[start + len(near.exact) :][:1]
    assert [each for each in around if each.isalnum() or unicodedata.combining(each or " ")] == []


def test_no_letter_of_the_document_is_lost_where_the_first_words_differ() -> None:
    text = "Nobody knew. Shells fell on the city of Mosul that night, and nobody slept."
    near = nearest(text, "Bombs fell on the city of Mosul that night")
    assert near == Passage("Shells fell on the city of Mosul that night")


@pytest.mark.parametrize(
    ("prefix", "suffix", "passage"),
    [
        ("In Basra ", "", Passage("a bomb killed", "In  Basra ")),
        ("", " 4", Passage("a bomb killed", suffix=" four.")),
        ("In Bagdad ", " for", Passage("a bomb killed", "In Baghdad ", " four.")),
        ("In Basra ", " nine's", Passage("a bomb killed", "In  Basra ", " nine’s")),
    ],
)
def test_what_stands_around_a_quote_is_offered_too(
    prefix: str, suffix: str, passage: Passage
) -> None:
    text = "In Baghdad a bomb killed four. In  Basra a bomb killed nine’s"
    assert nearest(text, "a bomb killed", prefix, suffix) == passage


# ── The way back: what the message offers is pasted, and the check passes ────────────────────────


def offers(problem: Problem) -> dict[str, str]:
    """What a message offers for each part of a quote, read as YAML reads it once it is pasted."""
    return {name or "exact": yaml.safe_load(text) for name, text in OFFER.findall(str(problem))}


def corpus_of(folder: Path, stands: str, **parts: Any) -> Files:
    """A corpus with one claim, which quotes the passage as it stands in the document."""
    text = f"Before it.\nThen {stands} after.\n"
    parts = {"exact": f"Then {stands}"} | parts
    return write_files(
        folder,
        sources=[source("000", "000_a.txt", text)],
        texts={"000_a.txt": text},
        places=[place("khanaqin")],
        claims=[claim("one", excerpt(**parts))],
    )


def load(files: Files) -> None:
    load_corpus(files.corpus, files.seeds)


def refused(files: Files) -> Problem:
    with pytest.raises(CorpusError) as caught:
        load(files)
    (problem,) = caught.value.problems
    assert "\n" not in str(problem)
    return problem


def rewrite(files: Files, **parts: Any) -> None:
    files.claim("one").write_text(dump(claim("one", excerpt(**parts))), encoding="utf-8")


@pytest.mark.parametrize(("stands", "quote", "says"), FEW)
def test_what_is_offered_for_a_quote_can_be_pasted(
    tmp_path: Path, stands: str, quote: str, says: tuple[str, ...]
) -> None:
    files = corpus_of(tmp_path, stands)
    rewrite(files, exact=f"Then {quote}")
    problem = refused(files)
    assert (problem.file, problem.field) == ("claims/one.yaml", "excerpts.0.exact")
    assert "differs in form alone" in problem.fix
    assert [words for words in says if words not in problem.fix] == []
    written = re.sub(
        r"(?m)^( *)exact: .*(?:\n\1 .*|\n$)*",
        lambda match: f"{match[1]}exact: {OFFER.findall(str(problem))[0][1]}",
        files.claim("one").read_text(encoding="utf-8"),
    )
    files.claim("one").write_text(written, encoding="utf-8")
    load(files)


@pytest.mark.parametrize("part", ["prefix", "suffix"])
@pytest.mark.parametrize(("stands", "quote", "says"), FEW)
def test_what_is_offered_around_a_quote_can_be_pasted(
    tmp_path: Path, stands: str, quote: str, says: tuple[str, ...], part: str
) -> None:
    exact, given = "Then ", {part: quote if part == "suffix" else f"Then {quote}"}
    if part == "prefix":
        exact = " after."
    files = corpus_of(tmp_path, stands, exact=f"Then {stands} after.")
    rewrite(files, exact=exact, **given)
    problem = refused(files)
    assert [words for words in says if words not in problem.fix] == []
    rewrite(files, **({"exact": exact} | given | offers(problem)))
    load_corpus(files.corpus, files.seeds, complete=False)


@pytest.mark.parametrize(("stands", "quote", "says"), FEW)
def test_what_is_offered_for_the_words_of_a_figure_can_be_pasted(
    tmp_path: Path, stands: str, quote: str, says: tuple[str, ...]
) -> None:
    figure = {"measure": "killed", "minimum": "2", "maximum": "2", "unit": "persons"}
    files = corpus_of(tmp_path, stands, figures=[figure | {"as_written": stands}])
    rewrite(files, exact=f"Then {stands}", figures=[figure | {"as_written": quote}])
    problem = refused(files)
    assert problem.field == "excerpts.0.figures.0.as_written"
    assert [words for words in says if words not in problem.fix] == []
    pasted = figure | {"as_written": offers(problem)["exact"]}
    rewrite(files, exact=f"Then {stands}", figures=[pasted])
    load(files)


@pytest.mark.parametrize(
    ("stands", "quote", "says"), [each for each in FEW if "\n" not in str(each.values[0])]
)
def test_what_is_offered_for_the_words_of_a_time_can_be_pasted(
    tmp_path: Path, stands: str, quote: str, says: tuple[str, ...]
) -> None:
    files = corpus_of(tmp_path, stands)
    rewrite(files, exact=f"Then {stands}", when={"edtf": "2019", "as_written": quote})
    problem = refused(files)
    assert problem.field == "excerpts.0.when.as_written"
    assert [words for words in says if words not in problem.fix] == []
    when = {"edtf": "2019", "as_written": offers(problem)["exact"]}
    rewrite(files, exact=f"Then {stands}", when=when)
    load(files)


@pytest.mark.parametrize(("stands", "quote", "says"), FEW)
def test_what_is_offered_for_a_passage_without_claim_can_be_pasted(
    tmp_path: Path, stands: str, quote: str, says: tuple[str, ...]
) -> None:
    files = corpus_of(tmp_path, "x")
    text = f"Before it.\nThen x after.\n\n{stands}\n"
    entries = source("000", "000_a.txt", text)
    (files.seeds / "000_a.txt").write_bytes(text.encode())
    (files.corpus / "sources.yaml").write_text(dump([entries]), encoding="utf-8")
    rest = [{"exact": each, "reason": "bridge"} for each in ("Before it.", " after.")]

    def list_it(exact: str) -> None:
        listed = dump([*rest, {"exact": exact, "reason": "scene"}])
        (files.corpus / "no_claim" / "000.yaml").write_text(listed, encoding="utf-8")

    list_it(quote)
    problem = refused(files)
    assert (problem.file, problem.field) == ("no_claim/000.yaml", "2.exact")
    assert [words for words in says if words not in problem.fix] == []
    list_it(offers(problem)["exact"])
    load(files)


def test_words_that_are_like_none_of_the_text_are_offered_nothing() -> None:
    assert offered_words("Then it fell.", "three hundred persons") == ""


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_pasted_text_is_read_as_it_was_on_one_line_and_all_to_be_seen(text: str) -> None:
    pasted = as_yaml(text)
    assert yaml.safe_load(pasted) == text
    assert pasted.isprintable()
    assert not set(pasted) & set("\ufe0f\u034f\u00ad\u200b\ufeff\u202e\u00a0")
