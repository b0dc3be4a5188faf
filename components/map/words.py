"""What the map can show in words, as JSON for the browser: no text goes through folium.

Apart from `claim_map` because the server's routes need it: importing streamlit-folium outside of
Streamlit's own run of the script would leave its frame unregistered, and the map would be a 404.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from data.model.corpus import Claim, Corpus
from data.wording.dates import period_words


def map_words(corpus: Corpus) -> dict[str, Mapping[str, Any]]:
    """The names of places keyed by id, for the browser to look up and set as text."""
    return {
        "places": {place.id: place.name for place in corpus.places.values()},
        "arabic": {place.id: place.name_ar for place in corpus.places.values() if place.name_ar},
    }


def claim_words(claims: Iterable[Claim]) -> dict[str, Mapping[str, Any]]:
    """What is read of claims on hover, keyed by id."""
    return {
        claim.id: {
            "statement": claim.statement,
            "period": period_words(claim.when),
            "sources": ", ".join(claim.sources),
        }
        for claim in claims
    }
