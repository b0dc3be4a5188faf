"""The geometry of a place in GeoJSON, never more precise than the claim is placed.

Coordinates are WGS 84 longitude and latitude in degrees; rings run as RFC 7946 wants them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import asin, atan2, cos, degrees, pi, radians, sin
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping

from data.basemap.outlines import EARTH_KM, outlines
from data.model.corpus import Corpus, Where
from data.model.gazetteer import upwards
from data.model.vocabulary import LocationPrecision

CORNERS = 64
# Five decimals of a degree are a metre.
DECIMALS = 5


class Form(StrEnum):
    """As what a place is drawn."""

    POINT = "point"
    CIRCLE = "circle"
    ROUTE = "route"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Shape:
    """A GeoJSON geometry and what it is; `width_km` of a route alone."""

    form: Form
    geometry: Mapping[str, Any]
    width_km: float | None = None


def shape_of(where: Where, corpus: Corpus) -> Shape | None:
    """Where a claim is placed: a point for a site or a town, a circle near one, else its outlines.

    Where a claim is vaguer than its place, the shape is that of the place which holds it at the
    claim's level; None if the gazetteer has none, because a point would say too much.
    """
    place = corpus.places[where.place]
    if where.radius_km is not None:
        return Shape(Form.CIRCLE, _circle(place.lat, place.lon, where.radius_km))
    level = where.level_at(place)
    point = level.rank < LocationPrecision.NEAR.rank
    # The place itself, or the first above it that is as coarse as the level.
    found = (each for each in upwards(place.id, corpus.places) if each.level.rank >= level.rank)
    holder = place if point else next(found, None)
    if holder is None:
        return None
    if holder.areas:
        return Shape(Form.AREA, _area(holder.areas))
    if holder.path:
        line = [[lon, lat] for lat, lon in holder.path]
        return Shape(Form.ROUTE, {"type": "LineString", "coordinates": line}, holder.width_km)
    return Shape(Form.POINT, {"type": "Point", "coordinates": [holder.lon, holder.lat]})


@cache
def _area(codes: tuple[str, ...]) -> Mapping[str, Any]:
    # United, because the parts of a valid multipolygon share no side.
    united = shapely.union_all([outlines()[code] for code in codes])
    parts = [part for part in shapely.get_parts(united) if isinstance(part, Polygon)]
    canonical = shapely.orient_polygons(shapely.normalize(MultiPolygon(parts)))
    area: Mapping[str, Any] = mapping(canonical)
    return area


def _circle(lat: float, lon: float, radius_km: float) -> Mapping[str, Any]:
    """A polygon whose corners lie at the distance from the centre, counter-clockwise.

    On a sphere it is wrong by half a percent at most, far less than the radius is.
    """
    corners = [_towards(lat, lon, -2 * pi * i / CORNERS, radius_km) for i in range(CORNERS)]
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def _towards(lat: float, lon: float, bearing: float, distance_km: float) -> list[float]:
    """[lon, lat] of the point at a distance on the great circle that leaves at a bearing."""
    start, angle = radians(lat), distance_km / EARTH_KM
    end = asin(sin(start) * cos(angle) + cos(start) * sin(angle) * cos(bearing))
    east = atan2(sin(bearing) * sin(angle) * cos(start), cos(angle) - sin(start) * sin(end))
    return [round(lon + degrees(east), DECIMALS), round(degrees(end), DECIMALS)]
