"""The styles and scripts that a page carries: our own, and Leaflet's from its package."""

from __future__ import annotations

import base64
import re
from functools import cache

from components.map import script as map_script
from components.shared import assets
from components.shared.palette import RAISED

_STYLES = (
    "shared/page.css",
    "evidence/claim_card.css",
    "evidence/agreement_matrix.css",
    "figures/ranges.css",
    "brief/page.css",
)


def styles(*, dark: bool, paper: str) -> tuple[str, ...]:
    """The style sheets of a page on this paper."""
    own = "\n".join(assets.read(name) for name in _STYLES)
    theme = f":root {{ --sl-raised: {RAISED.on(dark=dark)}; }} @page {{ size: {paper}; }}"
    return _leaflet_style(), own, theme


def map_scripts() -> tuple[str, ...]:
    """What draws the map and links it with the page."""
    parts = map_script.leaflet_script(), *map_script.own_parts()
    return *parts, assets.read("brief/map.js"), assets.read("brief/fit_to_window.js")


def stage_scripts() -> tuple[str, ...]:
    """What fits a picture that has no map into its size."""
    return (assets.read("brief/fit_to_window.js"),)


@cache
def _leaflet_style() -> str:
    """With its pictures inside."""
    style = (map_script.LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"url\((images/[\w.-]+)\)", lambda match: _inside(match.group(1)), style)


def _inside(name: str) -> str:
    content = base64.b64encode((map_script.LEAFLET / name).read_bytes()).decode()
    return f"url(data:image/png;base64,{content})"
