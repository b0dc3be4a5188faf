"""The pages by their names. Importing this imports whatever a page is drawn with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from app.address.navigation import Screen
from app.address.page_context import PageContext
from app.library.loaded_corpus import passing
from app.views import agreement, compare, explore, figures, report, search, sources


def pages_of(context: PageContext) -> Mapping[Screen, Callable[[], None]]:
    """What draws each page of what is shown."""
    claims = passing(context.library, context.view.filters)
    others = {
        Screen.COMPARE: compare,
        Screen.AGREEMENT: agreement,
        Screen.FIGURES: figures,
        Screen.SOURCES: sources,
        Screen.SEARCH: search,
        Screen.REPORT: report,
    }
    return {
        Screen.EXPLORE: partial(explore.draw_page, context),
        **{
            screen: partial(page.draw_page, context.library, context.view, claims)
            for screen, page in others.items()
        },
    }
