"""The symbols of the map as GeoJSON: numbers and ids alone, the shape of how precise a place is."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from components.map_layers import MapLayer, hue_of_mark
from data.model import Corpus
from data.places import PlaceMark
from data.terms import Level, Role


def symbol_features(
    marks: Sequence[PlaceMark],
    corpus: Corpus,
    *,
    layer: MapLayer,
    chosen: str | None,
    disputed: Container[str] = frozenset(),
) -> list[dict[str, Any]]:
    """A feature for each mark; `chosen` is the id of a claim, `disputed` those of disputed ones."""
    return [_feature(mark, corpus, layer, chosen, disputed) for mark in marks]


def _feature(
    mark: PlaceMark,
    corpus: Corpus,
    layer: MapLayer,
    chosen: str | None,
    disputed: Container[str],
) -> dict[str, Any]:
    place = mark.place
    ids = [claim.id for claim in mark.claims]
    colour = hue_of_mark(mark, layer, corpus).colour
    properties: dict[str, Any] = {
        "id": place.id,
        "count": len(ids),
        "all": ids,
        "chosen": int(chosen in ids and mark.role is Role.LOCATION),
        # Where the chosen claim comes from or goes to is outlined and counts no claims.
        "role": mark.role.value,
        "disputed": int(any(identity in disputed for identity in ids)),
        # '#' is not allowed into folium; the script adds it.
        "light": colour.light.removeprefix("#"),
        "dark": colour.dark.removeprefix("#"),
    }
    geometry: dict[str, Any] = {"type": "Point", "coordinates": [place.lon, place.lat]}
    if mark.level is Level.NEAR:
        properties |= {"shape": "ring", "radius": mark.radius_km}
    elif place.path:
        line = [[lon, lat] for lat, lon in place.path]
        geometry = {"type": "LineString", "coordinates": line}
        properties |= {"shape": "route", "width": place.width_km}
    elif mark.level.rank > Level.NEAR.rank:
        properties |= {
            "shape": "area",
            "areas": list(place.areas),
            "broad": int(mark.level is Level.COUNTRY),
            "loose": int(mark.level is Level.REGION),
        }
    else:
        properties["shape"] = "dot"
    return {"type": "Feature", "properties": properties, "geometry": geometry}
