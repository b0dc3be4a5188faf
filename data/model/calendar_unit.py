"""One date of EDTF (ISO 8601-2) Level 0 or 1: a day, month, season, year, decade or century.

Also with a time of day, which is read and not kept, and with single parts that are uncertain
(Level 2). Years are astronomical, of the proleptic Gregorian calendar: 0 is 1 BC.
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class DatePrecision(StrEnum):
    """How precise a period is, as its EDTF expression tells it."""

    DAY = "day"
    APPROXIMATE_DAY = "approximate-day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    OPEN = "open"


# The season that a number stands for, and the month that it begins with, in the northern
# hemisphere: EDTF leaves both open. Winter begins in the December of its year.
SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
_SEASON_MONTHS = 3
# How many years an expression with so many unspecified digits may mean.
_SPANS = {1: DatePrecision.DECADE, 2: DatePrecision.CENTURY}
# More digits than the age of the universe has; beyond, nobody means a year.
_MOST_DIGITS = 11
_UNSURE = "[?~%]?"
_DATE = re.compile(
    rf"({_UNSURE})(-?[0-9]{{4}}|-?[0-9]{{3}}X|-?[0-9]{{2}}XX|Y-?[0-9]{{5,}})({_UNSURE})"
    rf"(?:-({_UNSURE})([0-9]{{2}}|XX)({_UNSURE})(?:-({_UNSURE})([0-9]{{2}}|XX)({_UNSURE}))?)?"
)
_TIME = re.compile(r"(.{10,11})T([0-9]{2}:[0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}(?::[0-9]{2})?)?")
Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CalendarUnit:
    """A date as far as it is specified.

    `years` is 10 of a decade and 100 of a century, `year` then the first of them. `unspecified`
    names the parts that are there and not known. `about` is the coarsest part that is approximate
    or uncertain.
    """

    year: int
    years: int = 1
    month: int | None = None
    day: int | None = None
    season: int | None = None
    unspecified: tuple[str, ...] = ()
    about: DatePrecision | None = None

    @property
    def precision(self) -> DatePrecision:
        """Day, month, season, year, decade or century."""
        if self.day is not None:
            return DatePrecision.DAY
        if self.season is not None:
            return DatePrecision.SEASON
        if self.month is not None:
            return DatePrecision.MONTH
        return _SPANS.get(len(str(self.years)) - 1, DatePrecision.YEAR)

    @property
    def first(self) -> Day:
        """The first day that it may mean: year, month and day."""
        if self.season is not None:
            return self.year, SEASONS[self.season][1], 1
        return self.year, self.month or 1, self.day or 1

    @property
    def last(self) -> Day:
        """The last day that it may mean."""
        year, month = self.year + self.years - 1, self.month or 12
        if self.season is not None:
            months = SEASONS[self.season][1] + _SEASON_MONTHS - 2
            year, month = year + months // 12, months % 12 + 1
        return year, month, self.day or monthrange(year, month)[1]

    @property
    def words(self) -> str:
        """'2 December 2019', 'March 2019, day not said', 'winter 2019–20', 'the 2010s', '44 BC'."""
        missing = f", {' and '.join(self.unspecified)} not said" if self.unspecified else ""
        return f"{self._named()}{missing}"

    def _named(self) -> str:
        year = year_words(self.year)
        if self.season is not None:
            name = SEASONS[self.season][0]
            over = f"–{(self.year + 1) % 100:02}" if name == "winter" and self.year > 0 else ""
            return f"{name} {year}{over}"
        if self.years > 1:
            return _span_words(self.year, self.years)
        month = f"{month_name[self.month]} " if self.month else ""
        return f"{self.day} {month}{year}" if self.day else f"{month}{year}"


def parse_unit(text: str) -> CalendarUnit:
    """Read one date. Raises ValueError for what is none of these forms, or no day of a calendar."""
    if at := _TIME.fullmatch(text):
        # A time without an offset is of no known zone; the day is the one that is written.
        time.fromisoformat(at[2])
        unit = parse_unit(at[1])
        if unit.day is None:
            raise ValueError(text)
        return unit
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, years = _read_year(found[2])
    month, day = found[5], found[8]
    unit = CalendarUnit(
        year=year,
        years=years,
        month=_read_month(month),
        day=None if day in {None, "XX"} else int(day),
        season=_read_season(month),
        unspecified=tuple(name for name, part in (("month", month), ("day", day)) if part == "XX"),
        about=_unsure(found),
    )
    _refuse_what_is_no_date(unit, month, day, text)
    return unit


def as_date(day: Day) -> date:
    """The day, or the nearest one that Python's calendar has, which goes from year 1 to 9999."""
    if day[0] < date.min.year:
        return date.min
    return date.max if day[0] > date.max.year else date(*day)


def iso_words(day: Day) -> str:
    """The day in ISO 8601, with a sign before the year 0 and a Y before what has five digits."""
    year, month, number = day
    written = f"{abs(year):04}" if abs(year) < 10_000 else f"{abs(year)}"
    sign = "-" if year < 0 else ""
    return f"{'Y' if abs(year) >= 10_000 else ''}{sign}{written}-{month:02}-{number:02}"


def year_words(year: int) -> str:
    """'2019', 'AD 79', '986 BC', '170,000,002'."""
    number = year if year > 0 else 1 - year
    words = f"{number:,}" if number > date.max.year else str(number)
    if year < 1:
        return f"{words} BC"
    return words if year > 999 else f"AD {words}"


def _read_year(text: str) -> tuple[int, int]:
    """The first year that the digits may mean, and how many years they may mean."""
    digits = text.removeprefix("Y")
    if len(digits) > _MOST_DIGITS:
        raise ValueError("a year of too many digits")
    if digits == "-0000":
        raise ValueError("the year 0 has no sign")
    years = 10 ** digits.count("X")
    if digits.startswith("-"):
        # Before the year 0 the digits count backwards: -198X begins with -1989.
        return int(digits.replace("X", "9")), years
    return int(digits.replace("X", "0")), years


def _read_month(text: str | None) -> int | None:
    return int(text) if text and text != "XX" and not _read_season(text) else None


def _read_season(text: str | None) -> int | None:
    return int(text) if text and text in map(str, SEASONS) else None


def _refuse_what_is_no_date(
    unit: CalendarUnit, month: str | None, day: str | None, text: str
) -> None:
    """Raise ValueError for a month or day that there is not, or one of an unspecified one."""
    if unit.month is not None and not 1 <= unit.month <= 12:
        raise ValueError(text)
    if day is not None and (unit.season is not None or (month == "XX" and day != "XX")):
        raise ValueError(text)
    if month is not None and unit.years > 1:
        raise ValueError(text)
    if unit.day is not None and not 1 <= unit.day <= monthrange(unit.year, unit.month or 1)[1]:
        raise ValueError(text)


def _unsure(found: re.Match[str]) -> DatePrecision | None:
    """The coarsest part that is approximate or uncertain; a sign behind a part holds up to it."""
    months = DatePrecision.SEASON if _read_season(found[5]) else DatePrecision.MONTH
    parts = ((1, 3, None), (4, 6, months), (7, 9, DatePrecision.DAY))
    for before, behind, unit in parts:
        if found[before] or found[behind]:
            return unit or _SPANS.get(found[2].count("X"), DatePrecision.YEAR)
    return None


def _span_words(first: int, years: int) -> str:
    """'the 2010s' of a decade, 'between 2000 and 2099' of a century."""
    if years == 10 and first > 0:
        return f"the {first}s"
    return f"between {year_words(first)} and {year_words(first + years - 1)}"
