"""The timeline on the main page, how it is drawn, and its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from app import state
from app.picks import follow
from app.segments import draw_segments
from app.selection import layer_of
from app.view import TimelineLook, View, window_of
from components.pickable import draw_pickable
from components.timeline import (
    Basis,
    LaneBy,
    build_timeline,
    describe_timeline,
    draw_timeline,
    selected_claims,
    selected_period,
    strip_key,
)
from components.timeline_key import draw_timeline_key
from components.timeline_table import build_timeline_table
from data.bins import Step, bins
from data.model import Claim, Corpus
from data.select import matching

_LANES, _BASIS, _STEP = "timeline-lanes", "timeline-basis", "timeline-step"
_KEY, _TABLE = "timeline-key", "timeline-table"
_AS_TABLE = "timeline-as-table"
_CONTEXT, _ZOOM = "timeline-context", "timeline-zoom"
_LANE_NAMES: Mapping[LaneBy, str] = {
    LaneBy.KIND: "Kind",
    LaneBy.SOURCE: "Source",
    LaneBy.PLACE: "Place",
    LaneBy.ACTOR: "Actor",
}
_STEP_NAMES: Mapping[Step, str] = {step: step.value for step in Step}
_BASIS_NAMES: Mapping[Basis, str] = {
    Basis.EVENT: "What happened when",
    Basis.REPORTED: "What was reported when",
}


def draw_timeline_view(corpus: Corpus, view: View, claims: Sequence[Claim]) -> None:
    """Draw the timeline of these claims; the strip counts what the other filters keep."""
    look, filters = view.look, view.filters
    window = window_of(view)
    counted = matching(corpus, replace(filters, period=None, certain=False))
    # The strip counts when things happened; beside reports it would stand for something else.
    counted_bins = bins(counted, look.step, *window) if look.basis is Basis.EVENT else ()
    timeline = build_timeline(
        claims,
        corpus,
        chosen=view.claim,
        filters=filters,
        dark=view.dark,
        lanes=look.lanes,
        by=look.basis,
        bins=counted_bins,
        window=window,
        context=look.context,
        layer=layer_of(view),
    )
    with st.container(key="timeline-area", gap=None):
        with st.container(key="timeline-choices"):
            _draw_choices(view)
        draw_timeline(
            timeline,
            alt=describe_timeline(claims, window),
            key=state.TIMELINE,
            box="timeline-box",
            on_select=lambda: _on_select(corpus),
            on_period=_on_period,
            on_clear=lambda: state.set_period(None),
        )
        draw_timeline_key(key=_KEY)
        if state.widget(_AS_TABLE):
            draw_pickable(
                build_timeline_table(claims, corpus, look.lanes, counted_bins),
                key=_TABLE,
                on_pick=lambda: follow(_TABLE, corpus),
            )


def _draw_choices(view: View) -> None:
    look = view.look
    name = "Show" if look.basis is Basis.EVENT else "Reported"
    with st.popover(name, icon=":material/tune:"):
        draw_segments("Lanes by", _LANE_NAMES, look.lanes, key=_LANES, on_change=_store_look)
        draw_segments("Dates", _BASIS_NAMES, look.basis, key=_BASIS, on_change=_store_look)
        draw_segments("Count by", _STEP_NAMES, look.step, key=_STEP, on_change=_store_look)
        for label, key, on in (
            ("What happened meanwhile", _CONTEXT, look.context),
            ("Zoom to the period", _ZOOM, look.zoomed),
        ):
            state.set_widget(key, on)
            unusable = key == _ZOOM and view.filters.period is None
            st.toggle(label, key=key, disabled=unusable, on_change=_store_look)
        st.toggle("A table below", key=_AS_TABLE)


def _store_look() -> None:
    state.set_look(
        TimelineLook(
            lanes=LaneBy(state.widget(_LANES)),
            basis=Basis(state.widget(_BASIS)),
            step=Step(state.widget(_STEP)),
            context=bool(state.widget(_CONTEXT)),
            zoomed=bool(state.widget(_ZOOM)),
        )
    )


def _on_select(corpus: Corpus) -> None:
    known = [
        each for each in selected_claims(state.widget(state.TIMELINE)) if each in corpus.claims
    ]
    if len(known) == 1:
        state.choose_claim(known[0])
    elif known:
        state.choose_among(known)


def _on_period() -> None:
    """What was dragged over the strip becomes the period, in whole months."""
    days = selected_period(state.widget(strip_key(state.TIMELINE)))
    if days is None:
        return
    first, last = (f"{day:%Y-%m}" for day in days)
    state.set_period(first if first == last else f"{first}/{last}")
