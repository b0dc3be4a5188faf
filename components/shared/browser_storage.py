"""What an analyst types, kept in the browser: it is not in the address and not on the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.shared import assets

_draw = st.components.v2.component(
    "sidelight_keep",
    html="<i>\n</i>",
    js=assets.read("shared/browser_storage.js"),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the browser told: the text that it had, where it was asked, and whether it keeps none.

    `refused` is of storage as a whole (private windows, frames, policies) or for want of room.
    """

    text: str | None
    refused: bool


def draw_keep(text: str | None, *, refused: bool, key: str, on_kept: Callable[[], None]) -> None:
    """Keep a text in the browser; None asks for what is kept.

    `on_kept` is called with the answer, and whenever the browser does other than `refused` says.
    """
    _draw(key=key, data={"text": text, "refused": refused}, on_kept_change=on_kept, height=1)


def kept(value: Any) -> Stored | None:
    """What the browser told; None for nothing that can be understood."""
    told = getattr(value, "kept", None)
    if not isinstance(told, Mapping):
        return None
    text = told.get("text")
    return Stored(text if isinstance(text, str) else None, told.get("refused") is True)
