"""What an analyst types, kept in the browser: it is not in the address and not on the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from components import assets

_draw = st.components.v2.component(
    "sidelight_keep",
    html="<i>\n</i>",
    js=(assets.DIRECTORY / "keep.js").read_text(encoding="utf-8"),
)


def draw_keep(text: str | None, *, key: str, on_kept: Callable[[], None]) -> None:
    """Keep a text in the browser; None asks for what is kept, and `on_kept` is called with it."""
    _draw(key=key, data={"text": text}, on_kept_change=on_kept, height=1)


def kept(value: Any) -> str:
    """The text that the browser had; empty for none."""
    text = getattr(value, "kept", None)
    return text if isinstance(text, str) else ""
