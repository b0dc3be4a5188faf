"""The links to the pages, as one part of the page, the same for all choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.shared import assets

# Not isolated: styled by the style sheets of the page.
_draw = st.components.v2.component(
    "sidelight_page_links",
    html='<nav class="sl-pages" aria-label="Pages">\n</nav>',
    js=assets.read("shared/page_links.js"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page: its name, the last part of its address, its title, whether it is the current one."""

    name: str
    address: str
    title: str
    here: bool


def draw_page_links(links: Iterable[PageLink], *, key: str, on_go: Callable[[], None]) -> None:
    """Draw a link for each page.

    The name of the one asked for is in session state under `key` while `on_go` runs
    (`page_asked`).
    """
    current = Markup(' aria-current="page"')
    link = Markup('<a href="./{}" data-page="{}"{}>{}</a>')
    markup = Markup("").join(
        link.format(each.address, each.name, current if each.here else "", each.title)
        for each in links
    )
    _draw(key=key, data={"html": str(markup)}, on_page_change=on_go, width="content")


def page_asked(value: Any) -> str:
    """The page that was asked for, from what the browser sent; an empty text for none."""
    page = getattr(value, "page", None)
    return page if isinstance(page, str) else ""
