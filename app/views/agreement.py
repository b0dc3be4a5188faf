"""The agreement page: all claims against all sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from app.address import state
from app.address.paging import draw_more, first_of
from app.address.picked import follow
from app.address.view import View
from app.controls.segments import draw_segments
from app.library.loaded_corpus import LoadedCorpus
from app.views.side_panel import place_panel
from components.evidence.agreement_matrix import build_agreement_matrix, build_signs
from components.shared.pickable import draw_pickable
from components.shared.streamlit_text import draw, draw_words
from data.comparing.overview import Line, Order, Show, kept, overview, sorted_by
from data.model.corpus import Claim

_SHOW_NAMES: Mapping[Show, str] = {
    Show.ALL: "All",
    Show.CONTESTED: "Only contested",
    Show.SEVERAL: "Several documents",
    Show.SINGLE_ORIGIN: "Single origin",
}
_ORDER_NAMES: Mapping[Order, str] = {
    Order.DISAGREEMENT: "Disagreement",
    Order.DOCUMENTS: "Documents",
    Order.TIME: "Time",
}
_MATRIX, _SHOW, _ORDER = "agreement-matrix", "agreement-show", "agreement-order"


def draw_page(library: LoadedCorpus, view: View, claims: Sequence[Claim]) -> None:
    """Draw the matrix, and the chosen claim beside it."""
    lines = overview(claims, library.corpus)
    show = Show(state.choice("show", list(Show), Show.ALL))
    order = Order(state.choice("order", list(Order), Order.DISAGREEMENT))
    shown = sorted_by(kept(lines, show), order)
    with place_panel(library, view, tuple(line.claim for line in shown)):
        _draw_choices(lines, show, order)
        if not shown:
            draw_words("No claim passes these filters. Show all, or clear a filter.")
            return
        draw(build_signs())
        about = show, order, len(shown)
        markup = build_agreement_matrix(
            first_of(shown, key=_MATRIX, about=about),
            library.corpus.sources,
            chosen=view.choice.claim,
            grouped=order is Order.DISAGREEMENT,
            dark=view.dark,
        )
        draw_pickable(markup, key=_MATRIX, on_pick=lambda: follow(_MATRIX, library.corpus))
        draw_more(shown, key=_MATRIX, about=about)


def _draw_choices(lines: Sequence[Line], show: Show, order: Order) -> None:
    counts = {each: f"{name} {len(kept(lines, each))}" for each, name in _SHOW_NAMES.items()}
    with st.container(horizontal=True, gap="medium"):
        draw_segments("Show", counts, show, key=_SHOW, on_change=_store)
        draw_segments("Sort by", _ORDER_NAMES, order, key=_ORDER, on_change=_store)


def _store() -> None:
    state.choose("show", state.widget(_SHOW), Show.ALL)
    state.choose("order", state.widget(_ORDER), Order.DISAGREEMENT)
