"""What the colours of the map and the timeline stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from components.shared.palette import (
    EVENT_HUES,
    KIND_COLOURS,
    SEVERAL,
    SIDE_COLOURS,
    SOURCE_COLOURS,
    UNSAID,
    Colour,
    Hue,
)
from data.model.corpus import Claim, Corpus
from data.model.perpetrators import NOT_SAID, side_names, sides_of
from data.selecting.places import PlaceMark
from data.wording.labels import KIND_NAMES


class MapLayer(StrEnum):
    """Violent acts by type or by who did them, claims by kind, or which source speaks of where."""

    ATTACKS = "attacks"
    PERPETRATORS = "by-whom"
    KINDS = "all"
    SOURCES = "sources"


LAYER_NAMES: Mapping[MapLayer, str] = {
    MapLayer.ATTACKS: "Type of act",
    MapLayer.PERPETRATORS: "By whom",
    MapLayer.KINDS: "Kind of claim",
    MapLayer.SOURCES: "Source",
}
# What tells violent acts apart, and says nothing of other claims.
OF_ACTS = frozenset({MapLayer.ATTACKS, MapLayer.PERPETRATORS})


def hues_of(claim: Claim, layer: MapLayer, corpus: Corpus) -> tuple[Hue, ...]:
    """What a claim counts as in a layer; of several sources or sides it counts as each."""
    if layer is MapLayer.SOURCES:
        order = list(corpus.sources)
        return tuple(
            Hue(f"{each} {corpus.sources[each].publisher}", _nth(SOURCE_COLOURS, order.index(each)))
            for each in claim.sources
        )
    if layer is MapLayer.PERPETRATORS and claim.is_violent:
        return tuple(side_hue(side, corpus) for side in sides_of(claim, corpus.actors))
    if layer is MapLayer.ATTACKS and claim.event_type:
        return (EVENT_HUES[claim.event_type],)
    return (Hue(KIND_NAMES[claim.kind].lower(), KIND_COLOURS[claim.kind]),)


def side_hue(side: str, corpus: Corpus) -> Hue:
    """The hue of one of those who did violent acts (`data.model.perpetrators`)."""
    names = side_names(corpus)
    colour = UNSAID if side == NOT_SAID else _nth(SIDE_COLOURS, list(names).index(side))
    return Hue(names[side], colour)


def hue_of_mark(mark: PlaceMark, layer: MapLayer, corpus: Corpus) -> Hue:
    """The hue of a symbol: of all its claims, if they share one."""
    return hue_of_all(mark.claims, layer, corpus)


def hue_of_all(claims: Iterable[Claim], layer: MapLayer, corpus: Corpus) -> Hue:
    """The hue that these claims share, or that of several."""
    hues = (hue for claim in claims for hue in hues_of(claim, layer, corpus))
    first = next(hues, SEVERAL)
    # No further than to the first that differs: of most symbols with many claims that is near.
    return first if all(hue == first for hue in hues) else SEVERAL


def _nth(colours: tuple[Colour, ...], number: int) -> Colour:
    """The colour of the n-th of a list; where there are more than colours, they begin again."""
    return colours[number % len(colours)]
