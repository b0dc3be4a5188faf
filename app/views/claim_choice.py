"""Claims to choose from, as a list or as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.address import state
from app.address.paging import draw_more, first_of
from app.address.selection import layer_of
from app.address.view import View
from components.evidence.claim_list import chosen_claim, draw_list
from data.exports.frames import claims_frame
from data.model.corpus import Claim, Corpus


def draw_choice(corpus: Corpus, listed: Sequence[Claim], hint: str, view: View) -> None:
    """Draw the claims under a hint; choosing one puts it into the address."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(hint)
        as_table = st.toggle("Table", key="as-table")
    if as_table:
        st.dataframe(claims_frame(listed, corpus), hide_index=True, height=640)
        return
    about = len(listed), *(each.id for each in listed[:1])
    shown = first_of(listed, key=state.CLAIM_LIST, about=about)
    draw_list(
        shown,
        corpus,
        layer_of(view),
        dark=view.dark,
        key=state.CLAIM_LIST,
        on_choose=lambda: _on_list(corpus),
    )
    draw_more(listed, key=state.CLAIM_LIST, about=about)


def _on_list(corpus: Corpus) -> None:
    chosen = chosen_claim(state.widget(state.CLAIM_LIST))
    if chosen in corpus.claims:
        state.choose_claim(chosen)
