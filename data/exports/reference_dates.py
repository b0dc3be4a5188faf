"""A date of publication in the forms of reference managers, as far as it is certain.

What lies within one month has a certain month, what lies within one year a certain year. All beyond
is told in the form that each format has for it: EDTF in biblatex's `date` (ISO 8601-2), ranges,
seasons and `circa` in CSL 1.0.2, "other info" after the date in RIS. BibTeX has no form for it, so
there it stands in the note, in words. All is derived from the bounds of the period; of one that is
open, or that the calendar cannot hold, the year that is named is left, and the words.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Any, TypeAlias

from data.model.calendar_unit import DatePrecision
from data.model.period import Period
from data.wording.dates import edtf_words

# A year, a year and a month, or a year, a month and a day.
Parts: TypeAlias = tuple[int, ...]

# EDTF's seasons, quarters and the like stand where the month does; the first four are seasons of
# CSL and of biblatex too.
_SEASON = re.compile(r"(?<!\d)(\d{4})-(2[1-9]|3\d|4[01])(?![-\d])")
_SHARED_SEASON = re.compile(r"\d{4}-2[1-4][~?%]?")
# The names that BibTeX's styles have for months.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def certain_month(period: Period) -> date | None:
    """The first day of the month in which all of the period lies, margin included."""
    months = {day.replace(day=1) for day in _known(period.earliest, period.latest)}
    is_bounded = len(_known(period.earliest, period.latest)) == 2
    return months.pop() if is_bounded and len(months) == 1 else None


def citation_words(period: Period) -> str:
    """'April 2020', 'about July 2017': a day that is known within a month only is that month."""
    month = certain_month(period)
    between = period.precision is DatePrecision.INTERVAL
    return f"{month:%B %Y}" if month and between else edtf_words(period.edtf)


def bibtex_dates(period: Period) -> dict[str, str]:
    """The values of `year`, `month` and biblatex's `date` as they stand in an entry, if known.

    BibTeX reads the first two, biblatex and most reference managers the third. `month` is certain;
    `year` is as stated, two years with a slash between them.
    """
    fields = {}
    years = sorted({f"{day.year:04}" for day in _stated_days(period)})
    if years:
        fields["year"] = f"{{{'/'.join(years)}}}"
    month = certain_month(period)
    if month:
        fields["month"] = _MONTHS[month.month - 1]
    edtf = _biblatex(period)
    if edtf:
        fields["date"] = f"{{{edtf}}}"
    return fields


def ris_dates(period: Period) -> dict[str, str]:
    """`year` (PY) and `date` (DA, YYYY/MM/DD/other info) by rispy's names, if the year is known.

    Month and day stand where they are stated; what is vague of them is other info, in words.
    """
    years = {day.year for day in _stated_days(period)}
    if len(years) != 1:
        return {}
    first, last = _stated(period) or ((*years,), ())
    shared = [one for one, other in zip(first, last, strict=False) if one == other]
    month, day = [*(f"{part:02}" for part in shared[1:]), "", ""][:2]
    exact = first == last and not period.approximate
    year = f"{years.pop():04}"
    return {
        "year": year,
        "date": f"{year}/{month}/{day}/{'' if exact else edtf_words(period.edtf)}",
    }


def csl_date(period: Period) -> dict[str, Any]:
    """A date of CSL-JSON; what CSL has no form for stands in words."""
    circa = {"circa": True} if period.approximate else {}
    season, ends = _SEASON.search(period.edtf), _stated(period)
    if season and _SHARED_SEASON.fullmatch(period.edtf):
        return {"date-parts": [[int(season[1])]], "season": int(season[2]) - 20, **circa}
    if season or ends is None:
        return {"literal": edtf_words(period.edtf)}
    return {"date-parts": [list(part) for part in dict.fromkeys(ends)], **circa}


def _biblatex(period: Period) -> str:
    """EDTF as biblatex reads it, which knows no '[first..last]'; empty for an open side.

    biblatex prints an open start as a dash alone, so the year and the words of the note are better.
    """
    if _SHARED_SEASON.fullmatch(period.edtf):
        return period.edtf
    ends = _stated(period)
    if ends is None:
        return ""
    sides = [f"{_iso(part)}{mark}" for part, mark in zip(ends, _marks(period), strict=True)]
    return "/".join(dict.fromkeys(sides))


def _marks(period: Period) -> tuple[str, str]:
    """EDTF's mark of what is approximate or uncertain, at the sides that have it."""
    if not period.approximate:
        return "", ""
    used = [mark for mark in "~?%" if mark in period.edtf]
    mark = used[0] if len(used) == 1 else "~"
    low = period.start.earliest != period.stated.earliest
    high = period.end.latest != period.stated.latest
    return (mark if low or not high else ""), (mark if high or not low else "")


def _stated(period: Period) -> tuple[Parts, Parts] | None:
    """The first and the last of what is stated, without margin, as coarse as the days allow."""
    days = _stated_days(period)
    if len(days) != 2:
        return None
    low, high = days
    if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31):
        return (low.year,), (high.year,)
    if low.day == 1 and high.day == monthrange(high.year, high.month)[1]:
        return (low.year, low.month), (high.year, high.month)
    return (low.year, low.month, low.day), (high.year, high.month, high.day)


def _stated_days(period: Period) -> list[date]:
    return _known(period.stated.earliest, period.stated.latest)


def _known(*bounds: date | None) -> list[date]:
    """The bounds that are days; none of an open side or beyond the ends of Python's calendar."""
    return [day for day in bounds if day is not None and day not in {date.min, date.max}]


def _iso(parts: Parts) -> str:
    year, *rest = parts
    return "-".join((f"{year:04}", *(f"{part:02}" for part in rest)))
