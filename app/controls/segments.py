"""A choice of one of a few, drawn side by side; the address says which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from app.address import state

E = TypeVar("E")


def draw_segments(
    label: str,
    names: Mapping[E, str],
    chosen: E,
    *,
    key: str,
    on_change: Callable[[], None],
    named: bool = True,
) -> None:
    """Draw the choice with its names; `named` shows the label too."""
    state.set_widget(key, chosen)
    st.segmented_control(
        label,
        list(names),
        format_func=lambda each: names[each],
        key=key,
        required=True,
        wrap=True,
        label_visibility="visible" if named else "collapsed",
        on_change=on_change,
    )
