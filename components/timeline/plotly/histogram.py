"""The strip under the lanes as a Plotly figure, which can be dragged over."""

from __future__ import annotations

from typing import Any

from components.timeline.counts import ABOVE, BELOW, Series, Strip, bin_lines
from components.timeline.drawing import TimelineDrawing
from components.timeline.plotly.figure import CLEAR, Drawn, axis, chart, css, said, unseen_axis
from components.timeline.scale import day_after
from components.timeline.surroundings import SHADE
from data.wording.labels import KIND_NAMES

HEIGHT = 96
DAY_MS = 86_400_000
_OPAQUE = {"marker": {"opacity": 1}}


def build_strip(drawing: TimelineDrawing, strip: Strip) -> Drawn:
    """Expected counts stacked by kind with a line for the sure ones; below, the possible ones."""
    ink = drawing.ink
    depth = max((each.possible for each in strip.bins), default=0)
    traces = [_stacked(strip, each) for each in strip.series]
    traces += [_certain(strip, ink), _possible(strip, ink)]
    traces += [_hover(strip, "y3", 1), _hover(strip, "y2", depth)]
    return chart(
        drawing,
        traces,
        pads=(6, 6),
        barmode="stack",
        height=HEIGHT,
        dragmode="select",
        selectdirection="h",
        newselection={"line": {"color": ink, "width": 1, "dash": "solid"}},
        yaxis=_expected_axis(strip, ink),
        yaxis2=_possible_axis(strip, ink),
        yaxis3=unseen_axis(0, 1, overlaying="y"),
    )


def _columns(strip: Strip, heights: list[float]) -> dict[str, Any]:
    """A bar over the days of each bin."""
    return {
        "type": "bar",
        "x": [each.first.isoformat() for each in strip.bins],
        "y": heights,
        "width": [((each.last - each.first).days + 1) * DAY_MS for each in strip.bins],
        "offset": 0,
    }


def _stacked(strip: Strip, series: Series) -> dict[str, Any]:
    return {
        **_columns(strip, list(series.expected)),
        "marker": {"color": series.colour, "line": {"width": 0}},
        "hoverinfo": "skip",
        "selected": _OPAQUE,
        "unselected": _OPAQUE,
        "name": KIND_NAMES[series.kind],
    }


def _certain(strip: Strip, ink: str) -> dict[str, Any]:
    """A level line over each bin into which any surely falls."""
    sure = [each for each in strip.bins if each.certain]
    return {
        "type": "scatter",
        "x": [end for each in sure for end in (each.first.isoformat(), day_after(each.last), None)],
        "y": [height for each in sure for height in (each.certain, each.certain, None)],
        "mode": "lines",
        "line": {"color": ink, "width": 1.5},
        "hoverinfo": "skip",
        "name": "certain",
    }


def _possible(strip: Strip, ink: str) -> dict[str, Any]:
    """An outline that hangs from the axis: there may be far more of them than are expected."""
    return {
        "type": "scatter",
        "x": [end for each in strip.bins for end in (each.first.isoformat(), day_after(each.last))],
        "y": [each.possible for each in strip.bins for _ in range(2)],
        "yaxis": "y2",
        "mode": "lines",
        "line": {"color": ink, "width": 1},
        "fill": "tozeroy",
        "fillcolor": css(SHADE),
        "hoverinfo": "skip",
        "name": "possible",
    }


def _hover(strip: Strip, axis_name: str, height: float) -> dict[str, Any]:
    """Unseen columns of full height, so that every bin tells its counts wherever one points."""
    return {
        **_columns(strip, [height] * len(strip.bins)),
        "yaxis": axis_name,
        "marker": {"color": CLEAR, "line": {"width": 0}},
        **said(bin_lines(each) for each in strip.bins),
        "name": "bins",
    }


def _expected_axis(strip: Strip, ink: str) -> dict[str, Any]:
    most = strip.most
    ticks = {"tickvals": [most / 2, most], "ticktext": [strip.name, f"{most:.0f}"]}
    return axis(ink, zero=True, domain=[0.36, 1], range=[0, most * ABOVE], **ticks)


def _possible_axis(strip: Strip, ink: str) -> dict[str, Any]:
    ticks = {"tickvals": [strip.deepest * 0.75], "ticktext": [strip.name_below]}
    return axis(ink, zero=True, domain=[0, 0.36], range=[strip.deepest * BELOW, 0], **ticks)
