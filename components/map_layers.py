"""What the map shows, and what the colours of its symbols then stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from components.palette import EVENT_HUES, KIND_COLOURS, KIND_NAMES, SEVERAL, SOURCE_COLOURS, Hue
from data.model import Claim, Corpus
from data.places import PlaceMark
from data.terms import Kind


class MapLayer(StrEnum):
    """Attacks by event type, claims of every kind, or which source speaks of where."""

    ATTACKS = "attacks"
    KINDS = "all"
    SOURCES = "sources"


LAYER_NAMES: Mapping[MapLayer, str] = {
    MapLayer.ATTACKS: "Attacks by type",
    MapLayer.KINDS: "Every kind of claim",
    MapLayer.SOURCES: "Who speaks of where",
}


def shown_on(layer: MapLayer, claims: Iterable[Claim], chosen: str | None) -> list[Claim]:
    """The claims that a layer shows; the chosen one is always among them."""
    attacks_only = layer is MapLayer.ATTACKS
    return [
        claim
        for claim in claims
        if not attacks_only or claim.kind is Kind.ATTACK or claim.id == chosen
    ]


def hues_of(claim: Claim, layer: MapLayer, corpus: Corpus) -> tuple[Hue, ...]:
    """What a claim counts as in a layer; of several sources it counts as each."""
    if layer is MapLayer.SOURCES:
        order = list(corpus.sources)
        return tuple(
            Hue(
                f"{source} {corpus.sources[source].publisher}",
                SOURCE_COLOURS[order.index(source) % len(SOURCE_COLOURS)],
            )
            for source in claim.sources
        )
    if layer is MapLayer.ATTACKS and claim.event_type:
        return (EVENT_HUES[claim.event_type],)
    return (Hue(KIND_NAMES[claim.kind].lower(), KIND_COLOURS[claim.kind]),)


def hue_of_mark(mark: PlaceMark, layer: MapLayer, corpus: Corpus) -> Hue:
    """The hue of a symbol: of all its claims, if they share one."""
    return hue_of_all(mark.claims, layer, corpus)


def hue_of_all(claims: Iterable[Claim], layer: MapLayer, corpus: Corpus) -> Hue:
    """The hue that these claims share, or that of several."""
    hues = (hue for claim in claims for hue in hues_of(claim, layer, corpus))
    first = next(hues, SEVERAL)
    # No further than to the first that differs: of most symbols with many claims that is near.
    return first if all(hue == first for hue in hues) else SEVERAL
