"""Periods and places in words, the same in every view."""

from __future__ import annotations

from datetime import date

from components.palette import LEVEL_NAMES, LINEAGE_NAMES
from data.lineage import Evidence, Lineage
from data.model import Claim, Corpus, Figure, When, Where
from data.period import DatePrecision, Holding, Period, parse_period
from data.terms import ActorRole, Kind, Level

_SEASONS = {21: "spring", 22: "summer", 23: "autumn"}


def period_words(when: When) -> str:
    """A period as a reader says it: '26 November 2019', 'about April 2019', 'from 2014 on'.

    Nothing is made more precise than it was written.
    """
    period = when.period
    match period.precision:
        case DatePrecision.INTERVAL:
            return _interval_words(period, when.holds)
        case DatePrecision.OPEN:
            return _open_words(period)
        case _:
            words = ("about " if period.approximate else "") + _unit_words(period)
            return f"throughout {words}" if when.holds is Holding.THROUGHOUT else words


def edtf_words(expression: str) -> str:
    """The same for an expression without a claim, such as a source's publication date."""
    return period_words(When(edtf=expression, basis="-"))


def day_words(day: date) -> str:
    """A day as '3 January 2020'."""
    return f"{day.day} {day:%B %Y}"


def place_words(where: Where, corpus: Corpus) -> str:
    """A place with how precise it is: 'Khanaqin (town)', 'within 10 km of Baghdad airport'."""
    place = corpus.places[where.place]
    if where.level is Level.NEAR:
        return f"within about {where.radius_km:g} km of {place.name}"
    level = LEVEL_NAMES[where.level_at(place)]
    return place.name if place.name.endswith(level) else f"{place.name} ({level})"


def location_words(claim: Claim, corpus: Corpus) -> str:
    """The names of where a claim is located, for lists; 'no place given' when there is none."""
    names = [corpus.places[where.place].name for where in claim.locations]
    return ", ".join(names) or "no place given"


def part_words(role: ActorRole, kind: Kind) -> str:
    """What an actor is to a claim; only an attack has a perpetrator."""
    if role is ActorRole.PERPETRATOR and kind is not Kind.ATTACK:
        return "acting"
    return role.value


def evidence_words(counts: Evidence, lineage: Lineage) -> str:
    """'4 quotes · 3 documents · 2 named origins · lineage unknown'."""
    parts = [
        counted(counts.quotes, "quote"),
        counted(counts.documents, "document"),
        counted(len(counts.origins), "named origin") if counts.origins else "no named origin",
    ]
    if counts.documents > 1:
        parts.append(LINEAGE_NAMES[lineage])
    return " · ".join(parts)


def figure_words(figure: Figure) -> str:
    """The range of a figure: '283', '200–999', 'at least 61'; its unit is left out."""
    low, high = figure.minimum, figure.maximum
    if low is not None and high is not None:
        return number_words(low) if low == high else f"{number_words(low)}–{number_words(high)}"
    if low is not None:
        return f"at least {number_words(low)}"
    return f"at most {number_words(high)}" if high is not None else ""


def number_words(value: float) -> str:
    """A number with thousands set apart: '15,000', '4.35'."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,g}"


def counted(count: int, noun: str) -> str:
    """A number with its noun: '1 claim', '12 claims'."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _unit_words(period: Period) -> str:
    first = period.stated.earliest
    if first is None:
        return period.edtf
    match period.precision:
        case DatePrecision.DAY | DatePrecision.APPROXIMATE_DAY:
            return day_words(first)
        case DatePrecision.MONTH:
            return f"{first:%B %Y}"
        case DatePrecision.YEAR:
            return str(first.year)
        case _:
            season = _SEASONS.get(int(period.edtf[5:7]))
            return f"{season} {first.year}" if season else f"{first:%B %Y} and the months after"


def _interval_words(period: Period, holds: Holding) -> str:
    first, last = (_side_words(side) for side in _sides(period))
    first = _without_repetition(first, last)
    if holds is Holding.THROUGHOUT:
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
    first, last = _sides(period)
    return (
        f"no later than {_side_words(last)}" if first == ".." else f"from {_side_words(first)} on"
    )


def _sides(period: Period) -> tuple[str, str]:
    """Both ends as they were written, so that a month in an interval stays a month."""
    inner = period.edtf.strip("[]{}")
    separator = "/" if "/" in inner else ".." if ".." in inner else ","
    parts = inner.split(separator)
    return parts[0].strip(), parts[-1].strip()


def _side_words(expression: str) -> str:
    side = parse_period(expression)
    return ("about " if side.approximate else "") + _unit_words(side)
