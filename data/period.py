"""When a claim holds: an EDTF (ISO 8601-2) expression, its precision and its bounds.

Approximate (`~`), uncertain (`?`) and both (`%`) widen what is stated by the MARGINS below.

Days, months, years and intervals of them are read here, because nearly all expressions are such and
the `edtf` library takes 10 ms for each. What is anything else, or no date, the library judges
(data/period_library.py).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class DatePrecision(StrEnum):
    """How precise a period is, as its EDTF expression tells it."""

    DAY = "day"
    APPROXIMATE_DAY = "approximate-day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    INTERVAL = "interval"
    OPEN = "open"


class Holding(StrEnum):
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
}


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
    expression contradicts its own source, which `data.warn` names.
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


# A date that needs no grammar: year, month, day, and how sure it is.
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
# One day of a range; the library wants the same unit on both sides, and no qualifier.
_RANGE = re.compile(r"\[([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})\]")


@lru_cache(maxsize=16384)
def parse_period(expression: str, holding: Holding = Holding.SOME_DAY) -> Period:
    """Parse an EDTF expression. Raises PeriodError, in words, for what is not accepted."""
    if expression != expression.strip():
        raise PeriodError("an expression without spaces around it")
    if expression.startswith("/") or expression.endswith("/"):
        raise PeriodError("'..' for an open side, as in '../2017' or '2014/..'")
    try:
        return _plain(expression, holding)
    except (ValueError, OverflowError):
        pass
    # Imported only here: it builds a grammar, which takes a fifth of a second.
    from data.period_library import parse_with_library  # noqa: PLC0415

    return parse_with_library(expression, holding)


def unit_period(
    expression: str,
    unit: DatePrecision,
    stated: tuple[date, date],
    approximate: bool,
    holds: Holding,
) -> Period:
    """The period of one unit or range. Raises PeriodError where it ends before it starts.

    Raises OverflowError where its margin leaves the calendar.
    """
    low, high = stated
    if low > high:
        raise PeriodError("a range that starts before it ends")
    margin = timedelta(days=MARGINS.get(unit, 0) if approximate else 0)
    precision = DatePrecision.APPROXIMATE_DAY if approximate and unit is DatePrecision.DAY else unit
    if holds is Holding.THROUGHOUT:
        start, end = Bounds(low - margin, low + margin), Bounds(high - margin, high + margin)
    else:
        start = end = Bounds(low - margin, high + margin)
    return Period(expression, precision, approximate, Bounds(low, high), start, end)


def interval_period(expression: str, lower: Period | None, upper: Period | None) -> Period:
    """The period from one to another; None is an open side. Raises PeriodError for no interval."""
    if lower is None and upper is None:
        raise PeriodError("a date on at least one side of the interval")
    first = lower.stated.earliest if lower else None
    last = upper.stated.latest if upper else None
    if first and last and first > last:
        raise PeriodError("an interval that starts before it ends")
    sides = [side for side in (lower, upper) if side]
    return Period(
        edtf=expression,
        precision=DatePrecision.INTERVAL if len(sides) == 2 else DatePrecision.OPEN,
        approximate=any(side.approximate for side in sides),
        stated=Bounds(first, last),
        start=lower.start if lower else Bounds(None, upper.end.latest if upper else None),
        end=upper.end if upper else Bounds(lower.start.earliest if lower else None, None),
    )


def _plain(expression: str, holding: Holding) -> Period:
    """The period of a plain form. Raises ValueError or OverflowError for all others."""
    lower, slash, upper = expression.partition("/")
    if slash:
        return interval_period(expression, _plain_side(lower), _plain_side(upper))
    if ends := _RANGE.fullmatch(expression):
        days = date.fromisoformat(ends[1]), date.fromisoformat(ends[2])
        return unit_period(expression, DatePrecision.INTERVAL, days, False, holding)
    return _plain_date(expression, holding)


def _plain_side(text: str) -> Period | None:
    return None if text == ".." else _plain_date(text, Holding.SOME_DAY)


def _plain_date(text: str, holding: Holding) -> Period:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[3]:
        unit, low = DatePrecision.DAY, date(year, month, day)
        high = low
    elif found[2]:
        unit, low = DatePrecision.MONTH, date(year, month, 1)
        high = date(year, month, monthrange(year, month)[1])
    else:
        unit, low, high = DatePrecision.YEAR, date(year, 1, 1), date(year, 12, 31)
    return unit_period(text, unit, (low, high), bool(found[4]), holding)
