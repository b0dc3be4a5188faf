"""The sources page: what is known of each document, and its whole text."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app.address import state
from app.address.picked import follow
from app.address.view import View
from app.library.loaded_corpus import LoadedCorpus
from app.views.claim_choice import draw_choice
from app.views.panel import draw_claim
from app.views.side_panel import place_panel, place_side
from components.evidence.document import build_document
from components.evidence.source_card import build_catalogue, build_source_card
from components.shared.pickable import draw_pickable
from components.shared.streamlit_text import draw
from data.model.corpus import Claim
from data.selecting.passages import claims_at
from data.text.numbers import counted

_CATALOGUE, _DOCUMENT = "catalogue", "document"


def draw_page(library: LoadedCorpus, view: View, claims: Sequence[Claim]) -> None:
    """Draw the catalogue, or one document with the claims of what is chosen in it."""
    if view.choice.document is None:
        _draw_catalogue(library, view, claims)
    else:
        _draw_document(library, view, view.choice.document, claims)


def _draw_catalogue(library: LoadedCorpus, view: View, claims: Sequence[Claim]) -> None:
    with place_panel(library, view, claims):
        draw_pickable(
            build_catalogue(library.corpus, chosen=None, dark=view.dark),
            key=_CATALOGUE,
            on_pick=lambda: follow(_CATALOGUE, library.corpus),
        )


def _draw_document(
    library: LoadedCorpus, view: View, document: str, claims: Sequence[Claim]
) -> None:
    """The text at the left; at the right the claim, the claims of a passage, or the card."""
    corpus = library.corpus
    own = [claim for claim in claims if document in claim.sources]
    page, side = place_side()
    with side:
        if view.choice.claim:
            draw_claim(library, corpus.claims[view.choice.claim], own, view)
        elif view.choice.passage is not None:
            _draw_passage(library, document, view.choice.passage, view)
        else:
            draw(build_source_card(corpus, document, dark=view.dark))
    key = f"{_DOCUMENT}-{document}"
    with page:
        st.button(
            "All documents", icon=":material/list:", on_click=state.choose_document, args=(None,)
        )
        shown = {claim.id for claim in own}
        draw_pickable(
            build_document(corpus, document, chosen=view.choice.claim, shown=shown, dark=view.dark),
            key=key,
            on_pick=lambda: follow(key, corpus),
            reveal=_revealed(view),
        )


def _draw_passage(library: LoadedCorpus, document: str, offset: int, view: View) -> None:
    listed = claims_at(library.corpus, document, offset)
    with st.container(horizontal=True, vertical_alignment="center"):
        draw(Markup("<h2>{} in this passage</h2>").format(counted(len(listed), "claim")))
        st.button("Close", icon=":material/close:", on_click=state.choose_passage, args=(None,))
    draw_choice(library.corpus, listed, "Choose a claim to see its quotes.", view)


def _revealed(view: View) -> str | None:
    """The part of the text to scroll to; ids and numbers need no escaping in a selector."""
    if view.choice.claim:
        return f'[data-claims~="{view.choice.claim}"]'
    return (
        f'[data-pick="passage:{view.choice.passage}"]' if view.choice.passage is not None else None
    )
