"""The six layers of the base map, built from unpacked Natural Earth files.

Coordinates are WGS 84 longitude and latitude in degrees throughout.
"""

import itertools
import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import shapefile  # type: ignore[import-untyped]  # pyshp ships no py.typed
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from data.basemap import DIRECTORY

BOX: Final[BaseGeometry] = shapely.box(32, 27, 51, 41)
TOLERANCE: Final[float] = 0.001
"""How much detail is dropped, in degrees (about 0.1 km): well under the error of a 1:10m map."""
DECIMALS: Final[int] = 4
HOME: Final[tuple[str, str]] = ("iq", "sy")
UNDOF: Final[str] = "sy-x01~"
QUNEITRA: Final[str] = "sy-qu"
UNSETTLED: Final[tuple[str, ...]] = ("Disputed", "Indefinite", "Line of control", "Unrecognized")
"""How Natural Earth's class of a boundary that is not an agreed one begins."""

NAMES: Final[dict[str, dict[str, Any]]] = tomllib.loads(
    (DIRECTORY / "names.toml").read_text(encoding="utf-8")
)

Feature = dict[str, Any]
Row = tuple[dict[str, Any], BaseGeometry]


def slug(name: str) -> str:
    """Return `name` as a code of [a-z0-9-]: "Atatürk Reservoir" gives "ataturk-reservoir"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def feature(geometry: BaseGeometry, **properties: object) -> Feature:
    """Return a GeoJSON feature; its geometry in one canonical order, so that bytes repeat."""
    canonical = shapely.orient_polygons(shapely.normalize(geometry))
    return {"type": "Feature", "properties": properties, "geometry": mapping(canonical)}


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Return `geometry` with its coordinates rounded, vertex by vertex, to DECIMALS."""
    return shapely.transform(geometry, lambda points: points.round(DECIMALS))


def label(geometry: BaseGeometry) -> list[float]:
    """Return [lon, lat] of the point of the largest part that is farthest from its edge."""
    largest = max(shapely.get_parts(geometry), key=lambda part: float(part.area))
    centre = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=0.001), 0)
    return [round(centre.x, DECIMALS), round(centre.y, DECIMALS)]


def rows(path: Path, encoding: str) -> Iterator[Row]:
    """Yield (attributes with lower-case names, geometry) of a shapefile's records in the box."""
    with shapefile.Reader(
        shp=str(path), dbf=str(path.with_suffix(".dbf")), encoding=encoding
    ) as reader:
        for item in reader.iterShapeRecords():
            geometry = shape(item.shape.__geo_interface__)
            if geometry.intersects(BOX):
                yield {k.lower(): v for k, v in item.record.as_dict().items()}, geometry


def units(path: Path) -> list[Row]:
    """Return (attributes, geometry) of the admin-1 areas that touch the box."""
    pairs = (
        (f["properties"], shape(f["geometry"]))
        for f in json.loads(path.read_text(encoding="utf-8"))["features"]
    )
    return [pair for pair in pairs if pair[1].intersects(BOX)]


def coverage(areas: list[Row]) -> dict[str, BaseGeometry]:
    """Return the polygons of the map by code, clipped and simplified as one coverage.

    The codes are "iq-an" and so on in Iraq and Syria and "tr" and so on elsewhere. Neighbours
    are simplified together: along a shared border they keep the same vertices, so no gap opens.
    """
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    for attributes, geometry in areas:
        code = attributes["iso_a2"].lower()
        if code in HOME:
            code = attributes["iso_3166_2"].lower()
        groups[QUNEITRA if code == UNDOF else code].append(geometry)
    codes = sorted(groups)
    whole = [shapely.coverage_union_all(groups[code]).intersection(BOX) for code in codes]
    drawn = [rounded(geometry) for geometry in shapely.coverage_simplify(whole, TOLERANCE)]
    if not shapely.coverage_is_valid(drawn):
        raise ValueError("the simplified areas overlap or leave gaps: change TOLERANCE")
    return dict(zip(codes, drawn, strict=True))


def governorates(areas: list[Row], polygons: dict[str, BaseGeometry]) -> list[Feature]:
    """Return the governorates of Iraq and Syria, with GeoNames and Wikidata ids of the source."""
    attributes = {a["iso_3166_2"].lower(): a for a, _ in areas if a["iso_a2"].lower() in HOME}
    return [
        feature(
            polygon,
            code=code,
            name=NAMES["governorates"].get(code, attributes[code]["name_en"]),
            # The source says "governorate of" before most Arabic names but not before all.
            name_ar=attributes[code]["name_ar"].removeprefix("محافظة "),
            gn_id=attributes[code]["gn_id"],
            wikidata=attributes[code]["wikidataid"],
            label=label(polygon),
        )
        for code, polygon in polygons.items()
        if "-" in code
    ]


def outlines(polygons: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return the countries' polygons by code; Iraq and Syria are the sum of their governorates."""
    countries = {code: polygon for code, polygon in polygons.items() if "-" not in code}
    for home in HOME:
        parts = [polygon for code, polygon in polygons.items() if code.startswith(f"{home}-")]
        countries[home] = shapely.coverage_union_all(parts)
    return dict(sorted(countries.items()))


def countries(shapes: dict[str, BaseGeometry]) -> list[Feature]:
    """Return every country with land in the box."""
    return [
        feature(polygon, code=code, name=NAMES["countries"][code], label=label(polygon))
        for code, polygon in shapes.items()
    ]


def borders(shapes: dict[str, BaseGeometry], path: Path) -> list[Feature]:
    """Return the countries' shared lines, split where the boundary file calls them unsettled.

    The lines are taken from the polygons, so that the two coincide; from the file at `path` comes
    only which stretch of them is disputed.
    """
    codes = {name: code for code, name in NAMES["countries"].items()}
    disputed: dict[frozenset[str | None], list[BaseGeometry]] = defaultdict(list)
    for record, line in rows(path, "utf-8"):
        if record["featurecla"].startswith(UNSETTLED):
            pair = frozenset((codes.get(record["adm0_left"]), codes.get(record["adm0_right"])))
            disputed[pair].append(line)
    features = []
    for one, other in itertools.combinations(shapes, 2):
        shared = lines(shapes[one].boundary.intersection(shapes[other].boundary))
        # 0.01 degrees: simplification moves a line by less, and pairs are looked up one by one.
        near = shapely.union_all(disputed[frozenset((one, other))]).buffer(0.01)
        for flag, part in ((False, shared.difference(near)), (True, shared.intersection(near))):
            if not lines(part).is_empty:
                line = rounded(lines(part))
                features.append(feature(line, code=f"{one}-{other}", disputed=flag))
    return features


def lines(geometry: BaseGeometry) -> BaseGeometry:
    """Return the lines of `geometry`, joined end to end, without the points where areas touch."""
    parts = [part for part in shapely.get_parts(geometry) if shapely.get_dimensions(part) == 1]
    return shapely.line_merge(shapely.union_all(parts))


def rivers(path: Path) -> list[Feature]:
    """Return the Tigris, the Euphrates (through its reservoirs) and the Shatt al-Arab."""
    reaches: dict[str, list[BaseGeometry]] = defaultdict(list)
    for record, line in rows(path, "latin-1"):
        if record["name"] in NAMES["rivers"]:
            reaches[NAMES["rivers"][record["name"]]].append(line)
    return [
        feature(
            rounded(lines(shapely.union_all(reaches[code]).intersection(BOX)).simplify(TOLERANCE)),
            code=code,
            name=NAMES["river_names"][code],
        )
        for code in sorted(reaches)
    ]


def lakes(path: Path) -> list[Feature]:
    """Return the lakes and reservoirs, parts of one name (the Dead Sea) merged."""
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for record, polygon in rows(path, "utf-8"):
        name = str(record["name"])
        parts[NAMES["lakes"].get(name, name)].append(polygon)
    return [
        feature(
            rounded(shapely.union_all(parts[name]).intersection(BOX).simplify(TOLERANCE)),
            code=slug(name),
            name=name,
        )
        for name in sorted(parts)
    ]


def cities(path: Path) -> list[Feature]:
    """Return all the file's places in Iraq and Syria, and a few of the neighbours.

    `rank` is Natural Earth's scalerank, 0 (drawn first) to 10; `capital` is of the state.
    """
    features = []
    for record, point in rows(path, "latin-1"):
        country, spelled = str(record["iso_a2"]).lower(), str(record["name"])
        drawn = NAMES["home_cities" if country in HOME else "near_cities"].get(country, {})
        if country in HOME or spelled in drawn:
            name = drawn.get(spelled, spelled)
            features.append(
                feature(
                    rounded(point),
                    code=slug(name),
                    name=name,
                    rank=int(record["scalerank"]),
                    capital=bool(record["adm0cap"]),
                    country=country,
                )
            )
    return sorted(features, key=lambda city: str(city["properties"]["code"]))
