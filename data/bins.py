"""How many claims fall into each month or quarter: surely, possibly, and on the whole.

A claim is not put on one day of a vague period. What holds on some day of it is spread evenly over
all its days; what holds throughout counts wherever it goes on. docs/method.md explains the rules.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from data.model import Claim
from data.period import Holding
from data.select import WINDOW_FIRST, WINDOW_LAST, ends, surely_holds
from data.terms import Kind

# How far, in days, a claim with an open side is spread beyond the unit that it names. A convention:
# for ever would leave nothing in any month, and the unit alone would heap up at its end what only
# happened no later than that. The codebook reads "months earlier" as within a year, too.
OPEN_REACH = 365


class Step(StrEnum):
    """How long a bin is: a calendar month, or three from January, April, July or October on."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {Step.MONTH: 1, Step.QUARTER: 3}[self]


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims from one day to another, both included.

    `certain` counts the claims that surely hold on some day of it, `possible` those that may.
    `expected` adds up, by kind, how likely each is to do so; its sum lies between the two. Kinds of
    which there are none are left out.
    """

    first: date
    last: date
    certain: int
    possible: int
    expected: Mapping[Kind, float]


@dataclass(frozen=True, slots=True)
class _Days:
    """Days in a row, as ordinals, each as likely as the others."""

    first: int
    last: int

    def share(self, first: int, last: int) -> float:
        """How much of them lies from `first` to `last`, between 0 and 1."""
        inside = min(self.last, last) - max(self.first, first) + 1
        return max(inside, 0) / (self.last - self.first + 1)


@dataclass(frozen=True, slots=True)
class _Member:
    """A claim with the days on which it may begin and may end, an open side closed."""

    claim: Claim
    start: _Days
    end: _Days

    def likelihood(self, first: int, last: int) -> float:
        """How likely the claim holds on some day from `first` to `last`."""
        if self.claim.when.holds is Holding.SOME_DAY:
            return _Days(self.start.first, self.end.last).share(first, last)
        begun = self.start.share(self.start.first, last)
        goes_on = self.end.share(first, self.end.last)
        # It either begins too late or ends too early or holds: never two of these.
        return max(begun + goes_on - 1, 0)


def bins(
    claims: Iterable[Claim], step: Step, first: date = WINDOW_FIRST, last: date = WINDOW_LAST
) -> tuple[Bin, ...]:
    """Count claims in each calendar unit from `first` to `last`.

    The bins follow on one another without a gap; the first and the last are cut to the days asked
    for. What lies before or after is in no bin. No bins when `first` lies after `last`.
    """
    members = tuple(_member(claim) for claim in claims)
    return tuple(
        _bin(members, begin, end) for begin, end in calendar_units(step.months, first, last)
    )


def _bin(members: Sequence[_Member], first: date, last: date) -> Bin:
    inside = [each for each in members if each.claim.when.period.may_touch(first, last)]
    expected = dict.fromkeys(Kind, 0.0)
    for each in inside:
        expected[each.claim.kind] += each.likelihood(first.toordinal(), last.toordinal())
    return Bin(
        first=first,
        last=last,
        certain=sum(surely_holds(each.claim.when, first, last) for each in inside),
        possible=len(inside),
        expected={kind: weight for kind, weight in expected.items() if weight > 0},
    )


def _member(claim: Claim) -> _Member:
    earliest_start, latest_start, earliest_end, latest_end = ends(claim.when.period)
    # Ordinals, because a calendar has no day before its first and after its last.
    begin, finish = latest_start.toordinal(), earliest_end.toordinal()
    low = earliest_start.toordinal() if earliest_start else finish - OPEN_REACH
    high = latest_end.toordinal() if latest_end else begin + OPEN_REACH
    return _Member(claim, _Days(low, begin), _Days(finish, high))


def calendar_units(months: int, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The units of so many calendar months from one day to another, those at the ends cut."""
    begin = first
    while begin <= last:
        month = begin.month + -begin.month % months
        end = begin.replace(month=month, day=monthrange(begin.year, month)[1])
        yield begin, min(end, last)
        if end >= last:
            return
        begin = end + timedelta(days=1)
