"""The map on the main page, its layers and its legend."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import state
from app.picks import follow
from app.segments import draw_segments
from app.selection import attacks_alone, layer_of
from app.view import View
from components.claim_map import Canvas, Clicked, build_symbols, clicked, draw_map
from components.legend import build_legend
from components.map_layers import LAYER_NAMES, MapLayer, shown_on
from components.pickable import draw_pickable
from data.agreement import Agreement, assess
from data.model import Claim, Corpus
from data.places import Box, place_marks, role_marks, without_location

_HEIGHT = 420
_LAYER, _LEGEND = "map-layer", "map-legend"


def draw_map_view(corpus: Corpus, view: View, claims: Sequence[Claim]) -> None:
    """Draw the map of these claims with its layers and its legend."""
    layer = layer_of(view)
    drawn = shown_on(layer, claims, view.claim)
    marks = place_marks(corpus, drawn)
    disputed = {
        claim.id for claim in drawn if assess(claim, corpus).agreement is Agreement.DISPUTED
    }
    roles = role_marks(corpus, corpus.claims[view.claim]) if view.claim else ()
    with st.container(key="map", gap="xsmall"):
        _draw_layers(layer, view)
        draw_map(
            build_symbols(
                [*roles, *marks],
                corpus,
                layer=layer,
                chosen=view.claim,
                disputed=disputed,
                box=view.box,
            ),
            Canvas(state.MAP, _HEIGHT, corpus.fingerprint[:8], view.dark),
            on_click=lambda: _on_click(corpus),
        )
        draw_pickable(
            build_legend(
                marks,
                corpus,
                layer=layer,
                without=len(without_location(drawn)),
                disputed=bool(disputed),
                dark=view.dark,
            ),
            key=_LEGEND,
            on_pick=lambda: follow(_LEGEND, corpus),
        )


def _draw_layers(layer: MapLayer, view: View) -> None:
    usable = {
        each: name
        for each, name in LAYER_NAMES.items()
        if each is not MapLayer.ATTACKS or attacks_alone(view)
    }
    with st.container(key="map-layers"):
        draw_segments(
            "On the map",
            usable,
            layer,
            key=_LAYER,
            named=False,
            on_change=lambda: state.set_map_layer(state.widget(_LAYER)),
        )


def _on_click(corpus: Corpus) -> None:
    found = clicked(state.widget(state.MAP) or {})
    if isinstance(found, Box):
        state.choose_box(found)
    elif isinstance(found, Clicked) and found.place in corpus.places:
        known = [identity for identity in found.claims if identity in corpus.claims]
        if len(known) == 1:
            state.choose_claim(known[0])
        else:
            state.choose_place(found.place)
