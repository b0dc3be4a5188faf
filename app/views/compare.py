"""The page Side by side: one claim over the whole width, and the pinned one beside it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.address import state
from app.address.view import View
from app.library.loaded_corpus import LoadedCorpus
from app.views.claim_choice import draw_choice
from app.views.panel import build_words, draw_claim, draw_marking
from components.evidence.claim_card import build_card
from components.shared.streamlit_text import draw
from data.model.corpus import Claim


def draw_page(library: LoadedCorpus, view: View, claims: Sequence[Claim]) -> None:
    """Draw the chosen claim, and the pinned one at its right."""
    if not view.choice.claim:
        draw_choice(library.corpus, claims, "Choose a claim to set its sources side by side.", view)
        return
    chosen = library.corpus.claims[view.choice.claim]
    if view.choice.pin is None or view.choice.pin == view.choice.claim:
        with st.container(key="compare"):
            draw_claim(library, chosen, claims, view)
        return
    left, right = st.columns(2, gap="large")
    with left:
        draw_claim(library, chosen, claims, view)
    with right:
        _draw_pinned(library, library.corpus.claims[view.choice.pin], view)


def _draw_pinned(library: LoadedCorpus, claim: Claim, view: View) -> None:
    with st.container(
        key="pinned-steps", horizontal=True, gap="xsmall", vertical_alignment="center"
    ):
        st.button(
            "Unpin", key="unpin", icon=":material/keep_off:", on_click=state.pin_claim, args=(None,)
        )
        st.button("Swap", key="swap", icon=":material/swap_horiz:", on_click=_swap, args=(view,))
        marked = draw_marking(claim, "pinned")
    draw(build_card(claim, library.corpus, dark=view.dark, grades=view.grades))
    draw(build_words(library, claim, view, marked=marked, prefix="pinned"))


def _swap(view: View) -> None:
    state.pin_claim(view.choice.claim)
    state.choose_claim(view.choice.pin)
