"""Pure questions to a corpus: which claims, in which order, at which places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.model import Claim, Corpus, Place
from data.period import Period
from data.terms import Kind, Level

WINDOW_FIRST = date(2014, 1, 1)
WINDOW_LAST = date(2020, 12, 31)


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; an empty set or None keeps everything.

    `sources` keeps claims that one of these sources speaks to. `period` keeps claims that possibly
    hold on some day of it.
    """

    kinds: frozenset[Kind] = frozenset()
    sources: frozenset[str] = frozenset()
    period: Period | None = None

    @property
    def active(self) -> bool:
        """Whether anything is kept out."""
        return bool(self.kinds or self.sources or self.period)


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """One symbol on the map: the claims located at one place with one precision."""

    place: Place
    level: Level
    radius_km: float | None
    claims: tuple[Claim, ...]


def matching(corpus: Corpus, filters: Filters) -> tuple[Claim, ...]:
    """The claims that pass all filters, in order of time."""
    return in_order(claim for claim in corpus.claims.values() if passes(claim, filters))


def passes(claim: Claim, filters: Filters) -> bool:
    """Whether one claim passes all filters."""
    if filters.kinds and claim.kind not in filters.kinds:
        return False
    if filters.sources and filters.sources.isdisjoint(claim.sources):
        return False
    if filters.period is None:
        return True
    first = filters.period.stated.earliest or date.min
    last = filters.period.stated.latest or date.max
    return claim.when.period.may_touch(first, last)


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by the first day of what is stated, an open start by its end; then by id."""

    def key(claim: Claim) -> tuple[date, date, str]:
        stated = claim.when.period.stated
        first = stated.earliest or stated.latest or date.max
        return first, stated.latest or date.max, claim.id

    return tuple(sorted(claims, key=key))


def place_marks(corpus: Corpus, claims: Sequence[Claim]) -> tuple[PlaceMark, ...]:
    """Group claims by where they are located, in the order to draw them, dots last.

    A place that is only an origin, a destination or a comparison is not where a claim happened and
    makes no mark.
    """
    groups: dict[tuple[str, Level, float | None], list[Claim]] = {}
    for claim in claims:
        for where in claim.locations:
            level = where.level_at(corpus.places[where.place])
            group = groups.setdefault((where.place, level, where.radius_km), [])
            if claim not in group:
                group.append(claim)
    marks = [
        PlaceMark(corpus.places[place], level, radius, tuple(group))
        for (place, level, radius), group in groups.items()
    ]

    return tuple(sorted(marks, key=_depth))


def without_location(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims that no place can be drawn for."""
    return tuple(claim for claim in claims if not claim.locations)


def at_place(claims: Iterable[Claim], place: str) -> tuple[Claim, ...]:
    """Claims located at a place."""
    return tuple(
        claim for claim in claims if any(where.place == place for where in claim.locations)
    )


def neighbours(claims: Sequence[Claim], claim: str) -> tuple[str | None, str | None]:
    """Ids of the claims before and after `claim` in a sequence; None at an end or if absent."""
    ids = [each.id for each in claims]
    if claim not in ids:
        return None, None
    index = ids.index(claim)
    before = ids[index - 1] if index > 0 else None
    after = ids[index + 1] if index + 1 < len(ids) else None
    return before, after


def _depth(mark: PlaceMark) -> tuple[bool, int, float, int, str]:
    """What is lower comes first: coarse below fine, wide below narrow, large below small."""
    point = mark.level.rank < Level.NEAR.rank
    coarseness = 0 if point else -mark.level.rank
    return point, coarseness, -(mark.radius_km or 0), -len(mark.claims), mark.place.id
