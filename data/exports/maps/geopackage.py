"""The claims as a GeoPackage 1.3 (OGC 12-128r17) whose columns have declared types.

Layers: `places`, a symbol of the map each, and `claims`, a claim at a place each, both with their
style for QGIS; tables: `excerpts`, `figures`, `sources` and `about`. The library fudgeo was looked
at and left: it writes into a file and with the moment of writing.
"""

import json
import sqlite3
import struct
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import shapely
from shapely.geometry import shape as geometry_of
from shapely.geometry.base import BaseGeometry

from data.exports.about import About, about_rows
from data.exports.columns import SHEETS, Type, type_of
from data.exports.maps.features import ATTRIBUTION, COLUMNS, MARK_COLUMNS, Value, marks, told
from data.exports.maps.qgis import PLACES, quiet_style, style
from data.exports.maps.shapes import Shape
from data.exports.tables import TableRow, sheets
from data.model.corpus import Claim, Corpus

# The tables that the standard asks for, and that of QGIS for styles.
SCHEMA = Path(__file__).with_name("geopackage.sql").read_text(encoding="utf-8")
APPLICATION_ID = int.from_bytes(b"GPKG", "big")
USER_VERSION = 10_300
WGS84 = 4326
# Any fixed moment makes the same bytes on every run.
UNDATED = "1980-01-01T00:00:00.000Z"

_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
SYSTEMS = (
    ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic", 0, "NONE", 0, "undefined", None),
    ("WGS 84", WGS84, "EPSG", WGS84, _WGS84, "longitude and latitude in degrees"),
)
EXTENSIONS = tuple(
    (table, "gpkg_metadata", "http://www.geopackage.org/spec/#extension_metadata", "read-write")
    for table in ("gpkg_metadata", "gpkg_metadata_reference")
)
# All others are text.
_SQL: Mapping[Type, str] = {
    Type.INTEGER: "INTEGER",
    Type.CODE: "INTEGER",
    Type.REAL: "REAL",
    Type.BOOLEAN: "BOOLEAN",
    Type.DAY: "DATE",
}
_LITTLE_ENDIAN, _WITH_BOX = 1, 2
_Stored = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the user: its columns, its rows, and of a layer the shape of each row."""

    name: str
    description: str
    columns: Mapping[str, Type]
    rows: Sequence[Sequence[Value]]
    shapes: Sequence[Shape | None] | None = None


def render_geopackage(claims: Sequence[Claim], corpus: Corpus, about: About) -> bytes:
    """A GeoPackage file. Texts of a list are joined by a line's end; `excerpts` has them apart."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(
            # Set before the first table, so that another build's default makes no other file.
            f"PRAGMA page_size = 4096; PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {USER_VERSION}; BEGIN; {SCHEMA}"
        )
        _insert(database, "gpkg_spatial_ref_sys", SYSTEMS)
        _insert(database, "gpkg_extensions", [(table, None, *rest) for table, *rest in EXTENSIONS])
        for table in (*_layers(claims, corpus), *_tables(claims, corpus, about)):
            _add(database, table)
        _add_styles(database)
        _add_metadata(database, about_rows(about, claims, corpus))
        database.execute("COMMIT")
        database.execute("VACUUM")
        return bytes(database.serialize())


def _layers(claims: Sequence[Claim], corpus: Corpus) -> tuple[_Table, ...]:
    symbols, found = marks(claims, corpus), tuple(told(claims, corpus))
    credit = " ".join(ATTRIBUTION)
    return (
        _Table(
            "places",
            f"Where the claims are located: a feature for each place and level. {credit}",
            {each.name: each.type for each in MARK_COLUMNS},
            [[column.value(mark) for column in MARK_COLUMNS] for mark in symbols],
            [mark.shape for mark in symbols],
        ),
        _Table(
            "claims",
            f"A feature for each claim and place, in any role. {credit}",
            {"id": Type.TEXT} | {each.name: each.type for each in COLUMNS},
            [[one.id, *(column.value(one) for column in COLUMNS)] for one in found],
            [one.shape for one in found],
        ),
    )


def _tables(claims: Sequence[Claim], corpus: Corpus, about: About) -> tuple[_Table, ...]:
    facts = (*about_rows(about, claims, corpus), *(("attribution", each) for each in ATTRIBUTION))
    rows = sheets(claims, corpus)
    return (
        *(_sheet(name, rows[name]) for name in ("excerpts", "figures", "sources")),
        _Table("about", "", {"what": Type.TEXT, "value": Type.TEXT}, facts),
    )


def _sheet(name: str, rows: Iterable[TableRow]) -> _Table:
    columns = {each: type_of(each) for each in SHEETS[name]}
    return _Table(name, "", columns, [[row[each] for each in columns] for row in rows])


def _add(database: sqlite3.Connection, table: _Table) -> None:
    geometry = ", geom GEOMETRY" if table.shapes is not None else ""
    typed = ", ".join(f'"{name}" {_SQL.get(kind, "TEXT")}' for name, kind in table.columns.items())
    database.execute(
        f"CREATE TABLE {table.name} "
        f"(fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL{geometry}, {typed})"
    )
    drawn = [_geometry(shape) for shape in table.shapes or ()]
    known = [each for each in drawn if each is not None]
    bounds = shapely.total_bounds(known).tolist() if known else [None] * 4
    kind, system = ("attributes", None) if table.shapes is None else ("features", WGS84)
    entry = (table.name, kind, table.name, table.description, UNDATED, *bounds, system)
    _insert(database, "gpkg_contents", [entry])
    rows = [[_stored(value) for value in row] for row in table.rows]
    if table.shapes is not None:
        column = (table.name, "geom", "GEOMETRY", WGS84, 0, 0)
        _insert(database, "gpkg_geometry_columns", [column])
        rows = [[_blob(each), *row] for each, row in zip(drawn, rows, strict=True)]
    _insert(database, table.name, [[number, *row] for number, row in enumerate(rows, start=1)])


def _add_styles(database: sqlite3.Connection) -> None:
    """What QGIS asks for when it opens a layer."""
    styles = (("places", style(PLACES)), ("claims", quiet_style()))
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
        (UNDATED,),
    )
    _insert(
        database,
        "layer_styles",
        [
            (number, "", "", name, "geom", name, text, "", 1, "", "", None, UNDATED)
            for number, (name, text) in enumerate(styles, start=1)
        ],
    )


def _add_metadata(database: sqlite3.Connection, facts: Sequence[tuple[str, str]]) -> None:
    told_of = json.dumps(dict(facts) | {"attribution": ATTRIBUTION}, ensure_ascii=False)
    metadata = (1, "dataset", "urn:sidelight:about", "application/json", told_of)
    _insert(database, "gpkg_metadata", [metadata])
    reference = ("geopackage", None, None, None, UNDATED, 1, None)
    _insert(database, "gpkg_metadata_reference", [reference])


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[_Stored]]) -> None:
    for row in rows:
        marks_ = ", ".join("?" for _ in row)
        # Names of tables are those of this package; values are bound.
        database.execute(f"INSERT INTO {table} VALUES ({marks_})", tuple(row))  # noqa: S608


def _stored(value: Value) -> _Stored:
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    return "\n".join(value)


def _geometry(shape: Shape | None) -> BaseGeometry | None:
    return geometry_of(dict(shape.geometry)) if shape else None


def _blob(geometry: BaseGeometry | None) -> bytes | None:
    """StandardGeoPackageBinary: a header with the box of all but points, and the ISO WKB."""
    if geometry is None:
        return None
    wkb = shapely.to_wkb(geometry, byte_order=1, flavor="iso")
    box = geometry.geom_type != "Point"
    flags = _LITTLE_ENDIAN | (_WITH_BOX if box else 0)
    header = struct.pack("<2sBBi", b"GP", 0, flags, WGS84)
    west, south, east, north = geometry.bounds
    return header + (struct.pack("<4d", west, east, south, north) if box else b"") + bytes(wkb)
