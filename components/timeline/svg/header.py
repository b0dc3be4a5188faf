"""The head of the timeline as SVG: years, months, names of the context, publication dates."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from components.shared.svg import element, text, together, width_of
from components.timeline.drawing import BANDS, LINE, PARTS, SOURCES, YEARS, TimelineDrawing
from components.timeline.scale import noon
from components.timeline.surroundings import TimeRow, name_rows, stand_left
from components.timeline.svg.plot import Plot

_ARROW = "M-4.62-2H4.62L0 4Z"
# From the middle of a line of text down to its baseline.
_DOWN = 3.6


def draw_head(plot: Plot, drawing: TimelineDrawing) -> tuple[Markup, float]:
    """The rows from above, and how many pixels they take."""
    times = [each for i, row in enumerate(drawing.rows) for each in _times(plot, row, _middle(i))]
    names, rows = _names(plot, drawing)
    row = len(drawing.rows) + rows
    parts = [*times, *names, *_publications(plot, drawing, _middle(row))]
    return together(parts), (row + 1) * LINE + 4.0


def _times(plot: Plot, row: TimeRow, y: float) -> Iterator[Markup]:
    size = YEARS if row.years else PARTS
    look = {"text_anchor": "middle", "class_": "sl-year" if row.years else "sl-month"}
    for at, words in row.labels:
        yield text(plot.x(at), y + _DOWN, words, size=size, **look)


def _names(plot: Plot, drawing: TimelineDrawing) -> tuple[list[Markup], int]:
    """Names of the bands, and how many rows they take."""
    ends = [plot.days(each.first, each.last) for each in drawing.bands]
    rooms = [width_of(each.lines[0], BANDS) + 6 for each in drawing.bands]
    placed, rows = name_rows(
        [(*end, room) for end, room in zip(ends, rooms, strict=True)], plot.right
    )
    parts = [
        text(
            last - 2 if left else first + 2,
            _middle(len(drawing.rows) + row) + _DOWN,
            element("title", "\n".join(each.lines)),
            each.lines[0],
            size=BANDS,
            font_style="italic",
            text_anchor="end" if left else "start",
            class_="sl-context-name",
        )
        for each, (first, last), (left, row) in zip(drawing.bands, ends, placed, strict=True)
    ]
    return parts, rows


def _publications(plot: Plot, drawing: TimelineDrawing, y: float) -> Iterator[Markup]:
    """A mark for when each source was published, its number on the side that has room."""
    places = [plot.x(noon(each.day)) for each in drawing.published]
    rooms = [width_of(each.source, SOURCES) + 16 for each in drawing.published]
    sides = stand_left(places, rooms, plot.right)
    for each, x, left in zip(drawing.published, places, sides, strict=True):
        place = f"translate({x:.2f} {y:.2f})"
        at, anchor = (x - 8, "end") if left else (x + 8, "start")
        yield element(
            "g",
            element("title", "\n".join(each.lines)),
            element("path", d=_ARROW, transform=place, fill=drawing.ink),
            text(at, y + _DOWN, each.source, size=SOURCES, text_anchor=anchor),
            class_="sl-published",
            data_source=each.source,
        )


def _middle(row: int) -> float:
    return 3 + (row + 0.5) * LINE
