"""The line above every page: what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app.state import View
from app.text import draw
from components.wording import counted
from data.model import Claim, Corpus
from data.terms import Kind


def draw_title(corpus: Corpus, view: View, claims: Sequence[Claim]) -> None:
    """The name, and how many of the claims are in view."""
    attacks = sum(claim.kind is Kind.ATTACK for claim in claims)
    sources = {source for claim in claims for source in claim.sources}
    total = counted(len(corpus.claims), "claim")
    count = f"{len(claims)} of {total}" if view.filters.active else total
    draw(
        Markup(
            '<div class="sl-title"><h1>Sidelight</h1><p>Daesh in Iraq and Syria: '
            "<b>{}</b>, {} of attacks, {}</p></div>"
        ).format(count, attacks, counted(len(sources), "document"))
    )
