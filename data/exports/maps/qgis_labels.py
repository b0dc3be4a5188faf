"""The numbers and names on a map in QGIS, by rules: a number counts claims, a name is a place's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from data.exports.maps.colours import INK, PAPER
from data.exports.maps.qgis_xml import key, rgba, written

# QgsPalLayerSettings::Placement
_OVER, _HORIZONTAL, _AROUND = "1", "4", "6"


@dataclass(frozen=True, slots=True)
class Label:
    """What is written on which shape: size in points, weight 50 to 75, place as QGIS numbers it.

    `pill` sets it on paper with a border.
    """

    shape: str
    text: str
    condition: str = ""
    size: float = 8
    weight: int = 75
    colour: str = INK
    pill: bool = False
    placement: str = _HORIZONTAL
    priority: int = 5


_PILL = (
    "shapeDraw=1 shapeType=0 shapeSizeType=0 shapeSizeX=1.1 shapeSizeY=0.3 shapeSizeUnit=MM "
    f"shapeRadiiX=1.6 shapeRadiiY=1.6 shapeRadiiUnit=MM shapeFillColor={rgba(PAPER)} "
    f"shapeBorderColor={rgba(INK)} shapeBorderWidth=0.25 shapeBorderWidthUnit=MM shapeOpacity=1"
)
# Spaces keep two names from running into one.
_NAME = "' ' || \"place\" || ' '"
_NAMED = "\"place\" || ': ' || {count}"
_NAMED_IF_SEVERAL = "' ' || \"place\" || if({count} > 1, ': ' || {count}, '') || ' '"
_SITE = "\"level\" = 'site'"
_AREA = Label("", _NAMED, size=6.5, weight=50, pill=True, priority=8)
LABELS: Mapping[str, Label] = {
    # A site lies in a town or beside it, where two numbers would lie on each other.
    "Number in a town": Label(
        *("Site or town", "{count}", f"{{count}} > 1 AND NOT {_SITE}"),
        size=7,
        colour=PAPER,
        placement=_OVER,
        priority=10,
    ),
    "Name of a town": Label(
        *("Site or town", _NAME, f"NOT {_SITE}"), size=7, placement=_AROUND, priority=7
    ),
    "Name and number of a site": Label(
        *("Site or town", _NAMED_IF_SEVERAL, _SITE), size=7, placement=_AROUND, priority=7
    ),
    "Name and number in a ring": Label(
        *("Near a place", _NAMED_IF_SEVERAL), size=7, placement=_OVER, priority=8
    ),
    "Country": Label("Country", _NAMED, size=7.5, pill=True, priority=9),
    "Governorate": replace(_AREA, shape="Governorate or district", weight=75),
    "Region": replace(_AREA, shape="Region, no firm border"),
    # A name would hide a road, so that it stands where there is room.
    "Number on a route": replace(
        _AREA, shape="Route or border, approximate", text="{count}", weight=75
    ),
    "Name of a route": Label(
        *("Route or border, approximate", _NAME), size=6, weight=50, priority=1
    ),
}


def add_labels(root: ET.Element, shapes: Mapping[str, str], drawn: str, count: str) -> None:
    """Write the labels of the shapes (conditions by name) on those features that are drawn."""
    labeling = ET.SubElement(root, "labeling", type="rule-based")
    rules = ET.SubElement(labeling, "rules", key=key("labels"))
    for name, label in LABELS.items():
        parts = [shapes[label.shape], drawn, label.condition.format(count=count)]
        condition = " AND ".join(part for part in parts if part)
        rule = ET.SubElement(
            rules, "rule", key=key(f"label/{name}"), description=name, filter=condition
        )
        _add_settings(rule, label, label.text.format(count=count))


def _add_settings(rule: ET.Element, label: Label, text: str) -> None:
    settings = ET.SubElement(rule, "settings", calloutType="simple")
    text_style = written(
        f"fontSize={label.size:g} fontSizeUnit=Point fontWeight={label.weight} "
        f"textColor={rgba(label.colour)} textOpacity=1 allowHtml=0"
    )
    named = {"fieldName": text, "isExpression": "1", "fontFamily": "Open Sans"}
    style = ET.SubElement(settings, "text-style", named | text_style)
    halo = 0 if label.pill or label.colour == PAPER else 1
    _add(
        *(style, "text-buffer"),
        f"bufferDraw={halo} bufferSize=0.7 bufferSizeUnits=MM bufferColor={rgba(PAPER)} "
        "bufferOpacity=0.85",
    )
    if label.pill:
        _add(style, "background", _PILL)
        # Long names of regions go on two lines.
        _add(settings, "text-format", "autoWrapLength=20 multilineAlign=1")
    _add(
        *(settings, "placement"),
        f"placement={label.placement} priority={label.priority} centroidInside=1 centroidWhole=1 "
        "quadOffset=4 offsetType=1 dist=0.6 distUnits=MM "
        "predefinedPositionOrder=R,L,TR,BR,TL,BL,TSR,BSR placementFlags=10 polygonPlacementFlags=2",
    )
    # Names keep off dots; what is drawn as an area is there to be written on.
    obstacle = 1 if label.placement == _AROUND else 0
    shown = f"drawLabels=1 displayAll=0 obstacle={obstacle} obstacleFactor=1 labelPerPart=0"
    _add(settings, "rendering", shown)


def _add(parent: ET.Element, tag: str, attributes: str) -> None:
    ET.SubElement(parent, tag, written(attributes))
