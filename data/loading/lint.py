"""What looks wrong in a sound corpus: things that only a person can settle.

A warning does not refuse the corpus. It is settled by fixing the claim, or by an entry in the
claim's `accepted` list that says why it stands.
"""

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from data.basemap.outlines import EARTH_KM
from data.model.corpus import AHEAD, Claim, Corpus, Excerpt, Place
from data.model.gazetteer import upwards
from data.model.vocabulary import LocationPrecision, WarningCode

LONGEST_QUOTE = 400
# After xSub: reports within this of one another may tell of one event.
NEAR_KM, NEAR_DAYS = 5, 2
# Vaguer than this, two periods overlap by chance.
LONGEST_PERIOD = timedelta(days=45)

MONTHS = tuple(calendar.month_name)[1:]
_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|dozens|scores|several"
    "|hundreds?|thousands?|millions?"
)
_NUMBER = re.compile(rf"\b(?:\d[\d,.]*\d|\d|{_NUMBER_WORDS})\b(?!-year-old)", re.IGNORECASE)
# Numbers that count nothing: years, days of a month, and names with a number in them.
_NO_FIGURE = re.compile(
    rf"\b(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?\b|\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b"
    rf"|\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b"
    r"|COVID-19|World War II"
)


@dataclass(frozen=True, slots=True, order=True)
class Warned:
    """One thing that looks wrong with one claim. `about` is what raised it, in words."""

    claim: str
    code: WarningCode
    about: str

    def __str__(self) -> str:
        return f"claims/{self.claim}.yaml: {self.code}: {self.about}"


def warnings(corpus: Corpus) -> tuple[Warned, ...]:
    """Every warning that no claim accepts, and every acceptance of a warning that is not raised."""
    # So that “Al Qaeda in Iraq” is no place.
    actors = {name for each in corpus.actors.values() for name in (each.name, *each.aliases)}
    claims = corpus.claims.values()
    raised = sorted({warned for claim in claims for warned in _of(claim, corpus, actors)})
    raised += _near_duplicates(corpus)
    accepted = {(claim.id, each.warning) for claim in claims for each in claim.accepted}
    open_ones = [warned for warned in raised if (warned.claim, warned.code) not in accepted]
    stale = accepted - {(warned.claim, warned.code) for warned in raised}
    unused = [
        Warned(claim, WarningCode.STALE, f"accepts {code}, which is not raised")
        for claim, code in stale
    ]
    return tuple(sorted([*open_ones, *unused]))


def _of(claim: Claim, corpus: Corpus, actors: Set[str]) -> Iterator[Warned]:
    own = _own_names(claim, corpus.places)
    for excerpt in claim.excerpts:
        for number in _unrecorded(excerpt):
            yield Warned(claim.id, WarningCode.FIGURE, f"“{number}” in {excerpt.source}")
        for month in _months_missing(claim, excerpt):
            yield Warned(claim.id, WarningCode.MONTH, f"“{month}” in {excerpt.source}")
        for name in _places_missing(excerpt, own, actors, corpus.places):
            yield Warned(claim.id, WarningCode.PLACE, f"“{name}” in {excerpt.source}")
        if len(excerpt.exact) > LONGEST_QUOTE:
            about = f"{len(excerpt.exact)} characters of {excerpt.source}"
            yield Warned(claim.id, WarningCode.LONG_QUOTE, about)
        if _plain(claim.statement) in _plain(excerpt.exact):
            yield Warned(claim.id, WarningCode.REPEATS_QUOTE, f"the quote of {excerpt.source}")
        if _after_publication(claim, excerpt, corpus):
            about = f"dated after the publication of {excerpt.source}"
            yield Warned(claim.id, WarningCode.AFTER_PUBLICATION, about)


def _unrecorded(excerpt: Excerpt) -> Iterator[str]:
    """Numbers of the quote that stand in no figure's words."""
    left = _masked(excerpt.exact, (figure.as_written for figure in excerpt.figures))
    left = _NO_FIGURE.sub(lambda match: " " * len(match.group()), left)
    yield from dict.fromkeys(match.group() for match in _NUMBER.finditer(left))


def _months_missing(claim: Claim, excerpt: Excerpt) -> Iterator[str]:
    period = claim.when.as_written()
    first, last = period.earliest or date.min, period.latest or date.max
    for number, month in enumerate(MONTHS, start=1):
        if re.search(rf"\b{month}\b", excerpt.exact) and not _holds_month(first, last, number):
            yield month


def _holds_month(first: date, last: date, month: int) -> bool:
    if (last - first).days >= 366:
        return True
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return any(day.month == month for day in days)


def _own_names(claim: Claim, places: Mapping[str, Place]) -> set[str]:
    """Every name of the claim's places, of what they lie in and of what lies in them."""
    own = {where.place for where in claim.where}
    related = [up for place in own for up in upwards(place, places)]
    related += [places[place] for place in places if own & {up.id for up in upwards(place, places)}]
    return {name for place in related for name in _names(place)}


def _places_missing(
    excerpt: Excerpt, own: Set[str], actors: Set[str], places: Mapping[str, Place]
) -> Iterator[str]:
    """Names of places in the quote that are neither a place of the claim nor around or in one."""
    text = _masked(excerpt.exact, actors | own)
    for place in places.values():
        for name in sorted(_names(place) - own):
            # “the border” is a place of this or that document, not a name.
            if name != name.lower() and re.search(rf"\b{re.escape(name)}\b", text):
                yield name


def _masked(text: str, names: Iterable[str]) -> str:
    """The text without these names, longest first, so that a name within a name is not seen."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " " * len(name))
    return text


def _names(place: Place) -> set[str]:
    return {place.name, *place.spellings}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _after_publication(claim: Claim, excerpt: Excerpt, corpus: Corpus) -> bool:
    if claim.kind in AHEAD:
        return False
    first = claim.when.as_written().stated.earliest
    published = corpus.sources[excerpt.source].published_period.latest
    return first is not None and published is not None and first > published


def _near_duplicates(corpus: Corpus) -> Iterator[Warned]:
    for one, other in combinations(corpus.claims.values(), 2):
        if one.kind is other.kind and _close_in_time(one, other) and _close(one, other, corpus):
            yield Warned(one.id, WarningCode.NEAR_DUPLICATE, other.id)


def _close_in_time(one: Claim, other: Claim) -> bool:
    spans = [(claim.when.period.earliest, claim.when.period.latest) for claim in (one, other)]
    (a, b), (c, d) = spans
    if a is None or b is None or c is None or d is None:
        return False
    precise = b - a <= LONGEST_PERIOD and d - c <= LONGEST_PERIOD
    return precise and a - d <= timedelta(days=NEAR_DAYS) and c - b <= timedelta(days=NEAR_DAYS)


def _close(one: Claim, other: Claim, corpus: Corpus) -> bool:
    pairs = ((a, b) for a in _points(one, corpus) for b in _points(other, corpus))
    return any(_kilometres(a, b) <= NEAR_KM for a, b in pairs)


def _points(claim: Claim, corpus: Corpus) -> Iterable[tuple[float, float]]:
    for where in claim.locations:
        place = corpus.places[where.place]
        if where.level_at(place).rank <= LocationPrecision.NEAR.rank:
            yield place.lat, place.lon


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    a = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(a))
