"""What looks wrong with a claim is said, and stays said until a person settles it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.loading.lint import warnings
from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.model.vocabulary import WarningCode
from tests.corpora import claim, excerpt, place, source, write_files

TEXT = (
    "In May two bombs killed 40 people in Mosul on 3 May 2019.\n"
    "Hundreds fled from Kirkuk to Erbil after Al Qaeda in Iraq came.\n"
    "Police counted dozens of attacks.\n" + "A long sentence " * 40 + "ends.\n"
)


def corpus_of(folder: Path, *claims: dict[str, Any], published: str = "2020-01-15") -> Corpus:
    """A corpus with these claims on one source."""
    files = write_files(
        folder,
        sources=[source("000", "000_a.txt", TEXT, published=published)],
        texts={"000_a.txt": TEXT},
        places=[
            place("iraq", name="Iraq", level="country", lat="33", lon="44", areas=["iq"]),
            place(
                "nineveh", level="governorate", lat="36", lon="42.7", areas=["iq-ni"], parent="iraq"
            ),
            place("mosul", lat="36.34", lon="43.12", parent="nineveh"),
            place("east-mosul", name="East Mosul", lat="36.35", lon="43.15", parent="nineveh"),
            place("kirkuk", lat="35.47", lon="44.39", parent="iraq"),
            place("erbil", lat="36.19", lon="44.01", parent="iraq"),
        ],
        actors=[
            {"id": "daesh", "name": "Daesh", "aliases": ["Al Qaeda in Iraq"]},
        ],
        claims=list(claims),
    )
    return load_corpus(files.corpus, files.seeds)


def at(identity: str, exact: str, place_id: str = "mosul", **changes: Any) -> dict[str, Any]:
    """A claim at a place with one excerpt."""
    figures = changes.pop("figures", [])
    return claim(
        identity,
        excerpt(exact, figures=figures),
        where=[{"place": place_id}],
        statement="Something happened.",
        **changes,
    )


def codes(corpus: Corpus) -> list[tuple[str, str]]:
    """Claim and code of each warning."""
    return [(warned.claim, warned.code) for warned in warnings(corpus)]


def killed(words: str) -> dict[str, Any]:
    return {"measure": "killed", "minimum": "2", "unit": "persons", "as_written": words}


def test_a_number_that_no_figure_records_is_named(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, at("a", "two bombs killed 40 people", figures=[killed("40")]))
    (warned,) = warnings(corpus)
    assert (warned.code, warned.about) == (WarningCode.FIGURE, "“two” in 000")


def test_years_and_days_of_a_month_are_no_figures(tmp_path: Path) -> None:
    quote = "killed 40 people in Mosul on 3 May 2019"
    corpus = corpus_of(tmp_path, at("a", quote, figures=[killed("40 people")]))
    assert codes(corpus) == []


def test_a_month_outside_the_period_is_named(tmp_path: Path) -> None:
    when = {"edtf": "2019-07", "basis": "b"}
    corpus = corpus_of(tmp_path, at("a", "In May", when=when))
    assert codes(corpus) == [("a", "month-not-in-period")]


def test_a_place_that_the_claim_lacks_is_named_and_a_name_in_an_actor_is_not(
    tmp_path: Path,
) -> None:
    corpus = corpus_of(
        tmp_path,
        at("a", "from Kirkuk to Erbil after Al Qaeda in Iraq came", "kirkuk"),
    )
    (warned,) = warnings(corpus)
    assert (warned.code, warned.about) == (WarningCode.PLACE, "“Erbil” in 000")


def test_a_long_quote_is_named(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, at("a", ("A long sentence " * 40).strip()))
    assert codes(corpus) == [("a", "long-quote")]


def test_a_statement_that_repeats_the_quote_is_named(tmp_path: Path) -> None:
    repeating = at("a", "Police counted dozens", figures=[killed("dozens")])
    corpus = corpus_of(tmp_path, repeating | {"statement": "Police counted dozens."})
    assert codes(corpus) == [("a", "statement-repeats-quote")]


@pytest.mark.parametrize(
    ("second", "place_id", "expected"),
    [
        ("2019-05-05", "mosul", [("a", "near-duplicate")]),
        ("2019-05-04", "east-mosul", [("a", "near-duplicate")]),
        ("2019-05-06", "mosul", []),
        ("2019-05-03", "kirkuk", []),
        ("2019", "mosul", []),
    ],
    ids=["two days", "three kilometres", "three days", "another town", "a whole year"],
)
def test_two_claims_of_a_kind_close_in_place_and_time_are_named(
    tmp_path: Path, second: str, place_id: str, expected: list[tuple[str, str]]
) -> None:
    corpus = corpus_of(
        tmp_path,
        at("a", "In May"),
        at("b", "came", place_id, when={"edtf": second, "basis": "b"}),
    )
    assert codes(corpus) == expected


def test_an_event_after_its_publication_is_named_and_a_forecast_is_not(tmp_path: Path) -> None:
    later: dict[str, Any] = {"when": {"edtf": "2019-05-03", "basis": "b"}}
    forecast: dict[str, Any] = later | {"kind": "forecast", "event_type": None}
    corpus = corpus_of(
        tmp_path, at("a", "In May", **later), at("b", "came", **forecast), published="2019-04"
    )
    assert codes(corpus) == [("a", "after-publication")]


def test_a_warning_that_is_accepted_with_a_reason_is_settled(tmp_path: Path) -> None:
    accepted = [{"warning": "number-not-recorded", "why": "It counts sentences."}]
    corpus = corpus_of(tmp_path, at("a", "two bombs", accepted=accepted))
    assert codes(corpus) == []


def test_an_acceptance_of_nothing_is_named(tmp_path: Path) -> None:
    accepted = [{"warning": "long-quote", "why": "It was long once."}]
    corpus = corpus_of(tmp_path, at("a", "In May", accepted=accepted))
    assert codes(corpus) == [("a", "accepted-in-vain")]


def test_no_warning_of_the_real_corpus_is_left_unexplained(curated: Corpus) -> None:
    assert [str(warned) for warned in warnings(curated)] == []
