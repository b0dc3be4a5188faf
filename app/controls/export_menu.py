"""Taking the claims in view out as data, each format made when its button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from app.address.view import View, shown_words
from data.exports import FORMATS
from data.exports.about import About
from data.model.corpus import Claim, Corpus
from data.text.numbers import counted


def draw_export_menu(corpus: Corpus, view: View, claims: Sequence[Claim]) -> None:
    """Draw a button for each format of the claims that pass the filters."""
    about = About(shown_words(view))
    taking = st.popover(
        "Export data",
        icon=":material/download:",
        width="stretch",
        disabled=not claims,
        key="export",
        on_change="rerun",
    )
    # A dozen buttons that are not seen are not drawn.
    if not taking.open:
        return
    with taking:
        st.caption(f"{counted(len(claims), 'claim')}, with quotes, offsets and fingerprints.")
        for each in FORMATS.values():
            _draw(
                each.title,
                f"sidelight{each.suffix}",
                each.media_type,
                partial(each.render, claims, corpus, about),
            )
            if each.companion:
                beside = each.companion
                name = f"sidelight{beside.suffix}"
                _draw(beside.title, name, beside.media_type, beside.render)


def _draw(title: str, file_name: str, media_type: str, render: Callable[[], bytes]) -> None:
    # Made when pressed, so that a page costs no file; "ignore" leaves the page as it is.
    st.download_button(
        title,
        data=render,
        file_name=file_name,
        mime=media_type,
        key=f"export-{file_name}",
        on_click="ignore",
        type="tertiary",
    )
