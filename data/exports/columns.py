"""The columns of each table in order, with their types: what a reader of the files can rely on."""

from collections.abc import Mapping
from enum import StrEnum


class Type(StrEnum):
    """What a column holds, the same in a file of one claim and in one of them all.

    An `EDTF` is a text (ISO 8601-2), a `CODE` a whole number that only names something and may be
    missing; a `LIST` has texts.
    """

    TEXT = "text"
    EDTF = "edtf"
    LIST = "list"
    INTEGER = "integer"
    CODE = "code"
    REAL = "real"
    BOOLEAN = "boolean"
    DAY = "day"


# Of the columns below that are not text.
_TYPES: Mapping[str, Type] = {
    **dict.fromkeys(("earliest", "latest"), Type.DAY),
    **dict.fromkeys(("start", "end", "number", "credibility", "geonames"), Type.INTEGER),
    **dict.fromkeys(("latitude", "longitude", "radius_km"), Type.REAL),
    **dict.fromkeys(("minimum", "maximum", "common_minimum", "common_maximum"), Type.REAL),
}


def type_of(column: str) -> Type:
    """What a column of the sheets and of the CSV holds, in a cell that is not empty."""
    return _TYPES.get(column, Type.TEXT)


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

# As GDAL and QGIS name the types in a `.csvt` beside a CSV; all others are strings.
_CSVT = {Type.INTEGER: "Integer", Type.REAL: "Real", Type.DAY: "Date"}


def render_csvt() -> bytes:
    """The types of the CSV's columns, without which QGIS takes source 003 for the number 3."""
    return (
        ",".join(f'"{_CSVT.get(type_of(column), "String")}"' for column in CSV) + "\r\n"
    ).encode()
