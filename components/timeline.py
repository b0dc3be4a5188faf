"""The timeline: a head that stays in sight, the lanes with a mark for every claim, and a strip.

A dot is a day and a bar as long as the vagueness: hatched where a claim holds on some day of it,
filled where it holds throughout, soft where "about" lets it reach further. An open side fades into
an arrow. What lies ahead is only outlined. Nothing is padded to the first of January. What lies
outside the days shown stands at the edge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import plotly.graph_objects as go
import streamlit as st

from components import assets
from components.map_layers import MapLayer, hue_of_all
from components.timeline_frame import ROW, add_background, add_lanes, add_lines, base_layout
from components.timeline_head import build_head, publications
from components.timeline_lanes import LaneBy
from components.timeline_layout import layout
from components.timeline_marks import add_chosen, add_marks
from components.timeline_scale import Scale
from components.timeline_spans import Basis
from components.timeline_strip import build_strip, selected_period
from components.timeline_words import describe_strip, describe_timeline, mark_words
from data.bins import Bin
from data.model import Claim, Corpus
from data.select import WINDOW_FIRST, WINDOW_LAST, Filters

__all__ = [
    "Basis",
    "LaneBy",
    "Timeline",
    "build_timeline",
    "chosen_height",
    "describe_timeline",
    "draw_timeline",
    "selected_claim",
    "selected_claims",
    "selected_period",
    "strip_key",
]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_GROUP = "group:"

_reveal = st.components.v2.component(
    "sidelight_reveal",
    html="<i>\n</i>",
    js=(assets.DIRECTORY / "reveal.js").read_text(encoding="utf-8"),
)
_brush = st.components.v2.component(
    "sidelight_brush",
    html="<i>\n</i>",
    js=(assets.DIRECTORY / "brush.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The parts of the timeline from above; without bins there is no strip.

    `counts` says in words what the strip shows.
    """

    head: go.Figure
    lanes: go.Figure
    strip: go.Figure | None
    counts: str


def build_timeline(
    claims: Sequence[Claim],
    corpus: Corpus,
    *,
    chosen: str | None,
    filters: Filters,
    dark: bool,
    lanes: LaneBy = LaneBy.KIND,
    by: Basis = Basis.EVENT,
    bins: Sequence[Bin] = (),
    window: tuple[date, date] = (WINDOW_FIRST, WINDOW_LAST),
    context: bool = False,
    layer: MapLayer = MapLayer.KINDS,
) -> Timeline:
    """The figures for these claims. `selected_claims` reads the `customdata` of a mark."""
    scale = Scale(*window)
    bands = corpus.context if context else ()
    published = [day for day, _ in publications(corpus)]
    marks, rows = layout(claims, corpus, scale, lanes=lanes, by=by)
    figure = go.Figure()
    base_layout(figure, scale, dark=dark)
    words = {each.data: mark_words(each, corpus, by) for each in marks}
    # A claim has one colour on the map and on the timeline.
    shades = {each.data: hue_of_all(each.claims, layer, corpus).colour for each in marks}
    add_marks(figure, marks, words, shades, dark=dark)
    framed = [mark for mark in marks if any(claim.id == chosen for claim in mark.claims)]
    add_chosen(figure, framed, scale, dark=dark)
    add_background(figure, scale, bands, filters)
    add_lines(figure, published, scale)
    add_lanes(figure, rows, dark=dark)
    figure.update_layout(clickmode="event+select", dragmode=False)
    strip = build_strip(bins, scale, filters, bands, published, dark=dark) if bins else None
    head = build_head(corpus, scale, filters, bands, dark=dark)
    return Timeline(head, figure, strip, describe_strip(bins))


def chosen_height(figure: go.Figure) -> float | None:
    """Pixels from the top of the lanes to the first chosen mark; None when none is drawn."""
    frames = [shape for shape in figure.layout.shapes if shape.name == "chosen"]
    middles = [(float(frame.y0) + float(frame.y1) + 1) / 2 * ROW for frame in frames]
    return min(middles, default=None)


def draw_timeline(
    timeline: Timeline,
    *,
    alt: str,
    key: str,
    box: str,
    on_select: Callable[[], None],
    on_period: Callable[[], None] | None = None,
    on_clear: Callable[[], None] | None = None,
) -> None:
    """Draw the parts; the lanes scroll in the container `box`.

    What was clicked is in session state under `key`, what was dragged over under `strip_key(key)`;
    `on_clear` is called at a double click on the strip.
    """
    with st.container(key=f"{box}-parts", gap=None):
        with st.container(key=f"{box}-head"):
            _draw_chart(timeline.head, key=f"{key}-head")
        with st.container(key=box):
            _draw_chart(timeline.lanes, key=key, alt=alt, on_select=on_select)
        if timeline.strip is not None:
            with st.container(key=f"{box}-strip"):
                _draw_chart(
                    timeline.strip,
                    key=strip_key(key),
                    alt=timeline.counts,
                    on_select=on_period,
                    mode="box",
                )
    height = chosen_height(timeline.lanes)
    _reveal(key=f"{key}-reveal", data={"box": box, "y": height}, height=1)
    if on_clear is not None:
        _brush(key=f"{key}-brush", data={"box": box}, on_cleared_change=on_clear, height=1)


def strip_key(key: str) -> str:
    """Where session state keeps what was dragged over on the strip."""
    return f"{key}-strip"


def selected_claims(value: Any) -> tuple[str, ...]:
    """Ids of the claims of the mark that was clicked, from what the lanes sent."""
    points = value["selection"]["points"] if value else []
    data = points[0].get("customdata") if points else None
    carried = data[0] if isinstance(data, list) and data else data
    if not isinstance(carried, str):
        return ()
    return tuple(each for each in carried.removeprefix(_GROUP).split(",") if _ID.fullmatch(each))


def selected_claim(value: Any) -> str | None:
    """The first claim of the mark that was clicked; None when nothing was."""
    return next(iter(selected_claims(value)), None)


def _draw_chart(
    figure: go.Figure,
    *,
    key: str,
    alt: str | None = None,
    on_select: Callable[[], None] | None = None,
    mode: Literal["points", "box"] = "points",
) -> None:
    st.plotly_chart(
        figure,
        key=key,
        on_select=on_select or "ignore",
        selection_mode=mode,
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
        alt=alt,
    )
