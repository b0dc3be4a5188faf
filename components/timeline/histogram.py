"""The strip under the timeline: how many claims fall into each month or quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from components.shared.palette import INK, KIND_COLOURS
from components.timeline.background import SHADE, add_background, add_lines, base_layout
from components.timeline.chart import Chart, Drawn
from components.timeline.charts import dragged_over
from components.timeline.scale import Scale, day_after
from components.timeline.words import bin_words, joined
from data.model.corpus import ContextBand
from data.model.vocabulary import Kind
from data.selecting.bins import Bin
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST, Filters
from data.wording.labels import KIND_NAMES

HEIGHT = 96
DAY_MS = 86_400_000


def build_strip(
    bins: Sequence[Bin],
    scale: Scale,
    filters: Filters,
    bands: Sequence[ContextBand],
    published: Sequence[date],
    *,
    dark: bool,
) -> Drawn:
    """Expected counts stacked by kind with a line for the sure ones; below, the possible ones.

    Dragging over it selects days, which `selected_period` reads.
    """
    shown = [each for each in bins if scale.first <= each.first and each.last <= scale.last]
    figure = Chart()
    base_layout(figure, scale, dark=dark)
    for kind in Kind:
        if any(kind in each.expected for each in shown):
            _add_bars(figure, kind, shown, dark=dark)
    ink = INK.on(dark=dark)
    _add_certain(figure, shown, ink)
    _add_possible(figure, shown, ink)
    _add_hover(figure, shown, "y3", 1)
    _add_hover(figure, shown, "y2", max((each.possible for each in shown), default=0))
    figure.update_layout(
        barmode="stack",
        height=HEIGHT,
        margin={"t": 6, "b": 6},
        dragmode="select",
        selectdirection="h",
        newselection={"line": {"color": ink, "width": 1, "dash": "solid"}},
        yaxis=_expected_axis(shown, ink),
        yaxis2=_possible_axis(shown, ink),
        yaxis3={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True},
    )
    add_background(figure, scale, bands, filters)
    add_lines(figure, published, scale)
    return figure.figure()


def selected_period(value: Any) -> tuple[date, date] | None:
    """The whole months that were dragged over, from what the strip sent; None when none were.

    A month counts from its middle on, and one month at least, within the years of the timeline.
    """
    days = sorted(day for end in dragged_over(value) if (day := _day(end)))
    if len(days) != 2 or days[1] < WINDOW_FIRST or days[0] > WINDOW_LAST:
        return None
    first = _month_start(days[0] + timedelta(days=15))
    last = _month_start(days[1] + timedelta(days=15)) - timedelta(days=1)
    if last < first:
        first = _month_start(days[0] + (days[1] - days[0]) / 2)
        last = _month_start(first + timedelta(days=31)) - timedelta(days=1)
    return max(first, WINDOW_FIRST), min(last, WINDOW_LAST)


def _day(end: object) -> date | None:
    if not isinstance(end, str):
        return None
    try:
        # Margins keep arithmetic with months clear of the ends of the calendar.
        return min(max(date.fromisoformat(end[:10]), date(1000, 1, 1)), date(9000, 1, 1))
    except ValueError:
        return None


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _add_bars(figure: Chart, kind: Kind, bins: Sequence[Bin], *, dark: bool) -> None:
    figure.add_bar(
        x=[each.first.isoformat() for each in bins],
        y=[each.expected.get(kind, 0) for each in bins],
        width=[_length(each) for each in bins],
        offset=0,
        marker={"color": KIND_COLOURS[kind].on(dark=dark), "line": {"width": 0}},
        hoverinfo="skip",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        name=KIND_NAMES[kind],
    )


def _add_certain(figure: Chart, bins: Sequence[Bin], ink: str) -> None:
    """A level line over each bin into which any surely falls."""
    sure = [each for each in bins if each.certain]
    figure.add_scatter(
        x=[end for each in sure for end in (each.first.isoformat(), day_after(each.last), None)],
        y=[height for each in sure for height in (each.certain, each.certain, None)],
        mode="lines",
        line={"color": ink, "width": 1.5},
        hoverinfo="skip",
        name="certain",
    )


def _add_possible(figure: Chart, bins: Sequence[Bin], ink: str) -> None:
    """An outline that hangs from the axis: there may be far more of them than are expected."""
    figure.add_scatter(
        x=[end for each in bins for end in (each.first.isoformat(), day_after(each.last))],
        y=[each.possible for each in bins for _ in range(2)],
        yaxis="y2",
        mode="lines",
        line={"color": ink, "width": 1},
        fill="tozeroy",
        fillcolor=SHADE,
        hoverinfo="skip",
        name="possible",
    )


def _add_hover(figure: Chart, bins: Sequence[Bin], axis: str, height: float) -> None:
    """Unseen columns of full height, so that every bin tells its counts wherever one points."""
    figure.add_bar(
        x=[each.first.isoformat() for each in bins],
        y=[height] * len(bins),
        width=[_length(each) for each in bins],
        offset=0,
        yaxis=axis,
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        hovertext=[joined(_bin_lines(each)) for each in bins],
        hovertemplate="%{hovertext}<extra></extra>",
        name="bins",
    )


def _bin_lines(each: Bin) -> Iterator[str]:
    yield bin_words(each)
    for kind in Kind:
        if each.expected.get(kind, 0) >= 0.05:
            yield f"{KIND_NAMES[kind]} {each.expected[kind]:.1f}"


def _length(each: Bin) -> int:
    return ((each.last - each.first).days + 1) * DAY_MS


def _expected_axis(bins: Sequence[Bin], ink: str) -> dict[str, Any]:
    top = max((sum(each.expected.values()) for each in bins), default=0) or 1
    ticks = {"tickvals": [top / 2, top], "ticktext": [f"Claims a {_unit(bins)}", f"{top:.0f}"]}
    return {"domain": [0.36, 1], "range": [0, top * 1.08], **ticks, **_axis(ink)}


def _possible_axis(bins: Sequence[Bin], ink: str) -> dict[str, Any]:
    top = max((each.possible for each in bins), default=0) or 1
    ticks = {"tickvals": [top * 0.75], "ticktext": [f"possibly: max {top}"]}
    return {"domain": [0, 0.36], "range": [top * 1.05, 0], **ticks, **_axis(ink)}


def _axis(ink: str) -> dict[str, Any]:
    return {
        "tickfont": {"color": ink, "size": 10.5},
        "ticklabelstandoff": 2,
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": ink,
        "zerolinewidth": 1,
        "fixedrange": True,
        "automargin": False,
    }


def _unit(bins: Sequence[Bin]) -> str:
    """What the bins are; the first and the last may be cut."""
    longest = max(((each.last - each.first).days for each in bins), default=0)
    return "quarter" if longest > 31 else "month"
