"""A page with the chosen claim at its right; the whole width is the page's where none is chosen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.address.view import View
from app.library.loaded_corpus import LoadedCorpus
from app.views.panel import draw_claim
from data.model.corpus import Claim


def place_panel(library: LoadedCorpus, view: View, listed: Sequence[Claim]) -> DeltaGenerator:
    """Draw the chosen claim, which stands among `listed`, and return the room for the page."""
    page, side = place_side()
    if view.choice.claim:
        with side:
            draw_claim(library, library.corpus.claims[view.choice.claim], listed, view)
    return page


def place_side() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Room for a page and for what stands beside it.

    The columns are there even when nothing stands beside; the style sheet then gives the page the
    whole width. A page that moved in the tree would be drawn anew, scrolled back to its top.
    """
    with st.container(key="desk"):
        page, side = st.columns([11, 9], gap="medium")
    return page, side.container(key="panel")
