"""Where the sources of a claim have it from: origins are counted, not publishers.

Two excerpts are independent only when both say whom they have it from, the two differ, and neither
source derives from the other. Where a source does not say, the lineage is unknown, and nothing is
established by repetition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from data.model.corpus import Claim, Excerpt, Source
from data.model.vocabulary import ActorRole, Stance


class Lineage(StrEnum):
    """How two excerpts, or all that support a claim, stand to one another."""

    SINGLE = "single"
    INDEPENDENT = "independent"
    DERIVED = "derived"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much speaks to a claim, whatever its stance.

    `origins` are the ids of the actors that the sources name as their own origin; `unnamed` counts
    the documents that name none.
    """

    quotes: int
    documents: int
    origins: tuple[str, ...]
    unnamed: int


def evidence(claim: Claim) -> Evidence:
    """Count the quotes, documents and named origins of a claim."""
    named = {excerpt.source for excerpt in claim.excerpts if excerpt.origin}
    origins = dict.fromkeys(excerpt.origin for excerpt in claim.excerpts if excerpt.origin)
    return Evidence(
        quotes=len(claim.excerpts),
        documents=len(claim.sources),
        origins=tuple(origins),
        unnamed=len(set(claim.sources) - named),
    )


def lineage_of(claim: Claim, sources: Mapping[str, Source]) -> Lineage:
    """The lineage of what supports a claim: one independent pair makes it independent."""
    kinds = {kind for _, _, kind in _pairs(claim, sources)}
    for kind in (Lineage.INDEPENDENT, Lineage.UNKNOWN, Lineage.DERIVED):
        if kind in kinds:
            return kind
    return Lineage.SINGLE


def independent_pair(claim: Claim, sources: Mapping[str, Source]) -> tuple[Excerpt, Excerpt] | None:
    """The first two supporting excerpts that are independent of one another, if there are any."""
    for one, other, kind in _pairs(claim, sources):
        if kind is Lineage.INDEPENDENT:
            return one, other
    return None


def pair_lineage(one: Excerpt, other: Excerpt, sources: Mapping[str, Source]) -> Lineage:
    """How two excerpts stand to one another."""
    if one.source == other.source:
        return Lineage.SINGLE
    derives = one.source in _origins_of(other.source, sources) or (
        other.source in _origins_of(one.source, sources)
    )
    if derives or (one.origin is not None and one.origin == other.origin):
        return Lineage.DERIVED
    if one.origin is None or other.origin is None:
        return Lineage.UNKNOWN
    return Lineage.INDEPENDENT


def part_of_origin(excerpt: Excerpt, claim: Claim) -> ActorRole | None:
    """The part that whom the excerpt has it from played in it; None where that is no actor of it.

    What a party says of its own deeds is evidence of another kind than what a witness says.
    """
    roles = {who.role for who in claim.actors if who.actor == excerpt.origin}
    weightiest_first = (ActorRole.PERPETRATOR, ActorRole.TARGET, *ActorRole)
    return next((role for role in weightiest_first if role in roles), None)


def _origins_of(source: str, sources: Mapping[str, Source]) -> set[str]:
    """All that a source derives from, directly or by way of others."""
    found: set[str] = set()
    waiting = list(sources[source].derives_from)
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += sources[each].derives_from
    return found


def _pairs(claim: Claim, sources: Mapping[str, Source]) -> list[tuple[Excerpt, Excerpt, Lineage]]:
    supporting = [excerpt for excerpt in claim.excerpts if excerpt.stance is Stance.SUPPORTS]
    pairs = combinations(supporting, 2)
    kinds = ((one, other, pair_lineage(one, other, sources)) for one, other in pairs)
    return [pair for pair in kinds if pair[2] is not Lineage.SINGLE]
