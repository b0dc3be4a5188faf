"""The main page: map, timeline and the words of each source, linked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app import state
from app.corpus import Library
from app.state import View
from app.text import draw, draw_words
from app.views.claim_choice import draw_choice
from app.views.panel import draw_claim
from components.claim_map import clicked_place, draw_map
from components.legend import build_legend, build_timeline_key
from components.timeline import build_timeline, describe_timeline, draw_timeline, selected_claim
from components.wording import counted
from data.model import Claim, Corpus
from data.select import at_place, in_order, place_marks, without_location
from data.terms import Kind

MAP_HEIGHT = 420


def draw_page(library: Library, view: View, claims: Sequence[Claim]) -> None:
    """Draw the page for the claims that pass the filters."""
    corpus = library.corpus
    shown = _with_chosen(claims, corpus, view)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        _draw_map(corpus, view, shown)
        _draw_timeline(corpus, view, shown)
    with right, st.container(key="panel"):
        _draw_panel(library, view, claims)


def _with_chosen(claims: Sequence[Claim], corpus: Corpus, view: View) -> tuple[Claim, ...]:
    """A chosen claim stays in sight when the filters would hide it."""
    chosen = [corpus.claims[view.claim]] if view.claim else []
    return in_order({claim.id: claim for claim in [*claims, *chosen]}.values())


def _draw_map(corpus: Corpus, view: View, claims: Sequence[Claim]) -> None:
    drawn = _on_map(claims, view)
    marks = place_marks(corpus, drawn)
    with st.container(key="map", gap="xsmall"):
        draw_map(
            marks,
            chosen=view.claim,
            dark=view.dark,
            edition=corpus.fingerprint[:8],
            height=MAP_HEIGHT,
            key=state.MAP,
            on_click=lambda: _on_map_click(corpus),
        )
        draw(
            build_legend(
                marks,
                every_kind=_every_kind(view),
                without=len(without_location(drawn)),
                dark=view.dark,
            )
        )


def _every_kind(view: View) -> bool:
    return view.every_kind_on_map or bool(view.filters.kinds)


def _on_map(claims: Sequence[Claim], view: View) -> list[Claim]:
    """Attacks unless other kinds are asked for, and always the chosen claim."""
    return [
        claim
        for claim in claims
        if _every_kind(view) or claim.kind is Kind.ATTACK or claim.id == view.claim
    ]


def _draw_timeline(corpus: Corpus, view: View, claims: Sequence[Claim]) -> None:
    figure = build_timeline(claims, corpus, chosen=view.claim, filters=view.filters, dark=view.dark)
    draw_timeline(
        figure,
        alt=describe_timeline(claims),
        key=state.TIMELINE,
        box="timeline-box",
        on_select=lambda: _on_timeline_select(corpus),
    )
    draw(build_timeline_key())


def _draw_panel(library: Library, view: View, claims: Sequence[Claim]) -> None:
    corpus = library.corpus
    # A symbol's list holds what its number counts.
    listed = at_place(_on_map(claims, view), view.place) if view.place else tuple(claims)
    if view.claim:
        draw_claim(library, corpus.claims[view.claim], listed, view)
        return
    if view.unknown_claim is not None:
        draw_words(
            f"No claim is called “{view.unknown_claim[:80]}”. It may have been renamed or removed "
            "since the link was made. Choose one from the list."
        )
    if view.place:
        name = corpus.places[view.place].name
        with st.container(horizontal=True, vertical_alignment="center"):
            draw(Markup('<h3 dir="auto">{}: {}</h3>').format(name, counted(len(listed), "claim")))
            st.button(
                "All places", icon=":material/close:", on_click=state.choose_place, args=(None,)
            )
    if not listed:
        draw_words("No claim passes these filters. Widen the period or clear a filter.")
        st.button("Clear all filters", key="clear-empty", on_click=state.clear_filters)
        return
    draw_choice(
        corpus, listed, "Choose a claim here, on the map or on the timeline.", dark=view.dark
    )


def _on_map_click(corpus: Corpus) -> None:
    clicked = clicked_place(state.widget(state.MAP) or {})
    if clicked is None or clicked[0] not in corpus.places:
        return
    place, ids = clicked
    known = [identity for identity in ids if identity in corpus.claims]
    if len(known) == 1:
        state.choose_claim(known[0])
    else:
        state.choose_place(place)


def _on_timeline_select(corpus: Corpus) -> None:
    chosen = selected_claim(state.widget(state.TIMELINE))
    if chosen in corpus.claims:
        state.choose_claim(chosen)
