"""The main page: map, timeline and the words of each source, linked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app.address import state
from app.address.page_context import PageContext, RenderKey, current_context, render_key
from app.address.selection import selected
from app.address.view import View
from app.library.loaded_corpus import LoadedCorpus, passing
from app.views import entrance
from app.views.claim_choice import draw_choice
from app.views.map_view import draw_map_view, link_map_view
from app.views.panel import draw_claim
from app.views.timeline_view import draw_timeline_view, link_timeline_view
from components.shared.streamlit_text import draw, draw_words
from data.model.corpus import Claim
from data.model.problems import CorpusError
from data.text.numbers import counted


def draw_page(context: PageContext) -> None:
    """Draw the page for the claims that pass the filters."""
    left, right = st.columns([11, 9], gap="medium")
    with left:
        draw_map_view(context.library, context.view)
        draw_timeline_view(context.library, context.view)
    with right:
        _draw_choice(render_key(context))


@st.fragment
def _draw_choice(drawn: RenderKey) -> None:
    """Draw what is chosen: on the map, on the timeline and in the panel.

    A choice runs this alone and leaves the rest of the page as it was `drawn`.
    """
    if entrance.is_closed():
        st.rerun()
    try:
        context = current_context()
    except CorpusError:
        st.rerun()
    if render_key(context) != drawn:
        st.rerun()
    library, view = context.library, context.view
    with st.container(key="panel"):
        link_map_view(library, view)
        link_timeline_view(library, view)
        _draw_panel(library, view, passing(library, view.filters))


def _draw_panel(library: LoadedCorpus, view: View, claims: Sequence[Claim]) -> None:
    corpus = library.corpus
    selection, listed = selected(corpus, view, claims)
    if view.choice.claim:
        draw_claim(library, corpus.claims[view.choice.claim], listed, view)
        return
    unknown = view.choice.unknown_claim
    if unknown is not None:
        draw_words(
            f"No claim is called “{unknown[:80]}”. It may have been renamed or removed "
            "since the link was made, or not yet been known. Choose one from the list."
        )
    if selection:
        with st.container(horizontal=True, vertical_alignment="center"):
            heading = Markup('<h2 dir="auto">{}: {}</h2>')
            draw(heading.format(selection, counted(len(listed), "claim")))
            st.button(
                "All claims", icon=":material/close:", on_click=state.choose_place, args=(None,)
            )
    if not listed:
        draw_words("No claim passes these filters. Widen the period or clear a filter.")
        st.button("Clear all filters", key="clear-empty", on_click=state.clear_filters)
        return
    draw_choice(corpus, listed, "Choose a claim here, on the map or on the timeline.", view)
