"""The search page: claims, quotes and sentences that speak of something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from app.address import state
from app.address.picked import follow
from app.address.view import View
from app.library.loaded_corpus import LoadedCorpus, search_index
from app.views.side_panel import place_panel
from components.evidence.search_hits import build_hits
from components.shared.pickable import draw_pickable
from data.model.corpus import Claim
from data.search.search import search

_QUERY, _HITS = "search-query", "search-hits"
_SHOWN = 50
# So many that the filters are asked of every claim and not of the first ones alone.
_ALL = 100_000


def draw_page(library: LoadedCorpus, view: View, claims: Sequence[Claim]) -> None:
    """Draw the search box and what was found; filters keep out claims, never sentences."""
    passing = {claim.id for claim in claims}
    whole = search(search_index(library), view.query, limit=_ALL)
    kept = tuple(hit for hit in whole.claims if hit.claim in passing)
    result = replace(
        whole,
        claims=kept[:_SHOWN],
        claims_found=len(kept),
        sentences=whole.sentences[:_SHOWN],
    )
    found = [library.corpus.claims[hit.claim] for hit in kept]
    with place_panel(library, view, found):
        state.set_widget(_QUERY, view.query)
        st.text_input(
            "Search claims, quotes and documents",
            key=_QUERY,
            placeholder="Khanaqin, ISIS prisoners, “car bomb” …",
            icon=":material/search:",
            on_change=lambda: state.search_for(state.widget(_QUERY) or ""),
        )
        draw_pickable(
            build_hits(result, library.corpus, chosen=view.choice.claim, dark=view.dark),
            key=_HITS,
            on_pick=lambda: follow(_HITS, library.corpus),
        )
