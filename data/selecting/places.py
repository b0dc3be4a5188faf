"""Where claims are: the symbols of a map, and what lies inside a box drawn on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from data.model.corpus import Claim, Corpus, Place, Where
from data.model.vocabulary import LocationPrecision, Role


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """One symbol on the map: the claims located at one place with one precision.

    Where `role` is not `location`, one claim only starts there, goes there or is compared with it.
    """

    place: Place
    level: LocationPrecision
    radius_km: float | None
    claims: tuple[Claim, ...]
    role: Role = Role.LOCATION

    @property
    def key(self) -> str:
        """What names it: the place, and how precisely the claims are placed there."""
        return key_of(self.place, self.level, self.radius_km)


def key_of(place: Place, level: LocationPrecision, radius_km: float | None) -> str:
    """The name of a mark, of [a-z0-9-]: 'anbar-governorate', 'kirkuk-near-30'."""
    radius = f"-{radius_km:g}".replace(".", "-") if radius_km else ""
    return f"{place.id}-{level.value}{radius}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees (WGS 84), sides included."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, numbers: Sequence[object]) -> Self | None:
        """A box from west, south, east and north; None where these are no box on the earth."""
        sides = [float(n) for n in numbers if isinstance(n, int | float) and -180 <= n <= 180]
        if len(sides) != 4 or len(numbers) != 4:
            return None
        west, south, east, north = sides
        return cls(*sides) if west < east and -90 <= south < north <= 90 else None

    def holds(self, place: Place) -> bool:
        """Whether the place's point lies inside; of an area it is the one that stands for it."""
        return self.west <= place.lon <= self.east and self.south <= place.lat <= self.north


def place_marks(corpus: Corpus, claims: Sequence[Claim]) -> tuple[PlaceMark, ...]:
    """Group claims by where they are located, in the order to draw them, dots last.

    A place that is only an origin, a destination or a comparison is not where a claim happened and
    makes no mark.
    """
    groups: dict[tuple[str, LocationPrecision, float | None], dict[str, Claim]] = {}
    # The same groups by what is written: to work out the level each time takes most of the time.
    written: dict[tuple[str, LocationPrecision | None, float | None], dict[str, Claim]] = {}
    for claim in claims:
        for where in claim.locations:
            key = where.place, where.level, where.radius_km
            group = written.get(key)
            if group is None:
                level = where.level_at(corpus.places[where.place])
                group = groups.setdefault((where.place, level, where.radius_km), {})
                written[key] = group
            group[claim.id] = claim
    marks = [
        PlaceMark(corpus.places[place], level, radius, tuple(group.values()))
        for (place, level, radius), group in groups.items()
    ]
    return tuple(sorted(marks, key=_depth))


def role_marks(corpus: Corpus, claim: Claim) -> tuple[PlaceMark, ...]:
    """Where one claim comes from, goes to or is compared with, to be outlined beside its marks."""
    marks = (_role_mark(corpus, claim, where) for where in claim.where)
    return tuple(mark for mark in marks if mark.role is not Role.LOCATION)


def without_location(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims that no place can be drawn for."""
    return tuple(claim for claim in claims if not claim.locations)


def at_place(claims: Iterable[Claim], place: str) -> tuple[Claim, ...]:
    """Claims located at a place."""
    return tuple(
        claim for claim in claims if any(where.place == place for where in claim.locations)
    )


def inside(corpus: Corpus, claims: Iterable[Claim], box: Box) -> tuple[Claim, ...]:
    """Claims with a location inside a box; whole countries are never inside one."""
    return tuple(
        claim
        for claim in claims
        if any(
            where.level_at(corpus.places[where.place]) is not LocationPrecision.COUNTRY
            and box.holds(corpus.places[where.place])
            for where in claim.locations
        )
    )


def _role_mark(corpus: Corpus, claim: Claim, where: Where) -> PlaceMark:
    place = corpus.places[where.place]
    return PlaceMark(place, where.level_at(place), where.radius_km, (claim,), where.role)


def _depth(mark: PlaceMark) -> tuple[bool, int, float, int, str]:
    """What is lower comes first: coarse below fine, wide below narrow, large below small."""
    point = mark.level.rank < LocationPrecision.NEAR.rank
    coarseness = 0 if point else -mark.level.rank
    return point, coarseness, -(mark.radius_km or 0), -len(mark.claims), mark.place.id
