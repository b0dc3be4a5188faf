"""The map's script as its frame asks for it: Leaflet and our own parts in one.

The frame of streamlit-folium waits for each script before it asks for the next, and each time the
page that draws the timeline keeps it waiting.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import xstatic.pkg.leaflet

from components.shared import assets

LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
NAME = "map"
# Our own parts, in the order in which they build on each other.
_PARTS = ("base", "names", "symbols", "tools")


@cache
def leaflet_script() -> str:
    """Without its last line, which would have a browser's tools look for another file."""
    script = (LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=\S*\s*$", "", script)


@cache
def own_parts() -> tuple[str, ...]:
    """Our own scripts in their order."""
    return tuple(assets.read(f"map/{name}.js") for name in _PARTS)


@cache
def joined() -> str:
    """All parts in one. Each of ours in a function, because "use strict" counts only at a start."""
    return "\n".join(
        (leaflet_script(), *(f"(() => {{\n{part.rstrip()}\n}})();" for part in own_parts()), "")
    )


@cache
def edition() -> str:
    """Another one for every change, so that a browser may keep the script for good."""
    return hashlib.sha256(joined().encode()).hexdigest()[:12]


def address() -> str:
    """Where it is, below the base path."""
    return f"assets/components/{NAME}.js?v={edition()}"
