"""How two sources' values for one field of a claim stand to one another.

Pure rules, one for each field; docs/method.md, "Field by field", has them in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations, product
from typing import Self

from data.model.calendar_unit import DatePrecision
from data.model.corpus import Claim, Figure, Place, StatedWhen
from data.model.gazetteer import upwards
from data.model.period import Period, cut_at
from data.model.quantity import bounds, comparable, overlap
from data.model.vocabulary import ActorRole, LocationPrecision, Stance


class Relation(StrEnum):
    """How two values stand to one another; `apart` are values of different things."""

    SAME = "same"
    PARTIAL = "partial"
    DIFFERENT = "different"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A time that a source gives; `of_writing` when it is but the month of its publication."""

    period: Period
    of_writing: bool

    @classmethod
    def of(cls, stated: StatedWhen, published: Period) -> Self:
        """The codebook writes "now" and "still" as the month of publication, about."""
        period = stated.period
        if published.latest is not None:
            # As of a claim's own period: what is told was over when it was.
            period = cut_at(period, published.latest)
        first, day = period.stated.earliest, published.stated.earliest
        same_month = first is not None and day is not None and first == day.replace(day=1)
        month = period.precision is DatePrecision.MONTH and period.approximate
        return cls(period, of_writing=month and same_month)

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """First and last possible day, margins included; None where open."""
        return self.period.earliest, self.period.latest


def relate_stances(one: Sequence[Stance], other: Sequence[Stance]) -> Relation:
    """A source that disputes differs from every one that does not."""
    if (Stance.DISPUTES in one) != (Stance.DISPUTES in other):
        return Relation.DIFFERENT
    kept = [{stance for stance in side if stance is not Stance.MENTIONS} for side in (one, other)]
    return Relation.SAME if kept[0] == kept[1] else Relation.PARTIAL


def disputes_itself(stances: Sequence[Stance]) -> bool:
    """Whether one source both disputes a claim and does not, as when it quotes a denial."""
    return Stance.DISPUTES in stances and bool(set(stances) - {Stance.DISPUTES, Stance.MENTIONS})


def relate_places(
    one: Sequence[str], other: Sequence[str], places: Mapping[str, Place]
) -> Relation:
    """Places differ when none of one side is, holds or lies in one of the other.

    A region has no certain border, so one in the same country is never said to differ.
    """
    if set(one) == set(other):
        return Relation.SAME
    near = any(_touch(a, b, places) for a, b in product(one, other))
    return Relation.PARTIAL if near else Relation.DIFFERENT


def relate_times(one: Sequence[StatedTime], other: Sequence[StatedTime]) -> Relation:
    """Times differ when no two of them share a day, margins of "about" included.

    A state that a source tells of its own day of writing ("still", "now") contradicts no other.
    """
    if {time.bounds for time in one} == {time.bounds for time in other}:
        return Relation.SAME
    meet = any(
        a.of_writing or b.of_writing or _share_a_day(a.period, b.period)
        for a, b in product(one, other)
    )
    return Relation.PARTIAL if meet else Relation.DIFFERENT


def relate_actors(one: Sequence[str], other: Sequence[str], claim: Claim) -> Relation:
    """Actors differ when two sources name nobody in common for the deed or its target.

    Of the sides of a battle or a deal each may name its own, which is no disagreement.
    """
    if set(one) == set(other):
        return Relation.SAME
    for role in (ActorRole.PERPETRATOR, ActorRole.TARGET):
        of_role = {who.actor for who in claim.actors if who.role is role}
        sides = of_role.intersection(one), of_role.intersection(other)
        if all(sides) and sides[0].isdisjoint(sides[1]):
            return Relation.DIFFERENT
    return Relation.PARTIAL


def relate_figures(one: Sequence[Figure], other: Sequence[Figure]) -> Relation:
    """Figures differ when two count the same and their ranges do not overlap."""
    pairs = [(a, b) for a, b in product(one, other) if comparable(a, b)]
    if not pairs:
        return Relation.APART
    if not all(overlap(a, b) for a, b in pairs):
        return Relation.DIFFERENT
    equal = all(bounds(a) == bounds(b) for a, b in pairs)
    return Relation.SAME if equal else Relation.PARTIAL


def counts_differently(figures: Sequence[Figure]) -> bool:
    """Whether one source gives two figures that count the same and do not overlap."""
    pairs = combinations(figures, 2)
    return any(comparable(a, b) and not overlap(a, b) for a, b in pairs)


def _touch(one: str, other: str, places: Mapping[str, Place]) -> bool:
    if holds(one, other, places) or holds(other, one, places):
        return True
    regions = [place for place in (one, other) if places[place].level is LocationPrecision.REGION]
    same_country = [*upwards(one, places)][-1] is [*upwards(other, places)][-1]
    # A region without a parent, such as a border, belongs to several countries.
    return any(places[region].parent is None or same_country for region in regions)


def holds(outer: str, inner: str, places: Mapping[str, Place]) -> bool:
    """Whether a place is another one or contains it."""
    return any(place.id == outer for place in upwards(inner, places))


def _share_a_day(one: Period, other: Period) -> bool:
    return one.may_touch(other.earliest or date.min, other.latest or date.max)
