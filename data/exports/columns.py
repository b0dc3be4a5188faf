"""The columns of each sheet in order: what a reader of the files can rely on."""

from __future__ import annotations

from collections.abc import Mapping

_CLAIM = (
    *("kind", "event_type", "perpetrator_side", "targets", "statement"),
    *("edtf", "holds", "earliest", "latest", "precision"),
)
_SUMMARY = ("places", "levels", "latitude", "longitude", "other_places", "actors")
_AGREEMENT = ("agreement", "agreement_reason")
_POINT = ("latitude", "longitude")
_VOICE = ("stance", "modality", "attribution", "origin")
_STATED = ("stated_edtf", "stated_as_written")

SHEETS: Mapping[str, tuple[str, ...]] = {
    "claims": ("id", *_CLAIM, "basis", *_SUMMARY, *_AGREEMENT, "note"),
    "excerpts": (
        *("id", "claim", "source", "quote", "start", "end", "prefix", "suffix"),
        *_VOICE,
        *("credibility", "credibility_reason"),
        *_STATED,
    ),
    "figures": (
        *("id", "excerpt", "claim", "source", "measure", "minimum", "maximum", "unit"),
        *("as_written", "common_minimum", "common_maximum", "common_unit", "arithmetic"),
    ),
    "places": (
        *("claim", "number", "place", "name", "role", "level", "radius_km"),
        *_POINT,
        *("geonames", "coordinates_source"),
    ),
    "sources": (
        *("id", "publisher", "author", "title", "carried_by", "altered", "genre", "language"),
        *("translation", "published", "published_basis", "reliability", "reliability_reason"),
        *("derives_from", "file", "sha256"),
    ),
}

# One row an excerpt with all that leads back from it to the file and the corpus.
CSV: tuple[str, ...] = (
    "claim",
    *_CLAIM,
    *_SUMMARY,
    *_AGREEMENT,
    *("excerpt", "source", "publisher", "author", "carried_by", "title", "published"),
    *("quote", "start", "end"),
    *_VOICE,
    *_STATED,
    *("reliability", "credibility", "figures_as_written", "file", "sha256", "corpus"),
)
