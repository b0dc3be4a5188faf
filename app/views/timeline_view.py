"""The timeline on the main page, how it is drawn, and its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

import streamlit as st

from app.access.route_names import base_path
from app.address import state
from app.address.picked import follow
from app.address.selection import layer_of, outside, with_claim
from app.address.view import TimelineLook, View, usual_lanes, window_of
from app.controls.segments import draw_segments
from app.library.loaded_corpus import LoadedCorpus, passing
from components.map.layers import MapLayer
from components.shared.pickable import draw_pickable
from components.timeline.clicks import Cell, selected_cell, selected_claims, selected_period
from components.timeline.key import draw_timeline_key
from components.timeline.plotly import script as plotly_script
from components.timeline.table import build_timeline_table
from components.timeline.timeline import (
    Basis,
    LaneBy,
    Timeline,
    build_timeline,
    draw_timeline,
    link_timeline,
)
from components.timeline.words import describe_timeline
from data.model.corpus import Claim, Corpus
from data.model.perpetrators import side_names
from data.model.vocabulary import Kind
from data.selecting.bins import Bin, Step, bins
from data.selecting.select import Filters

_LANES, _BASIS, _STEP = "timeline-lanes", "timeline-basis", "timeline-step"
_KEY, _TABLE = "timeline-key", "timeline-table"
_AS_TABLE = "timeline-as-table"
_CONTEXT, _ZOOM = "timeline-context", "timeline-zoom"
_LANE_NAMES: Mapping[LaneBy, str] = {
    LaneBy.KIND: "Kind",
    LaneBy.TYPE: "Type of act",
    LaneBy.SIDE: "By whom",
    LaneBy.SOURCE: "Source",
    LaneBy.PLACE: "Place",
    LaneBy.ACTOR: "Actor",
}
_STEP_NAMES: Mapping[Step, str] = {step: step.value for step in Step}
_BASIS_NAMES: Mapping[Basis, str] = {
    Basis.EVENT: "What happened when",
    Basis.REPORTED: "What was reported when",
}


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a timeline is drawn, of which days, in the colours of which layer of the map."""

    shown: TimelineLook
    window: tuple[date, date]
    layer: MapLayer
    dark: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A timeline that is kept, the chart in words, and what its strip counts."""

    timeline: Timeline
    words: str
    bins: tuple[Bin, ...]
    claims: tuple[Claim, ...]


def draw_timeline_view(library: LoadedCorpus, view: View) -> None:
    """Draw the timeline of the claims in view; the strip counts what the other filters keep."""
    corpus = library.corpus
    drawn = _shown(library, view)
    with st.container(key="timeline-area", gap=None):
        with st.container(key="timeline-choices"):
            _draw_choices(view)
        draw_timeline(
            drawn.timeline,
            alt=drawn.words,
            script=f"{base_path()}/{plotly_script.address()}",
            key=state.CHARTS,
            on_period=_on_period,
            on_clear=lambda: state.set_period(None),
        )
        draw_timeline_key(key=_KEY, cells=drawn.timeline.drawing.counts_cells)
        if view.look.table:
            draw_pickable(
                build_timeline_table(drawn.claims, corpus, view.look.lanes, drawn.bins),
                key=_TABLE,
                on_pick=lambda: follow(_TABLE, corpus),
            )


def link_timeline_view(library: LoadedCorpus, view: View) -> None:
    """Frame the choice on the timeline, and follow what is clicked on it."""
    link_timeline(
        _shown(library, view).timeline,
        chosen=view.choice.claim,
        key=state.TIMELINE,
        on_select=lambda: _on_select(library.corpus, view.look.lanes),
    )


def _shown(library: LoadedCorpus, view: View) -> Drawn:
    look = Rendering(view.look, window_of(view), layer_of(view), view.dark)
    return _drawn(library, view.filters, outside(view, library), look)


@lru_cache(maxsize=32)
def _drawn(library: LoadedCorpus, filters: Filters, outside: str | None, look: Rendering) -> Drawn:
    """What is drawn for all choices of a claim; `outside` is one that the filters would hide."""
    corpus = library.corpus
    claims = with_claim(passing(library, filters), corpus, outside)
    counted = passing(library, replace(filters, period=None, certain=False))
    by_event = look.shown.basis is Basis.EVENT
    # The strip counts when things happened; beside reports it would stand for something else.
    counted_bins = bins(counted, look.shown.step, *look.window) if by_event else ()
    timeline = build_timeline(
        claims,
        corpus,
        filters=filters,
        dark=look.dark,
        lanes=look.shown.lanes,
        by=look.shown.basis,
        bins=counted_bins,
        window=look.window,
        context=look.shown.context,
        layer=look.layer,
    )
    return Drawn(timeline, describe_timeline(claims, look.window), tuple(counted_bins), claims)


def _draw_choices(view: View) -> None:
    look = view.look
    name = "Show" if look.basis is Basis.EVENT else "Reported"
    shown = st.popover(name, icon=":material/tune:", key="timeline-show", on_change="rerun")
    if not shown.open:
        return
    with shown:
        store = partial(_store_look, usual_lanes(view.filters))
        draw_segments("Lanes by", _lanes(view), look.lanes, key=_LANES, on_change=store)
        draw_segments("Dates", _BASIS_NAMES, look.basis, key=_BASIS, on_change=store)
        draw_segments("Count by", _STEP_NAMES, look.step, key=_STEP, on_change=store)
        for label, key, on in (
            ("What happened meanwhile", _CONTEXT, look.context),
            ("Zoom to the period", _ZOOM, look.zoomed),
            ("A table below", _AS_TABLE, look.table),
        ):
            state.set_widget(key, on)
            unusable = key == _ZOOM and view.filters.period is None
            st.toggle(label, key=key, disabled=unusable, on_change=store)


def _lanes(view: View) -> Mapping[LaneBy, str]:
    """What the lanes can be of: what tells violent acts apart, or kinds of claims."""
    other = {LaneBy.KIND} if view.filters.violent else {LaneBy.TYPE, LaneBy.SIDE}
    return {
        each: name
        for each, name in _LANE_NAMES.items()
        if each not in other or each is view.look.lanes
    }


def _store_look(usual: LaneBy) -> None:
    state.set_look(
        TimelineLook(
            lanes=LaneBy(state.widget(_LANES)),
            basis=Basis(state.widget(_BASIS)),
            step=Step(state.widget(_STEP)),
            context=bool(state.widget(_CONTEXT)),
            zoomed=bool(state.widget(_ZOOM)),
            table=bool(state.widget(_AS_TABLE)),
        ),
        usual,
    )


def _on_select(corpus: Corpus, lanes: LaneBy) -> None:
    cell = selected_cell(state.widget(state.TIMELINE))
    if cell:
        _keep(cell, corpus, lanes)
        return
    known = [
        each for each in selected_claims(state.widget(state.TIMELINE)) if each in corpus.claims
    ]
    if len(known) == 1:
        state.choose_claim(known[0])
    elif known:
        state.choose_among(known)


def _keep(cell: Cell, corpus: Corpus, lanes: LaneBy) -> None:
    """Keep what a cell counts: its months, and its kind, source or side."""
    state.set_period(f"{cell.first:%Y-%m}/{cell.last:%Y-%m}")
    if lanes is LaneBy.KIND and cell.lane in set(Kind):
        state.set_kinds([Kind(cell.lane)])
    elif lanes is LaneBy.SOURCE and cell.lane in corpus.sources:
        state.set_sources([cell.lane])
    elif lanes is LaneBy.SIDE and cell.lane in side_names(corpus):
        state.set_sides([cell.lane])


def _on_period() -> None:
    """What was dragged over the strip becomes the period, in whole months."""
    days = selected_period(state.widget(state.CHARTS))
    if days is None:
        return
    first, last = (f"{day:%Y-%m}" for day in days)
    state.set_period(first if first == last else f"{first}/{last}")
