"""The first of many rows, and a button for more: a page need not carry what nobody scrolls to."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

import streamlit as st

from app.address import state

T = TypeVar("T")
PAGE = 300


def first_of(rows: Sequence[T], *, key: str, about: Hashable) -> Sequence[T]:
    """As many rows as were asked for; `about` says of what, and with another it begins anew."""
    return rows[: state.pages(key, about) * PAGE]


def draw_more(rows: Sequence[T], *, key: str, about: Hashable) -> None:
    """A button for the next rows, where there are any."""
    shown = state.pages(key, about) * PAGE
    if len(rows) > shown:
        st.button(
            f"Show {min(PAGE, len(rows) - shown)} more of {len(rows):,}",
            key=f"more-{key}",
            on_click=state.turn_page,
            args=(key, about),
        )
