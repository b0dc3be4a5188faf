"""The timeline: a lane for each kind, a dot for a day, a bar as long as the vagueness for the rest.

A bar is filled where the claim holds throughout and hatched where it holds on some day; it is pale
where "about" lets it reach further, and an open side ends in an arrow. Nothing is padded to the
first of January. What lies before 2014 or after 2020 stands at the edge, outside the years.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from components.palette import INK, KIND_COLOURS, KIND_NAMES, PRECISION_NAMES
from components.timeline_layout import MARGIN, Lane, Mark, layout
from components.wording import counted, edtf_words, location_words, period_words
from data.model import Claim, Corpus
from data.period import DatePrecision, Holding
from data.select import WINDOW_FIRST, WINDOW_LAST, Filters

DAY_MS = 86_400_000
HEIGHT = 372
# Pixels for a row: what fits the height, within these bounds.
LEAST_ROW, GREATEST_ROW = 7.0, 30.0
FRAME = 52


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
    _add_points(figure, marks, corpus, dark)
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


def _add_bars(figure: go.Figure, marks: Sequence[Mark], corpus: Corpus, dark: bool) -> None:
    """The whole reach in a pale colour, and on it the stated part, hatched or filled."""
    one_day = timedelta(days=1)
    for stated in (False, True):
        ends = [mark.filled if stated else (mark.first, mark.last) for mark in marks]
        colours = [_colour(mark, dark) for mark in marks]
        throughout = [mark.claim.when.holds is Holding.THROUGHOUT for mark in marks]
        figure.add_bar(
            orientation="h",
            base=[first.isoformat() for first, _ in ends],
            x=[(last - first + one_day).days * DAY_MS for first, last in ends],
            y=[mark.row for mark in marks],
            width=0.66,
            marker={
                "color": colours,
                "opacity": 0.9 if stated else 0.25,
                "line": {"width": 1 if stated else 0, "color": colours},
                "pattern": {
                    "shape": ["" if not stated or solid else "/" for solid in throughout],
                    "fillmode": "replace",
                    "size": 5,
                    "solidity": 0.45,
                },
            },
            customdata=[mark.claim.id for mark in marks],
            hovertext=[_hover(mark.claim, corpus) for mark in marks],
            hovertemplate="%{hovertext}<extra></extra>",
            # Streamlit's selection must not fade the rest: the frame shows what is chosen.
            selected={"marker": {"opacity": 0.9 if stated else 0.25}},
            unselected={"marker": {"opacity": 0.9 if stated else 0.25}},
            name="stated" if stated else "possible",
        )


def _add_points(figure: go.Figure, marks: Sequence[Mark], corpus: Corpus, dark: bool) -> None:
    """Dots for days, arrows for open sides, arrows at the edge for what lies outside the years."""
    points = [point for mark in marks for point in _points(mark)]
    size = min(_row_height(1 + max((mark.row for mark in marks), default=0)) + 2, 11)
    colours = [_colour(mark, dark) for mark, _, _ in points]
    figure.add_scatter(
        x=[day.isoformat() for _, day, _ in points],
        y=[mark.row for mark, _, _ in points],
        mode="markers",
        marker={
            "color": colours,
            "symbol": [symbol for _, _, symbol in points],
            "size": [
                0.7 * size if "triangle" in symbol and not mark.edge else size
                for mark, _, symbol in points
            ],
            "line": {"width": 1.5, "color": colours},
            "opacity": 1,
        },
        customdata=[mark.claim.id for mark, _, _ in points],
        hovertext=[_hover(mark.claim, corpus) for mark, _, _ in points],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        name="points",
    )


def _points(mark: Mark) -> Iterator[tuple[Mark, date, str]]:
    period = mark.claim.when.period
    if mark.edge:
        yield mark, mark.first, "triangle-left" if mark.edge < 0 else "triangle-right"
    elif mark.is_dot:
        exact = period.precision is DatePrecision.DAY
        yield mark, mark.first, "circle" if exact else "circle-open"
    else:
        if period.earliest is None:
            yield mark, mark.first, "triangle-left"
        if period.latest is None:
            yield mark, mark.last, "triangle-right"


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


def _shade_edges(figure: go.Figure, marks: Sequence[Mark], filters: Filters) -> None:
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


def _row_height(rows: int) -> float:
    """Pixels for a row, so that the chart keeps its height while it can."""
    return min(max((HEIGHT - FRAME) / max(rows, 1), LEAST_ROW), GREATEST_ROW)


def _frame(figure: go.Figure, lanes: Sequence[Lane], dark: bool) -> None:
    rows = lanes[-1].bottom if lanes else 1
    grid = "rgba(128,128,128,0.22)"
    ink = INK.on(dark=dark)
    height = _row_height(rows) * rows + FRAME
    top = 1 - 22 / (height - 30)
    for lane in lanes[1:]:
        figure.add_hline(y=lane.top - 0.5, line={"color": grid, "width": 1}, layer="below")
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
        # The strip above the lanes that holds the sources' publication dates.
        yaxis2={"domain": [top, 1], "range": [-1, 1], "visible": False, "fixedrange": True},
    )
    figure.update_xaxes(
        type="date",
        range=[(WINDOW_FIRST - MARGIN).isoformat(), (WINDOW_LAST + MARGIN).isoformat()],
        tickvals=[f"{year}-01-01" for year in range(2014, 2022)],
        ticktext=[str(year) for year in range(2014, 2021)] + [""],
        ticklabelmode="period",
        ticks="outside",
        side="top",
        showgrid=True,
        gridcolor=grid,
        tickfont={"color": ink},
        fixedrange=True,
    )
    figure.update_layout(
        yaxis={
            "domain": [0, top],
            "range": [rows - 0.5, -0.6],
            "tickvals": [(lane.top + lane.bottom - 1) / 2 for lane in lanes],
            "ticktext": [f"{KIND_NAMES[lane.kind]} {lane.count}" for lane in lanes],
            "tickfont": {"color": ink, "size": 11},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "automargin": True,
        }
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
