"""What a mark is made of: bars that are soft, hatched, filled or outlined, and symbols."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from components.timeline.scale import day_after, noon
from components.timeline.spans import MarkShape, Span

# How a soft end is drawn: in so many steps, from clear to faint.
STEPS = 6
CLEAR, FAINT, BEYOND = 0.62, 0.06, 0.25
# Heights in rows: of a period, and of what is open on a side, which has no box.
BOX, THIN = 0.66, 0.3
SYMBOL_SIZE, ARROW_SIZE, LINE = 9, 7, 1.4
_OPEN = {MarkShape.NO_LATER, MarkShape.FROM_ON}


class Fill(Enum):
    """How a bar is filled; all but the soft ones have an outline."""

    SOFT = "soft"
    HATCHED = "hatched"
    FILLED = "filled"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a mark from one moment to another, `height` rows high."""

    begin: datetime
    end: datetime
    height: float
    fill: Fill
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Symbol:
    """A dot, an arrow or a bound, by Plotly's name for its shape; `size` is in pixels."""

    at: str
    shape: str
    size: float


def soft_bars(span: Span) -> Iterator[Bar]:
    """What of a mark is less than stated: the ends of "about", and the tail of an open side."""
    if span.edge or (span.ahead and span.look in _OPEN):
        return
    height = THIN if span.look in _OPEN else BOX
    first, last = _midnight(span.first), _midnight(span.last, after=True)
    if span.high < span.low:
        # Nothing stated lies within the days shown: all that reaches into them is faint.
        yield Bar(first, last, height, Fill.SOFT, BEYOND)
        return
    low, high = _midnight(span.low), _midnight(span.high, after=True)
    if span.look is MarkShape.NO_LATER:
        low = high
    if span.look is MarkShape.FROM_ON:
        yield Bar(low, high, height, Fill.SOFT, CLEAR)
    yield from _fade(low, first, height)
    yield from _fade(high, last, height)


def box(span: Span) -> Iterator[Bar]:
    """The stated part of a period; of what lies ahead with an open side, all of it."""
    first, last = span.low, span.high
    if span.ahead and span.look in _OPEN:
        first, last = span.first, span.last
    elif span.look not in {MarkShape.SOME_DAY, MarkShape.THROUGHOUT} or last < first:
        return
    fill = Fill.HATCHED if span.look is MarkShape.SOME_DAY else Fill.FILLED
    fill = Fill.AHEAD if span.ahead else fill
    yield Bar(_midnight(first), _midnight(last, after=True), BOX, fill)


def symbols(span: Span) -> Iterator[Symbol]:
    """The dot of a day, the arrows of what goes on, and the bound of what is open on a side."""
    if span.edge:
        side = "left" if span.edge < 0 else "right"
        yield Symbol(noon(span.first), f"triangle-{side}", ARROW_SIZE)
        return
    stated = span.low <= span.high
    hollow = "-open" if span.ahead else ""
    if span.look in {MarkShape.DAY, MarkShape.ABOUT_DAY} and stated:
        dot = "circle-open" if span.look is MarkShape.ABOUT_DAY else "circle"
        yield Symbol(noon(span.low), "diamond-open" if span.ahead else dot, SYMBOL_SIZE)
    if span.goes_on[0]:
        yield Symbol(span.first.isoformat(), f"triangle-left{hollow}", ARROW_SIZE)
    if span.goes_on[1]:
        yield Symbol(day_after(span.last), f"triangle-right{hollow}", ARROW_SIZE)
    if span.look is MarkShape.NO_LATER and stated:
        yield Symbol(day_after(span.high), "line-ns-open", SYMBOL_SIZE)
    if span.look is MarkShape.FROM_ON and stated and not span.ahead:
        yield Symbol(span.low.isoformat(), "line-ns-open", SYMBOL_SIZE)


def _fade(clear: datetime, faint: datetime, height: float) -> Iterator[Bar]:
    """From a clear end to a faint one, in either direction."""
    if clear == faint:
        return
    part = (faint - clear) / STEPS
    for step in range(STEPS):
        begin, end = sorted((clear + part * step, clear + part * (step + 1)))
        opacity = CLEAR + (FAINT - CLEAR) * step / (STEPS - 1)
        yield Bar(begin, end, height, Fill.SOFT, opacity)


def _midnight(day: date, *, after: bool = False) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(days=after)  # noqa: DTZ001
