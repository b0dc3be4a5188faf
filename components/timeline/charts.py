"""Charts drawn by Plotly in the page: all parts of a view as one part of the page.

Figures are Plotly's, put together in Python; the script that draws them is Plotly's own, from its
package.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.shared import assets

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
    js=assets.read("timeline/charts.js"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A chart: the class of its place, its figure as JSON, its height in pixels and its words."""

    name: str
    spec: str
    height: int
    alt: str = ""


def draw_charts(
    parts: Sequence[Part],
    *,
    script: str,
    key: str,
    on_drag: Callable[[], None],
    on_clear: Callable[[], None],
) -> None:
    """Draw the parts; `script` is the address of Plotly's.

    Where a part lets one drag over it, the two ends are in session state under `key` while
    `on_drag` runs (`dragged_over`); `on_clear` is called at a double click on it.
    """
    _draw(
        key=key,
        data={
            "script": script,
            "parts": [
                {"name": each.name, "spec": each.spec, "height": each.height, "alt": each.alt}
                for each in parts
            ],
        },
        on_dragged_change=on_drag,
        on_cleared_change=on_clear,
    )


def dragged_over(value: Any) -> list[Any]:
    """The ends of what was dragged over, from what the browser sent; none if nothing was."""
    ends = getattr(value, "dragged", None)
    return ends if isinstance(ends, list) else []
