"""No claim reaches past the day on which it was told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loading.lint import warnings
from data.model.corpus import AHEAD, Claim, Corpus
from data.model.period import Bounds, cut_at, ends, parse_period
from data.model.vocabulary import Kind, WarningCode
from data.selecting.as_of import as_of
from data.selecting.bins import Step, bins
from data.selecting.select import Filters, matching
from data.wording.dates import NOT_AFTER, period_words
from tests.corpora import claim, excerpt, in_memory, place, source
from tests.data.model.test_period import CLOSED, HOLDINGS, OPEN

DAYS = st.dates(date(2010, 1, 1), date(2025, 12, 31))


def told(edtf: str, *published: str, kind: Kind = Kind.MOVEMENT) -> Claim:
    """A claim of as many sources as there are dates of publication, as a corpus holds it."""
    sources = [
        source(f"00{number}", "a.txt", "a", published=each) for number, each in enumerate(published)
    ]
    excerpts = [excerpt("words", source=each["id"]) for each in sources]
    made = claim("one", *excerpts, kind=kind, event_type=None, when={"edtf": edtf, "basis": "test"})
    corpus = in_memory(made, sources=sources)
    return corpus.claims["one"].told_in(corpus.sources)


@pytest.mark.parametrize(
    ("edtf", "published", "bounds"),
    [
        # About March, of a text that was published by the 22nd.
        ("2019-03~", ["[2019-03-01..2019-03-22]"], ("2019-02-14", "2019-03-22")),
        ("2017", ["2017-07~"], ("2017-01-01", "2017-08-15")),
        ("../2019-03", ["[2019-03-01..2019-03-22]"], (None, "2019-03-22")),
        ("2014/..", ["2020-04-30"], ("2014-01-01", "2020-04-30")),
        # The last of several could still tell it.
        ("2019-04~", ["2019-03-22", "2019-04-30"], ("2019-03-17", "2019-04-30")),
        # What lies by then is not touched, nor what lies wholly behind it.
        ("2019-02", ["2019-03-22"], ("2019-02-01", "2019-02-28")),
        ("2019-05", ["2019-03-22"], ("2019-05-01", "2019-05-31")),
        # Nobody knows how late it may have been told.
        ("2019-04~", ["2019-03/.."], ("2019-03-17", "2019-05-15")),
    ],
)
def test_the_bounds_are_those_of_the_expression_cut_at_the_publication(
    edtf: str, published: list[str], bounds: tuple[str | None, str | None]
) -> None:
    period = told(edtf, *published).when.period
    found = tuple(day.isoformat() if day else None for day in (period.earliest, period.latest))
    assert found == bounds
    assert period.edtf == edtf


@pytest.mark.parametrize("kind", sorted(AHEAD))
def test_what_is_expected_or_called_for_is_not_cut(kind: Kind) -> None:
    one = told("2019-03/2019-09~", "2019-03-22", kind=kind)
    assert one.when.period == parse_period("2019-03/2019-09~")


@given(st.one_of(CLOSED, OPEN), HOLDINGS, DAYS)
def test_a_cut_takes_away_later_days_and_nothing_else(edtf: str, holds: str, day: date) -> None:
    period = parse_period(edtf, holds)
    cut = cut_at(period, day)
    if cut is period:
        assert period.not_after is None
        over = period.latest is not None and period.latest <= day
        assert over or (period.earliest or date.min) > day
        return
    assert cut.not_after == day == cut.latest
    assert cut.earliest == period.earliest
    for bounds in (cut.stated, cut.start, cut.end):
        assert bounds.latest is not None
        assert bounds.latest <= day
        assert bounds == Bounds(bounds.earliest, bounds.latest)
        assert bounds.earliest is None or bounds.earliest <= bounds.latest
    earliest, latest_start, earliest_end, latest = ends(cut)
    assert (earliest or date.min) <= latest_start
    assert earliest_end <= (latest or date.max)


def test_no_claim_of_the_corpus_reaches_past_its_telling(curated: Corpus) -> None:
    cut = 0
    for each in curated.claims.values():
        days = [curated.sources[name].published_period.latest for name in each.sources]
        last = max(day for day in days if day)
        latest = each.when.period.latest
        if each.kind in AHEAD:
            assert each.when.period.not_after is None
            continue
        assert latest is not None, each.id
        assert latest <= last, each.id
        cut += each.when.period.not_after is not None
        assert (NOT_AFTER in period_words(each.when)) == (each.when.period.not_after is not None)
    assert cut > 50


def test_filters_and_counts_end_with_the_telling(curated: Corpus) -> None:
    """In May 2019 nobody had told of anything that 003 and 004 tell."""
    may = Filters(sources=frozenset({"003", "004"}), period=parse_period("2019-05"))
    kept = [each for each in matching(curated, may) if {*each.sources} <= {"003", "004"}]
    assert {each.kind for each in kept} <= AHEAD
    reported = [
        each
        for each in curated.claims.values()
        if each.kind not in AHEAD and {*each.sources} <= {"003", "004"}
    ]
    counted = {each.first: each.possible for each in bins(reported, Step.MONTH)}
    assert counted[date(2019, 4, 1)] > 0
    assert counted[date(2019, 5, 1)] == 0


def test_as_known_on_a_day_a_period_ends_with_the_sources_that_are_left(curated: Corpus) -> None:
    name = "sdf-releases-prisoners-in-tribal-deals"
    assert curated.claims[name].sources == ("003", "004")
    then = as_of(curated, date(2019, 3, 31)).claims[name].when.period
    assert then.latest == date(2019, 3, 22)
    assert (curated.claims[name].when.period.latest or date.min) > date(2019, 3, 31)


def test_what_lies_wholly_behind_its_publication_is_named() -> None:
    one = told("2019-05", "2019-03-22")
    corpus = in_memory(
        one.model_dump(mode="json", exclude={"when": {"told_by"}}),
        sources=[source("000", "a.txt", "a", published="2019-03-22")],
        places=[place("khanaqin")],
    )
    codes = {each.code for each in warnings(corpus)}
    assert WarningCode.AFTER_PUBLICATION in codes
