"""Where each claim lies on the timeline: from when to when, and in which row of which lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from data.model import Claim
from data.period import Period
from data.select import WINDOW_FIRST, WINDOW_LAST
from data.terms import Kind

# Room left and right of the years for what lies before and after them.
MARGIN = timedelta(days=130)
# How long the pale tail of an open side is drawn; the arrow at its end says that it goes on.
TAIL = timedelta(days=75)
# At the usual width a pixel is about six days: how far a symbol reaches from its day, and the least
# room between two marks of a row.
SYMBOL = timedelta(days=28)
GAP = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for one claim, from `first` to `last`, in a row counted from the top.

    `filled` is the part that the words state. `edge` is -1 before the window, +1 after it, else 0.
    """

    claim: Claim
    first: date
    last: date
    filled: tuple[date, date]
    edge: int
    row: int = 0

    @property
    def extent(self) -> tuple[date, date]:
        """From where to where the drawn mark reaches, symbols included."""
        if self.edge:
            # A row beside it starts or ends clear of the edge, or the two would read as one claim.
            return self.first - SYMBOL - MARGIN, self.last + SYMBOL + MARGIN
        wide = SYMBOL if self.is_dot else timedelta()
        return self.first - wide, self.last + wide

    @property
    def is_dot(self) -> bool:
        """Whether the claim is a point in time."""
        return self.claim.when.period.is_day


@dataclass(frozen=True, slots=True)
class Lane:
    """The rows of one kind, from `top` (included) to `bottom` (excluded)."""

    kind: Kind
    top: int
    bottom: int
    count: int


def layout(claims: Sequence[Claim]) -> tuple[tuple[Mark, ...], tuple[Lane, ...]]:
    """Give each claim a row, so that no two marks of a row touch; lanes in the order of Kind."""
    order = list(Kind)
    placed = [_placed(claim) for claim in claims]
    placed.sort(key=lambda mark: (order.index(mark.claim.kind), mark.extent, mark.claim.id))
    marks: list[Mark] = []
    lanes: list[Lane] = []
    top = 0
    for kind, members in groupby(placed, key=lambda mark: mark.claim.kind):
        row_ends: list[date] = []
        for mark in members:
            begin, end = mark.extent
            free = (i for i, taken in enumerate(row_ends) if taken + GAP <= begin)
            row = next(free, len(row_ends))
            row_ends[row : row + 1] = [end]
            marks.append(replace(mark, row=top + row))
        count = sum(mark.claim.kind is kind for mark in marks)
        # Two rows at least, so that the names of neighbouring lanes do not touch.
        bottom = top + max(len(row_ends), 2)
        lanes.append(Lane(kind, top, bottom, count))
        top = bottom
    return tuple(marks), tuple(lanes)


def _placed(claim: Claim) -> Mark:
    """Where a claim lies, cut to the window, before it has a row."""
    period = claim.when.period
    if period.latest is not None and period.latest < WINDOW_FIRST:
        at = WINDOW_FIRST - MARGIN / 2
        return Mark(claim, at, at, (at, at), -1)
    if period.earliest is not None and period.earliest > WINDOW_LAST:
        at = WINDOW_LAST + MARGIN / 2
        return Mark(claim, at, at, (at, at), 1)
    first, last = _reach(period)
    low, high = _filled(period)
    inside = max(first, WINDOW_FIRST - MARGIN), min(last, WINDOW_LAST + MARGIN)
    return Mark(claim, *inside, (max(low, WINDOW_FIRST), min(high, WINDOW_LAST)), 0)


def _reach(period: Period) -> tuple[date, date]:
    """First and last day to draw; an open side reaches as far as its tail."""
    first, last = period.earliest, period.latest
    if period.is_day:
        first = last = period.stated.earliest
    if first is None:
        first = (period.end.earliest or WINDOW_FIRST) - TAIL
    if last is None:
        last = (period.start.latest or WINDOW_LAST) + TAIL
    # Within the years unless the side is open: the edges are for what lies wholly outside.
    first = first if period.earliest is None else max(first, WINDOW_FIRST)
    last = last if period.latest is None else min(last, WINDOW_LAST)
    return min(first, WINDOW_LAST), max(last, WINDOW_FIRST)


def _filled(period: Period) -> tuple[date, date]:
    """What the words state: of a period with an open side, only the unit that they name."""
    first, last = period.stated.earliest, period.stated.latest
    low = first or period.end.earliest or WINDOW_FIRST
    high = last or period.start.latest or WINDOW_LAST
    return low, high
