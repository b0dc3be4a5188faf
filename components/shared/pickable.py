"""Escaped markup in the page whose parts can be chosen, by mouse or keyboard.

A part says what choosing it means in `data-pick`, such as `claim:baghdad-three-explosions`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.shared import assets

# Not isolated: the markup is styled by the style sheets of the page, like all other markup.
_draw = st.components.v2.component(
    "sidelight_pickable",
    html='<div class="sl-pick">\n</div>',
    js=assets.read("shared/pickable.js"),
    isolate_styles=False,
)


def draw_pickable(
    markup: Markup, *, key: str, on_pick: Callable[[], None], reveal: str | None = None
) -> None:
    """Draw the markup. What was picked is in session state under `key` while `on_pick` runs.

    `reveal` is a CSS selector of the part to scroll to when it changes.
    """
    _draw(key=key, data={"html": str(markup), "reveal": reveal}, on_picked_change=on_pick)


def picked(value: Any) -> tuple[str, str]:
    """What was picked and of which sort: ("claim", "some-id"); two empty texts for nothing."""
    chosen = getattr(value, "picked", None)
    if not isinstance(chosen, str):
        return "", ""
    sort, _, what = chosen.partition(":")
    return sort, what
