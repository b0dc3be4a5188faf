"""The head as a Plotly figure, which stays in sight: years, context and publication dates."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from components.timeline.drawing import BANDS, LINE, PARTS, SOURCES, YEARS, TimelineDrawing
from components.timeline.plotly.figure import SIDES, Drawn, chart, said, unseen_axis
from components.timeline.scale import day_after, noon
from components.timeline.surroundings import TimeRow, name_rows, stand_left

# Letters of a line on pointing, which Plotly does not break.
_LONGEST = 132


def build_head(drawing: TimelineDrawing) -> Drawn:
    """Rows from above: years, quarters or months, names of the context bands, publications."""
    traces = [_times(drawing, row, index) for index, row in enumerate(drawing.rows)]
    rows = [(each.first.toordinal(), each.last.toordinal()) for each in drawing.bands]
    rooms = [drawing.scale.text_room(each.lines[0]).days for each in drawing.bands]
    end = (drawing.scale.last + drawing.scale.margin).toordinal()
    placed, count = name_rows([(*row, room) for row, room in zip(rows, rooms, strict=True)], end)
    traces += _names(drawing, placed, len(traces))
    row = len(drawing.rows) + count
    if drawing.published:
        traces.append(_publications(drawing, row))
    return chart(
        drawing,
        traces,
        pads=(2, 0),
        height=(row + 1) * LINE + 2,
        dragmode=False,
        yaxis=unseen_axis(row + 0.5, -0.5),
    )


def _times(drawing: TimelineDrawing, row: TimeRow, index: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [at for at, _ in row.labels],
        "y": [index] * len(row.labels),
        "mode": "text",
        "text": [words for _, words in row.labels],
        "textfont": {"size": YEARS if row.years else PARTS, "color": drawing.ink},
        "hoverinfo": "skip",
        "name": "years" if row.years else "months",
    }


def _names(
    drawing: TimelineDrawing, placed: list[tuple[bool, int]], top: int
) -> Iterator[dict[str, Any]]:
    for each, (left, row) in zip(drawing.bands, placed, strict=True):
        yield {
            "type": "scatter",
            "x": [day_after(each.last) if left else each.first.isoformat()],
            "y": [top + row],
            "mode": "text",
            "text": [f"<i>{escape(each.lines[0])}</i>"],
            "textposition": SIDES[left],
            "textfont": {"size": BANDS, "color": drawing.ink},
            **said([each.lines]),
            "name": "context",
        }


def _publications(drawing: TimelineDrawing, row: int) -> dict[str, Any]:
    """A mark for when each source was published; the line at it goes through all lanes."""
    published, scale = drawing.published, drawing.scale
    rooms = [scale.text_room("▾000").days] * len(published)
    end = (scale.last + scale.margin).toordinal() + 1
    left = stand_left([each.day.toordinal() for each in published], rooms, end)
    return {
        "type": "scatter",
        "x": [noon(each.day) for each in published],
        "y": [row] * len(published),
        "mode": "markers+text",
        "marker": {"symbol": "triangle-down", "size": 8, "color": drawing.ink},
        "text": [each.source for each in published],
        "textposition": [SIDES[each] for each in left],
        "textfont": {"size": SOURCES, "color": drawing.ink},
        **said([line[:_LONGEST] for line in each.lines] for each in published),
        "name": "publication",
    }
