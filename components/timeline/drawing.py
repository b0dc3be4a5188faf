"""The timeline as plain data: what lies where, in which colour, and what it says.

It is drawn by Plotly for the page and as SVG for reports. All that both show is decided here, in
days and rows; each of the two only turns days and rows into its own coordinates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Required, TypedDict

from components.map.layers import MapLayer, hue_of_all
from components.shared.palette import INK
from components.timeline.counts import CellMark, Strip, in_cells, lanes_of_cells, strip_of
from components.timeline.lanes import LaneBy, divide
from components.timeline.rows import Lane, Mark, layout
from components.timeline.scale import Scale
from components.timeline.spans import Basis, Span, event_span
from components.timeline.surroundings import (
    Publication,
    Shade,
    TimeRow,
    publications,
    shades,
    time_rows,
)
from components.timeline.words import mark_lines
from data.model.corpus import Claim, Corpus
from data.selecting.bins import Bin
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST, Filters

# Pixels of a row, constant so that a mark looks the same however many there are; and of a line of
# text in the head.
ROW, LINE = 10, 14
# Sizes of text: years, parts of years, names of bands, sources and lanes, and labels of marks.
YEARS, PARTS, BANDS, SOURCES, LANES, LABELS = 11.5, 10, 10, 10.5, 10.5, 9.5


class Options(TypedDict, total=False):
    """What is drawn of the claims, and how; without bins there is no strip."""

    filters: Required[Filters]
    dark: Required[bool]
    lanes: LaneBy
    by: Basis
    bins: Sequence[Bin]
    window: tuple[date, date]
    context: bool
    layer: MapLayer


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """All that is drawn; the lanes hold either marks or, of very many claims, cells."""

    corpus: Corpus
    scale: Scale
    by: LaneBy
    basis: Basis
    dark: bool
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    cells: tuple[CellMark, ...]
    shades: tuple[Shade, ...]
    rows: tuple[TimeRow, ...]
    published: tuple[Publication, ...]
    strip: Strip | None

    @property
    def ink(self) -> str:
        """The colour of text and lines."""
        return INK.on(dark=self.dark)

    @property
    def bands(self) -> tuple[Shade, ...]:
        """The context bands, which have names."""
        return tuple(shade for shade in self.shades if shade.lines)

    @property
    def counts_cells(self) -> bool:
        """Whether the lanes count claims in cells."""
        return bool(self.lanes) and not self.marks


def drawing_of(
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
) -> TimelineDrawing:
    """What there is to draw for these claims."""
    scale = Scale(*window)
    bands = corpus.context if context else ()
    marks: tuple[Mark, ...] = ()
    cells: tuple[CellMark, ...] = ()
    if in_cells(claims, by):
        cells, rows = lanes_of_cells(divide(claims, corpus, lanes), claims, scale, lanes, dark=dark)
    else:
        placed, rows = layout(claims, corpus, scale, lanes=lanes, by=by)
        marks = tuple(_coloured(placed, corpus, by, layer, dark=dark))
    return TimelineDrawing(
        corpus,
        scale,
        lanes,
        by,
        dark,
        rows,
        marks,
        cells,
        tuple(shades(scale, bands, filters)),
        time_rows(scale),
        publications(scale, corpus),
        strip_of(bins, scale, dark=dark) if bins else None,
    )


def lying(drawing: TimelineDrawing, claim: str | None) -> Iterator[tuple[int, int, Span]]:
    """First row, number of rows and span of each mark of a claim, or of the lanes of its cells."""
    for mark in drawing.marks:
        if any(each.id == claim for each in mark.claims):
            yield mark.row, 1, mark.span
    told = drawing.corpus.claims.get(claim or "")
    if told is not None and not drawing.marks:
        yield from _in_cells(drawing, told)


def _coloured(
    marks: Sequence[Mark], corpus: Corpus, by: Basis, layer: MapLayer, *, dark: bool
) -> Iterator[Mark]:
    for mark in marks:
        # A claim has one colour on the map and on the timeline.
        colour = hue_of_all(mark.claims, layer, corpus).colour.on(dark=dark)
        yield replace(mark, colour=colour, lines=tuple(mark_lines(mark.claims, corpus, by)))


def _in_cells(drawing: TimelineDrawing, claim: Claim) -> Iterator[tuple[int, int, Span]]:
    lanes = {lane.name: lane for lane in drawing.lanes}
    # A lane that is none of the most frequent is part of "Other …".
    other = next((lane for name, lane in lanes.items() if name.startswith("Other ")), None)
    span = event_span(claim, drawing.corpus, drawing.scale)
    for members in divide([claim], drawing.corpus, drawing.by):
        lane = lanes.get(members.name, other)
        if lane is not None:
            yield lane.top, lane.bottom - lane.top, span
