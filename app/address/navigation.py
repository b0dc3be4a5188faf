"""The pages, their links, and the way from one to another.

A change of page drops the query string, so every way to one carries it along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

import streamlit as st

from app.address import state
from components.shared.page_links import PageLink, draw_page_links, page_asked
from components.shared.streamlit_text import draw_words

_LINKS = "page-links"


class Screen(StrEnum):
    """The pages, by the last part of their address."""

    EXPLORE = state.MAIN_PAGE
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
    parameters = {**state.carried(), **changes}
    st.page_link(_page(screen, _nothing), label=words, query_params=parameters)


def follow_request() -> None:
    """Go to the page that a callback asked for, before anything else is drawn."""
    wanted = state.take_request()
    if wanted in set(Screen):
        st.switch_page(_page(Screen(wanted), _nothing), query_params=state.carried())


def run(
    screens: Mapping[Screen, Callable[[], None]],
    draw_title: Callable[[], None],
    notices: Sequence[str] = (),
) -> None:
    """Run the page that the address names."""
    pages = {screen: _page(screen, draw) for screen, draw in screens.items()}
    current = st.navigation(list(pages.values()), position="hidden")
    links = [
        PageLink(screen, page.url_path, TITLES[screen], page.url_path == current.url_path)
        for screen, page in pages.items()
    ]
    with st.container(key="navigation", horizontal=True, gap="small", vertical_alignment="center"):
        draw_title()
        draw_page_links(links, key=_LINKS, on_go=_go)
    for notice in notices:
        draw_words(notice)
    current.run()


def _go() -> None:
    state.request_page(page_asked(state.widget(_LINKS)))


def _page(screen: Screen, draw: Callable[[], None]) -> st.Page:
    return st.Page(
        draw,
        title=f"{TITLES[screen]} · Sidelight",
        url_path=screen.value,
        default=screen is Screen.EXPLORE,
    )


def _nothing() -> None:
    """A link needs the address of a page and never draws it."""
