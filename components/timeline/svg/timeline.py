"""The timeline as one stand-alone SVG, for reports: the drawing of the dashboard once more.

It needs no script, no style sheet and no font of its own. Each mark leads to `#claim-<id>`, a
cell of many claims to none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack

from markupsafe import Markup

from components.shared.svg import document, together
from components.timeline.drawing import ROW, Options, drawing_of
from components.timeline.svg.header import draw_head
from components.timeline.svg.histogram import draw_strip, height_of
from components.timeline.svg.marks import Pen, draw_cells, draw_chosen, draw_marks
from components.timeline.svg.plot import (
    draw_behind,
    draw_names,
    draw_publications,
    place_lanes,
    plot_of,
)
from components.timeline.words import describe_strip, describe_timeline
from data.model.corpus import Claim, Corpus

# Pixels between the parts.
_GAP = 9.0


def build_timeline_svg(
    claims: Sequence[Claim],
    corpus: Corpus,
    *,
    chosen: str | None,
    width: int = 1000,
    numbers: Mapping[str, int] | None = None,
    **options: Unpack[Options],
) -> Markup:
    """What `build_timeline` shows, `width` pixels wide; without bins there is no strip.

    `numbers` are those of the claims in the report around it; they stand beside the marks where
    there is room, and before the words of the marks. The same input gives the same bytes.
    """
    drawing = drawing_of(claims, corpus, **options)
    plot = plot_of(drawing, width)
    heading, top = draw_head(plot, drawing)
    placed = place_lanes(drawing.lanes, plot, top)
    bottom = max([top + 2 * ROW, *(lane.bottom for lane in placed)])
    end = bottom + _GAP + height_of(plot) if drawing.strip else bottom
    pen = Pen(plot, {row: lane.middle(row) for lane in placed for row in lane.rows}, numbers or {})
    parts = [
        draw_behind(plot, drawing, end),
        draw_publications(plot, drawing, top, end),
        heading,
        draw_names(placed, plot),
        draw_cells(drawing.cells, pen),
        draw_marks(drawing.marks, pen),
        draw_chosen(drawing, chosen, pen, (top, bottom)),
    ]
    words = describe_timeline(claims, *([options["window"]] if "window" in options else []))
    if drawing.strip:
        parts.append(draw_strip(plot, drawing.strip, bottom + _GAP, drawing.ink))
        words = f"{words} {describe_strip(options['bins'])}"
    named = {"title": "Timeline", "words": words}
    return document(width, end + _GAP, together(parts), **named, dark=drawing.dark)
