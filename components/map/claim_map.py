"""The map: one symbol for each place, shaped by how precisely the place is known.

Only numbers and ids of [a-z0-9-] go into folium. streamlit-folium renders the map's JavaScript as a
Jinja template on the server, so any text in it would run there; names and statements reach the
browser as JSON of their own (`map_words.py`) and are set as text by `components/map/symbols.js`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template

from components.map import script as map_script
from components.map.layers import MapLayer
from components.map.symbols import symbol_features
from components.shared import assets
from data.model.corpus import Corpus
from data.selecting.places import Box, PlaceMark

# Iraq and eastern Syria, where the claims are.
CENTRE = (34.6, 42.6)
ZOOM = 6


@dataclass(frozen=True, slots=True)
class Canvas:
    """What the map is drawn on. `edition` is a few digits of the corpus fingerprint."""

    key: str
    height: int
    edition: str
    dark: bool


@dataclass(frozen=True, slots=True)
class Clicked:
    """A symbol that was clicked: its place, and its key (`map_symbols.key_of`)."""

    place: str
    key: str


class ClaimMap(folium.Map):
    """A folium map that takes Leaflet from our own server, never from a CDN."""

    # Class attributes because folium and streamlit-folium read them so.
    default_js = [  # noqa: RUF012
        ("sidelight_map", f"../../{map_script.address()}"),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet_css", "../../assets/leaflet/leaflet.css"),
    ]


class _Basemap(MacroElement):
    """Hands the Leaflet map to our script. `edition` remounts the map when the corpus changes."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "sidelightMap.start({{ this._parent.get_name() }}, {{ this.dark|tojson }},"
        " {{ this.edition|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, *, dark: bool, edition: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self.dark = dark
        self.edition = edition


class _Symbols(folium.FeatureGroup):
    """The layer of symbols; `written` is GeoJSON of numbers and ids."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = sidelightMap.symbols({{ this.written }});"
        "{% endmacro %}"
    )

    def __init__(self, written: str) -> None:
        super().__init__()
        self.written = written


_link = st.components.v2.component(
    "sidelight_map_link",
    html="<i>\n</i>",
    js=assets.read("map/python_bridge.js"),
)


def build_map(*, dark: bool, edition: str) -> ClaimMap:
    """The map without symbols. `edition` is a few hexadecimal digits of the corpus fingerprint."""
    claim_map = ClaimMap(
        location=CENTRE,
        zoom_start=ZOOM,
        tiles=None,
        min_zoom=4,
        max_zoom=11,
        zoom_snap=0.5,
        max_bounds=True,
        min_lat=25,
        max_lat=43,
        min_lon=29,
        max_lon=54,
    )
    # Not a new name at every run, so that the same map is the same message and is not sent again.
    claim_map._id = "claims"
    claim_map.add_child(_Basemap(dark=dark, edition=edition))
    return claim_map


def build_symbols(
    marks: Sequence[PlaceMark],
    corpus: Corpus,
    *,
    layer: MapLayer,
    disputed: Container[str] = frozenset(),
    box: Box | None = None,
) -> str:
    """The symbols as GeoJSON, with a feature for each mark and one for the box that was drawn.

    `disputed` are the ids of disputed claims.
    """
    features = symbol_features(marks, corpus, layer=layer, disputed=disputed)
    if box:
        features.append(_box_feature(box))
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(", ", ": "))


def draw_map(symbols: str, canvas: Canvas) -> None:
    """Draw the map, the same for all choices; see `link_map`."""
    # It makes itself known to the server when it is imported, and only while a script runs.
    from streamlit_folium import st_folium  # noqa: PLC0415

    st_folium(
        build_map(dark=canvas.dark, edition=canvas.edition),
        key=canvas.key,
        height=canvas.height,
        use_container_width=True,
        feature_group_to_add=_Symbols(symbols),
        # A click comes by `link_map`.
        returned_objects=[],
    )


def link_map(choice: Mapping[str, Any], *, key: str, on_click: Callable[[], None]) -> None:
    """Tell the map the choice (`map_symbols.build_choice`), wherever on the page this is drawn.

    What was clicked is in session state under `key` while `on_click` runs; see `clicked`.
    """
    _link(key=key, data=choice, on_clicked_change=on_click, height=1)


def clicked(value: Any) -> Clicked | Box | None:
    """What was clicked or drawn, from what the browser sent; None if nothing.

    The browser is not trusted: whatever is not of the expected shape counts as no click.
    """
    properties = getattr(value, "clicked", None)
    if not isinstance(properties, Mapping):
        return None
    bounds = properties.get("bounds")
    if isinstance(bounds, list):
        return Box.of(bounds)
    place, key = properties.get("id"), properties.get("key")
    return Clicked(place, key) if isinstance(place, str) and isinstance(key, str) else None


def _box_feature(box: Box) -> dict[str, Any]:
    properties = {
        "id": "box",
        "shape": "box",
        "bounds": [box.west, box.south, box.east, box.north],
    }
    centre = {"type": "Point", "coordinates": [CENTRE[1], CENTRE[0]]}
    return {"type": "Feature", "properties": properties, "geometry": centre}
