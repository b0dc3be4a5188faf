"""The line above every page: what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app.text import draw
from app.view import View
from components.wording import counted
from data.model import Claim, Corpus
from data.period_words import day_words
from data.terms import Kind


def draw_title(corpus: Corpus, view: View, claims: Sequence[Claim]) -> None:
    """The name, and how many of the claims are in view."""
    attacks = sum(claim.kind is Kind.ATTACK for claim in claims)
    sources = {source for claim in claims for source in claim.sources}
    total = counted(len(corpus.claims), "claim")
    count = f"{len(claims)} of {total}" if view.filters.active else total
    draw(
        Markup(
            '<div class="sl-title"><h1>Sidelight</h1><p>{}: <b>{}</b>, {} of attacks, {}</p></div>'
        ).format(_subject(view), count, attacks, counted(len(sources), "document"))
    )


def _subject(view: View) -> Markup:
    """What it is about; or the day as known on which it is shown, and what was not rewritten."""
    if view.known is None:
        return Markup("Daesh in Iraq and Syria")
    return Markup('<b title="{}">As known on {}</b>').format(
        "Statement, period and note of a claim were written in the knowledge of all documents.",
        day_words(view.known),
    )
