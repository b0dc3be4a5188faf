"""The map: one symbol for each place, shaped by how precisely the place is known.

Only numbers and ids of [a-z0-9-] go into folium. streamlit-folium renders the map's JavaScript as a
Jinja template on the server, so any text in it would run there; names and statements reach the
browser as JSON of their own (`map_words.py`) and are set as text by `assets/claim_map.js`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template
from folium.utilities import JsCode
from streamlit_folium import st_folium

from components.palette import kind_colour
from data.select import PlaceMark
from data.terms import Level

# Iraq and eastern Syria, where the claims are.
CENTRE = (34.6, 42.6)
ZOOM = 6


class ClaimMap(folium.Map):
    """A folium map that takes Leaflet from our own server, never from a CDN."""

    # Class attributes because folium and streamlit-folium read them so.
    default_js = [  # noqa: RUF012
        ("leaflet", "../../assets/leaflet/leaflet.js"),
        ("claim_map", "../../assets/components/claim_map.js"),
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
    claim_map.add_child(_Basemap(dark=dark, edition=edition))
    return claim_map


def build_symbols(marks: Sequence[PlaceMark], *, chosen: str | None) -> folium.FeatureGroup:
    """One GeoJSON layer with a feature for each mark; `chosen` is the id of the chosen claim."""
    features = [_feature(mark, chosen) for mark in marks]
    group = folium.FeatureGroup()
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        point_to_layer=JsCode("sidelightMap.symbol"),
        on_each_feature=JsCode("sidelightMap.describe"),
    ).add_to(group)
    return group


def draw_map(
    marks: Sequence[PlaceMark],
    *,
    chosen: str | None,
    dark: bool,
    edition: str,
    height: int,
    key: str,
    on_click: Callable[[], None],
) -> None:
    """Draw the map. A click stores the feature under `key`; read it with `clicked_place`."""
    st_folium(
        build_map(dark=dark, edition=edition),
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=build_symbols(marks, chosen=chosen),
        returned_objects=["last_active_drawing"],
        on_change=on_click,
    )


def clicked_place(value: Mapping[str, Any]) -> tuple[str, list[str]] | None:
    """The place and the claims of the clicked symbol, from what the browser sent; None if nothing.

    The browser is not trusted: whatever is not of the expected shape counts as no click.
    """
    drawing = value.get("last_active_drawing")
    properties = drawing.get("properties") if isinstance(drawing, Mapping) else None
    if not isinstance(properties, Mapping):
        return None
    place, claims = properties.get("id"), properties.get("all")
    if not isinstance(place, str) or not isinstance(claims, list):
        return None
    return place, [claim for claim in claims if isinstance(claim, str)]


def _feature(mark: PlaceMark, chosen: str | None) -> dict[str, Any]:
    place = mark.place
    ids = [claim.id for claim in mark.claims]
    colour = kind_colour(frozenset(claim.kind for claim in mark.claims))
    properties: dict[str, Any] = {
        "id": place.id,
        "count": len(ids),
        "all": ids,
        "chosen": int(chosen in ids),
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
