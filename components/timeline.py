"""The timeline: a lane for each kind, a dot for a day, a bar as long as the vagueness for the rest.

A bar is solid where the source's words reach and pale where "about" or an open side lets it reach
further. Nothing is padded to the first of January. What lies before 2014 or after 2020 stands at
the edge as a triangle, outside the years.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from components.palette import INK, KIND_COLOURS, KIND_NAMES, PRECISION_NAMES
from components.wording import counted, location_words, period_words
from data.model import Claim, Corpus, Kind
from data.period import DatePrecision, Period
from data.select import WINDOW_FIRST, WINDOW_LAST, Filters

DAY_MS = 86_400_000
# Room left and right of the years for what lies before and after them.
MARGIN = timedelta(days=130)
# Marks closer than this would touch at the usual width, so the second goes one row down.
GAP = timedelta(days=24)
# A row's height in pixels, and the least and greatest height of the chart.
ROW_HEIGHT = 15
LEAST_HEIGHT = 230


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for one claim: where it starts and ends, and in which row from the top."""

    claim: Claim
    first: date
    last: date
    row: int
    edge: int  # -1 before the window, +1 after it, 0 within

    @property
    def is_dot(self) -> bool:
        """Whether the claim is a point in time."""
        precision = self.claim.when.period.precision
        return precision in {DatePrecision.DAY, DatePrecision.APPROXIMATE_DAY}


@dataclass(frozen=True, slots=True)
class Lane:
    """The rows of one kind, from `top` (included) to `bottom` (excluded)."""

    kind: Kind
    top: int
    bottom: int
    count: int


def layout(claims: Sequence[Claim]) -> tuple[tuple[Mark, ...], tuple[Lane, ...]]:
    """Give each claim a row, so that no two marks of a row touch; lanes in the order of Kind."""
    order = list(Kind)
    marks: list[Mark] = []
    lanes: list[Lane] = []
    top = 0
    ordered = sorted(claims, key=lambda claim: (order.index(claim.kind), *_reach(claim), claim.id))
    for kind, members in groupby(ordered, key=lambda claim: claim.kind):
        row_ends: list[date] = []
        group = list(members)
        for claim in group:
            first, last, edge = _placed(claim.when.period)
            row = next((i for i, end in enumerate(row_ends) if end + GAP <= first), len(row_ends))
            row_ends[row : row + 1] = [last]
            marks.append(Mark(claim, first, last, top + row, edge))
        lanes.append(Lane(kind, top, top + len(row_ends), len(group)))
        top += len(row_ends)
    return tuple(marks), tuple(lanes)


def build_timeline(
    claims: Sequence[Claim],
    corpus: Corpus,
    *,
    chosen: str | None,
    filters: Filters,
    dark: bool,
) -> go.Figure:
    """The figure. `customdata` of every mark is the claim's id."""
    marks, lanes = layout(claims)
    figure = go.Figure()
    _add_bars(figure, [mark for mark in marks if not mark.edge and not mark.is_dot], corpus, dark)
    _add_points(figure, [mark for mark in marks if mark.edge or mark.is_dot], corpus, dark)
    _add_chosen(figure, [mark for mark in marks if mark.claim.id == chosen], dark)
    _add_publications(figure, corpus, lanes, dark)
    _shade_edges(figure, marks, filters)
    _frame(figure, lanes, dark)
    return figure


def describe_timeline(claims: Sequence[Claim]) -> str:
    """The chart in a sentence, for those who cannot see it."""
    if not claims:
        return "Timeline from 2014 to 2020 without claims."
    _, lanes = layout(claims)
    kinds = ", ".join(f"{lane.count} {KIND_NAMES[lane.kind].lower()}" for lane in lanes)
    dots = sum(claim.when.period.precision is DatePrecision.DAY for claim in claims)
    return (
        f"Timeline from 2014 to 2020 with {counted(len(claims), 'claim')}: {kinds}. "
        f"{dots} are dated to the day."
    )


def draw_timeline(figure: go.Figure, *, alt: str, key: str, on_select: Callable[[], None]) -> None:
    """Draw the figure; the selection is stored under `key`."""
    st.plotly_chart(
        figure,
        key=key,
        on_select=on_select,
        selection_mode="points",
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
        alt=alt,
    )


def selected_claim(value: Any) -> str | None:
    """The claim that was clicked, from what the chart sent; None when nothing is."""
    points = value["selection"]["points"] if value else []
    data = points[0].get("customdata") if points else None
    identity = data[0] if isinstance(data, list) and data else data
    return identity if isinstance(identity, str) else None


def _reach(claim: Claim) -> tuple[date, date]:
    first, last, _ = _placed(claim.when.period)
    return first, last


def _placed(period: Period) -> tuple[date, date, int]:
    """First and last day to draw, cut to the window, and on which side of it the claim lies."""
    first = period.earliest or WINDOW_FIRST - MARGIN
    last = period.latest or WINDOW_LAST + MARGIN
    if last < WINDOW_FIRST:
        at = WINDOW_FIRST - MARGIN / 2
        return at, at, -1
    if first > WINDOW_LAST:
        at = WINDOW_LAST + MARGIN / 2
        return at, at, 1
    if period.precision in {DatePrecision.DAY, DatePrecision.APPROXIMATE_DAY}:
        day = period.stated.earliest or first
        return day, day, 0
    # An open side runs to the edge of the drawing, any other only to the edge of the years.
    low = WINDOW_FIRST - MARGIN if period.earliest is None else WINDOW_FIRST
    high = WINDOW_LAST + MARGIN if period.latest is None else WINDOW_LAST
    return max(first, low), min(last, high), 0


def _add_bars(figure: go.Figure, marks: Sequence[Mark], corpus: Corpus, dark: bool) -> None:
    """Pale over the whole reach, solid over what is stated."""
    for solid in (False, True):
        rows = [(mark, *_bar(mark, solid=solid)) for mark in marks]
        rows = [row for row in rows if row[2] > row[1]]
        figure.add_bar(
            orientation="h",
            base=[first.isoformat() for _, first, _ in rows],
            x=[(last - first).days * DAY_MS for _, first, last in rows],
            y=[mark.row for mark, _, _ in rows],
            width=0.62,
            marker={
                "color": [_colour(mark, dark) for mark, _, _ in rows],
                "opacity": 0.75 if solid else 0.28,
                "line": {"width": 0},
            },
            customdata=[mark.claim.id for mark, _, _ in rows],
            hovertext=[_hover(mark.claim, corpus) for mark, _, _ in rows],
            hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 0.75}},
            unselected={"marker": {"opacity": 0.75 if solid else 0.28}},
            name="stated" if solid else "possible",
        )


def _bar(mark: Mark, *, solid: bool) -> tuple[date, date]:
    if not solid:
        return mark.first, mark.last + timedelta(days=1)
    stated = mark.claim.when.period.stated
    if stated.earliest is None or stated.latest is None:
        return mark.first, mark.first  # an open period has no solid part
    return max(stated.earliest, mark.first), min(stated.latest, mark.last) + timedelta(days=1)


def _add_points(figure: go.Figure, marks: Sequence[Mark], corpus: Corpus, dark: bool) -> None:
    symbols = {-1: "triangle-left", 1: "triangle-right"}
    paper = INK.on(dark=not dark)
    figure.add_scatter(
        x=[mark.first.isoformat() for mark in marks],
        y=[mark.row for mark in marks],
        mode="markers",
        marker={
            "color": [_colour(mark, dark) for mark in marks],
            "symbol": [
                symbols.get(mark.edge) or ("circle-open" if _vague(mark) else "circle")
                for mark in marks
            ],
            "size": 11,
            "line": {
                "width": [2 if _vague(mark) else 1 for mark in marks],
                "color": [_colour(mark, dark) if _vague(mark) else paper for mark in marks],
            },
            "opacity": 1,
        },
        customdata=[mark.claim.id for mark in marks],
        hovertext=[_hover(mark.claim, corpus) for mark in marks],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        name="day",
    )


def _vague(mark: Mark) -> bool:
    return mark.claim.when.period.precision is DatePrecision.APPROXIMATE_DAY


def _add_chosen(figure: go.Figure, marks: Sequence[Mark], dark: bool) -> None:
    """A frame around the chosen claim, and a thin line through all lanes."""
    ink = INK.on(dark=dark)
    for mark in marks:
        middle = mark.first + (mark.last - mark.first) / 2
        figure.add_vline(x=middle.isoformat(), line={"color": ink, "width": 1, "dash": "dot"})
        pad = timedelta(days=22) if mark.first == mark.last else timedelta(days=8)
        figure.add_shape(
            type="rect",
            x0=(mark.first - pad).isoformat(),
            x1=(mark.last + pad).isoformat(),
            y0=mark.row - 0.48,
            y1=mark.row + 0.48,
            line={"color": ink, "width": 2},
            name="chosen",
        )


def _add_publications(figure: go.Figure, corpus: Corpus, lanes: Sequence[Lane], dark: bool) -> None:
    """A mark above the lanes for when each source was published: it knew nothing later."""
    sources = [source for source in corpus.sources.values() if source.published_period.latest]
    days = [source.published_period.latest for source in sources]
    figure.add_scatter(
        x=[day.isoformat() for day in days if day],
        y=[-1.1] * len(sources),
        mode="markers+text",
        marker={"symbol": "triangle-down", "size": 8, "color": INK.on(dark=dark), "opacity": 0.6},
        text=[source.id for source in sources],
        textposition="top center",
        textfont={"size": 10},
        hovertext=[
            f"Source {source.id} published by then<br>{escape(source.publisher)}"
            for source in sources
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.6}},
        unselected={"marker": {"opacity": 0.6}, "textfont": {"color": INK.on(dark=dark)}},
        name="publication",
    )
    bottom = lanes[-1].bottom if lanes else 1
    for day in days:
        if day:
            figure.add_shape(
                type="line",
                x0=day.isoformat(),
                x1=day.isoformat(),
                y0=-0.9,
                y1=bottom - 0.5,
                line={"color": "rgba(128,128,128,0.35)", "width": 1},
                layer="below",
            )


def _shade_edges(figure: go.Figure, marks: Sequence[Mark], filters: Filters) -> None:
    for side, low, high, word in (
        (-1, WINDOW_FIRST - MARGIN, WINDOW_FIRST, "earlier"),
        (1, WINDOW_LAST, WINDOW_LAST + MARGIN, "later"),
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
                y=1,
                yref="paper",
                yanchor="bottom",
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


def _frame(figure: go.Figure, lanes: Sequence[Lane], dark: bool) -> None:
    rows = lanes[-1].bottom if lanes else 1
    grid = "rgba(128,128,128,0.22)"
    for lane in lanes[1:]:
        figure.add_hline(y=lane.top - 0.5, line={"color": grid, "width": 1}, layer="below")
    figure.update_layout(
        height=max(LEAST_HEIGHT, ROW_HEIGHT * (rows + 2) + 40),
        margin={"l": 4, "r": 4, "t": 18, "b": 22},
        showlegend=False,
        barmode="overlay",
        clickmode="event+select",
        dragmode=False,
        hovermode="closest",
        hoverlabel={"align": "left"},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(
        type="date",
        range=[(WINDOW_FIRST - MARGIN).isoformat(), (WINDOW_LAST + MARGIN).isoformat()],
        tickvals=[f"{year}-01-01" for year in range(2014, 2021)],
        ticktext=[str(year) for year in range(2014, 2021)],
        ticklabelmode="period",
        ticks="outside",
        gridcolor=grid,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[rows - 0.4, -2.2],
        tickvals=[(lane.top + lane.bottom - 1) / 2 for lane in lanes],
        ticktext=[f"{KIND_NAMES[lane.kind]} {lane.count}" for lane in lanes],
        tickfont={"color": INK.on(dark=dark)},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )


def _colour(mark: Mark, dark: bool) -> str:
    return KIND_COLOURS[mark.claim.kind].on(dark=dark)


def _hover(claim: Claim, corpus: Corpus) -> str:
    """Plotly reads a little HTML in hover text, so everything is escaped and only <br> is ours."""
    precision = PRECISION_NAMES[claim.when.period.precision]
    lines = [
        *textwrap.wrap(claim.statement, 64)[:6],
        f"{period_words(claim.when)} ({precision})",
        *textwrap.wrap(location_words(claim, corpus), 64)[:2],
        "Sources " + ", ".join(sorted({excerpt.source for excerpt in claim.excerpts})),
    ]
    return "<br>".join(escape(line) for line in lines)
