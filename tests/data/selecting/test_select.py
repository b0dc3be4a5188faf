"""Which claims a filter keeps, in which order, and where they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.corpus import When
from data.model.period import TemporalScope, parse_period
from data.model.vocabulary import Kind
from data.selecting.places import at_place, place_marks, without_location
from data.selecting.select import Filters, in_order, matching, neighbours, position, surely_holds
from tests.corpora import claim, excerpt, in_memory, place, source
from tests.data.model.test_period import CLOSED, DAYS, HOLDINGS, OPEN


def dated(identity: str, edtf: str, **changes: Any) -> dict[str, Any]:
    return claim(identity, excerpt("words"), when={"edtf": edtf, "basis": "test"}, **changes)


def located(identity: str, *where: dict[str, Any]) -> dict[str, Any]:
    return claim(identity, excerpt("words"), where=where)


ABSENT = in_memory(dated("absent", "2017")).claims["absent"]
DATED = in_memory(
    dated("until-2015", "../2015"),
    dated("about-new-year", "2017-01-02~"),
    dated("in-2017", "2017"),
    dated("spring", "2017-03/2017-05", kind="arrest", event_type=None),
    dated("from-2019", "2019/.."),
    claim("of-both", excerpt("words", source="001"), excerpt("words"), kind="attack"),
    sources=[source("000", "a.txt", "a"), source("001", "b.txt", "b")],
)
PLACED = in_memory(
    located("in-town", {"place": "mosul"}),
    located("near-town", {"place": "mosul", "level": "near", "radius_km": 10}),
    located("nearer-town", {"place": "mosul", "level": "near", "radius_km": 5}),
    located("around-town", {"place": "mosul", "level": "governorate"}),
    located("in-province", {"place": "nineveh"}, {"place": "mosul"}),
    located("in-country", {"place": "iraq"}, {"place": "iraq"}),
    located("into-town", {"place": "iraq"}, {"place": "mosul", "role": "destination"}),
    located("out-of-town", {"place": "mosul", "role": "origin"}),
    located("as-in-town", {"place": "mosul", "role": "comparison"}),
    located("nowhere"),
    places=[
        place("mosul"),
        place("iraq", level="country", areas=["iq"]),
        place("nineveh", level="governorate", areas=["iq-ni"]),
    ],
)


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        pytest.param(
            Filters(),
            ["until-2015", "about-new-year", "in-2017", "spring", "from-2019", "of-both"],
            id="nothing asked",
        ),
        pytest.param(Filters(kinds=frozenset({Kind.ARREST})), ["spring"], id="a kind"),
        pytest.param(
            Filters(kinds=frozenset({Kind.ARREST, Kind.FORECAST})), ["spring"], id="two kinds"
        ),
        pytest.param(Filters(sources=frozenset({"001"})), ["of-both"], id="a source among two"),
        pytest.param(Filters(sources=frozenset({"002"})), [], id="a source of nothing"),
        pytest.param(
            Filters(kinds=frozenset({Kind.ARREST}), sources=frozenset({"001"})),
            [],
            id="a kind and a source that do not meet",
        ),
        pytest.param(Filters(period=parse_period("2017-04")), ["in-2017", "spring"], id="a month"),
        pytest.param(
            Filters(period=parse_period("2016-12")), ["about-new-year"], id="reached by a margin"
        ),
        pytest.param(
            Filters(period=parse_period("2016-12-30")), ["about-new-year"], id="a margin's last day"
        ),
        pytest.param(Filters(period=parse_period("2016-12-29")), [], id="beyond a margin"),
        pytest.param(
            Filters(period=parse_period("1990")), ["until-2015"], id="long before an open start"
        ),
        pytest.param(
            Filters(period=parse_period("2050")), ["from-2019"], id="long after an open end"
        ),
        pytest.param(
            Filters(period=parse_period("../2016-12-30")),
            ["until-2015", "about-new-year"],
            id="open to the past",
        ),
        pytest.param(
            Filters(period=parse_period("2019-05-03/..")),
            ["from-2019", "of-both"],
            id="open to the future",
        ),
    ],
)
def test_a_filter_keeps_the_claims_that_pass_all_it_asks(filters: Filters, kept: list[str]) -> None:
    assert sorted(each.id for each in matching(DATED, filters)) == sorted(kept)


@pytest.mark.parametrize(
    ("filters", "active"),
    [
        pytest.param(Filters(), False, id="none"),
        pytest.param(Filters(kinds=frozenset({Kind.ATTACK})), True, id="kind"),
        pytest.param(Filters(sources=frozenset({"000"})), True, id="source"),
        pytest.param(Filters(period=parse_period("2017")), True, id="period"),
    ],
)
def test_a_filter_is_active_when_it_asks_anything(filters: Filters, active: bool) -> None:
    assert filters.active is active


def test_claims_stand_in_order_of_what_is_stated_an_open_start_at_its_end() -> None:
    corpus = in_memory(
        dated("later", "2018"),
        dated("until-2017", "../2017-06"),
        dated("b-year", "2017"),
        dated("a-year", "2017"),
        dated("new-year", "2017-01-01"),
        dated("from-2017", "2017/.."),
        dated("about", "2017-01-02~"),
    )
    assert [each.id for each in in_order(corpus.claims.values())] == [
        "new-year",
        "a-year",
        "b-year",
        "from-2017",
        "about",
        "until-2017",
        "later",
    ]


def test_places_are_marked_by_precision_coarsest_first_and_by_location_alone() -> None:
    marks = place_marks(PLACED, tuple(PLACED.claims.values()))
    assert [
        (mark.level, mark.place.id, mark.radius_km, [each.id for each in mark.claims])
        for mark in marks
    ] == [
        ("country", "iraq", None, ["in-country", "into-town"]),
        ("governorate", "mosul", None, ["around-town"]),
        ("governorate", "nineveh", None, ["in-province"]),
        ("near", "mosul", 10, ["near-town"]),
        ("near", "mosul", 5, ["nearer-town"]),
        ("town", "mosul", None, ["in-town", "in-province"]),
    ]


def test_the_smaller_of_two_rings_is_drawn_on_top() -> None:
    claims = (PLACED.claims["nearer-town"], PLACED.claims["near-town"])
    assert [mark.radius_km for mark in place_marks(PLACED, claims)] == [10, 5]


def test_claims_without_a_location_are_listed_apart() -> None:
    assert [each.id for each in without_location(PLACED.claims.values())] == [
        "out-of-town",
        "as-in-town",
        "nowhere",
    ]


def test_a_place_has_the_claims_located_there_however_precisely() -> None:
    assert [each.id for each in at_place(PLACED.claims.values(), "mosul")] == [
        "in-town",
        "near-town",
        "nearer-town",
        "around-town",
        "in-province",
    ]


@pytest.mark.parametrize(
    ("claim_id", "before", "after"),
    [
        pytest.param("until-2015", None, "about-new-year", id="first"),
        pytest.param("in-2017", "about-new-year", "spring", id="middle"),
        pytest.param("of-both", "from-2019", None, id="last"),
        pytest.param("absent", None, None, id="absent"),
    ],
)
def test_a_claim_has_the_neighbours_of_the_sequence_it_stands_in(
    claim_id: str, before: str | None, after: str | None
) -> None:
    claims = tuple(DATED.claims.values())
    assert neighbours(claims, position(claims, DATED.claims.get(claim_id, ABSENT))) == (
        before,
        after,
    )


def period_of(identity: str, edtf: str, holds: str = "on-some-day") -> dict[str, Any]:
    when = {"edtf": edtf, "holds": holds, "basis": "test"}
    return claim(identity, excerpt("words"), when=when)


CERTAIN = in_memory(
    period_of("day", "2017-04-03"),
    period_of("about-day", "2017-04-03~"),
    period_of("month", "2017-04"),
    period_of("year", "2017"),
    period_of("all-year", "2017", "throughout"),
    period_of("until", "../2017-04"),
    period_of("from", "2017-04/.."),
)


@pytest.mark.parametrize(
    ("period", "kept"),
    [
        ("2017-01-01", ["all-year"]),
        ("2017-12-31", ["all-year"]),
        ("2017-04-03", ["all-year", "day"]),
        ("2017-04-02/2017-04-30", ["all-year", "day"]),
        ("2017-03-31/2017-04-06", ["about-day", "all-year", "day"]),
        ("2017-04", ["all-year", "day", "month"]),
        ("2017", ["about-day", "all-year", "day", "month", "year"]),
        ("2016", []),
        ("../2017-04", ["about-day", "all-year", "day", "month", "until"]),
        ("2017-04/..", ["all-year", "day", "from", "month"]),
    ],
)
def test_a_filter_for_the_certain_keeps_what_cannot_lie_outside(
    period: str, kept: list[str]
) -> None:
    filters = Filters(period=parse_period(period), certain=True)
    assert sorted(each.id for each in matching(CERTAIN, filters)) == kept
    possible = matching(CERTAIN, Filters(period=parse_period(period)))
    assert {*kept} <= {each.id for each in possible}


def test_certain_asks_nothing_without_a_period() -> None:
    assert len(matching(CERTAIN, Filters(certain=True))) == len(CERTAIN.claims)
    assert not Filters(certain=True).active


def readings(when: When) -> Iterator[tuple[date, date]]:
    """The first and last days that a period allows, as far apart and as near as they can be."""
    start, end = when.period.start, when.period.end
    starts = (start.earliest or date.min, start.latest or date.max)
    finishes = (end.earliest or date.min, end.latest or date.max)
    if when.holds is TemporalScope.SOME_DAY:
        yield from ((day, day) for day in (starts[0], finishes[1]))
        return
    # A margin may cross the other end: then both fall on one day at the utmost.
    for begin, finish in product((*starts, *finishes), repeat=2):
        allowed = starts[0] <= begin <= starts[1] and finishes[0] <= finish <= finishes[1]
        if allowed and begin <= finish:
            yield begin, finish


# Where the margin of one end reaches beyond the other.
CROSSING = DAYS.flatmap(lambda day: st.sampled_from([f"{day:%Y-%m}~/{day}", f"{day}/{day:%Y-%m}~"]))


@given(st.one_of(CLOSED, OPEN, CROSSING), HOLDINGS, st.integers(-40, 40), st.integers(0, 500))
def test_a_claim_surely_holds_where_no_reading_of_its_period_leaves_it_out(
    edtf: str, holds: TemporalScope, shift: int, length: int
) -> None:
    when = When(edtf=edtf, holds=holds, basis="test")
    for near in (when.period.stated.earliest, when.period.stated.latest):
        if near:
            first = near + timedelta(days=shift - length // 2)
            last = first + timedelta(days=length)
            surely = all(begin <= last and first <= finish for begin, finish in readings(when))
            assert surely_holds(when, first, last) == surely
