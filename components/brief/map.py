"""The map of a page that stands alone: the same symbols and scripts, without a server."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from components.map.layers import MapLayer
from components.map.legend import build_legend
from components.map.symbols import build_choice, symbol_features
from components.map.words import claim_words, map_words
from data.model.corpus import Claim, Corpus
from data.selecting.places import PlaceMark, place_marks, without_location

_MAP = Markup(
    '<div class="sl-brief-map" id="map" role="region" aria-label="Map"></div>'
    '<div id="picked" class="sl-picked" aria-live="polite"></div>{legend}'
)


@dataclass(frozen=True, slots=True)
class MapLook:
    """What is drawn and how: `view` is latitude, longitude and zoom, None fits what is drawn."""

    layer: MapLayer
    chosen: str | None
    disputed: Container[str]
    dark: bool = False
    view: tuple[float, float, float] | None = None


def build_brief_map(
    claims: Sequence[Claim], corpus: Corpus, look: MapLook
) -> tuple[Markup, Mapping[str, Any]]:
    """The map's place in the page with its legend, and what its scripts need to draw it."""
    marks = place_marks(corpus, claims)
    legend = build_legend(
        marks,
        corpus,
        layer=look.layer,
        without=len(without_location(claims)),
        disputed=any(claim.id in look.disputed for claim in claims),
        dark=look.dark,
    )
    return _MAP.format(legend=legend), {
        "symbols": _symbols(marks, corpus, look),
        "choice": build_choice(corpus.claims.get(look.chosen or ""), marks, corpus, look.layer),
        "map": {"dark": look.dark, "view": list(look.view) if look.view else None},
        "corpus/words.json": _words(claims, corpus),
    }


def _symbols(marks: Sequence[PlaceMark], corpus: Corpus, look: MapLook) -> dict[str, Any]:
    """The symbols, each with all its claims, because no server is there to list them."""
    features = symbol_features(marks, corpus, layer=look.layer, disputed=look.disputed)
    for feature, mark in zip(features, marks, strict=True):
        feature["properties"]["all"] = [claim.id for claim in mark.claims]
    return {"type": "FeatureCollection", "features": features}


def _words(claims: Iterable[Claim], corpus: Corpus) -> dict[str, Mapping[str, Any]]:
    """The words of these claims alone: what is not in the brief is not in its file either."""
    return {**map_words(corpus), "claims": claim_words(claims)}
