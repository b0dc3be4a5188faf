"""How many claims fall into each month or quarter: surely, possibly, and on the whole.

A claim is not put on one day of a vague period. What holds on some day of it is spread evenly over
all its days; what holds throughout counts wherever it goes on. docs/method.md explains the rules.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

import numpy as np
import numpy.typing as npt

from data.model.corpus import Claim
from data.model.vocabulary import Kind
from data.selecting.claim_columns import KINDS, Columns, Numbers, columns
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST

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
class _Edges:
    """The bins as the ordinals of their first and last days."""

    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, units: Sequence[tuple[date, date]]) -> Self:
        first, last = ([day.toordinal() for day in days] for days in zip(*units, strict=True))
        return cls(np.array(first, np.int64), np.array(last, np.int64))

    def reached(self, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
        """Of rows of days: the first bin that reaches to `low`, and the one after those that begin
        by `high`; not behind the first where there is none between them."""
        begin = np.searchsorted(self.last, low, side="left")
        return begin, np.maximum(np.searchsorted(self.first, high, side="right"), begin)


def bins(
    claims: Iterable[Claim], step: Step, first: date = WINDOW_FIRST, last: date = WINDOW_LAST
) -> tuple[Bin, ...]:
    """Count claims in each calendar unit from `first` to `last`.

    The bins follow on one another without a gap; the first and the last are cut to the days asked
    for. What lies before or after is in no bin. No bins when `first` lies after `last`.
    """
    return column_bins(columns(claims), step, first, last)


def column_bins(
    rows: Columns, step: Step, first: date = WINDOW_FIRST, last: date = WINDOW_LAST
) -> tuple[Bin, ...]:
    """The same of claims that are columns already."""
    units = tuple(calendar_units(step.months, first, last))
    if not units:
        return ()
    edges = _Edges.of(units)
    certain, possible = _certain(rows, edges), _possible(rows, edges)
    expected = _expected(rows, edges)
    return tuple(
        Bin(
            first=begin,
            last=end,
            certain=certain[at],
            possible=possible[at],
            expected=dict(pair for pair in zip(KINDS, expected[at], strict=True) if pair[1] > 0),
        )
        for at, (begin, end) in enumerate(units)
    )


def _possible(rows: Columns, edges: _Edges) -> list[int]:
    return _counted(*edges.reached(rows.earliest, rows.latest), len(edges.first))


def _certain(rows: Columns, edges: _Edges) -> list[int]:
    """In the bins that hold all of it, or in which it has begun and not ended."""
    begin, behind = edges.reached(rows.latest_start, rows.earliest_end)
    holder, _ = edges.reached(rows.earliest, rows.latest)
    size = len(edges.first)
    at = np.minimum(holder, size - 1)
    within = (edges.first[at] <= rows.earliest) & (rows.latest <= edges.last[at])
    begin = np.where(rows.throughout, begin, holder)
    behind = np.where(rows.throughout, behind, holder + within)
    return _counted(begin, behind, size)


def _counted(begin: Numbers, behind: Numbers, size: int) -> list[int]:
    """How many rows there are in each bin, given the first of each and the one behind its last."""
    come = np.bincount(begin, minlength=size + 1)
    gone = np.bincount(behind, minlength=size + 1)
    counted: list[int] = np.cumsum(come - gone)[:size].tolist()
    return counted


def _expected(rows: Columns, edges: _Edges) -> list[list[float]]:
    """By bin and kind the sum of how likely each claim holds on some day of the bin."""
    low = np.where(rows.open_start, rows.earliest_end - OPEN_REACH, rows.earliest)
    high = np.where(rows.open_end, rows.latest_start + OPEN_REACH, rows.latest)
    begin, behind = edges.reached(low, high)
    # One entry for each claim and bin that meet, claim by claim.
    row = np.repeat(np.arange(len(low)), behind - begin)
    skipped = np.cumsum(behind - begin) - (behind - begin)
    at = np.arange(len(row)) - np.repeat(skipped - begin, behind - begin)
    first, last, low, high = edges.first[at], edges.last[at], low[row], high[row]
    some_day = _share(low, high, first, last)
    begun = _share(low, rows.latest_start[row], low, last)
    goes_on = _share(rows.earliest_end[row], high, first, high)
    # It either begins too late or ends too early or holds: never two of these.
    likely = np.where(rows.throughout[row], np.maximum(begun + goes_on - 1, 0), some_day)
    shape = len(edges.first), len(KINDS)
    cell = at * shape[1] + rows.kind[row]
    summed = np.bincount(cell, weights=likely, minlength=shape[0] * shape[1])
    sums: list[list[float]] = summed.astype(np.float64).reshape(shape).tolist()
    return sums


def _share(low: Numbers, high: Numbers, first: Numbers, last: Numbers) -> npt.NDArray[np.float64]:
    """How much of the days from `low` to `high`, each as likely, lies from `first` to `last`."""
    inside = np.minimum(high, last) - np.maximum(low, first) + 1
    share: npt.NDArray[np.float64] = np.maximum(inside, 0) / (high - low + 1)
    return share


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
