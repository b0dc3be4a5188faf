"""Buttons that put the page's address or a citation on the clipboard."""

from __future__ import annotations

import streamlit as st

from components.shared import assets

_draw = st.components.v2.component(
    "sidelight_copy_buttons",
    html='<div class="copy">\n</div>',
    css=assets.read("shared/copy_buttons.css"),
    js=assets.read("shared/copy_buttons.js"),
)


def draw_copy_buttons(citation: str, *, key: str) -> None:
    """Draw "Copy link" and "Copy citation"; the address is read where it is copied."""
    items = [{"label": "Copy link", "text": None}, {"label": "Copy citation", "text": citation}]
    _draw(key=key, data={"items": items}, width="content")
