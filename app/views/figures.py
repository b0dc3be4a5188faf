"""The figures page: every number that the sources give, on one axis for each measure."""

from __future__ import annotations

from collections.abc import Sequence

from app.address.picked import follow
from app.address.view import View
from app.library.loaded_corpus import LoadedCorpus
from app.views.side_panel import place_panel
from components.figures.ranges import build_figures
from components.shared.pickable import draw_pickable
from components.shared.streamlit_text import draw_words
from data.comparing.figure_groups import figure_groups
from data.model.corpus import Claim

_FIGURES = "figure-ranges"


def draw_page(library: LoadedCorpus, view: View, claims: Sequence[Claim]) -> None:
    """Draw the figures of the claims that pass the filters."""
    corpus = library.corpus
    counted = [claim for claim in claims if any(each.figures for each in claim.excerpts)]
    with place_panel(library, view, counted):
        if not counted:
            draw_words("No claim that passes these filters has a figure. Clear a filter.")
            return
        groups = figure_groups(counted, corpus)
        draw_pickable(
            build_figures(groups, corpus, chosen=view.choice.claim, dark=view.dark),
            key=_FIGURES,
            on_pick=lambda: follow(_FIGURES, corpus),
        )
