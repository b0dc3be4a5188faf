"""A chart put together from plain values and made into a Plotly figure once.

Plotly's own methods look at the whole figure at every shape and trace that is added: half a second
for a full timeline. Here none does; the tests hand every chart to Plotly's validation.
"""

from __future__ import annotations

from typing import Any

import orjson
import plotly.graph_objects as go


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


class Chart:
    """Traces, shapes and layout while a figure is put together."""

    def __init__(self) -> None:
        self._traces: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._layout: dict[str, Any] = {}

    def add_bar(self, **trace: Any) -> None:
        """Add a trace of bars."""
        self._traces.append({"type": "bar", **trace})

    def add_scatter(self, **trace: Any) -> None:
        """Add a trace of symbols, texts or lines."""
        self._traces.append({"type": "scatter", **trace})

    def add_shape(self, **shape: Any) -> None:
        """Add a shape; its y is in rows unless it says otherwise."""
        self._shapes.append(shape)

    def add_row_line(self, y: float, colour: str) -> None:
        """Add a thin line over the whole width below the traces."""
        line = {"color": colour, "width": 1}
        across = {"x0": 0, "x1": 1, "xref": "x domain"}
        self.add_shape(type="line", **across, y0=y, y1=y, line=line, layer="below")

    def update_layout(self, **changes: Any) -> None:
        """Change the layout, group by group."""
        _merge(self._layout, changes)

    def figure(self) -> Drawn:
        """The figure of all that was added."""
        layout = {**self._layout, "shapes": self._shapes}
        return Drawn(data=self._traces, layout=layout, _validate=False)


def _merge(into: dict[str, Any], changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value
