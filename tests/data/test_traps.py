"""What a careless curator of these five documents would get wrong, one test for each."""

from __future__ import annotations

import pytest

from data.comparing.agreement import Agreement, assess
from data.model.corpus import Claim, Corpus, Figure
from data.model.vocabulary import Kind, Measure, Modality, Role, Stance
from data.selecting.select import WINDOW_FIRST


def quoting(corpus: Corpus, words: str) -> list[Claim]:
    """Claims with an excerpt that holds these words."""
    found = [
        claim
        for claim in corpus.claims.values()
        if any(words in excerpt.exact for excerpt in claim.excerpts)
    ]
    assert found, words
    return found


@pytest.mark.parametrize("year", [2003, 2007, 2013])
def test_what_lies_before_the_window_is_a_claim(curated: Corpus, year: int) -> None:
    periods = [claim.when.period for claim in curated.claims.values()]
    assert any(
        period.stated.earliest
        and period.stated.earliest.year == year
        and period.stated.earliest < WINDOW_FIRST
        for period in periods
    ) or any(period.stated.latest and period.stated.latest.year == year for period in periods)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("On November 26", "2019-11-26"),
        ("on December 2,", "2019-12-02"),
        ("on January 3, which killed", "2020-01-03"),
        ("in March 23", "2019-03-23"),
    ],
)
def test_a_day_without_a_year_belongs_to_the_year_before_publication(
    curated: Corpus, words: str, edtf: str
) -> None:
    claims = quoting(curated, words)
    assert edtf in {claim.when.edtf for claim in claims}
    dated = next(claim for claim in claims if claim.when.edtf == edtf)
    assert "year" in dated.when.basis or "published" in dated.when.basis


def test_the_hundreds_of_2014_are_dated_2014_and_not_to_the_year_of_the_article(
    curated: Corpus,
) -> None:
    claim = curated.claims["daesh-hundreds-of-attacks-2014"]
    assert claim.when.edtf == "2014"
    recorded = [
        (figure.minimum, figure.maximum) for each in claim.excerpts for figure in each.figures
    ]
    assert (200, 999) in recorded
    of_2020 = curated.claims["daesh-attacks-rise-in-iraq-2020"]
    maxima = [figure.maximum for each in of_2020.excerpts for figure in each.figures]
    assert 999 not in maxima


def test_the_order_of_002_is_not_taken_for_cause_and_effect(curated: Corpus) -> None:
    base = curated.claims["kirkuk-base-attack-kills-us-contractor"]
    strike = curated.claims["soleimani-killed-in-us-strike"]
    embassy = curated.claims["us-embassy-in-baghdad-assaulted"]
    assert base.when.period.latest is not None
    assert strike.when.period.earliest is not None
    assert base.when.period.latest <= strike.when.period.earliest
    assert embassy.note
    assert "31 December 2019" in embassy.note


def test_the_crossings_are_reported_and_denied_in_one_claim(curated: Corpus) -> None:
    claim = curated.claims["fighters-cross-from-syria-into-iraq"]
    stances = {(excerpt.source, excerpt.stance) for excerpt in claim.excerpts}
    assert {("003", Stance.SUPPORTS), ("003", Stance.DISPUTES), ("004", Stance.SUPPORTS)} <= stances
    denial = next(each for each in claim.excerpts if each.stance is Stance.DISPUTES)
    assert denial.modality is Modality.DENIED
    assert denial.origin == "yahya-rasoul"
    assert claim.note
    assert assess(claim, curated).agreement is Agreement.DISPUTED


def test_004_says_that_attacks_rise_and_that_they_have_fallen(curated: Corpus) -> None:
    rising = curated.claims["daesh-attacks-escalate-monthly-in-iraq"]
    fallen = curated.claims["daesh-attacks-fewer-than-year-before"]
    for claim in (rising, fallen):
        assert {Stance.SUPPORTS, Stance.QUALIFIES} <= {
            each.stance for each in claim.excerpts if each.source == "004"
        }


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
    found = {(each.measure, each.minimum, each.maximum, each.unit) for each in figures}
    assert found == {(Measure.ATTACKS, minimum, maximum, unit)}


def test_the_two_rates_of_different_years_are_different_claims(curated: Corpus) -> None:
    weekly = {claim.id for claim in quoting(curated, "five to seven a week")}
    monthly = {claim.id for claim in quoting(curated, "more than 60 violent incidents")}
    assert weekly
    assert monthly
    assert not weekly & monthly


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Janaqin", "Khanaqin"),
        ("Tuz Jurmatu", "Tuz Khurmatu"),
        ("Amerli", "Amirli"),
        ("Saladin", "Salah al-Din"),
        ("Bagouz", "Baghouz"),
        ("Deir Ezzor", "Deir ez-Zor governorate"),
    ],
)
def test_loose_spellings_lead_to_one_place(curated: Corpus, spelling: str, name: str) -> None:
    found = {place.name for place in curated.places.values() if spelling in place.spellings}
    assert any(each == name or each.startswith(name) for each in found), found


def test_sinai_is_a_comparison_and_no_location(curated: Corpus) -> None:
    roles = [
        where.role
        for claim in curated.claims.values()
        for where in claim.where
        if where.place == "sinai"
    ]
    assert roles
    assert set(roles) == {Role.COMPARISON}


def test_the_size_of_britain_is_one_claim_of_two_sources(curated: Corpus) -> None:
    (claim,) = [claim for claim in quoting(curated, "Britain") if claim.kind is Kind.TERRITORY]
    assert {excerpt.source for excerpt in claim.excerpts if "Britain" in excerpt.exact} == {
        "003",
        "004",
    }


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("caliphate-declared-in-mosul", {"000", "001"}),
        ("night-checkpoints-in-deir-ez-zor", {"003", "004"}),
        ("sleeper-cells-in-syria-and-iraq", {"003", "004"}),
        ("sdf-releases-prisoners-in-tribal-deals", {"003", "004"}),
        ("no-return-to-territory-expected", {"002", "003"}),
        ("sunni-grievances-helped-daesh", {"000", "001", "003"}),
    ],
)
def test_what_several_documents_say_is_one_claim(
    curated: Corpus, claim: str, sources: set[str]
) -> None:
    assert sources <= {excerpt.source for excerpt in curated.claims[claim].excerpts}


def test_the_city_of_diyala_is_a_governorate(curated: Corpus) -> None:
    claim = curated.claims["diyala-pmf-killed"]
    assert [(where.place, where.level) for where in claim.where] == [("diyala", None)]
    assert curated.places["diyala"].level == "governorate"
    assert claim.note


@pytest.mark.parametrize("actor", ["daesh", "pmf", "sdf"])
def test_an_actor_has_one_entry_with_every_name_of_the_sources(curated: Corpus, actor: str) -> None:
    names = {
        "daesh": {"ISIS", "IS", "Da’ash"},
        "pmf": {"Popular Mobilization Units", "PMU", "PMUs", "PMF", "Hashad al-Shaabi"},
        "sdf": {"SDF", "Syria’s democratic forces", "Syria’s democratic"},
    }[actor]
    entry = curated.actors[actor]
    known = {entry.name, *entry.aliases}
    assert len(names & known) >= len(names) - 1, known
