"""When a claim holds: an EDTF (ISO 8601-2) expression, its precision and its bounds.

The expression is parsed by the `edtf` library, of which only the strict bounds are used: its fuzzy
bounds widen an approximate day by more than a year on either side. Approximate (`~`), uncertain
(`?`) and both (`%`) widen the strict bounds by the MARGINS below instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from time import struct_time

from edtf import EDTFParseException, parse_edtf
from edtf.parser import parser_classes as edtf_types


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
    expression as written, without any margin: what a drawing shows as solid.
    """

    edtf: str
    precision: DatePrecision
    approximate: bool
    stated: Bounds
    start: Bounds
    end: Bounds

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


@lru_cache(maxsize=4096)
def parse_period(expression: str, holding: Holding = Holding.SOME_DAY) -> Period:
    """Parse an EDTF expression. Raises PeriodError, in words, for what is not accepted."""
    if expression != expression.strip():
        raise PeriodError("an expression without spaces around it")
    if expression.startswith("/") or expression.endswith("/"):
        raise PeriodError("'..' for an open side, as in '../2017' or '2014/..'")
    try:
        parsed = parse_edtf(expression)
        if isinstance(parsed, edtf_types.Interval):
            return _interval(expression, parsed)
        return _single(expression, parsed, holding)
    except PeriodError:
        raise
    except (EDTFParseException, ValueError, OverflowError):
        # The library takes 29 February of any year, and years that no calendar here can hold.
        raise PeriodError(
            "an EDTF date such as 2019-12-02, 2019-12, 2019, 2020-21 (spring), "
            "2019-12-02~ (about), 2014-06/2014-07 or ../2014"
        ) from None


def _single(expression: str, parsed: edtf_types.EDTFObject, holding: Holding) -> Period:
    unit = _unit(expression, parsed)
    approximate = _is_approximate(parsed)
    margin = timedelta(days=MARGINS.get(unit, 0) if approximate else 0)
    low, high = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    if low > high:
        raise PeriodError("a range that starts before it ends")
    stated = Bounds(low, high)
    precision = DatePrecision.APPROXIMATE_DAY if approximate and unit is DatePrecision.DAY else unit
    if holding is Holding.THROUGHOUT:
        start, end = Bounds(low - margin, low + margin), Bounds(high - margin, high + margin)
    else:
        start = end = Bounds(low - margin, high + margin)
    return Period(expression, precision, approximate, stated, start, end)


def _interval(expression: str, parsed: edtf_types.Interval) -> Period:
    lower, upper = _side(expression, parsed.lower), _side(expression, parsed.upper)
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


def _side(expression: str, side: edtf_types.EDTFObject) -> Period | None:
    text = str(side)
    return None if text == ".." else _single(expression, side, Holding.SOME_DAY)


def _unit(expression: str, parsed: edtf_types.EDTFObject) -> DatePrecision:
    """The calendar unit of one expression; refuses what the library bounds wrongly or we lack."""
    if isinstance(parsed, edtf_types.UncertainOrApproximate):
        return _unit(expression, parsed.date)
    if isinstance(parsed, edtf_types.Season):
        if str(parsed).endswith(("-24", "-28", "-29", "-30", "-31", "-32")):
            # The library bounds winter by one calendar year and guesses the hemisphere.
            raise PeriodError("winter as an interval of months, such as 2019-12/2020-02")
        return DatePrecision.SEASON
    if isinstance(parsed, edtf_types.OneOfASet):
        return DatePrecision.INTERVAL
    if type(parsed) is edtf_types.Date and not parsed.significant_digits:
        units = {"day": DatePrecision.DAY, "month": DatePrecision.MONTH, "year": DatePrecision.YEAR}
        return units[parsed.precision]
    raise PeriodError(
        "a day, month, season, year, interval, or '[first..last]' for one day of a range"
    )


def _is_approximate(parsed: edtf_types.EDTFObject) -> bool:
    # The sides of an interval are of this type even where nothing qualifies them.
    return isinstance(parsed, edtf_types.UncertainOrApproximate) and parsed.ua is not None


def _day(moment: struct_time | float) -> date:
    if isinstance(moment, float):
        raise PeriodError("a date that is not open within a larger expression")
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
