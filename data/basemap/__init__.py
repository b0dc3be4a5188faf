"""Offline base map: Natural Earth 1:10m clipped to 32-51 E, 27-41 N, as GeoJSON (WGS 84)."""

import json
from pathlib import Path
from typing import Any, Final

DIRECTORY: Final[Path] = Path(__file__).resolve().parent
FILES: Final[tuple[str, ...]] = (
    "borders.geojson",
    "cities.geojson",
    "countries.geojson",
    "governorates.geojson",
    "lakes.geojson",
    "rivers.geojson",
)


def read(name: str) -> dict[str, Any]:
    """Return the FeatureCollection in the file `name`, one of FILES; ValueError for any other."""
    if name not in FILES:
        raise ValueError(f"no base map file {name!r}; there are {', '.join(FILES)}")
    collection: dict[str, Any] = json.loads((DIRECTORY / name).read_text(encoding="utf-8"))
    return collection
