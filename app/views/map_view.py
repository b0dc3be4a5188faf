"""The map on the main page, its layers and its legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from app.address import state
from app.address.picked import follow
from app.address.selection import layer_of, layers_of
from app.address.view import View
from app.controls.segments import draw_segments
from app.library.loaded_corpus import LoadedCorpus, passing
from components.map.claim_map import Canvas, Clicked, build_symbols, clicked, draw_map, link_map
from components.map.layers import LAYER_NAMES, MapLayer
from components.map.legend import build_legend
from components.map.symbols import build_choice, key_of
from components.shared.pickable import draw_pickable
from data.comparing.agreement import is_disputed
from data.model.corpus import Corpus
from data.selecting.places import Box, PlaceMark, place_marks, without_location
from data.selecting.select import Filters

_HEIGHT = 420
_LAYER, _LEGEND = "map-layer", "map-legend"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The symbols, the same for all choices of a claim."""

    marks: tuple[PlaceMark, ...]
    disputed: frozenset[str]
    without: int


def draw_map_view(library: LoadedCorpus, view: View) -> None:
    """Draw the map of the claims in view with its layers and its legend."""
    corpus, layer = library.corpus, layer_of(view)
    drawn = _drawn(library, view.filters)
    with st.container(key="map", gap="xsmall"):
        _draw_layers(layer, view)
        draw_map(
            _written(library, view.filters, layer, view.box),
            Canvas("map-frame", _HEIGHT, corpus.fingerprint[:8], view.dark),
        )
        draw_pickable(
            build_legend(
                drawn.marks,
                corpus,
                layer=layer,
                without=drawn.without,
                disputed=bool(drawn.disputed),
                dark=view.dark,
            ),
            key=_LEGEND,
            on_pick=lambda: follow(_LEGEND, corpus),
        )


def link_map_view(library: LoadedCorpus, view: View) -> None:
    """Show the choice on the map, and follow what is clicked on it."""
    corpus = library.corpus
    marks = _drawn(library, view.filters).marks
    link_map(
        build_choice(corpus.claims.get(view.choice.claim or ""), marks, corpus, layer_of(view)),
        key=state.MAP,
        on_click=lambda: _on_click(corpus, marks),
    )


@lru_cache(maxsize=32)
def _drawn(library: LoadedCorpus, filters: Filters) -> Drawn:
    claims = passing(library, filters)
    disputed = frozenset(each.id for each in claims if is_disputed(each))
    return Drawn(place_marks(library.corpus, claims), disputed, len(without_location(claims)))


@lru_cache(maxsize=32)
def _written(library: LoadedCorpus, filters: Filters, layer: MapLayer, box: Box | None) -> str:
    drawn = _drawn(library, filters)
    return build_symbols(drawn.marks, library.corpus, layer=layer, disputed=drawn.disputed, box=box)


def _draw_layers(layer: MapLayer, view: View) -> None:
    with st.container(key="map-layers"):
        draw_segments(
            "Colour by",
            {each: LAYER_NAMES[each] for each in layers_of(view)},
            layer,
            key=_LAYER,
            named=False,
            on_change=lambda: state.set_map_layer(state.widget(_LAYER)),
        )


def _on_click(corpus: Corpus, marks: Sequence[PlaceMark]) -> None:
    found = clicked(state.widget(state.MAP))
    if isinstance(found, Box):
        state.choose_box(found)
    elif isinstance(found, Clicked) and found.place in corpus.places:
        held = [mark.claims for mark in marks if key_of(mark) == found.key]
        if len(held) == 1 and len(held[0]) == 1:
            state.choose_claim(held[0][0].id)
        else:
            state.choose_place(found.place)
