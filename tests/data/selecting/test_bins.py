"""How claims are counted by month and quarter: surely, possibly, and as likely."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.corpus import Claim
from data.model.period import TemporalScope, ends
from data.model.vocabulary import Kind
from data.selecting.bins import OPEN_REACH, Bin, Step, bins
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST, surely_holds
from tests.corpora import claim, excerpt
from tests.data.model.test_period import CLOSED, HOLDINGS, OPEN

STEPS = st.sampled_from(Step)
KINDS = st.sampled_from([Kind.ARREST, Kind.FORECAST, Kind.MOVEMENT])
EDTF = st.one_of(CLOSED, OPEN)
# Near enough to one another that the bins of a claim stay few.
NEAR_DAYS = st.dates(date(2012, 1, 1), date(2022, 12, 31))


def dated(
    edtf: str, holds: TemporalScope = TemporalScope.SOME_DAY, kind: Kind = Kind.ARREST
) -> Claim:
    when = {"edtf": edtf, "holds": holds, "basis": "test"}
    changes = {"when": when, "kind": kind, "event_type": None}
    return Claim.model_validate(claim("it", excerpt("words"), **changes))


CLAIMS = st.builds(dated, EDTF, HOLDINGS, KINDS)


def total(each: Bin) -> float:
    return sum(each.expected.values())


def around(one: Claim, step: Step) -> tuple[Bin, ...]:
    """Bins over all days on which a claim is counted, and some more on either side."""
    low, latest_start, earliest_end, high = ends(one.when.period)
    beyond = timedelta(days=OPEN_REACH)
    spare = timedelta(days=100)
    first = (low or earliest_end - beyond) - spare
    last = (high or latest_start + beyond) + spare
    return bins([one], step, first, last)


def inside(claims: Sequence[Claim], month: str) -> Bin:
    return next(each for each in bins(claims, Step.MONTH) if f"{each.first:%Y-%m}" == month)


THROUGHOUT, SOME_DAY = "throughout", "on-some-day"


@pytest.mark.parametrize(
    ("edtf", "holds", "month", "counts"),
    [
        ("2019-05-03", SOME_DAY, "2019-04", (0, 0, 0)),
        ("2019-05-03", SOME_DAY, "2019-05", (1, 1, 1)),
        ("2019-05-03", THROUGHOUT, "2019-05", (1, 1, 1)),
        ("2019-05", SOME_DAY, "2019-05", (1, 1, 1)),
        # About reaches three days, from 29 November to 5 December.
        ("2019-12-02~", SOME_DAY, "2019-11", (0, 1, 2 / 7)),
        ("2019-12-02~", SOME_DAY, "2019-12", (0, 1, 5 / 7)),
        ("2019-12-02~", THROUGHOUT, "2019-12", (0, 1, 5 / 7)),
        ("2019-12-09~", SOME_DAY, "2019-12", (1, 1, 1)),
        ("2019", SOME_DAY, "2019-02", (0, 1, 28 / 365)),
        ("2019", THROUGHOUT, "2019-02", (1, 1, 1)),
        ("2019-03-10/2019-05-20", SOME_DAY, "2019-03", (0, 1, 22 / 72)),
        ("2019-03-10/2019-05-20", THROUGHOUT, "2019-03", (1, 1, 1)),
        ("2019-03-10/2019-05-20", THROUGHOUT, "2019-05", (1, 1, 1)),
        ("2019-03-10/2019-05-20", THROUGHOUT, "2019-06", (0, 0, 0)),
        # It began on some day of 2014 and ended on some day of April 2020.
        ("2014/2020-04", THROUGHOUT, "2014-01", (0, 1, 31 / 365)),
        ("2014/2020-04", THROUGHOUT, "2014-11", (0, 1, 334 / 365)),
        ("2014/2020-04", THROUGHOUT, "2014-12", (1, 1, 1)),
        ("2014/2020-04", THROUGHOUT, "2020-04", (1, 1, 1)),
        ("2014/2020-04~", THROUGHOUT, "2020-05", (0, 1, 15 / 60)),
        # The margin of its start does not reach beyond its end.
        ("2019-06~/2019-06-10", THROUGHOUT, "2019-05", (0, 1, 15 / 25)),
        ("2019-06~/2019-06-10", THROUGHOUT, "2019-06", (1, 1, 1)),
        ("2019-06~/2019-06-10", THROUGHOUT, "2019-07", (0, 0, 0)),
        # Nor that of its end before its start.
        ("2019-06-10/2019-06~", THROUGHOUT, "2019-06", (1, 1, 1)),
        ("2019-06-10/2019-06~", THROUGHOUT, "2019-07", (0, 1, 15 / 36)),
        # Not begun in January 2019 in 60 of 547 cases, over before it in 91.
        ("2018~/2019~", THROUGHOUT, "2019-01", (0, 1, 396 / 547)),
        # An open side is spread over a year more, and possible beyond it.
        ("../2019-03", SOME_DAY, "2019-03", (0, 1, 31 / 396)),
        ("../2019-03", SOME_DAY, "2018-03", (0, 1, 31 / 396)),
        ("../2019-03", SOME_DAY, "2018-02", (0, 1, 0)),
        ("../2019-03", SOME_DAY, "2019-04", (0, 0, 0)),
        ("2019-04/..", SOME_DAY, "2019-03", (0, 0, 0)),
        ("2019-04/..", SOME_DAY, "2019-04", (0, 1, 30 / 395)),
        ("2019-04/..", SOME_DAY, "2020-04", (0, 1, 29 / 395)),
        ("2019-04/..", SOME_DAY, "2020-05", (0, 1, 0)),
        ("2019-04/..", THROUGHOUT, "2019-04", (1, 1, 1)),
        ("2019-04/..", THROUGHOUT, "2019-05", (0, 1, 365 / 395)),
        ("../2019-04", THROUGHOUT, "2019-04", (1, 1, 1)),
        ("../2019-04", THROUGHOUT, "2019-03", (0, 1, 365 / 395)),
    ],
)
def test_a_claim_counts_in_a_month_as_surely_as_its_period_says(
    edtf: str, holds: str, month: str, counts: tuple[int, int, float]
) -> None:
    """`counts` are the certain, the possible and the expected."""
    each = inside([dated(edtf, TemporalScope(holds))], month)
    *whole, expected = counts
    assert [each.certain, each.possible] == whole
    assert each.expected == ({Kind.ARREST: pytest.approx(expected)} if expected else {})


@pytest.mark.parametrize(
    ("step", "first", "last", "edges"),
    [
        (
            Step.MONTH,
            "2019-11-10",
            "2020-01-05",
            ["2019-11-10/2019-11-30", "2019-12-01/2019-12-31", "2020-01-01/2020-01-05"],
        ),
        (
            Step.QUARTER,
            "2019-11-10",
            "2020-05-31",
            ["2019-11-10/2019-12-31", "2020-01-01/2020-03-31", "2020-04-01/2020-05-31"],
        ),
        (Step.MONTH, "2019-05-03", "2019-05-03", ["2019-05-03/2019-05-03"]),
        (Step.MONTH, "2019-05-03", "2019-05-02", []),
        (Step.QUARTER, "9999-12-01", "9999-12-31", ["9999-12-01/9999-12-31"]),
    ],
)
def test_bins_are_calendar_units_cut_to_the_days_asked_for(
    step: Step, first: str, last: str, edges: list[str]
) -> None:
    made = bins([], step, date.fromisoformat(first), date.fromisoformat(last))
    assert [f"{each.first}/{each.last}" for each in made] == edges


@pytest.mark.parametrize(("step", "count"), [(Step.MONTH, 84), (Step.QUARTER, 28)])
def test_the_years_from_2014_to_2020_are_binned_unless_others_are_asked_for(
    step: Step, count: int
) -> None:
    made = bins([], step)
    assert (made[0].first, made[-1].last, len(made)) == (WINDOW_FIRST, WINDOW_LAST, count)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [("2010", 0), ("2021", 0), ("2013/2014", 0.5), ("2020-12-31/2021-01-03", 0.25)],
)
def test_what_lies_outside_the_years_is_in_no_bin(edtf: str, expected: float) -> None:
    made = bins([dated(edtf)], Step.MONTH)
    assert sum(total(each) for each in made) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("edtf", "first", "last", "expected"),
    [
        ("9999-12/..", "9999-12-01", "9999-12-31", [31 / 396]),
        ("../0001-01", "0001-01-01", "0001-02-28", [31 / 396, 0]),
    ],
)
def test_an_open_side_may_reach_beyond_the_calendar(
    edtf: str, first: str, last: str, expected: list[float]
) -> None:
    made = bins([dated(edtf)], Step.MONTH, date.fromisoformat(first), date.fromisoformat(last))
    assert [total(each) for each in made] == pytest.approx(expected)


def test_claims_add_up_by_kind_in_the_order_of_kinds() -> None:
    claims = [
        dated("2019-05-03", kind=Kind.FORECAST),
        dated("2019-05", kind=Kind.ARREST),
        dated("2019", kind=Kind.ARREST),
        dated("2018", kind=Kind.MOVEMENT),
    ]
    each = inside(claims, "2019-05")
    assert list(each.expected) == [kind for kind in Kind if kind in each.expected]
    assert each.expected == {Kind.ARREST: pytest.approx(1 + 31 / 365), Kind.FORECAST: 1}
    assert (each.certain, each.possible) == (2, 3)


@given(NEAR_DAYS, st.integers(0, 900), STEPS)
def test_bins_follow_on_one_another_from_the_first_day_to_the_last(
    first: date, length: int, step: Step
) -> None:
    last = first + timedelta(days=length)
    made = bins([], step, first, last)
    assert (made[0].first, made[-1].last) == (first, last)
    for one, other in pairwise(made):
        assert other.first - one.last == timedelta(days=1)
        assert other.first.day == 1
        assert (other.first.month - 1) % step.months == 0


@given(CLAIMS, STEPS)
def test_the_likely_count_lies_between_the_certain_and_the_possible(one: Claim, step: Step) -> None:
    for each in around(one, step):
        assert each.certain <= total(each) <= each.possible


@given(st.lists(CLAIMS, max_size=6), NEAR_DAYS, STEPS)
def test_the_counts_of_many_claims_are_those_of_each_added_up(
    claims: list[Claim], first: date, step: Step
) -> None:
    last = first + timedelta(days=400)
    singly = [bins([one], step, first, last) for one in claims]
    for index, each in enumerate(bins(claims, step, first, last)):
        parts = [made[index] for made in singly]
        assert each.certain == sum(part.certain for part in parts)
        assert each.possible == sum(part.possible for part in parts)
        assert total(each) == pytest.approx(sum(total(part) for part in parts))
        assert each.certain <= total(each) <= each.possible


@given(EDTF, STEPS)
def test_what_holds_on_some_day_weighs_one_in_all(edtf: str, step: Step) -> None:
    one = dated(edtf)
    assert abs(sum(total(each) for each in around(one, step)) - 1) < 1e-9


@given(CLAIMS, STEPS)
def test_a_claim_is_counted_within_its_reach_alone(one: Claim, step: Step) -> None:
    period = one.when.period
    for each in around(one, step):
        touched = (period.earliest or date.min) <= each.last and each.first <= (
            period.latest or date.max
        )
        assert each.possible == touched
        if not touched:
            assert (each.certain, each.expected) == (0, {})


@given(EDTF, NEAR_DAYS)
def test_the_months_of_a_quarter_weigh_what_the_quarter_does(edtf: str, first: date) -> None:
    last = first + timedelta(days=300)
    one = dated(edtf)
    months = bins([one], Step.MONTH, first, last)
    for quarter in bins([one], Step.QUARTER, first, last):
        weight = sum(total(each) for each in months if quarter.first <= each.first <= quarter.last)
        assert total(quarter) == pytest.approx(weight)


def share(low: int, high: int, first: int, last: int) -> float:
    return max(min(high, last) - max(low, first) + 1, 0) / (high - low + 1)


def likelihood(one: Claim, first: int, last: int) -> float:
    """How likely one claim holds on some day from one ordinal to another."""
    low, latest_start, earliest_end, high = ends(one.when.period)
    begin, finish = latest_start.toordinal(), earliest_end.toordinal()
    lowest = low.toordinal() if low else finish - OPEN_REACH
    highest = high.toordinal() if high else begin + OPEN_REACH
    if one.when.holds is TemporalScope.SOME_DAY:
        return share(lowest, highest, first, last)
    return max(share(lowest, begin, lowest, last) + share(finish, highest, first, highest) - 1, 0)


def one_by_one(claims: Sequence[Claim], first: date, last: date) -> Bin:
    """A bin as the rules say it, a claim at a time."""
    inside = [each for each in claims if each.when.period.may_touch(first, last)]
    expected = dict.fromkeys(Kind, 0.0)
    for each in inside:
        expected[each.kind] += likelihood(each, first.toordinal(), last.toordinal())
    return Bin(
        first,
        last,
        certain=sum(surely_holds(each.when, first, last) for each in inside),
        possible=len(inside),
        expected={kind: weight for kind, weight in expected.items() if weight > 0},
    )


@given(st.lists(CLAIMS, max_size=8), STEPS, NEAR_DAYS, st.integers(0, 1500))
def test_all_claims_at_once_count_as_one_by_one(
    claims: list[Claim], step: Step, first: date, length: int
) -> None:
    made = bins(claims, step, first, first + timedelta(days=length))
    assert made == tuple(one_by_one(claims, each.first, each.last) for each in made)


@pytest.mark.parametrize("edtf", ["../0001-02", "0001-01", "9999-11/..", "9999-12-31", "9999"])
@pytest.mark.parametrize("holds", TemporalScope)
def test_the_ends_of_the_calendar_are_days_like_others(edtf: str, holds: TemporalScope) -> None:
    one = dated(edtf, holds)
    for first, last in ((date.min, date(3, 1, 1)), (date(9997, 1, 1), date.max)):
        made = bins([one], Step.QUARTER, first, last)
        assert made == tuple(one_by_one([one], each.first, each.last) for each in made)
