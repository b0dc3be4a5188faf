"""The pages, their links, and the way from one to another.

A change of page drops the query string, so every link carries it along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

import streamlit as st

from app import state
from app.text import draw_words


class Screen(StrEnum):
    """The pages, by the last part of their address."""

    EXPLORE = "explore"
    COMPARE = "compare"
    AGREEMENT = "agreement"
    FIGURES = "figures"
    SOURCES = "sources"
    SEARCH = "search"
    REPORT = "report"


TITLES: Mapping[Screen, str] = {
    Screen.EXPLORE: "Map",
    Screen.COMPARE: "Side by side",
    Screen.AGREEMENT: "Agreement",
    Screen.FIGURES: "Figures",
    Screen.SOURCES: "Sources",
    Screen.SEARCH: "Search",
    Screen.REPORT: "Report",
}


def draw_link(screen: Screen, words: str, changes: Mapping[str, str]) -> None:
    """A link to a page that keeps the query string but for `changes`. `words` must be a label."""
    parameters = {**state.parameters(), **changes}
    st.page_link(_page(screen, _nothing), label=words, query_params=parameters)


def run(
    screens: Mapping[Screen, Callable[[], None]],
    draw_title: Callable[[], None],
    notices: Sequence[str] = (),
) -> None:
    """Run the page that the address names, or the one that a callback asked for."""
    pages = {screen: _page(screen, draw) for screen, draw in screens.items()}
    current = st.navigation(list(pages.values()), position="hidden")
    wanted = state.take_request()
    if wanted is not None:
        st.switch_page(pages[Screen(wanted)], query_params=state.parameters())
    with st.container(key="navigation", horizontal=True, gap="small", vertical_alignment="center"):
        draw_title()
        for screen, page in pages.items():
            here = page.url_path == current.url_path
            with st.container(key=f"go-{screen}{'-here' if here else ''}", width="content"):
                st.page_link(page, label=TITLES[screen], query_params=state.parameters())
    for notice in notices:
        draw_words(notice)
    current.run()


def _page(screen: Screen, draw: Callable[[], None]) -> st.Page:
    return st.Page(
        draw,
        title=f"{TITLES[screen]} · Sidelight",
        url_path=screen.value,
        default=screen is Screen.EXPLORE,
    )


def _nothing() -> None:
    """A link needs the address of a page and never draws it."""
