"""`python -m data search`: the hits of the page, in its order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.__main__ import main
from data.model.corpus import Corpus
from data.search.index import build_index
from data.search.search import search
from tests.corpora import Files


def found(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What the command prints as JSON."""
    assert main(["search", *words, "--format", "json"]) == 0
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


@pytest.mark.parametrize("query", ["Al Mawsil", "prisoners of ISIS", "قسد", "“car bomb”", "zzzz"])
def test_json_has_all_hits_of_the_page_in_its_order(
    curated: Corpus, capsys: pytest.CaptureFixture[str], query: str
) -> None:
    printed = found(capsys, *query.split())
    result = search(build_index(curated), query, limit=100_000)
    assert printed["claims"] == [hit.claim for hit in result.claims]
    assert printed["sentences"] == [
        {
            "source": hit.source,
            "start": hit.span.start,
            "end": hit.span.end,
            "text": curated.texts[hit.source][hit.span.start : hit.span.end],
        }
        for hit in result.sentences
    ]


def test_json_says_what_words_were_read_as(capsys: pytest.CaptureFixture[str]) -> None:
    nothing = found(capsys, "zzzz", "Tikreet")
    assert nothing["claims"] == []
    assert nothing["read_as"] == [{"typed": "Tikreet", "read_as": "Tikrit"}]
    assert found(capsys, "QSD")["read_as"] == [
        {"typed": "QSD", "read_as": "Syrian Democratic Forces"}
    ]
    assert found(capsys, "Khanaqim")["read_as"] == [{"typed": "Khanaqim", "read_as": "Khanaqin"}]
    assert found(capsys, "Khanaqin")["read_as"] == []


def test_text_has_what_was_read_the_hits_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "Tikreet"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("1 claim and 1 sentence: Tikreet\nTikreet: read as Tikrit\n\n")
    assert "\n  (Tikreet is a spelling of Tikrit)\n" in printed


def test_no_hit_is_said_and_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "zzzz"]) == 0
    assert capsys.readouterr().out == "No claim and no sentence has this: zzzz\n"
    assert found(capsys, "zzzz") == {
        "query": "zzzz",
        "claims": [],
        "sentences": [],
        "read_as": [],
        "notices": [],
        "suggestions": [],
    }


def test_what_is_too_common_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "of", "the"]) == 0
    assert "Too common to be searched for" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], [""], ["  ", "\n"]])
def test_a_query_without_words_is_refused_with_an_example(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", *words]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "No words to search for, such as: python -m data search Mosul\n"


def test_an_unknown_format_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["search", "Mosul", "--format", "xml"])
    assert caught.value.code == 2
    assert "invalid choice: 'xml' (choose from 'text', 'json')" in capsys.readouterr().err


def test_another_corpus_is_searched_where_it_lies(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--corpus", str(files.corpus), "--seeds", str(files.seeds)]
    assert main(["search", "Khanaqin", *places, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["claims"]
