"""When a claim holds: an EDTF (ISO 8601-2) expression, its precision and its bounds.

Approximate (`~`), uncertain (`?`) and both (`%`) widen what is stated by the MARGINS below.

EDTF's Levels 0 and 1 are read by calendar_unit.py, because nearly all expressions are such,
the `edtf` library takes 10 ms for each and bounds some of them otherwise. What is anything else, or
no date, the library judges (edtf_library.py). Python's calendar goes from year 1 to 9999:
what lies beyond counts as its first or last day, and `exact_bounds` and the words tell the truth.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from data.model.calendar_unit import DatePrecision, as_date, iso_words, parse_unit


class TemporalScope(StrEnum):
    """Whether a claim is true on at least one day of its period, or on every day of it."""

    SOME_DAY = "on-some-day"
    THROUGHOUT = "throughout"


# How far "about" reaches, in days. Small on purpose: "about 9 May" is a matter of days, "about
# 2016" a matter of months. docs/method.md explains each.
MARGINS: dict[DatePrecision, int] = {
    DatePrecision.DAY: 3,
    DatePrecision.MONTH: 15,
    DatePrecision.SEASON: 30,
    DatePrecision.YEAR: 91,
    DatePrecision.DECADE: 365,
    DatePrecision.CENTURY: 3650,
}


# Longer than any date; the library's grammar takes its time.
LONGEST = 100
BACKWARDS = "an interval that starts before it ends"


class PeriodError(ValueError):
    """The expression is not one we accept. The message says what is, and how to write it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest day on which something may lie; None where it is open."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF expression with what follows from it.

    `start` and `end` bound the first and the last day of what the claim says. `stated` is the
    expression as written, without any margin: what a drawing shows as solid. `not_after` is the day
    at which all three were cut, where they were (see `cut_at`).
    """

    edtf: str
    precision: DatePrecision
    approximate: bool
    stated: Bounds
    start: Bounds
    end: Bounds
    not_after: date | None = None

    @property
    def earliest(self) -> date | None:
        """First day on which the claim may hold, margin included; None when open."""
        return self.start.earliest

    @property
    def latest(self) -> date | None:
        """Last day on which the claim may hold, margin included; None when open."""
        return self.end.latest

    @property
    def is_day(self) -> bool:
        """Whether one day is named, exactly or about."""
        return self.precision in {DatePrecision.DAY, DatePrecision.APPROXIMATE_DAY}

    def may_touch(self, first: date, last: date) -> bool:
        """Whether the claim possibly holds on some day from `first` to `last`, both included."""
        begins = self.earliest is None or self.earliest <= last
        ends = self.latest is None or self.latest >= first
        return begins and ends


def ends(period: Period) -> tuple[date | None, date, date, date | None]:
    """The earliest and latest start, and the earliest and latest end; None where it is open.

    The margin of an "about" may cross the other end: what lasted from about June to 10 June did not
    begin in July.
    """
    start, end = period.start, period.end
    latest_start = min(start.latest or date.max, end.latest or date.max)
    earliest_end = max(end.earliest or date.min, start.earliest or date.min)
    return start.earliest, latest_start, earliest_end, end.latest


@lru_cache(maxsize=16384)
def cut_at(period: Period, day: date) -> Period:
    """The period without what lies after `day`, on which somebody could tell of it.

    It is left as it is where nothing of it lies after that day, and where all of it does: such an
    expression contradicts its own source, which `data.loading.lint` names.
    """
    if period.latest is not None and period.latest <= day:
        return period
    if period.earliest is not None and period.earliest > day:
        return period
    return replace(
        period,
        stated=_until(period.stated, day),
        start=_until(period.start, day),
        end=_until(period.end, day),
        not_after=day,
    )


def _until(bounds: Bounds, day: date) -> Bounds:
    earliest, latest = bounds.earliest, bounds.latest
    return Bounds(min(earliest, day) if earliest else None, min(latest or day, day))


# One day of a range; the library wants the same unit on both sides, and no qualifier.
_RANGE = re.compile(r"\[([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})\]")


@lru_cache(maxsize=16384)
def parse_period(expression: str, holding: TemporalScope = TemporalScope.SOME_DAY) -> Period:
    """Parse an EDTF expression. Raises PeriodError, in words, for what is not accepted."""
    if expression != expression.strip():
        raise PeriodError("an expression without spaces around it")
    if len(expression) > LONGEST:
        raise PeriodError(f"an expression of at most {LONGEST} characters")
    try:
        return _plain(expression, holding)
    except ValueError as error:
        if isinstance(error, PeriodError):
            raise
    # Imported only here: it builds a grammar, which takes a fifth of a second.
    from data.model.edtf_library import parse_with_library  # noqa: PLC0415

    return parse_with_library(expression, holding)


def exact_bounds(expression: str) -> tuple[str | None, str | None]:
    """The first and last day of an accepted expression in ISO 8601; None where it is open.

    Margin included, but for what lies outside the years 1 to 9999, which has none.
    """
    period = parse_period(expression)
    sides = expression.split("/") if "/" in expression else [expression]
    return (
        _exact(sides[0], period.earliest, first=True),
        _exact(sides[-1], period.latest, first=False),
    )


def _exact(side: str, day: date | None, *, first: bool) -> str | None:
    if day not in {date.min, date.max}:
        return day.isoformat() if day else None
    unit = parse_unit(side)
    return iso_words(unit.first if first else unit.last)


def unit_period(
    expression: str,
    unit: DatePrecision,
    stated: tuple[date, date],
    about: DatePrecision | None,
    holds: TemporalScope,
) -> Period:
    """The period of one unit or range; `about` is the part that is approximate, if one is.

    Raises PeriodError where it ends before it starts.
    """
    low, high = stated
    if low > high:
        raise PeriodError("a range that starts before it ends")
    margin = MARGINS.get(about, 0) if about else 0
    precision = DatePrecision.APPROXIMATE_DAY if about and unit is DatePrecision.DAY else unit
    if holds is TemporalScope.THROUGHOUT:
        start, end = _around(low, low, margin), _around(high, high, margin)
    else:
        start = end = _around(low, high, margin)
    return Period(expression, precision, about is not None, Bounds(low, high), start, end)


def _around(low: date, high: date, margin: int) -> Bounds:
    return Bounds(_moved(low, -margin), _moved(high, margin))


def _moved(day: date, days: int) -> date:
    """Some days later or earlier; the end of the calendar where it has no such day."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def interval_period(expression: str, lower: Period | None, upper: Period | None) -> Period:
    """The period from one to another; None is an open side. Raises PeriodError for no interval."""
    if lower is None and upper is None:
        raise PeriodError("a date on at least one side of the interval")
    first = lower.stated.earliest if lower else None
    last = upper.stated.latest if upper else None
    if first and last and first > last:
        raise PeriodError(BACKWARDS)
    sides = [side for side in (lower, upper) if side]
    return Period(
        edtf=expression,
        precision=DatePrecision.INTERVAL if len(sides) == 2 else DatePrecision.OPEN,
        approximate=any(side.approximate for side in sides),
        stated=Bounds(first, last),
        start=lower.start if lower else Bounds(None, upper.end.latest if upper else None),
        end=upper.end if upper else Bounds(lower.start.earliest if lower else None, None),
    )


def _plain(expression: str, holding: TemporalScope) -> Period:
    """The period of a plain form. Raises ValueError for all others."""
    lower, slash, upper = expression.partition("/")
    if slash:
        sides = _plain_side(lower), _plain_side(upper)
        if all(sides) and parse_unit(lower).first > parse_unit(upper).last:
            # Also where both lie outside of Python's calendar.
            raise PeriodError(BACKWARDS)
        return interval_period(expression, *sides)
    if ends := _RANGE.fullmatch(expression):
        days = date.fromisoformat(ends[1]), date.fromisoformat(ends[2])
        return unit_period(expression, DatePrecision.INTERVAL, days, None, holding)
    return _plain_date(expression, holding)


def _plain_side(text: str) -> Period | None:
    """One side of an interval; None where it is open ('..') or not known ('')."""
    return None if text in {"..", ""} else _plain_date(text, TemporalScope.SOME_DAY)


def _plain_date(text: str, holding: TemporalScope) -> Period:
    unit = parse_unit(text)
    stated = as_date(unit.first), as_date(unit.last)
    return unit_period(text, unit.precision, stated, unit.about, holding)
