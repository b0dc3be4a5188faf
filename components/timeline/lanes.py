"""Which lane of the timeline a claim stands in: by kind, type of act, by whom, source, place or
actor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.model.corpus import Claim, Corpus
from data.model.perpetrators import side_names, sides_of
from data.model.vocabulary import EventType, Kind, LocationPrecision
from data.wording.labels import EVENT_TYPE_NAMES, KIND_NAMES

# Lanes of places or actors, "other" and "none" included; more could not be told apart.
MOST_LANES = 12


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
    names, keys, noun = _division(corpus, by)
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in keys(claim):
            found.setdefault(key, []).append(claim)
    if noun:
        return _most_frequent(claims, keys, found, names, noun)
    source = by is LaneBy.SOURCE
    return tuple(
        Members(name, tuple(found[key]), key if source else None, key)
        for key, name in names.items()
        if key in found
    )


def _division(
    corpus: Corpus, by: LaneBy
) -> tuple[Mapping[str, str], Callable[[Claim], set[str]], str]:
    """The names of all lanes by key and in order, the keys of a claim, and where there may be very
    many what they are called."""
    no_act = {"": "No violent act"}
    match by:
        case LaneBy.KIND:
            return {kind.value: KIND_NAMES[kind] for kind in Kind}, lambda c: {c.kind.value}, ""
        case LaneBy.TYPE:
            types = {each.value: EVENT_TYPE_NAMES[each] for each in EventType}
            return types | no_act, lambda c: {c.event_type.value if c.event_type else ""}, ""
        case LaneBy.SIDE:
            sides = {**side_names(corpus), **no_act}
            return sides, lambda c: set(sides_of(c, corpus.actors)) or {""}, ""
        case LaneBy.SOURCE:
            sources = {key: f"{key} {each.publisher}" for key, each in corpus.sources.items()}
            return dict(sorted(sources.items())), lambda c: set(c.sources), ""
        case LaneBy.PLACE:
            places = {key: each.name for key, each in corpus.places.items()}
            return places, lambda c: {province(at.place, corpus) for at in c.locations}, "place"
        case LaneBy.ACTOR:
            actors = {key: each.name for key, each in corpus.actors.items()}
            return actors, lambda c: {who.actor for who in c.actors}, "actor"


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


def _most_frequent(
    claims: Sequence[Claim],
    keys: Callable[[Claim], set[str]],
    found: Mapping[str, list[Claim]],
    names: Mapping[str, str],
    noun: str,
) -> tuple[Members, ...]:
    """A lane for each of the most frequent keys, then one for the others and one for none."""
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
