"""The timeline as one stand-alone SVG, for reports: the layout of the dashboard drawn once more.

It needs no script, no style sheet and no font of its own. Each mark leads to `#claim-<id>`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from components.map.layers import MapLayer, hue_of_all
from components.shared.svg import document, together
from components.timeline.background import ROW
from components.timeline.header import publications
from components.timeline.lanes import LaneBy
from components.timeline.layout import layout
from components.timeline.scale import Scale
from components.timeline.spans import Basis
from components.timeline.svg_background import (
    background,
    lane_names,
    place_lanes,
    plot_of,
    publication_lines,
)
from components.timeline.svg_header import head
from components.timeline.svg_histogram import height_of, strip
from components.timeline.svg_marks import Pen, draw_chosen, draw_marks
from components.timeline.words import describe_strip, describe_timeline
from data.model.corpus import Claim, Corpus
from data.selecting.bins import Bin
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST, Filters

# Pixels between the parts.
_GAP = 9.0


def build_timeline_svg(
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
    width: int = 1000,
    numbers: Mapping[str, int] | None = None,
) -> Markup:
    """What `build_timeline` shows, `width` pixels wide; without bins there is no strip.

    `numbers` are those of the claims in the report around it; they stand beside the marks where
    there is room, and before the words of the marks. The same input gives the same bytes.
    """
    scale = Scale(*window)
    marks, rows = layout(claims, corpus, scale, lanes=lanes, by=by)
    plot = plot_of(scale, rows, width)
    bands = corpus.context if context else ()
    published = publications(corpus)
    heading, top = head(plot, bands, published, dark=dark)
    placed = place_lanes(rows, plot, top, width)
    bottom = max([top + 2 * ROW, *(lane.bottom for lane in placed)])
    end = bottom + _GAP + height_of(width) if bins else bottom
    middles = {row: lane.middle(row) for lane in placed for row in lane.rows}
    pen = Pen(plot, middles, corpus, by, numbers or {})
    colours = [hue_of_all(each.claims, layer, corpus).colour.on(dark=dark) for each in marks]
    framed = [mark for mark in marks if any(claim.id == chosen for claim in mark.claims)]
    parts = [
        background(plot, bands, filters, 0, end),
        publication_lines(plot, [day for day, _ in published], top, end),
        heading,
        lane_names(placed, plot, width),
        draw_marks(marks, colours, pen),
        draw_chosen(framed, pen, top, bottom, dark=dark),
    ]
    words = describe_timeline(claims, window)
    if bins:
        parts.append(strip(plot, bins, bottom + _GAP, width, dark=dark))
        words = f"{words} {describe_strip(bins)}"
    content = together(parts)
    return document(width, end + _GAP, content, title="Timeline", words=words, dark=dark)
