"""What surrounds the marks of the timeline: lanes, years, publication dates and what is behind."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from components.shared.palette import INK, RAISED
from components.timeline.chart import Chart
from components.timeline.layout import Lane
from components.timeline.scale import LEFT, RIGHT, Scale, day_after
from data.model.corpus import ContextBand
from data.selecting.bins import calendar_units
from data.selecting.select import Filters

GRID = "rgba(128,128,128,0.22)"
SHADE = "rgba(128,128,128,0.12)"
BAND = "rgba(160,130,70,0.14)"
BAND_EDGE = "rgba(160,130,70,0.35)"
KEPT = "rgba(47,109,179,0.10)"
EDGE = "rgba(128,128,128,0.5)"
# The font of the page, which Streamlit serves.
FAMILY = '"Source Sans", sans-serif'
# Pixels of a row. Constant, so that a mark looks the same however many there are.
ROW = 10
LANE_LETTERS = 16
_CLEAR = "rgba(0,0,0,0)"


def add_lanes(figure: Chart, lanes: Sequence[Lane], *, dark: bool) -> None:
    """The names of the lanes at the left, a line between them, and a height that holds all rows."""
    rows = max(lanes[-1].bottom if lanes else 1, 2)
    for lane in lanes[1:]:
        figure.add_row_line(lane.top - 0.5, GRID)
    figure.update_layout(
        height=rows * ROW,
        margin={"t": 0, "b": 0},
        yaxis={
            "range": [rows - 0.5, -0.5],
            "tickvals": [(lane.top + lane.bottom - 1) / 2 for lane in lanes],
            "ticktext": [lane_name(lane) for lane in lanes],
            "tickfont": {"color": INK.on(dark=dark), "size": 10.5},
            "ticklabelstandoff": 2,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "automargin": False,
        },
    )


def lane_name(lane: Lane) -> str:
    """A lane's name, cut to its margin and rows, with how many claims it has; HTML for Plotly."""
    room = LANE_LETTERS - len(str(lane.count))
    # A line of text takes more than a row.
    lines = 2 if lane.bottom - lane.top >= 3 else 1
    wrapped = textwrap.wrap(lane.name, room, max_lines=lines, placeholder="…")
    return f"{'<br>'.join(escape(line) for line in wrapped)} <b>{lane.count}</b>"


def base_layout(figure: Chart, scale: Scale, *, dark: bool) -> None:
    """What all parts share, above all the same days at the same pixels."""
    figure.update_layout(
        margin={"l": LEFT, "r": RIGHT, "pad": 0},
        showlegend=False,
        barmode="overlay",
        hovermode="closest",
        hoverdistance=9,
        hoverlabel={
            "align": "left",
            "bgcolor": RAISED.on(dark=dark),
            "bordercolor": EDGE,
            "font": {"color": INK.on(dark=dark), "family": FAMILY, "size": 12},
        },
        font={"color": INK.on(dark=dark), "family": FAMILY},
        plot_bgcolor=_CLEAR,
        paper_bgcolor=_CLEAR,
        xaxis={
            "type": "date",
            "range": list(scale.span),
            **_grid(scale),
            "showticklabels": False,
            "ticks": "",
            "gridcolor": GRID,
            "zeroline": False,
            "fixedrange": True,
            "automargin": False,
        },
    )


def add_background(
    figure: Chart, scale: Scale, bands: Sequence[ContextBand], filters: Filters
) -> None:
    """The margins for what lies outside, the bands of the context and the period that is kept."""
    begin, end = scale.span
    _shade(figure, begin, scale.first.isoformat(), SHADE, "margin")
    _shade(figure, day_after(scale.last), end, SHADE, "margin")
    for band in bands:
        shown = band_days(band, scale)
        if shown:
            _shade(figure, shown[0].isoformat(), day_after(shown[1]), BAND, "context")
    if filters.period is not None:
        stated = filters.period.stated
        first, last = stated.earliest or scale.first, stated.latest or scale.last
        if first <= scale.last and last >= scale.first:
            x0, x1 = scale.inside(first).isoformat(), day_after(scale.inside(last))
            _shade(figure, x0, x1, KEPT, "kept")


def band_days(band: ContextBand, scale: Scale) -> tuple[date, date] | None:
    """The days of a band that are shown; None when there are none."""
    stated = band.period.stated
    first, last = stated.earliest or scale.first, stated.latest or scale.last
    if first > scale.last or last < scale.first:
        return None
    return scale.inside(first), scale.inside(last)


def add_lines(figure: Chart, days: Sequence[date], scale: Scale) -> None:
    """A thin line where each source was published: it knew nothing later."""
    for day in days:
        if scale.first <= day <= scale.last:
            figure.add_shape(
                type="line",
                x0=day_after(day),
                x1=day_after(day),
                y0=0,
                y1=1,
                yref="paper",
                line={"color": "rgba(128,128,128,0.55)", "width": 1},
                layer="below",
                name="publication",
            )


def time_labels(scale: Scale) -> tuple[tuple[str, str, bool], ...]:
    """Names of years, and below them of quarters or months: where, what and whether it is a year.

    Months up to 18, quarters up to four years, else years alone; a name stands over the middle of
    what it names, as far as that is shown.
    """
    shown = scale.first, scale.last
    years = calendar_units(12, *shown)
    labels = [(_middle(first, last), str(first.year), True) for first, last in years]
    if scale.months <= 18:
        # Initials where the names would run into one another on a narrow screen.
        letters = 1 if scale.months > 12 else 3
        labels += [
            (_middle(a, b), f"{a:%B}"[:letters], False) for a, b in calendar_units(1, *shown)
        ]
    elif scale.months <= 48:
        labels += [
            (_middle(a, b), f"Q{(a.month + 2) // 3}", False) for a, b in calendar_units(3, *shown)
        ]
    return tuple(labels)


def _middle(first: date, last: date) -> str:
    return (first + (last - first) / 2).isoformat() + "T12:00"


def _grid(scale: Scale) -> dict[str, Any]:
    step = 1 if scale.months <= 18 else 3 if scale.months <= 48 else 12
    return {"tick0": f"{scale.first.year}-01-01", "dtick": f"M{step}", "showgrid": True}


def _shade(figure: Chart, x0: str, x1: str, colour: str, name: str) -> None:
    # A band of one day would else be too thin to be seen.
    line = {"width": 1 if colour == BAND else 0, "color": BAND_EDGE}
    figure.add_shape(
        type="rect",
        x0=x0,
        x1=x1,
        y0=0,
        y1=1,
        yref="paper",
        fillcolor=colour,
        line=line,
        layer="below",
        name=name,
    )
