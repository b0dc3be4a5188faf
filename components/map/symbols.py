"""The symbols of the map as GeoJSON: numbers and ids alone, the shape of how precise a place is."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from components.map.layers import MapLayer, hue_of_mark
from data.comparing.agreement import is_disputed
from data.model.corpus import Claim, Corpus
from data.model.vocabulary import LocationPrecision
from data.selecting.places import PlaceMark, place_marks, role_marks
from data.selecting.select import position

# The words of so many claims of a symbol are read on hover; its click lists them all.
FIRST = 4


def symbol_features(
    marks: Sequence[PlaceMark],
    corpus: Corpus,
    *,
    layer: MapLayer,
    disputed: Container[str] = frozenset(),
) -> list[dict[str, Any]]:
    """A feature for each mark; `disputed` are the ids of disputed claims."""
    return [_feature(mark, corpus, layer, disputed) for mark in marks]


def key_of(mark: PlaceMark) -> str:
    """What names a symbol: its place, and how precisely its claims are placed there."""
    return mark.key


def build_choice(
    claim: Claim | None,
    marks: Sequence[PlaceMark],
    corpus: Corpus,
    layer: MapLayer = MapLayer.KINDS,
) -> dict[str, Any]:
    """What the map shows of a choice: the symbols that hold the claim, and more features.

    These are where it comes from or leads to, and where it is if no symbol of `marks` holds it.
    """
    if claim is None:
        return {"claim": None, "keys": [], "more": []}
    own = place_marks(corpus, [claim])
    keys = {key_of(mark) for mark in own}
    held = {
        key
        for mark in marks
        if (key := key_of(mark)) in keys and position(mark.claims, claim) is not None
    }
    missing = [mark for mark in own if key_of(mark) not in held]
    more = symbol_features(
        [*role_marks(corpus, claim), *missing],
        corpus,
        layer=layer,
        disputed={claim.id} if is_disputed(claim) else frozenset(),
    )
    return {"claim": claim.id, "keys": [key_of(mark) for mark in own], "more": more}


def _feature(
    mark: PlaceMark,
    corpus: Corpus,
    layer: MapLayer,
    disputed: Container[str],
) -> dict[str, Any]:
    place = mark.place
    ids = [claim.id for claim in mark.claims]
    colour = hue_of_mark(mark, layer, corpus).colour
    properties: dict[str, Any] = {
        "id": place.id,
        "key": key_of(mark),
        "count": len(ids),
        "first": ids[:FIRST],
        # The browser marks what is chosen, so that a choice leaves the symbols as they are.
        "chosen": 0,
        # Where the chosen claim comes from or goes to is outlined and counts no claims.
        "role": mark.role.value,
        "disputed": int(any(identity in disputed for identity in ids)),
        # '#' is not allowed into folium; the script adds it.
        "light": colour.light.removeprefix("#"),
        "dark": colour.dark.removeprefix("#"),
    }
    geometry: dict[str, Any] = {"type": "Point", "coordinates": [place.lon, place.lat]}
    if mark.level is LocationPrecision.NEAR:
        properties |= {"shape": "ring", "radius": mark.radius_km}
    elif place.path:
        line = [[lon, lat] for lat, lon in place.path]
        geometry = {"type": "LineString", "coordinates": line}
        properties |= {"shape": "route", "width": place.width_km}
    elif mark.level.rank > LocationPrecision.NEAR.rank:
        properties |= {
            "shape": "area",
            "areas": list(place.areas),
            "broad": int(mark.level is LocationPrecision.COUNTRY),
            "loose": int(mark.level is LocationPrecision.REGION),
        }
    else:
        properties["shape"] = "dot"
    return {"type": "Feature", "properties": properties, "geometry": geometry}
