"""Claims as GeoJSON (RFC 7946): one feature for each claim and place, each with its quotes.

GeoJSON declares no types. GDAL, and with it QGIS and geopandas, takes a column for what all its
values happen to look like, so that the same column had another type under another filter, and what
QGIS took for calendar dates it wrote back as such. Here every property has a value, and none that
looks like anything else in any choice of claims (`_ENCODE`): a text that is missing is empty. What
has declared types, and nulls, is the GeoPackage.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from data.exports.about import About
from data.exports.columns import Type
from data.exports.jsonld import WHOLE, encode, provenance
from data.exports.maps.features import (
    ATTRIBUTION,
    COLUMNS,
    COUNTED_COLUMNS,
    Column,
    Counted,
    Told,
    Value,
    counted,
    marks,
    told,
)
from data.model.corpus import Claim, Corpus

_Of = TypeVar("_Of")


def _text(value: Value) -> Value:
    return "" if value is None else str(value)


# All others stay as they are.
_ENCODE: Mapping[Type, Callable[[Value], Value]] = {
    Type.TEXT: _text,
    Type.CODE: _text,
    # With letters before it no expression is taken for a date.
    Type.EDTF: lambda value: f"EDTF {value}",
    # In the basic format of ISO 8601, which unlike the extended one is not taken for a date.
    Type.DAY: lambda value: f"{value:%Y%m%d}" if isinstance(value, date) else "",
    # Nothing has a radius or a width of 0.
    Type.REAL: lambda value: float(value) if isinstance(value, int | float) else 0.0,
}


def render_geojson(claims: Iterable[Claim], corpus: Corpus, about: About = WHOLE) -> bytes:
    """A FeatureCollection in the order given: a feature for each place of a claim, in any role.

    A claim without a place is a feature without geometry, so that none is missing.
    """
    kept = tuple(claims)
    found = tuple(told(kept, corpus))
    symbols = counted(found, marks(kept, corpus))
    return encode(
        {
            "type": "FeatureCollection",
            "name": "sidelight-claims",
            **provenance(corpus, about),
            "attribution": ATTRIBUTION,
            "features": [_feature(*each) for each in zip(found, symbols, strict=True)],
        }
    )


def _feature(one: Told, symbol: Counted) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": one.shape.geometry if one.shape else None,
        "properties": _properties(COLUMNS, one) | _properties(COUNTED_COLUMNS, symbol),
    }


def _properties(columns: Iterable[Column[_Of]], one: _Of) -> dict[str, Value]:
    return {
        each.name: _ENCODE[each.type](value) if each.type in _ENCODE else value
        for each in columns
        for value in [each.value(one)]
    }
