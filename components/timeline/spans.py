"""From when to when a claim is drawn, and as what: nothing more precise than it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum, auto
from math import ceil

from components.timeline.scale import Scale
from data.model.corpus import AHEAD, Claim, Corpus, Source
from data.model.period import Period, TemporalScope

# Pixels of the tail that an open side is drawn with; the arrow at its end says that it goes on.
TAIL = 10.0


class Basis(StrEnum):
    """What the timeline goes by: when things happened, or when they were reported."""

    EVENT = "event"
    REPORTED = "reported"


class MarkShape(Enum):
    """As what a claim is drawn."""

    DAY = auto()
    ABOUT_DAY = auto()
    SOME_DAY = auto()
    THROUGHOUT = auto()
    NO_LATER = auto()
    FROM_ON = auto()
    EDGE = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """What is drawn for a claim, cut to the days shown.

    `first` to `last` is its whole reach, `low` to `high` the part that the words state, of which
    nothing is left where `high` is before `low`; between them it is soft. `ahead` is what a source
    expects or calls for, which nobody can have seen happen. `goes_on` tells on which sides it
    reaches further, being open or cut. `edge` is -1 for what lies wholly before the days shown, +1
    after them, else 0.
    """

    look: MarkShape
    ahead: bool
    first: date
    last: date
    low: date
    high: date
    goes_on: tuple[bool, bool] = (False, False)
    edge: int = 0

    @property
    def has_symbol(self) -> bool:
        """Whether a symbol wider than the span itself is drawn."""
        dots = {MarkShape.DAY, MarkShape.ABOUT_DAY, MarkShape.EDGE}
        return self.look in dots or any(self.goes_on)


def event_span(claim: Claim, corpus: Corpus, scale: Scale) -> Span:
    """Where the claim's own period is drawn; what lies ahead begins with its publication."""
    period = claim.when.period
    published = [
        day
        for source in claim.sources
        if (day := corpus.sources[source].published_period.stated.latest)
    ]
    look = _look(period, claim.when.holds)
    first, last, low, high = _reach(period, scale, max(published, default=date.min))
    if claim.kind in AHEAD and published and min(published) <= last:
        first, low, high = (max(day, min(published)) for day in (first, low, high))
    sides = period.earliest is None, period.latest is None
    return _cut(Span(look, claim.kind in AHEAD, first, last, low, high, sides), scale)


def report_span(claim: Claim, source: Source, scale: Scale) -> Span:
    """Where the claim stands by when a source was published."""
    period = source.published_period
    look = _look(period, TemporalScope.SOME_DAY)
    first, last, low, high = _reach(period, scale, date.min)
    sides = period.earliest is None, period.latest is None
    return _cut(Span(look, claim.kind in AHEAD, first, last, low, high, sides), scale)


def _look(period: Period, holds: TemporalScope) -> MarkShape:
    if period.earliest is None:
        return MarkShape.NO_LATER
    if period.latest is None:
        return MarkShape.FROM_ON
    if period.is_day:
        return MarkShape.ABOUT_DAY if period.approximate else MarkShape.DAY
    return MarkShape.THROUGHOUT if holds is TemporalScope.THROUGHOUT else MarkShape.SOME_DAY


def _reach(period: Period, scale: Scale, told: date) -> tuple[date, date, date, date]:
    """First and last day to draw, and of these the stated ones, before they are cut.

    Of an open start the stated part is its bound alone; of an open end all from the unit that it
    names to the day on which it was `told` that it goes on.
    """
    first, last = period.earliest, period.latest
    low, high = period.stated.earliest, period.stated.latest
    if first is None or low is None:
        # One side is always given; `parse_period` sees to it.
        high = low = high or date.max
        first = _earlier(period.end.earliest or high, scale)
    if last is None or high is None:
        high = max(period.start.latest or low, told)
        last = _later(high, scale)
    return first, last or date.max, low, high


def _earlier(day: date, scale: Scale) -> date:
    tail = scale.room(TAIL)
    return day - tail if day - date.min > tail else date.min


def _later(day: date, scale: Scale) -> date:
    tail = scale.room(TAIL)
    return day + tail if date.max - day > tail else date.max


def _cut(span: Span, scale: Scale) -> Span:
    """The span within the days shown; what lies wholly outside them goes to the edge."""
    open_left, open_right = span.goes_on
    if span.last < scale.first and not open_right:
        return _at_edge(span, scale, -1)
    if span.first > scale.last and not open_left:
        return _at_edge(span, scale, 1)
    first, last = scale.inside(span.first), scale.inside(span.last)
    if span.last < scale.first:
        last = scale.inside(scale.first + scale.room(TAIL))
    if span.first > scale.last:
        first = scale.inside(scale.last - scale.room(TAIL))
    return Span(
        span.look,
        span.ahead,
        first,
        last,
        max(span.low, scale.first),
        min(span.high, scale.last),
        (open_left or span.first < scale.first, open_right or span.last > scale.last),
    )


def _at_edge(span: Span, scale: Scale, side: int) -> Span:
    half = timedelta(days=ceil(scale.margin.days / 2))
    day = scale.first - half if side < 0 else scale.last + half
    return Span(MarkShape.EDGE, span.ahead, day, day, day, day, edge=side)
