"""The timeline on the page: a head that stays in sight, the lanes, and a strip of counts.

A dot is a day and a bar as long as the vagueness: hatched where a claim holds on some day of it,
filled where it holds throughout, soft where "about" lets it reach further. An open side fades into
an arrow. What lies ahead is only outlined. Nothing is padded to the first of January. What lies
outside the days shown stands at the edge.

Figures are Plotly's, put together in Python; the script that draws them is Plotly's own, from its
package.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Unpack

import streamlit as st
from markupsafe import Markup

from components.shared import assets
from components.timeline.drawing import ROW, Options, TimelineDrawing, drawing_of, lying
from components.timeline.lanes import LaneBy
from components.timeline.plotly.figure import Drawn
from components.timeline.plotly.header import build_head
from components.timeline.plotly.histogram import build_strip
from components.timeline.plotly.lanes import build_lanes
from components.timeline.scale import LEFT, RIGHT
from components.timeline.spans import Basis
from components.timeline.words import describe_strip
from data.model.corpus import Claim, Corpus

__all__ = ["Basis", "LaneBy", "Timeline", "build_timeline", "draw_timeline", "frames"]
__all__ += ["link_timeline"]

# The lanes scroll, so that the keyboard must reach them too (WCAG 2.2, 2.1.1).
_PLACES = Markup(
    '<div class="sl-charts"><div class="sl-head"><div></div></div>'
    '<div class="sl-lanes" tabindex="0" role="region" aria-label="Lanes of the timeline">'
    '<div></div></div><div class="sl-strip"><div></div></div></div>'
)
# Not isolated: styled by the style sheets of the page, and reached by those that frame a mark.
_draw = st.components.v2.component(
    "sidelight_charts",
    html=str(_PLACES),
    js=assets.read("timeline/plotly/charts.js"),
    isolate_styles=False,
)
_link = st.components.v2.component(
    "sidelight_timeline_link",
    html="<i>\n</i>",
    js=assets.read("timeline/python_bridge.js"),
)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The parts of the timeline from above; without bins there is no strip.

    `counts` says in words what the strip shows; `drawing` is what lies where.
    """

    head: Drawn
    lanes: Drawn
    strip: Drawn | None
    counts: str
    drawing: TimelineDrawing


def build_timeline(claims: Sequence[Claim], corpus: Corpus, **options: Unpack[Options]) -> Timeline:
    """The figures for these claims. `selected_claims` reads the `customdata` of a mark."""
    drawing = drawing_of(claims, corpus, **options)
    return Timeline(
        build_head(drawing),
        build_lanes(drawing),
        build_strip(drawing, drawing.strip) if drawing.strip else None,
        describe_strip(options.get("bins", ())),
        drawing,
    )


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
        {"name": name, "spec": figure.written(), "height": figure.layout.height, "alt": words}
        for name, figure, words in figures
    ]
    _draw(
        key=key,
        data={"script": script, "parts": parts},
        on_dragged_change=on_period,
        on_cleared_change=on_clear,
    )


def link_timeline(
    timeline: Timeline,
    *,
    chosen: str | None,
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
            "ink": timeline.drawing.ink,
            "row": ROW,
            "height": timeline.lanes.layout.height,
            "left": LEFT,
            "right": RIGHT,
        },
        on_clicked_change=on_select,
        height=1,
    )


def frames(drawing: TimelineDrawing, claim: str | None) -> list[dict[str, float]]:
    """Each frame of a claim: its first row and how many it has, and from where to where and about
    which middle, as shares of the drawing's width from 0 to 1."""
    begin, end = (datetime.fromisoformat(each) for each in drawing.scale.span)

    def share(moment: datetime) -> float:
        return round((moment - begin) / (end - begin), 5)

    found = []
    for row, rows, span in lying(drawing, claim):
        pad = drawing.scale.room(5 if span.has_symbol else 2)
        first, last = (datetime.combine(day, time()) for day in (span.first, span.last))
        last += timedelta(days=1)
        ends = {"from": share(first - pad), "to": share(last + pad)}
        middle = share(first + (last - first) / 2)
        found.append({"row": row, "rows": rows, **ends, "middle": middle})
    return found
