"""Styles for QGIS, after which a layer looks as the dashboard's map does.

One symbol stands for each place with the number of its claims, whether the features are claims (in
the GeoJSON) or the symbols themselves (in the GeoPackage's `places`). Aggregates of QGIS, which
would follow a filter that is set there, were tried and took a minute for each drawing. A layer may
hold several types of geometry, which QGIS opens as one layer each and gives all the same style; so
the rules ask for the feature's `shape`, and no type is named for the whole style.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from data.exports.maps.colours import BORDER, COLOURS, INK, PAPER
from data.exports.maps.features import SEVERAL
from data.exports.maps.qgis_labels import add_labels
from data.exports.maps.qgis_xml import Layer, Symbol, add_symbol, document, key, rgba, written
from data.wording.labels import spaced

VERSION = "3.22.16-Białowieża"


@dataclass(frozen=True, slots=True)
class Asked:
    """The expressions by which the features of a layer tell of what a symbol stands for.

    `drawn` picks the one feature that is drawn for a symbol.
    """

    drawn: str
    count: str
    kind: str
    disputed: str


CLAIMS = Asked(
    drawn='"mark_first"', count='"mark_claims"', kind='"mark_kind"', disputed='"mark_disputed"'
)
PLACES = Asked(drawn="TRUE", count='"claims"', kind='"kind"', disputed='"disputed"')

# What the dashboard draws: half the pixels of a radius are the millimetres of a diameter.
_DIAMETER = "0.53 * min(26, 5.5 + 2.6 * sqrt({count} - 1))"
_ROUTE = "Route or border, approximate"
_SHAPES: Mapping[str, str] = {
    "Country": "\"shape\" = 'area' AND \"level\" = 'country'",
    "Region, no firm border": "\"shape\" = 'area' AND \"level\" = 'region'",
    "Governorate or district": "\"shape\" = 'area' AND \"level\" NOT IN ('country', 'region')",
    _ROUTE: "\"shape\" = 'route'",
    "Near a place": "\"shape\" = 'circle'",
    "Site or town": "\"shape\" = 'point'",
}


def render_qgis_style() -> bytes:
    """A QGIS 3 style (`.qml`) for the GeoJSON."""
    return style(CLAIMS).encode()


def style(asked: Asked) -> str:
    """The style of a layer whose features are drawn as symbols with numbers."""
    symbols = _symbols(asked)
    root, rules, drawings = _started(largest=asked.count)
    for label, shape in _SHAPES.items():
        _add_rule(rules, drawings, label, f"{shape} AND {asked.drawn}", symbols[label])
    for label, (shapes, symbol) in _disputed(_colour(asked.kind)).items():
        condition = f"{shapes} AND {asked.drawn} AND {asked.disputed}"
        _add_rule(rules, drawings, label, condition, symbol)
    for kind, colour in COLOURS.items():
        # For the legend alone: no feature passes.
        words = "Several kinds" if kind == SEVERAL else spaced(kind).capitalize()
        _add_rule(rules, drawings, words, "FALSE", Symbol("marker", [_plain_dot(colour)]))
    add_labels(root, _SHAPES, asked.drawn, asked.count)
    return document(root)


def quiet_style() -> str:
    """The style of the claims that lie under the symbols: faint outlines in the kind's colour."""
    colour = _faint(_colour('"kind"'), 90)
    outline = written("outline_width=0.3 style=no outline_style=dash")
    fill = Symbol("fill", [Layer("SimpleFill", outline, {"outlineColor": colour})])
    route = {"line_width": "0.6", "capstyle": "round"}
    dot = {"name": "circle", "color": "0,0,0,0", "size": "2", "outline_width": "0.3"}
    line = Symbol("line", [Layer("SimpleLine", route, {"outlineColor": colour})])
    marker = Symbol("marker", [Layer("SimpleMarker", dot, {"outlineColor": colour})])
    root, rules, drawings = _started()
    _add_rule(rules, drawings, "Area or ring", "\"shape\" IN ('area', 'circle')", fill)
    _add_rule(rules, drawings, "Route", "\"shape\" = 'route'", line)
    _add_rule(rules, drawings, "Site or town", "\"shape\" = 'point'", marker)
    return document(root)


def _started(largest: str = "") -> tuple[ET.Element, ET.Element, ET.Element]:
    """A style and, of its renderer, where rules and symbols go; what is largest lies lowest."""
    root = ET.Element("qgis", version=VERSION, styleCategories="Symbology|Labeling")
    root.set("labelsEnabled", "1")
    # By symbol levels what is coarse lies under what is fine, in the order of the rules.
    ordered = int(bool(largest))
    attributes = f"type=RuleRenderer symbollevels=1 enableorderby={ordered} forceraster=0"
    renderer = ET.SubElement(root, "renderer-v2", written(attributes))
    if largest:
        order = ET.SubElement(renderer, "orderby")
        ET.SubElement(order, "orderByClause", asc="0", nullsFirst="0").text = largest
    rules = ET.SubElement(renderer, "rules", key=key("rules"))
    return root, rules, ET.SubElement(renderer, "symbols")


def _add_rule(
    rules: ET.Element, drawings: ET.Element, label: str, condition: str, symbol: Symbol
) -> None:
    name = str(len(drawings))
    attributes = {"key": key(label), "label": label, "filter": condition, "symbol": name}
    ET.SubElement(rules, "rule", attributes)
    add_symbol(drawings, name, symbol, level=int(name))


def _symbols(asked: Asked) -> Mapping[str, Symbol]:
    colour = _colour(asked.kind)
    dashed = {"outline_style": "dash", "outline_width": "0.4"}
    return {
        "Country": Symbol("fill", [_outline(BORDER, {"outline_width": "0.3"})]),
        "Region, no firm border": Symbol(
            "fill", [_fill(_faint(colour, 33), {"outline_style": "no"}, blur=1.4)]
        ),
        "Governorate or district": Symbol("fill", [_fill(_faint(colour, 38), dashed, colour)]),
        _ROUTE: Symbol("line", [_route(colour)]),
        "Near a place": Symbol("fill", [_fill(_faint(colour, 46), dashed, colour)]),
        "Site or town": Symbol("marker", [_dot(asked)]),
    }


def _colour(kind: str) -> str:
    """An expression for the dashboard's colour of a kind."""
    listed = ", ".join(f"'{each}', '{colour}'" for each, colour in COLOURS.items())
    return f"coalesce(map_get(map({listed}), {kind}), '{COLOURS[SEVERAL]}')"


def _faint(colour: str, alpha: int) -> str:
    return f"set_color_part({colour}, 'alpha', {alpha})"


def _outline(colour: str, options: Mapping[str, str]) -> Layer:
    return Layer("SimpleFill", {"style": "no", "outline_color": rgba(colour), **options})


def _fill(
    colour: str, options: Mapping[str, str], outline: str | None = None, blur: float = 0
) -> Layer:
    # What stands in the legend, where there is no feature to ask.
    fixed = {"color": rgba(COLOURS[SEVERAL], 38), "outline_color": rgba(COLOURS[SEVERAL])}
    asked = {"fillColor": colour} | ({"outlineColor": outline} if outline else {})
    return Layer("SimpleFill", {**fixed, "style": "solid", **options}, asked, blur)


def _disputed(colour: str) -> Mapping[str, tuple[str, Symbol]]:
    """What is drawn over what is disputed: areas are hatched, a route has dashes."""
    stroke = Layer("SimpleLine", {"line_width": "0.3"}, {"outlineColor": colour})
    options = {"angle": "45", "distance": "1.6", "line_width": "0.3"}
    hatch = Symbol("fill", [Layer("LinePatternFill", options, line=stroke)])
    dashes = {"line_color": rgba(INK), "line_width": "0.4", "line_style": "dash"}
    areas = "\"shape\" IN ('area', 'circle') AND \"level\" <> 'country'"
    return {
        "Disputed": (areas, hatch),
        "Disputed route": (_SHAPES[_ROUTE], Symbol("line", [Layer("SimpleLine", dashes)])),
    }


def _route(colour: str) -> Layer:
    """As wide as the ground that it may lie on, but never a mere line."""
    return Layer(
        "SimpleLine",
        written(
            f"line_color={rgba(COLOURS[SEVERAL], 102)} line_width=2 capstyle=round joinstyle=round"
        ),
        {
            "outlineColor": _faint(colour, 102),
            "outlineWidth": 'max(2, "width_km" * 1000000 / @map_scale)',
        },
        blur=0.7,
    )


def _dot(asked: Asked) -> Layer:
    return Layer(
        "SimpleMarker",
        written(
            f"name=circle color={rgba(COLOURS[SEVERAL])} outline_color={rgba(PAPER)} "
            "outline_width=0.35 size=2.9"
        ),
        {
            "fillColor": _faint(_colour(asked.kind), 235),
            "size": _DIAMETER.format(count=asked.count),
            "outlineColor": f"if({asked.disputed}, '{INK}', '{PAPER}')",
        },
    )


def _plain_dot(colour: str) -> Layer:
    options = {"name": "square", "color": rgba(colour), "outline_style": "no", "size": "2.9"}
    return Layer("SimpleMarker", options)
