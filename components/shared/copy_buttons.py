"""Buttons that put the page's address or a citation on the clipboard."""

from __future__ import annotations

import streamlit as st

from components import assets

_draw = st.components.v2.component(
    "sidelight_copy_buttons",
    html='<div class="copy">\n</div>',
    css=(assets.DIRECTORY / "copy_buttons.css").read_text(encoding="utf-8"),
    js=(assets.DIRECTORY / "copy_buttons.js").read_text(encoding="utf-8"),
)


def draw_copy_buttons(citation: str, *, key: str) -> None:
    """Draw "Copy link" and "Copy citation"; the address is read where it is copied."""
    items = [{"label": "Copy link", "text": None}, {"label": "Copy citation", "text": citation}]
    _draw(key=key, data={"items": items}, width="content")
