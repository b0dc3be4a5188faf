"""The line above every page: what is shown."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from app.address import state
from app.address.view import View
from app.controls.segments import draw_segments
from app.library.loaded_corpus import LoadedCorpus
from components.shared.streamlit_text import draw
from data.selecting.select import in_view, violent_acts
from data.text.numbers import counted
from data.wording.dates import day_words

_KEY = "claims-shown"
_CLAIMS: Mapping[bool, str] = {True: "Violent acts", False: "All kinds of claims"}


def draw_title(library: LoadedCorpus, view: View) -> None:
    """The name, and how many of the claims are in view."""
    claims, acts, sources = in_view(library.corpus, view.filters)
    if view.filters.violent:
        total, more = counted(violent_acts(library.corpus), "violent act"), []
    else:
        total, more = counted(len(library.corpus.claims), "claim"), [counted(acts, "violent act")]
    count = f"{claims} of {total}" if view.filters.active else total
    draw(
        Markup('<div class="sl-title"><h1>Sidelight</h1><p>{}: <b>{}</b>, {}</p></div>').format(
            _subject(view), count, ", ".join([*more, counted(sources, "document")])
        )
    )
    draw_segments(
        "Show",
        _CLAIMS,
        view.filters.violent,
        key=_KEY,
        named=False,
        on_change=lambda: state.show_claims(acts=bool(state.widget(_KEY))),
    )


def _subject(view: View) -> Markup:
    """What it is about; or the day as known on which it is shown, and what was not rewritten."""
    if view.known is None:
        return Markup("Daesh in Iraq and Syria")
    return Markup('<b title="{}">As known on {}</b>').format(
        "Statement, period and note of a claim were written in the knowledge of all documents.",
        day_words(view.known),
    )
