"""What surrounds the marks of the timeline: axes, lanes, publication dates, edges of the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

import plotly.graph_objects as go

from components.palette import INK, KIND_NAMES
from components.timeline_layout import MARGIN, Lane, Mark
from components.wording import edtf_words
from data.model import Corpus
from data.select import WINDOW_FIRST, WINDOW_LAST, Filters

HEIGHT = 372
# Pixels for a row: what fits the height, within these bounds.
LEAST_ROW, GREATEST_ROW = 7.0, 30.0
FRAME = 52
# Of these, what lies above the first lane: the years and the publication dates.
ABOVE_LANES = 46
GRID = "rgba(128,128,128,0.22)"


def add_publications(figure: go.Figure, corpus: Corpus, lanes: Sequence[Lane], dark: bool) -> None:
    """A mark above the lanes for when each source was published: it knew nothing later."""
    days = sorted(
        (
            (day, source)
            for source in corpus.sources.values()
            if (day := source.published_period.stated.latest)
        ),
        key=lambda pair: (pair[0], pair[1].id),
    )
    bottom = lanes[-1].bottom if lanes else 1
    ink = INK.on(dark=dark)
    figure.add_scatter(
        x=[day.isoformat() for day, _ in days],
        y=[0] * len(days),
        yaxis="y2",
        mode="markers+text",
        marker={"symbol": "triangle-down", "size": 8, "color": ink, "opacity": 0.7},
        text=[source.id for _, source in days],
        # A close neighbour would be written over, so the earlier of two is named on its left.
        textposition=[
            "middle left" if after - day < timedelta(days=150) else "middle right"
            for (day, _), after in zip(days, [*(day for day, _ in days[1:]), date.max], strict=True)
        ],
        textfont={"size": 11, "color": ink},
        hovertext=[
            f"Source {source.id}, {escape(source.publisher)}<br>published: "
            f"{escape(edtf_words(source.published))}"
            for _, source in days
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.7}},
        unselected={"marker": {"opacity": 0.7}, "textfont": {"color": ink}},
        name="publication",
    )
    for day, _ in days:
        figure.add_shape(
            type="line",
            x0=day.isoformat(),
            x1=day.isoformat(),
            y0=-0.6,
            y1=bottom - 0.5,
            line={"color": "rgba(128,128,128,0.45)", "width": 1},
            layer="below",
        )


def shade_edges(figure: go.Figure, marks: Sequence[Mark], filters: Filters) -> None:
    """What lies outside the years, with how many marks, and the period that is kept."""
    for side, low, high, word in (
        (-1, WINDOW_FIRST - MARGIN, WINDOW_FIRST, "◂"),
        (1, WINDOW_LAST, WINDOW_LAST + MARGIN, "▸"),
    ):
        count = sum(mark.edge == side for mark in marks)
        figure.add_vrect(
            x0=low.isoformat(),
            x1=high.isoformat(),
            fillcolor="rgba(128,128,128,0.12)",
            line_width=0,
            layer="below",
        )
        if count:
            figure.add_annotation(
                x=(low + (high - low) / 2).isoformat(),
                y=0,
                yref="y2",
                text=f"{count} {word}",
                showarrow=False,
                font={"size": 10},
            )
    if filters.period is not None:
        stated = filters.period.stated
        figure.add_vrect(
            x0=(stated.earliest or WINDOW_FIRST).isoformat(),
            x1=(stated.latest or WINDOW_LAST).isoformat(),
            fillcolor="rgba(47,109,179,0.08)",
            line_width=0,
            layer="below",
        )


def row_height(rows: int) -> float:
    """Pixels for a row, so that the chart keeps its height while it can."""
    return min(max((HEIGHT - FRAME) / max(rows, 1), LEAST_ROW), GREATEST_ROW)


def add_frame(figure: go.Figure, lanes: Sequence[Lane], dark: bool) -> None:
    """Size, lanes and axes; the strip above the lanes is for publication dates."""
    rows = lanes[-1].bottom if lanes else 1
    height = row_height(rows) * rows + FRAME
    top = 1 - 22 / (height - 30)
    for lane in lanes[1:]:
        figure.add_hline(y=lane.top - 0.5, line={"color": GRID, "width": 1}, layer="below")
    figure.update_layout(
        height=height,
        margin={"l": 4, "r": 4, "t": 24, "b": 6},
        showlegend=False,
        barmode="overlay",
        clickmode="event+select",
        dragmode=False,
        hovermode="closest",
        hoverlabel={"align": "left"},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        xaxis=_years(INK.on(dark=dark)),
        yaxis=_lane_axis(lanes, INK.on(dark=dark)) | {"domain": [0, top]},
        yaxis2={"domain": [top, 1], "range": [-1, 1], "visible": False, "fixedrange": True},
    )


def _years(ink: str) -> dict[str, Any]:
    return {
        "type": "date",
        "range": [(WINDOW_FIRST - MARGIN).isoformat(), (WINDOW_LAST + MARGIN).isoformat()],
        "tick0": WINDOW_FIRST.isoformat(),
        "dtick": "M12",
        "tickformat": "%Y",
        # A year's name stands over the year and not over its first day.
        "ticklabelmode": "period",
        "ticks": "outside",
        "side": "top",
        "showgrid": True,
        "gridcolor": GRID,
        "tickfont": {"color": ink},
        "fixedrange": True,
    }


def _lane_axis(lanes: Sequence[Lane], ink: str) -> dict[str, Any]:
    rows = lanes[-1].bottom if lanes else 1
    return {
        "range": [rows - 0.5, -0.6],
        "tickvals": [(lane.top + lane.bottom - 1) / 2 for lane in lanes],
        "ticktext": [f"{KIND_NAMES[lane.kind]} {lane.count}" for lane in lanes],
        "tickfont": {"color": ink, "size": 11},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }
