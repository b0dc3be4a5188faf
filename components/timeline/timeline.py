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
from typing import Any

import streamlit as st

from components.map.layers import MapLayer, hue_of_all
from components.shared import assets
from components.shared.palette import INK
from components.timeline.background import ROW, add_background, add_lanes, add_lines, base_layout
from components.timeline.chart import Chart, Drawn
from components.timeline.charts import Part, draw_charts
from components.timeline.chosen import Drawing, frames
from components.timeline.header import build_head, publications
from components.timeline.heatmap import (
    MOST_MARKS,
    Cell,
    add_cells,
    clicked_mark,
    count_lanes,
    selected_cell,
)
from components.timeline.histogram import build_strip, selected_period
from components.timeline.lanes import LaneBy
from components.timeline.layout import Mark, layout
from components.timeline.marks import add_marks
from components.timeline.scale import LEFT, RIGHT, Scale
from components.timeline.spans import Basis
from components.timeline.words import describe_strip, describe_timeline, mark_words
from data.model.corpus import Claim, Corpus
from data.selecting.bins import Bin, Step
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST, Filters

__all__ = [
    "Basis",
    "Cell",
    "LaneBy",
    "Timeline",
    "build_timeline",
    "describe_timeline",
    "draw_timeline",
    "frames",
    "link_timeline",
    "selected_cell",
    "selected_claims",
    "selected_period",
]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_GROUP = "group:"
# Of so many months each has room for a cell of its own.
FEW_MONTHS = 36

_link = st.components.v2.component(
    "sidelight_timeline_link",
    html="<i>\n</i>",
    js=assets.read("timeline/link.js"),
)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The parts of the timeline from above; without bins there is no strip.

    `counts` says in words what the strip shows; `drawing` is what lies where in the lanes.
    """

    head: Drawn
    lanes: Drawn
    strip: Drawn | None
    counts: str
    drawing: Drawing

    @property
    def counts_cells(self) -> bool:
        """Whether the lanes count claims in cells."""
        return bool(self.drawing.lanes) and not self.drawing.marks


def build_timeline(
    claims: Sequence[Claim],
    corpus: Corpus,
    *,
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
    figure = Chart()
    base_layout(figure, scale, dark=dark)
    marks: tuple[Mark, ...] = ()
    if by is Basis.EVENT and len(claims) > MOST_MARKS:
        counted = count_lanes(claims, corpus, lanes)
        step = Step.MONTH if scale.months <= FEW_MONTHS else Step.QUARTER
        add_cells(figure, counted, scale, step, by=lanes, dark=dark)
        rows = tuple(lane for _, lane in counted)
    else:
        marks, rows = layout(claims, corpus, scale, lanes=lanes, by=by)
        _add_marks(figure, marks, corpus, by, layer, dark=dark)
    add_background(figure, scale, bands, filters)
    add_lines(figure, published, scale)
    add_lanes(figure, rows, dark=dark)
    figure.update_layout(clickmode="event", dragmode=False)
    strip = build_strip(bins, scale, filters, bands, published, dark=dark) if bins else None
    head = build_head(corpus, scale, filters, bands, dark=dark)
    return Timeline(
        head,
        figure.figure(),
        strip,
        describe_strip(bins),
        Drawing(tuple(marks), tuple(rows), scale, lanes, corpus),
    )


def _add_marks(
    figure: Chart,
    marks: Sequence[Mark],
    corpus: Corpus,
    by: Basis,
    layer: MapLayer,
    *,
    dark: bool,
) -> None:
    words = {each.data: mark_words(each, corpus, by) for each in marks}
    # A claim has one colour on the map and on the timeline.
    shades = {each.data: hue_of_all(each.claims, layer, corpus).colour for each in marks}
    add_marks(figure, marks, words, shades, dark=dark)


def draw_timeline(
    timeline: Timeline,
    *,
    alt: str,
    script: str,
    key: str,
    on_period: Callable[[], None],
    on_clear: Callable[[], None],
) -> None:
    """Draw the parts, the same for all choices; `script` is the address of Plotly's.

    What was dragged over the strip is in session state under `key` while `on_period` runs (see
    `selected_period`); `on_clear` is called at a double click on it. See `link_timeline`.
    """
    figures = [("sl-head", timeline.head, ""), ("sl-lanes", timeline.lanes, alt)]
    if timeline.strip is not None:
        figures.append(("sl-strip", timeline.strip, timeline.counts))
    parts = [
        Part(name, figure.written(), figure.layout.height, words) for name, figure, words in figures
    ]
    draw_charts(parts, script=script, key=key, on_drag=on_period, on_clear=on_clear)


def link_timeline(
    timeline: Timeline,
    *,
    chosen: str | None,
    dark: bool,
    key: str,
    on_select: Callable[[], None],
) -> None:
    """Frame the chosen claim over the lanes, wherever on the page this is drawn.

    What was clicked is in session state under `key` while `on_select` runs.
    """
    _link(
        key=key,
        data={
            "claim": chosen,
            "frames": frames(timeline.drawing, chosen),
            "ink": INK.on(dark=dark),
            "row": ROW,
            "height": timeline.lanes.layout.height,
            "left": LEFT,
            "right": RIGHT,
        },
        on_clicked_change=on_select,
        height=1,
    )


def selected_claims(value: Any) -> tuple[str, ...]:
    """Ids of the claims of the mark that was clicked, from what the browser sent."""
    carried = clicked_mark(value).removeprefix(_GROUP)
    return tuple(each for each in carried.split(",") if _ID.fullmatch(each))
