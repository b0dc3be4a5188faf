"""The line above every page: what is shown."""

from __future__ import annotations

from markupsafe import Markup

from app.corpus import Library
from app.text import draw
from app.view import View
from components.wording import counted
from data.period_words import day_words
from data.select import in_view


def draw_title(library: Library, view: View) -> None:
    """The name, and how many of the claims are in view."""
    claims, attacks, sources = in_view(library.corpus, view.filters)
    total = counted(len(library.corpus.claims), "claim")
    count = f"{claims} of {total}" if view.filters.active else total
    draw(
        Markup('<div class="sl-title"><h1>Sidelight</h1><p>{}: <b>{}</b>, {}, {}</p></div>').format(
            _subject(view), count, counted(attacks, "attack"), counted(sources, "document")
        )
    )


def _subject(view: View) -> Markup:
    """What it is about; or the day as known on which it is shown, and what was not rewritten."""
    if view.known is None:
        return Markup("Daesh in Iraq and Syria")
    return Markup('<b title="{}">As known on {}</b>').format(
        "Statement, period and note of a claim were written in the knowledge of all documents.",
        day_words(view.known),
    )
