"""Text of a document or a curator on its way to a Streamlit element.

Streamlit reads Markdown in labels and messages, and Markdown can call out to other hosts. Such text
therefore goes through `st.html` as escaped markup, or through `label` where only a label will do.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

_PLAIN = frozenset(" .,'’‘–")


def label(text: str, limit: int) -> str:
    """What of a text can stand in a Markdown label: letters, digits and plain punctuation, cut."""
    kept = "".join(c if c.isalnum() or c in _PLAIN else " " for c in text)
    words = " ".join(kept.split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def draw(markup: Markup) -> None:
    """Show escaped markup."""
    st.html(str(markup))


def draw_words(text: str) -> None:
    """Show a sentence as plain text."""
    draw(Markup('<p class="sl-empty" dir="auto">{}</p>').format(text))
