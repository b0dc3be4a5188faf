"""A style for QGIS, to lie beside the GeoJSON under the same name with the ending `.qml`.

The GeoJSON holds several types of geometry, which QGIS opens as one layer each and gives all the
same style; so the rules ask for the feature's `shape`, and no type is named for the whole style.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from data.terms import Kind

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
KIND_COLOURS: Mapping[Kind, str] = {
    Kind.ATTACK: "#c3272b",
    Kind.OPERATION: "#2f6db3",
    Kind.TERRITORY: "#645516",
    Kind.ARREST: "#882255",
    Kind.MOVEMENT: "#117733",
    Kind.STRENGTH: "#086078",
    Kind.ACTIVITY_LEVEL: "#aa4499",
    Kind.HUMANITARIAN: "#576b00",
    Kind.POLITICAL: "#6b4e9b",
    Kind.ASSESSMENT: "#5c6672",
    Kind.FORECAST: "#8a6246",
    Kind.PRESCRIPTION: "#4a6b52",
}
# The rules have the same keys in every file, so that its bytes repeat.
KEYS = uuid.UUID("5f3c1d1e-0a35-4c0e-9a5f-2f8f6f1d7b10")


@dataclass(frozen=True, slots=True)
class Drawing:
    """How one group of features is drawn; in `properties` `{}` stands for the kind's colour."""

    label: str
    filter: str
    symbol: str
    layer: str
    alpha: float
    properties: Mapping[str, str]


_OUTLINE = {"style": "no", "outline_color": "{}", "outline_width": "0.5"}
DRAWINGS = (
    Drawing(
        "Country",
        "\"shape\" = 'area' AND \"level\" = 'country'",
        "fill",
        "SimpleFill",
        0.6,
        _OUTLINE | {"outline_style": "dot"},
    ),
    Drawing(
        "Region, approximate",
        "\"shape\" = 'area' AND \"level\" = 'region'",
        "fill",
        "SimpleFill",
        0.25,
        {"color": "{}", "style": "solid", "outline_style": "no"},
    ),
    Drawing(
        "Governorate or district",
        "\"shape\" = 'area' AND \"level\" NOT IN ('country', 'region')",
        "fill",
        "SimpleFill",
        0.25,
        {"color": "{}", "style": "solid", "outline_color": "{}", "outline_style": "dash"},
    ),
    Drawing(
        "Route, approximate",
        "\"shape\" = 'route'",
        "line",
        "SimpleLine",
        0.5,
        {"line_color": "{}", "line_width": "1.6", "line_style": "solid", "capstyle": "round"},
    ),
    Drawing(
        "Near a place",
        "\"shape\" = 'circle'",
        "fill",
        "SimpleFill",
        1,
        _OUTLINE | {"outline_style": "dash"},
    ),
    Drawing(
        "Site or town",
        "\"shape\" = 'point'",
        "marker",
        "SimpleMarker",
        1,
        {"name": "circle", "color": "{}", "outline_color": "255,255,255,255", "size": "3"},
    ),
)


def render_qgis_style() -> bytes:
    """A QGIS 3 style (`.qml`): a rule for each shape, below it one for each kind of claim."""
    root = ET.Element("qgis", version="3.34.0-Prizren", styleCategories="Symbology")
    renderer = ET.SubElement(
        root,
        "renderer-v2",
        type="RuleRenderer",
        symbollevels="0",
        enableorderby="0",
        forceraster="0",
    )
    rules = ET.SubElement(renderer, "rules", key=_key("rules"))
    symbols = ET.SubElement(renderer, "symbols")
    for drawing in DRAWINGS:
        group = ET.SubElement(
            rules, "rule", key=_key(drawing.label), label=drawing.label, filter=drawing.filter
        )
        for kind in Kind:
            name = str(len(symbols))
            ET.SubElement(
                group,
                "rule",
                key=_key(f"{drawing.label}/{kind}"),
                label=kind.replace("-", " ").capitalize(),
                filter=f"\"kind\" = '{kind}'",
                symbol=name,
            )
            _add_symbol(symbols, name, drawing, KIND_COLOURS[kind])
    ET.indent(root)
    return f"{DOCTYPE}{ET.tostring(root, encoding='unicode')}\n".encode()


def _add_symbol(symbols: ET.Element, name: str, drawing: Drawing, colour: str) -> None:
    symbol = ET.SubElement(
        symbols,
        "symbol",
        name=name,
        type=drawing.symbol,
        alpha=str(drawing.alpha),
        clip_to_extent="1",
        force_rhr="0",
    )
    layer = ET.SubElement(
        symbol, "layer", {"class": drawing.layer, "enabled": "1", "locked": "0", "pass": "0"}
    )
    options = ET.SubElement(layer, "Option", type="Map")
    for key, value in drawing.properties.items():
        stated = value.format(_rgba(colour))
        ET.SubElement(options, "Option", name=key, value=stated, type="QString")
    for key, value in drawing.properties.items():
        # QGIS before 3.26 reads these instead.
        ET.SubElement(layer, "prop", k=key, v=value.format(_rgba(colour)))


def _rgba(colour: str) -> str:
    """#rrggbb as QGIS writes it: four numbers to 255."""
    return ",".join([*(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)), "255"])


def _key(name: str) -> str:
    return f"{{{uuid.uuid5(KEYS, name)}}}"
