"""A list of claims to choose from, by mouse or with the arrow keys and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.map.layers import OF_ACTS, MapLayer, hue_of_all
from components.shared import assets
from data.comparing.agreement import assess
from data.model.corpus import Claim, Corpus
from data.model.perpetrators import by_whom_words
from data.wording.dates import period_words
from data.wording.labels import AGREEMENT_NAMES, EVENT_TYPE_NAMES, KIND_NAMES
from data.wording.phrases import location_words

_draw = st.components.v2.component(
    "sidelight_claim_list",
    html="<ol>\n</ol>",
    css=assets.read("evidence/claim_list.css"),
    js=assets.read("evidence/claim_list.js"),
)


def build_list(
    claims: Sequence[Claim], corpus: Corpus, layer: MapLayer, *, dark: bool
) -> list[dict[str, str]]:
    """One row for each claim, as plain text, in the colours of the map; the browser sets it so."""
    return [
        {
            "id": claim.id,
            "kind": _sort_words(claim, corpus, layer),
            "colour": hue_of_all([claim], layer, corpus).colour.on(dark=dark),
            "when": period_words(claim.when),
            "statement": claim.statement,
            "where": location_words(claim, corpus),
            "verdict": AGREEMENT_NAMES[assess(claim, corpus).agreement],
        }
        for claim in claims
    ]


def _sort_words(claim: Claim, corpus: Corpus, layer: MapLayer) -> str:
    """'Car bomb · Daesh' where violent acts are told apart, else 'Operation · drone strike'."""
    if claim.event_type is None:
        return KIND_NAMES[claim.kind]
    event_type = EVENT_TYPE_NAMES[claim.event_type]
    if layer in OF_ACTS:
        return f"{event_type} · {by_whom_words(claim, corpus)}"
    return f"{KIND_NAMES[claim.kind]} · {event_type.lower()}"


def draw_list(
    claims: Sequence[Claim],
    corpus: Corpus,
    layer: MapLayer,
    *,
    dark: bool,
    key: str,
    on_choose: Callable[[], None],
) -> None:
    """Draw the list. The chosen id is in session state under `key` while `on_choose` runs."""
    rows = build_list(claims, corpus, layer, dark=dark)
    _draw(key=key, data={"claims": rows}, on_chosen_change=on_choose)


def chosen_claim(value: Any) -> str | None:
    """The id that the list sent; None when it sent nothing usable."""
    chosen = getattr(value, "chosen", None)
    return chosen if isinstance(chosen, str) else None
