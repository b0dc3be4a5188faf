"""Which lane of the timeline a claim stands in: by kind, type of act, by whom, source, place or
actor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from components.shared.palette import EVENT_TYPE_NAMES, KIND_NAMES
from data.model.corpus import Claim, Corpus
from data.model.perpetrators import side_names, sides_of
from data.model.vocabulary import EventType, Kind, LocationPrecision

# Lanes of places or actors, "other" and "none" included; more could not be told apart.
MOST_LANES = 12


_NO_ACT = {"": "No violent act"}


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
    if by is LaneBy.PLACE:
        names = {each.id: each.name for each in corpus.places.values()}
        return _most_frequent(claims, lambda claim: _provinces(claim, corpus), names, "place")
    if by is LaneBy.ACTOR:
        names = {each.id: each.name for each in corpus.actors.values()}
        return _most_frequent(claims, _actors, names, "actor")
    names = _names(corpus, by)
    found = _found(claims, lambda claim: _keys(claim, corpus, by))
    source = by is LaneBy.SOURCE
    return tuple(
        Members(name, tuple(found[key]), key if source else None, key)
        for key, name in names.items()
        if key in found
    )


def _names(corpus: Corpus, by: LaneBy) -> dict[str, str]:
    """The lanes that there can be, by key, in their order."""
    if by is LaneBy.KIND:
        return {kind.value: KIND_NAMES[kind] for kind in Kind}
    if by is LaneBy.TYPE:
        return {each.value: EVENT_TYPE_NAMES[each] for each in EventType} | _NO_ACT
    if by is LaneBy.SIDE:
        return {**side_names(corpus), **_NO_ACT}
    sources = sorted(corpus.sources.values(), key=lambda source: source.id)
    return {each.id: f"{each.id} {each.publisher}" for each in sources}


def _keys(claim: Claim, corpus: Corpus, by: LaneBy) -> set[str]:
    """The lanes of a claim."""
    if by is LaneBy.KIND:
        return {claim.kind.value}
    if by is LaneBy.TYPE:
        return {claim.event_type.value if claim.event_type else ""}
    if by is LaneBy.SIDE:
        return set(sides_of(claim, corpus.actors)) or {""}
    return set(claim.sources)


def _actors(claim: Claim) -> set[str]:
    return {who.actor for who in claim.actors}


def _provinces(claim: Claim, corpus: Corpus) -> set[str]:
    return {province(where.place, corpus) for where in claim.locations}


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


def _found(claims: Sequence[Claim], keys: Callable[[Claim], set[str]]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in keys(claim):
            found.setdefault(key, []).append(claim)
    return found


def _most_frequent(
    claims: Sequence[Claim], keys: Callable[[Claim], set[str]], names: Mapping[str, str], noun: str
) -> tuple[Members, ...]:
    """A lane for each of the most frequent keys, then one for the others and one for none."""
    found = _found(claims, keys)
    order = sorted(found, key=lambda key: (-len(found[key]), names[key]))
    # One more than fits needs no lane of "others" that would hold it alone.
    own = order if len(order) < MOST_LANES else order[: MOST_LANES - 2]
    others = set(order) - set(own)
    lanes = [Members(names[key], tuple(found[key]), key=key) for key in own]
    lanes += [
        Members(f"Other {noun}s", tuple(claim for claim in claims if keys(claim) & others)),
        Members(f"No {noun} given", tuple(claim for claim in claims if not keys(claim))),
    ]
    return tuple(lane for lane in lanes if lane.claims)
