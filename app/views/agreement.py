"""The agreement page: all claims against all sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from app import state
from app.corpus import Library
from app.picks import follow
from app.state import View
from app.text import draw, draw_words
from app.views.beside import place_panel
from components.agreement_matrix import build_agreement_matrix, build_signs
from components.pickable import draw_pickable
from data.model import Claim
from data.overview import Line, Order, Show, kept, overview, sorted_by

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
_MATRIX = "agreement-matrix"


def draw_page(library: Library, view: View, claims: Sequence[Claim]) -> None:
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
        markup = build_agreement_matrix(
            shown,
            library.corpus.sources,
            chosen=view.claim,
            grouped=order is Order.DISAGREEMENT,
            dark=view.dark,
        )
        draw_pickable(markup, key=_MATRIX, on_pick=lambda: follow(_MATRIX, library.corpus))


def _draw_choices(lines: Sequence[Line], show: Show, order: Order) -> None:
    with st.container(horizontal=True, gap="medium"):
        state.set_widget("agreement-show", show)
        st.segmented_control(
            "Show",
            list(Show),
            wrap=True,
            format_func=lambda each: f"{_SHOW_NAMES[each]} {len(kept(lines, each))}",
            key="agreement-show",
            required=True,
            on_change=lambda: state.choose("show", state.widget("agreement-show"), Show.ALL),
        )
        state.set_widget("agreement-order", order)
        st.segmented_control(
            "Sort by",
            list(Order),
            wrap=True,
            format_func=lambda each: _ORDER_NAMES[each],
            key="agreement-order",
            required=True,
            on_change=lambda: state.choose(
                "order", state.widget("agreement-order"), Order.DISAGREEMENT
            ),
        )
