"""The basemap's outlines by code, and whether a point lies in one."""

from collections.abc import Iterable, Mapping
from functools import cache

from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from data import basemap

# Outlines are simplified and a town may lie on a border; about five kilometres.
TOLERANCE_DEGREES = 0.05
# The mean radius of the earth, taken for a sphere.
EARTH_KM = 6371.0088


@cache
def outlines() -> Mapping[str, BaseGeometry]:
    """The outlines of the basemap's countries and governorates by code, in degrees (WGS 84)."""
    return {
        feature["properties"]["code"]: shape(feature["geometry"])
        for name in ("countries.geojson", "governorates.geojson")
        for feature in basemap.read(name)["features"]
    }


def codes() -> frozenset[str]:
    """Codes that a place may name in `areas`: ISO 3166 country and subdivision, lower case."""
    return frozenset(outlines())


def lies_within(lat: float, lon: float, areas: Iterable[str]) -> bool:
    """Whether the point (degrees) lies in one of the outlines, or within the tolerance of one."""
    point = Point(lon, lat)
    return any(outlines()[code].distance(point) <= TOLERANCE_DEGREES for code in areas)
