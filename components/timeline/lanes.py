"""Which lane of the timeline a claim stands in: by kind, type of act, by whom, source, place or
actor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.model.corpus import Claim, Corpus, Source
from data.model.perpetrators import side_names, sides_of
from data.model.vocabulary import EventType, Kind, LocationPrecision
from data.wording.labels import EVENT_TYPE_NAMES, KIND_NAMES

# Lanes of places or actors, "other" and "none" included; more could not be told apart.
MOST_LANES = 12


# The lane of claims that tell no violent act.
_NO_ACT = ("No violent act", "", None)


class LaneBy(StrEnum):
    """What the lanes of the timeline are."""

    KIND = "kind"
    TYPE = "type"
    SIDE = "by-whom"
    SOURCE = "source"
    PLACE = "place"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Members:
    """The claims of one lane; `source` is set where the lane is one source's.

    `key` is what the lane is named after; empty for "other" and "none".
    """

    name: str
    claims: tuple[Claim, ...]
    source: str | None = None
    key: str = ""


def divide(claims: Sequence[Claim], corpus: Corpus, by: LaneBy) -> tuple[Members, ...]:
    """Put each claim into its lanes, in the order to draw them; a lane without claims is left out.

    A claim of two sides, sources, places or actors stands in both lanes. A place counts to its
    governorate or, failing that, its country.
    """
    match by:
        case LaneBy.KIND:
            return _in_fixed_order(
                [(KIND_NAMES[kind], kind.value, None) for kind in Kind],
                claims,
                lambda claim: {claim.kind.value},
            )
        case LaneBy.TYPE:
            return _in_fixed_order(
                [(EVENT_TYPE_NAMES[each], each.value, None) for each in EventType] + [_NO_ACT],
                claims,
                lambda claim: {claim.event_type.value if claim.event_type else ""},
            )
        case LaneBy.SIDE:
            return _in_fixed_order(
                [(name, side, None) for side, name in side_names(corpus).items()] + [_NO_ACT],
                claims,
                lambda claim: set(sides_of(claim, corpus.actors)) or {""},
            )
        case LaneBy.SOURCE:
            return _in_fixed_order(
                [(f"{each.id} {each.publisher}", each.id, each.id) for each in _sources(corpus)],
                claims,
                lambda claim: set(claim.sources),
            )
        case LaneBy.PLACE:
            return _most_frequent(
                claims,
                lambda claim: {province(where.place, corpus) for where in claim.locations},
                lambda place: corpus.places[place].name,
                ("Other places", "No place given"),
            )
        case LaneBy.ACTOR:
            return _most_frequent(
                claims,
                lambda claim: {who.actor for who in claim.actors},
                lambda actor: corpus.actors[actor].name,
                ("Other actors", "No actor given"),
            )


def province(place: str, corpus: Corpus) -> str:
    """The governorate that a place lies in, else its country, else the place itself."""
    above = [place]
    while parent := corpus.places[above[-1]].parent:
        above.append(parent)
    for level in (LocationPrecision.GOVERNORATE, LocationPrecision.COUNTRY):
        for each in above:
            if corpus.places[each].level is level:
                return each
    return place


def _sources(corpus: Corpus) -> Iterable[Source]:
    return sorted(corpus.sources.values(), key=lambda source: source.id)


def _in_fixed_order(
    lanes: Sequence[tuple[str, str, str | None]],
    claims: Sequence[Claim],
    keys: Callable[[Claim], set[str]],
) -> tuple[Members, ...]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in keys(claim):
            found.setdefault(key, []).append(claim)
    divided = (Members(name, tuple(found.get(key, ())), source, key) for name, key, source in lanes)
    return tuple(lane for lane in divided if lane.claims)


def _most_frequent(
    claims: Sequence[Claim],
    keys: Callable[[Claim], set[str]],
    name: Callable[[str], str],
    rest: tuple[str, str],
) -> tuple[Members, ...]:
    """A lane for each of the most frequent keys, then one for the others and one for none."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in keys(claim):
            found.setdefault(key, []).append(claim)
    order = sorted(found, key=lambda key: (-len(found[key]), name(key)))
    # One more than fits needs no lane of "others" that would hold it alone.
    own = order if len(order) < MOST_LANES else order[: MOST_LANES - 2]
    others = set(order) - set(own)
    lanes = [Members(name(key), tuple(found[key]), key=key) for key in own]
    lanes.append(Members(rest[0], tuple(claim for claim in claims if keys(claim) & others)))
    lanes.append(Members(rest[1], tuple(claim for claim in claims if not keys(claim))))
    return tuple(lane for lane in lanes if lane.claims)
