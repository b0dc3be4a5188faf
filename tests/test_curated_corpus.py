"""The corpus itself: every quote is where it says, and the traps of the five documents are met."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from data.agreement import Agreement, assess
from data.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY
from data.model import Claim, Corpus, Figure
from data.terms import Kind, Measure, Modality, Role, Stance

CLAIM_IDS = sorted(path.stem for path in (CORPUS_DIRECTORY / "claims").glob("*.yaml"))
SEEDS = {
    "000": "000_6a8a34580b9b3407.txt",
    "001": "001_e29a0090681a0c5d.txt",
    "002": "002_75042e1fccbd51c3.txt",
    "003": "003_981580c976521129.txt",
    "004": "004_2f37414e3a344260.txt",
}
each_claim = pytest.mark.parametrize("claim_id", CLAIM_IDS)


def quoting(corpus: Corpus, words: str) -> list[Claim]:
    """The claims with an excerpt that holds these words."""
    return [
        claim
        for claim in corpus.claims.values()
        if any(words in excerpt.exact for excerpt in claim.excerpts)
    ]


def test_every_file_of_claims_is_loaded(curated: Corpus) -> None:
    assert sorted(curated.claims) == CLAIM_IDS


def test_the_seeds_are_the_five_documents_as_registered(curated: Corpus) -> None:
    assert {each.id: each.file for each in curated.sources.values()} == SEEDS
    assert sorted(path.name for path in SEEDS_DIRECTORY.iterdir()) == sorted(SEEDS.values())


@pytest.mark.parametrize("source_id", SEEDS)
def test_a_seed_has_the_hash_it_is_registered_with(curated: Corpus, source_id: str) -> None:
    content = (SEEDS_DIRECTORY / SEEDS[source_id]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == curated.sources[source_id].sha256


@each_claim
def test_each_quote_stands_at_its_span_in_the_seed(curated: Corpus, claim_id: str) -> None:
    excerpts, spans = curated.claims[claim_id].excerpts, curated.spans[claim_id]
    for excerpt, span in zip(excerpts, spans, strict=True):
        text = (SEEDS_DIRECTORY / SEEDS[excerpt.source]).read_bytes().decode("utf-8")
        assert text[span.start : span.end] == excerpt.exact


@each_claim
def test_the_statement_is_ours_and_not_a_quote(curated: Corpus, claim_id: str) -> None:
    claim = curated.claims[claim_id]
    assert claim.statement.strip(".") not in {each.exact.strip(" .") for each in claim.excerpts}
    assert claim.statement.endswith(".")


@each_claim
def test_only_what_looks_ahead_begins_after_its_last_publication(
    curated: Corpus, claim_id: str
) -> None:
    claim = curated.claims[claim_id]
    published = [curated.sources[each.source].published_period.latest for each in claim.excerpts]
    last_published = max(day for day in published if day)
    begins_later = (claim.when.period.earliest or date.min) > last_published
    assert not begins_later or claim.kind in {Kind.FORECAST, Kind.PRESCRIPTION}


@each_claim
def test_an_attack_is_located_in_or_around_iraq_and_syria(curated: Corpus, claim_id: str) -> None:
    claim = curated.claims[claim_id]
    located = [where for where in claim.where if where.role is Role.LOCATION]
    for place in (curated.places[where.place] for where in located):
        assert 28 <= place.lat <= 38
        assert 34 <= place.lon <= 49


def test_sinai_is_compared_with_and_never_a_location(curated: Corpus) -> None:
    roles = [
        where.role
        for claim in curated.claims.values()
        for where in claim.where
        if where.place == "sinai"
    ]
    assert set(roles) == {Role.COMPARISON}


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        pytest.param(
            "On November 26, the first sign", "2019-11-26", id="three explosions in Baghdad"
        ),
        pytest.param("on December 2, resulting in two", "2019-12-02", id="attack in Diyala"),
        pytest.param("the hundreds launched in 2014", "2014", id="hundreds of attacks"),
    ],
)
def test_a_date_without_a_year_has_the_right_one(curated: Corpus, words: str, edtf: str) -> None:
    assert [claim.when.edtf for claim in quoting(curated, words)] == [edtf]


def test_the_attack_of_december_is_in_diyala_which_is_no_town(curated: Corpus) -> None:
    (claim,) = quoting(curated, "on December 2, resulting in two")
    assert [(where.place, where.role) for where in claim.where] == [("diyala", Role.LOCATION)]
    assert curated.places["diyala"].level == "governorate"


def test_the_hundreds_of_2014_are_no_figure_of_the_claim_of_2020(curated: Corpus) -> None:
    (claim,) = quoting(curated, "the hundreds launched in 2014")
    maxima = [figure.maximum for excerpt in claim.excerpts for figure in excerpt.figures]
    assert maxima == [999]


def test_there_are_claims_of_the_years_before_the_window(curated: Corpus) -> None:
    ends = [claim.when.period.stated.latest for claim in curated.claims.values()]
    assert [day for day in ends if day and day.year < 2014]


def test_source_003_reports_the_crossings_and_quotes_the_denial(curated: Corpus) -> None:
    (claim,) = quoting(curated, "rejecting claims that any militants had breached the border")
    voices = {(each.source, each.stance, each.modality) for each in claim.excerpts}
    assert ("003", Stance.SUPPORTS, Modality.ASSERTED) in voices
    assert ("003", Stance.DISPUTES, Modality.DENIED) in voices
    assert any("have crossed the border" in each.exact for each in claim.excerpts)
    assert assess(claim, curated).agreement is Agreement.DISPUTED
    assert claim.note


@pytest.mark.parametrize(
    ("words", "minimum", "maximum", "unit"),
    [
        pytest.param("five to seven a week", 5, 7, "attacks a week", id="five to seven"),
        pytest.param("more than 60 violent", 61, None, "incidents a month", id="more than 60"),
        pytest.param("the hundreds launched", 200, 999, "attacks", id="the hundreds, of no week"),
    ],
)
def test_a_rate_keeps_its_unit_and_its_words(
    curated: Corpus, words: str, minimum: float, maximum: float | None, unit: str
) -> None:
    figures: list[Figure] = [
        figure
        for claim in curated.claims.values()
        for excerpt in claim.excerpts
        for figure in excerpt.figures
        if words in figure.as_written
    ]
    assert [(each.measure, each.minimum, each.maximum, each.unit) for each in figures] == [
        (Measure.ATTACKS, minimum, maximum, unit)
    ]


def test_the_two_rates_of_different_years_are_different_claims(curated: Corpus) -> None:
    weekly = {claim.id for claim in quoting(curated, "five to seven a week")}
    monthly = {claim.id for claim in quoting(curated, "more than 60 violent incidents")}
    assert weekly
    assert monthly
    assert not weekly & monthly
