"""How QGIS writes symbols into a style: options, what is asked of each feature, layers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
# The rules have the same keys in every file, so that its bytes repeat.
_KEYS = uuid.UUID("5f3c1d1e-0a35-4c0e-9a5f-2f8f6f1d7b10")
# QgsProperty::ExpressionBasedProperty
_EXPRESSION = "3"


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a symbol. `asked` are the properties that an expression gives.

    `blur` in millimetres is for what has no firm edge; `line` is drawn again and again in a fill.
    """

    kind: str
    options: Mapping[str, str]
    asked: Mapping[str, str] = field(default_factory=dict)
    blur: float = 0
    line: Layer | None = None


@dataclass(frozen=True, slots=True)
class Symbol:
    """`type` is fill, line or marker."""

    type: str
    layers: Sequence[Layer]


def add_symbol(parent: ET.Element, name: str, symbol: Symbol, level: int = 0) -> None:
    """Write a symbol with its layers, the lowest first; a higher `level` is drawn over a lower."""
    attributes = {"name": name, "type": symbol.type, "clip_to_extent": "1", "alpha": "1"}
    element = ET.SubElement(parent, "symbol", attributes)
    for number, layer in enumerate(symbol.layers):
        _add_layer(element, f"@{name}@{number}", layer, level)


def _add_asked(parent: ET.Element, asked: Mapping[str, str]) -> None:
    """Write the properties that an expression gives."""
    if not asked:
        return
    collection = ET.SubElement(
        ET.SubElement(parent, "data_defined_properties"), "Option", type="Map"
    )
    _add_option(collection, "name", "")
    properties = ET.SubElement(collection, "Option", name="properties", type="Map")
    for name, expression in asked.items():
        one = ET.SubElement(properties, "Option", name=name, type="Map")
        _add_option(one, "active", "true", "bool")
        _add_option(one, "expression", expression)
        _add_option(one, "type", _EXPRESSION, "int")
    _add_option(collection, "type", "collection")


def rgba(colour: str, alpha: int = 255) -> str:
    """#rrggbb as QGIS writes it: four numbers to 255."""
    return ",".join(str(each) for each in (*bytes.fromhex(colour.removeprefix("#")), alpha))


def written(options: str) -> dict[str, str]:
    """'dist=0.6 distUnits=MM' as a mapping, for values that have no space."""
    return dict(each.split("=") for each in options.split())


def key(name: str) -> str:
    """The key of a rule, the same for the same name."""
    return f"{{{uuid.uuid5(_KEYS, name)}}}"


def document(root: ET.Element) -> str:
    """The style as the file that QGIS reads."""
    ET.indent(root)
    return f"{DOCTYPE}{ET.tostring(root, encoding='unicode')}\n"


def _add_layer(parent: ET.Element, name: str, layer: Layer, level: int) -> None:
    attributes = {"class": layer.kind, "enabled": "1", "locked": "0", "pass": str(level)}
    element = ET.SubElement(parent, "layer", attributes)
    _add_options(element, layer.options)
    if layer.blur:
        _add_blur(element, layer.blur)
    _add_asked(element, layer.asked)
    if layer.line:
        add_symbol(element, name, Symbol("line", [layer.line]))


def _add_blur(parent: ET.Element, millimetres: float) -> None:
    stack = ET.SubElement(parent, "effect", type="effectStack", enabled="1")
    blur = ET.SubElement(stack, "effect", type="blur")
    level = f"blur_level={millimetres} blur_unit=MM blur_method=0"
    _add_options(blur, written(f"{level} draw_mode=2 enabled=1 opacity=1 blend_mode=0"))


def _add_options(parent: ET.Element, options: Mapping[str, str]) -> None:
    """Write options twice: QGIS before 3.26 reads the second form."""
    typed = ET.SubElement(parent, "Option", type="Map")
    for name, value in options.items():
        _add_option(typed, name, value)
    for name, value in options.items():
        ET.SubElement(parent, "prop", k=name, v=value)


def _add_option(parent: ET.Element, name: str, value: str, kind: str = "QString") -> None:
    ET.SubElement(parent, "Option", name=name, value=value, type=kind)
