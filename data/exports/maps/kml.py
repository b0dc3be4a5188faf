"""The claims for Google Earth, as KML 2.2 (OGC 07-147r2): symbols with numbers, and every claim.

The libraries were looked at and left: simplekml leaves unescaped what a text has between
`<![CDATA[` and `]]>`; fastkml would bring three packages for what ElementTree does.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from shapely.geometry import shape as geometry_of

from data.exports.about import About, about_rows
from data.exports.columns import Type
from data.exports.maps.colours import BORDER, COLOURS
from data.exports.maps.features import (
    ATTRIBUTION,
    COLUMNS,
    SEVERAL,
    DrawnMark,
    Told,
    Value,
    marks,
    told,
)
from data.exports.maps.kml_balloon import claim_balloon, mark_balloon
from data.exports.maps.shapes import Form, Shape
from data.model.corpus import Claim, Corpus
from data.model.period import Period
from data.model.vocabulary import LocationPrecision
from data.text.plain import plain
from data.wording.dates import period_words

# All others are strings.
_TYPES = {Type.INTEGER: "int", Type.CODE: "int", Type.REAL: "double", Type.BOOLEAN: "bool"}
_NOWHERE = "Without a place"


def render_kml(claims: Sequence[Claim], corpus: Corpus, about: About) -> bytes:
    """A KML file: a folder of symbols, and for each level a folder with a placemark for each claim.

    The claims stand in the time slider; bounds of a period that is open are left out.
    """
    root = ET.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = _add(root, "Document")
    _say(document, "name", "Sidelight: claims")
    facts = (f"{what}: {value}" for what, value in about_rows(about, claims, corpus))
    _say(document, "description", "\n".join((*facts, *ATTRIBUTION)))
    _add_styles(document)
    schema = _add(document, "Schema", name="claim", id="claim")
    for column in COLUMNS:
        _add(schema, "SimpleField", type=_TYPES.get(column.type, "string"), name=column.name)
    symbols = _folder(document, "Places, with the number of claims")
    for mark in marks(claims, corpus):
        _add_mark(symbols, mark)
    found = tuple(told(claims, corpus))
    for name, some in _by_level(found).items():
        folder = _folder(document, name)
        for one in some:
            _add_claim(folder, one, corpus)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _by_level(found: Iterable[Told]) -> Mapping[str, Sequence[Told]]:
    """The claims by how precisely they are placed, the finest first; no folder is empty."""
    names = (*(level.value for level in LocationPrecision), _NOWHERE)
    levels: dict[str, list[Told]] = {name: [] for name in names}
    for one in found:
        levels[one.placed.level.value if one.placed else _NOWHERE].append(one)
    return {
        name if name == _NOWHERE else f"Claims: {name}": some
        for name, some in levels.items()
        if some
    }


def _add_claim(folder: ET.Element, one: Told, corpus: Corpus) -> None:
    claim = one.claim
    placemark = _add(folder, "Placemark", id=f"claim-{claim.id}.{one.number}")
    _say(placemark, "name", claim.statement)
    _say(placemark, "Snippet", period_words(claim.when), maxLines="1")
    _say(placemark, "description", claim_balloon(one, corpus))
    _add_time(placemark, claim.when.period)
    if one.shape:
        _say(placemark, "styleUrl", f"#claim-{_drawn(one.shape)}-{claim.kind}")
    data = _add(_add(placemark, "ExtendedData"), "SchemaData", schemaUrl="#claim")
    for column in COLUMNS:
        value = column.value(one)
        if value is not None:
            _say(data, "SimpleData", _text(value), name=column.name)
    if one.shape:
        _add_geometry(placemark, one.shape.geometry)


def _add_mark(folder: ET.Element, mark: DrawnMark) -> None:
    shape, place = mark.shape, mark.mark.place
    if shape is None:
        return
    placemark = _add(folder, "Placemark", id=f"place-{mark.mark.key}")
    _say(placemark, "name", f"{place.name}: {len(mark.mark.claims)}")
    _say(placemark, "Snippet", "", maxLines="0")
    _say(placemark, "description", mark_balloon(mark))
    style = (
        "country"
        if mark.mark.level is LocationPrecision.COUNTRY
        else f"{_drawn(shape)}-{mark.kind}"
    )
    _say(placemark, "styleUrl", f"#place-{style}")
    if shape.form is Form.POINT:
        _add_geometry(placemark, shape.geometry)
        return
    # Only a point has a name beside it on the globe; nothing is drawn at this one.
    inner = geometry_of(dict(shape.geometry)).representative_point()
    together = _add(placemark, "MultiGeometry")
    _add_geometry(together, {"type": "Point", "coordinates": (inner.x, inner.y)})
    _add_geometry(together, shape.geometry)


def _drawn(shape: Shape) -> str:
    return {Form.POINT: "dot", Form.ROUTE: "route"}.get(shape.form, "area")


def _add_time(placemark: ET.Element, period: Period) -> None:
    bounds = {"begin": period.earliest, "end": period.latest}
    if any(bounds.values()):
        span = _add(placemark, "TimeSpan")
        for name, day in bounds.items():
            if day:
                _say(span, name, day.isoformat())


def _add_geometry(parent: ET.Element, geometry: Mapping[str, Any]) -> None:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "MultiPolygon":
        together = _add(parent, "MultiGeometry")
        for polygon in coordinates:
            _add_geometry(together, {"type": "Polygon", "coordinates": polygon})
        return
    element = _add(parent, kind)
    if kind == "Polygon":
        _say(element, "tessellate", "1")
        for number, ring in enumerate(coordinates):
            side = _add(element, "innerBoundaryIs" if number else "outerBoundaryIs")
            _say(_add(side, "LinearRing"), "coordinates", _positions(ring))
        return
    if kind == "LineString":
        _say(element, "tessellate", "1")
    _say(element, "coordinates", _positions([coordinates] if kind == "Point" else coordinates))


def _positions(points: Iterable[Sequence[float]]) -> str:
    return " ".join(f"{round(lon, 5)},{round(lat, 5)}" for lon, lat in points)


def _add_styles(document: ET.Element) -> None:
    """The same for all that is drawn alike; an area is shaded once and not for each claim."""
    for kind, colour in COLOURS.items():
        _style(document, f"place-dot-{kind}", dot=(colour, 1.1))
        _style(document, f"place-area-{kind}", line=(colour, 230, 1.5), fill=(colour, 40))
        _style(document, f"place-route-{kind}", line=(colour, 110, 8))
        _style(document, f"claim-dot-{kind}", dot=(colour, 0.6), named=False)
        _style(document, f"claim-area-{kind}", line=(colour, 200, 1))
        _style(document, f"claim-route-{kind}", line=(colour, 200, 2))
    _style(document, "place-country", line=(BORDER, 255, 1))


def _style(
    document: ET.Element,
    name: str,
    *,
    dot: tuple[str, float] | None = None,
    line: tuple[str, int, float] | None = None,
    fill: tuple[str, int] | None = None,
    named: bool = True,
) -> None:
    style = _add(document, "Style", id=name)
    icon = _add(style, "IconStyle")
    colour, scale = dot or (COLOURS[SEVERAL], 0)
    _say(icon, "color", _abgr(colour, 255))
    _say(icon, "scale", f"{scale:g}")
    _say(_add(style, "LabelStyle"), "scale", "0.8" if named else "0")
    if line:
        element = _add(style, "LineStyle")
        _say(element, "color", _abgr(line[0], line[1]))
        _say(element, "width", f"{line[2]:g}")
    poly = _add(style, "PolyStyle")
    _say(poly, "color", _abgr(*(fill or (COLOURS[SEVERAL], 0))))
    _say(poly, "fill", "1" if fill else "0")


def _abgr(colour: str, alpha: int) -> str:
    """#rrggbb as KML has it: alpha, blue, green, red."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return bytes((alpha, blue, green, red)).hex()


def _folder(parent: ET.Element, name: str) -> ET.Element:
    folder = _add(parent, "Folder")
    _say(folder, "name", name)
    return folder


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, str | int | float | date):
        return str(value)
    return "\n".join(value or ())


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _say(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    _add(parent, tag, **attributes).text = plain(text)
