"""A part of the timeline as a Plotly figure, put together from plain values and made once.

Plotly's own methods look at the whole figure at every shape and trace that is added: half a second
for a full timeline. Here none does; the tests hand every chart to Plotly's validation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

import orjson
import plotly.graph_objects as go

from components.shared.palette import RAISED, Paint
from components.timeline.drawing import LANES, TimelineDrawing
from components.timeline.scale import LEFT, RIGHT, day_after
from components.timeline.surroundings import BAND_EDGE, GRID, PUBLICATION, Shade

CLEAR = "rgba(0,0,0,0)"
# Where a text stands beside its point: whether on its left.
SIDES: Mapping[bool, str] = {True: "middle left", False: "middle right"}
# The font of the page, which Streamlit serves.
_FAMILY = '"Source Sans", sans-serif'
_BEHIND = {"y0": 0, "y1": 1, "yref": "paper"}


class Drawn(go.Figure):  # type: ignore[misc]  # plotly has no types
    """A figure that is not changed any more."""

    def written(self) -> str:
        """The figure as JSON, without Plotly's own template: it says all of its looks itself."""
        if self._written is None:
            plain = self.to_dict()
            layout = {name: value for name, value in plain["layout"].items() if name != "template"}
            self._written = orjson.dumps({"data": plain["data"], "layout": layout}).decode()
        return self._written

    _written: str | None = None


def chart(
    drawing: TimelineDrawing,
    traces: Iterable[dict[str, Any]],
    *,
    shapes: Iterable[dict[str, Any]] = (),
    pads: tuple[int, int] = (0, 0),
    **layout: Any,
) -> Drawn:
    """A figure over what is behind all parts, with `pads` of so many pixels above and below."""
    around = {"margin": _margin(*pads), "shapes": [*_behind(drawing), *shapes]}
    whole = _base(drawing) | layout | around
    return Drawn(data=list(traces), layout=whole, _validate=False)


def css(paint: Paint, digits: int = 2) -> str:
    """A paint as Plotly takes it."""
    red, green, blue = bytes.fromhex(paint.colour[1:])
    return f"rgba({red},{green},{blue},{paint.opacity:.{digits}f})"


def joined(lines: Iterable[str]) -> str:
    """Lines as Plotly takes them. It reads a little HTML, so each is escaped."""
    return "<br>".join(escape(line) for line in lines)


def said(texts: Iterable[Iterable[str]]) -> dict[str, Any]:
    """What pointing at each point of a trace says, from its lines."""
    return {
        "hovertext": [joined(lines) for lines in texts],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def axis(ink: str, *, zero: bool = False, **more: Any) -> dict[str, Any]:
    """An axis of rows or counts, at the same pixels in all parts; `zero` draws its line."""
    line = {"zerolinecolor": ink, "zerolinewidth": 1} if zero else {}
    return {
        **more,
        "tickfont": {"color": ink, "size": LANES},
        "ticklabelstandoff": 2,
        "showgrid": False,
        "zeroline": zero,
        **line,
        "fixedrange": True,
        "automargin": False,
    }


def unseen_axis(begin: float, end: float, **more: Any) -> dict[str, Any]:
    """An axis that only places what is drawn."""
    return more | {"range": [begin, end], "visible": False, "fixedrange": True}


def _margin(top: int, bottom: int) -> dict[str, int]:
    return {"l": LEFT, "r": RIGHT, "pad": 0, "t": top, "b": bottom}


def _base(drawing: TimelineDrawing) -> dict[str, Any]:
    """What all parts share, above all the same days at the same pixels."""
    font = {"color": drawing.ink, "family": _FAMILY}
    days = {
        "type": "date",
        "range": list(drawing.scale.span),
        "tick0": f"{drawing.scale.first.year}-01-01",
        "dtick": f"M{drawing.scale.step}",
        "showgrid": True,
        "showticklabels": False,
        "ticks": "",
        "gridcolor": css(GRID),
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
    }
    box = {"bgcolor": RAISED.on(dark=drawing.dark), "bordercolor": "rgba(128,128,128,0.5)"}
    return {
        "margin": {},
        "showlegend": False,
        "barmode": "overlay",
        "hovermode": "closest",
        "hoverdistance": 9,
        "hoverlabel": {"align": "left", **box, "font": font | {"size": 12}},
        "font": font,
        "plot_bgcolor": CLEAR,
        "paper_bgcolor": CLEAR,
        "xaxis": days,
    }


def _behind(drawing: TimelineDrawing) -> Iterator[dict[str, Any]]:
    """What is shaded, and a thin line where each source was published: it knew nothing later."""
    for shade in drawing.shades:
        yield _rectangle(shade)
    line = {"color": css(PUBLICATION), "width": 1}
    for each in drawing.published:
        day = day_after(each.day)
        ends = {"type": "line", "x0": day, "x1": day, **_BEHIND}
        yield ends | {"line": line, "layer": "below", "name": "publication"}


def _rectangle(shade: Shade) -> dict[str, Any]:
    days = {"type": "rect", "x0": shade.first.isoformat(), "x1": day_after(shade.last), **_BEHIND}
    line = {"width": int(bool(shade.lines)), "color": css(BAND_EDGE)}
    look = {"fillcolor": css(shade.paint), "line": line}
    return days | look | {"layer": "below", "name": shade.name}
