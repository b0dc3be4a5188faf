"""The timeline: a lane for each kind, a dot for a day, a bar as long as the vagueness for the rest.

A bar is filled where the claim holds throughout and hatched where it holds on some day; it is pale
where "about" lets it reach further, and an open side ends in an arrow. Nothing is padded to the
first of January. What lies before 2014 or after 2020 stands at the edge, outside the years.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from components import assets
from components.palette import INK, KIND_COLOURS, KIND_NAMES, PRECISION_NAMES
from components.timeline_frame import (
    ABOVE_LANES,
    add_frame,
    add_publications,
    row_height,
    shade_edges,
)
from components.timeline_layout import Mark, layout
from components.wording import counted, location_words, period_words
from data.model import Claim, Corpus
from data.period import DatePrecision, Holding
from data.select import Filters
from data.terms import Kind

DAY_MS = 86_400_000

_reveal = st.components.v2.component(
    "sidelight_reveal",
    html="<i>\n</i>",
    js=(assets.DIRECTORY / "reveal.js").read_text(encoding="utf-8"),
)


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
    hovers = {claim.id: _hover(claim, corpus) for claim in claims}
    figure = go.Figure()
    _add_bars(figure, [mark for mark in marks if not mark.edge and not mark.is_dot], hovers, dark)
    _add_points(figure, marks, hovers, dark)
    _add_chosen(figure, [mark for mark in marks if mark.claim.id == chosen], dark)
    add_publications(figure, corpus, lanes, dark)
    shade_edges(figure, marks, filters)
    add_frame(figure, lanes, dark)
    return figure


def describe_timeline(claims: Sequence[Claim]) -> str:
    """The chart in a sentence, for those who cannot see it."""
    if not claims:
        return "Timeline from 2014 to 2020 without claims."
    counts = Counter(claim.kind for claim in claims)
    kinds = ", ".join(f"{counts[kind]} {KIND_NAMES[kind].lower()}" for kind in Kind if counts[kind])
    dots = sum(claim.when.period.precision is DatePrecision.DAY for claim in claims)
    return (
        f"Timeline from 2014 to 2020 with {counted(len(claims), 'claim')}: {kinds}. "
        f"{dots} are dated to the day."
    )


def chosen_height(figure: go.Figure) -> float | None:
    """Pixels from the chart's top to the middle of the chosen mark; None when none is drawn."""
    frame = next((shape for shape in figure.layout.shapes if shape.name == "chosen"), None)
    if frame is None:
        return None
    rows = int(figure.layout.yaxis.range[0] + 0.5)
    middle = (float(frame.y0) + float(frame.y1) + 1) / 2
    return ABOVE_LANES + middle * row_height(rows)


def draw_timeline(
    figure: go.Figure, *, alt: str, key: str, box: str, on_select: Callable[[], None]
) -> None:
    """Draw the figure into the container `box`; the selection is stored under `key`."""
    with st.container(key=box):
        _draw_chart(figure, alt=alt, key=key, on_select=on_select)
    _reveal(key=f"{key}-reveal", data={"box": box, "y": chosen_height(figure)}, height=1)


def _draw_chart(figure: go.Figure, *, alt: str, key: str, on_select: Callable[[], None]) -> None:
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


def _add_bars(
    figure: go.Figure, marks: Sequence[Mark], hovers: Mapping[str, str], dark: bool
) -> None:
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
            hovertext=[hovers[mark.claim.id] for mark in marks],
            hovertemplate="%{hovertext}<extra></extra>",
            # Streamlit's selection must not fade the rest: the frame shows what is chosen.
            selected={"marker": {"opacity": 0.9 if stated else 0.25}},
            unselected={"marker": {"opacity": 0.9 if stated else 0.25}},
            name="stated" if stated else "possible",
        )


def _add_points(
    figure: go.Figure, marks: Sequence[Mark], hovers: Mapping[str, str], dark: bool
) -> None:
    """Dots for days, arrows for open sides, arrows at the edge for what lies outside the years."""
    points = [point for mark in marks for point in _points(mark)]
    size = min(row_height(1 + max((mark.row for mark in marks), default=0)) + 2, 11)
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
        hovertext=[hovers[mark.claim.id] for mark, _, _ in points],
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


def _colour(mark: Mark, dark: bool) -> str:
    return KIND_COLOURS[mark.claim.kind].on(dark=dark)


def _hover(claim: Claim, corpus: Corpus) -> str:
    """Plotly reads a little HTML in hover text, so everything is escaped and only <br> is ours."""
    precision = PRECISION_NAMES[claim.when.period.precision]
    lines = [
        *textwrap.wrap(claim.statement, 64)[:6],
        f"{period_words(claim.when)} ({precision})",
        *textwrap.wrap(location_words(claim, corpus), 64)[:2],
        "Sources " + ", ".join(claim.sources),
    ]
    return "<br>".join(escape(line) for line in lines)
