"""Periods in words, the same in every view and in every export."""

from datetime import date

from data.model.calendar_unit import DatePrecision, parse_unit
from data.model.corpus import When
from data.model.period import Period, TemporalScope, parse_period

# What a period ends with that its expression lets run on: a source tells nothing of later days.
NOT_AFTER = "not after its publication"
# Seasons of the northern hemisphere as Level 2 writes them.
_SEASONS = {25: "spring", 26: "summer", 27: "autumn"}


def period_words(when: When) -> str:
    """A period as a reader says it: '26 November 2019', 'about April 2019', 'from 2014 on'.

    Nothing is made more precise than it was written; what was cut at the publication says so.
    """
    words = _written_words(when)
    return f"{words}, {NOT_AFTER}" if when.period.not_after else words


def _written_words(when: When) -> str:
    period = when.as_written()
    match period.precision:
        case DatePrecision.INTERVAL:
            return _interval_words(period, when.holds)
        case DatePrecision.OPEN:
            return _open_words(period)
        case _:
            words = ("about " if period.approximate else "") + _unit_words(period)
            return f"throughout {words}" if when.holds is TemporalScope.THROUGHOUT else words


def edtf_words(expression: str) -> str:
    """The same for an expression without a claim, such as a source's publication date."""
    return period_words(When(edtf=expression, basis="-"))


def day_words(day: date) -> str:
    """A day as '3 January 2020'."""
    return f"{day.day} {day:%B %Y}"


def _unit_words(period: Period) -> str:
    try:
        return parse_unit(period.edtf).words
    except ValueError:
        pass
    first = period.stated.earliest
    if first is None:
        return period.edtf
    season = _SEASONS.get(int(period.edtf[5:7]))
    return f"{season} {first.year}" if season else f"{first:%B %Y} and the months after"


def _interval_words(period: Period, holds: TemporalScope) -> str:
    first, last = (_side_words(side) for side in _sides(period))
    first = _without_repetition(first, last)
    if holds is TemporalScope.THROUGHOUT:
        return f"from {first} to {last}, throughout"
    return f"between {first} and {last}"


def _without_repetition(first: str, last: str) -> str:
    """'9' for '9 April 2020' before '30 April 2020', 'February' for 'February 2019' likewise."""
    about = "about " if first.startswith("about ") else ""
    words, others = first.removeprefix("about ").split(" "), last.removeprefix("about ").split(" ")
    while len(words) > 1 and words[-1] == others[-1] and len(words) == len(others):
        words, others = words[:-1], others[:-1]
    return about + " ".join(words)


def _open_words(period: Period) -> str:
    """An open side is left open; an unknown one has an end that nobody knows."""
    first, last = _sides(period)
    match first, last:
        case "..", _:
            return f"no later than {_side_words(last)}"
        case "", _:
            return f"until {_side_words(last)}, beginning not known"
        case _, "":
            return f"from {_side_words(first)}, end not known"
        case _:
            return f"from {_side_words(first)} on"


def _sides(period: Period) -> tuple[str, str]:
    """Both ends as they were written, so that a month in an interval stays a month."""
    inner = period.edtf.strip("[]{}")
    separator = "/" if "/" in inner else ".." if ".." in inner else ","
    parts = inner.split(separator)
    return parts[0].strip(), parts[-1].strip()


def _side_words(expression: str) -> str:
    side = parse_period(expression)
    return ("about " if side.approximate else "") + _unit_words(side)
