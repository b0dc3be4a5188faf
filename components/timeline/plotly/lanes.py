"""The lanes as a Plotly figure. Each mark and each cell carries what a click on it reports."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from html import escape
from typing import Any

from components.shared.palette import Paint
from components.timeline.counts import FILLED, ROWS, CellMark
from components.timeline.drawing import LABELS, ROW, TimelineDrawing
from components.timeline.pieces import LINE, Bar, Fill, Symbol, box, soft_bars, symbols
from components.timeline.plotly.figure import CLEAR, SIDES, Drawn, axis, chart, css, said
from components.timeline.rows import Lane, Mark
from components.timeline.scale import day_after
from components.timeline.surroundings import GRID

LANE_LETTERS = 16
_DAY, _MILLISECOND = timedelta(days=1), timedelta(milliseconds=1)
_BARE, _UNFILLED = {"soft", "touch"}, {"touch", "ahead"}
_PATTERNS: Mapping[Fill, str] = {Fill.HATCHED: "/", Fill.FILLED: ""}
_HATCHING = {"fillmode": "replace", "size": 5, "solidity": 0.45}


def build_lanes(drawing: TimelineDrawing) -> Drawn:
    """The marks or cells, the names of the lanes at the left and a line between them."""
    lanes = drawing.lanes
    rows = max(lanes[-1].bottom if lanes else 1, 2)
    names: dict[str, Any] = {
        "range": [rows - 0.5, -0.5],
        "tickvals": [(lane.top + lane.bottom - 1) / 2 for lane in lanes],
        "ticktext": [lane_name(lane) for lane in lanes],
    }
    marked = _marks(drawing.marks, drawing.ink)
    return chart(
        drawing,
        [_cells(drawing.cells)] if drawing.counts_cells else marked,
        shapes=[_line(lane.top - 0.5) for lane in lanes[1:]],
        height=rows * ROW,
        yaxis=axis(drawing.ink, **names),
        clickmode="event",
        dragmode=False,
    )


def lane_name(lane: Lane) -> str:
    """A lane's name, cut to its margin and rows, with how many claims it has; HTML for Plotly."""
    room = LANE_LETTERS - len(str(lane.count))
    # A line of text takes more than a row.
    lines = 2 if lane.bottom - lane.top >= 3 else 1
    wrapped = textwrap.wrap(lane.name, room, max_lines=lines, placeholder="…")
    return f"{'<br>'.join(escape(line) for line in wrapped)} <b>{lane.count}</b>"


def _line(y: float) -> dict[str, Any]:
    across = {"type": "line", "x0": 0, "x1": 1, "xref": "x domain", "y0": y, "y1": y}
    return across | {"line": {"color": css(GRID), "width": 1}, "layer": "below"}


def _cells(cells: Sequence[CellMark]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [each.first.isoformat() for each in cells],
        "x": [int((each.last + _DAY - each.first) / _MILLISECOND) for each in cells],
        "y": [each.middle for each in cells],
        "width": [ROWS * FILLED] * len(cells),
        "marker": {"color": [css(each.paint, 3) for each in cells], "line": {"width": 0}},
        "name": "cells",
        "customdata": [each.data for each in cells],
        **said(each.lines for each in cells),
    }


def _marks(marks: Sequence[Mark], ink: str) -> Iterator[dict[str, Any]]:
    """Soft parts, stated parts, outlines, symbols and labels, in the order to draw them.

    Soft parts cannot be pointed at: they are many, and each would carry the same words. An unseen
    bar around those of a mark is there for it.
    """
    soft = [(mark, list(soft_bars(mark.span))) for mark in marks]
    boxes = [(mark, bar) for mark in marks for bar in box(mark.span)]
    yield from _bars("soft", [(mark, bar) for mark, bars in soft for bar in bars])
    yield from _bars("touch", [(mark, _around(bars)) for mark, bars in soft if bars])
    yield from _bars("stated", [each for each in boxes if each[1].fill is not Fill.AHEAD])
    yield from _bars("ahead", [each for each in boxes if each[1].fill is Fill.AHEAD])
    yield _symbols([(mark, each) for mark in marks for each in symbols(mark.span)])
    yield _labels([mark for mark in marks if mark.label], ink)


def _bars(name: str, bars: Sequence[tuple[Mark, Bar]]) -> Iterator[dict[str, Any]]:
    """One trace of bars, if there are any."""
    if not bars:
        return
    marks = [mark for mark, _ in bars]
    filled = [css(Paint(mark.colour, bar.opacity), 3) for mark, bar in bars]
    outline = {"width": 1, "color": [mark.colour for mark in marks]}
    marker: dict[str, Any] = {
        "color": [CLEAR] * len(bars) if name in _UNFILLED else filled,
        "line": {"width": 0} if name in _BARE else outline,
    }
    if name == "stated":
        marker["pattern"] = _HATCHING | {"shape": [_PATTERNS[bar.fill] for _, bar in bars]}
    yield {
        "type": "bar",
        "orientation": "h",
        "base": [bar.begin.isoformat() for _, bar in bars],
        "x": [(bar.end - bar.begin) / _MILLISECOND for _, bar in bars],
        "y": [mark.row for mark in marks],
        "width": [bar.height for _, bar in bars],
        "marker": marker,
        "name": name,
        **({"hoverinfo": "skip"} if name == "soft" else _reported(marks)),
    }


def _symbols(found: Sequence[tuple[Mark, Symbol]]) -> dict[str, Any]:
    """One trace of dots, arrows and bounds."""
    colours = [mark.colour for mark, _ in found]
    return {
        "type": "scatter",
        "x": [symbol.at for _, symbol in found],
        "y": [mark.row for mark, _ in found],
        "mode": "markers",
        "marker": {
            "color": colours,
            "symbol": [symbol.shape for _, symbol in found],
            "size": [symbol.size for _, symbol in found],
            "line": {"width": LINE, "color": colours},
            "opacity": 1,
        },
        "name": "symbols",
        **_reported([mark for mark, _ in found]),
    }


def _labels(marks: Sequence[Mark], ink: str) -> dict[str, Any]:
    """Counts and names beside their marks; a space keeps them off the symbol."""
    return {
        "type": "scatter",
        "x": [
            mark.span.first.isoformat() if mark.label_left else day_after(mark.span.last)
            for mark in marks
        ],
        "y": [mark.row for mark in marks],
        "mode": "text",
        "text": [
            f"{escape(mark.label)}\u2003" if mark.label_left else f"\u2003{escape(mark.label)}"
            for mark in marks
        ],
        "textposition": [SIDES[mark.label_left] for mark in marks],
        "textfont": {"size": LABELS, "color": ink},
        "name": "labels",
        **_reported(marks),
    }


def _reported(marks: Sequence[Mark]) -> dict[str, Any]:
    return {"customdata": [mark.data for mark in marks], **said(mark.lines for mark in marks)}


def _around(bars: Sequence[Bar]) -> Bar:
    """What of a mark's soft parts can be pointed at: all of them, as one."""
    begin, end = min(bar.begin for bar in bars), max(bar.end for bar in bars)
    return Bar(begin, end, max(bar.height for bar in bars), Fill.SOFT, 0)
