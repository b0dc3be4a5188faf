"""The GeoPackage, asked what the standard and QGIS ask, and read by GDAL."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import geopandas
import pandas
import pyogrio
import pytest
import shapely

from data.exports.about import About
from data.exports.maps.geopackage import render_geopackage
from data.exports.maps.shapes import shape_of
from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.selecting.places import place_marks
from data.selecting.select import in_order
from tests.hostile import write_hostile_corpus

LAYERS = {"places", "claims"}
TABLES = {"excerpts", "figures", "sources", "about", "layer_styles"}


@pytest.fixture(scope="module")
def path(curated: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("geopackage") / "claims.gpkg"
    claims = in_order(curated.claims.values())
    about = About("kind: all", date(2026, 1, 2))
    target.write_bytes(render_geopackage(claims, curated, about))
    return target


@pytest.fixture(scope="module")
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def asked(database: sqlite3.Connection, question: str) -> list[tuple[Any, ...]]:
    return database.execute(question).fetchall()


def test_it_is_what_the_standard_calls_a_geopackage(database: sqlite3.Connection) -> None:
    assert asked(database, "PRAGMA application_id") == [(0x47504B47,)]
    assert asked(database, "PRAGMA user_version") == [(10300,)]
    assert asked(database, "PRAGMA integrity_check") == [("ok",)]
    assert asked(database, "PRAGMA foreign_key_check") == []
    contents = asked(database, "SELECT table_name, data_type, srs_id FROM gpkg_contents")
    assert set(contents) == {
        *((name, "features", 4326) for name in LAYERS),
        *((name, "attributes", None) for name in TABLES),
    }
    systems = asked(database, "SELECT srs_id, organization, definition FROM gpkg_spatial_ref_sys")
    assert {each[:2] for each in systems} == {(-1, "NONE"), (0, "NONE"), (4326, "EPSG")}
    assert ("GEOMETRY", 4326, 0, 0) in asked(
        database, "SELECT geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns"
    )
    for table in LAYERS | TABLES:
        keys = [row for row in asked(database, f"PRAGMA table_info({table})") if row[5]]
        assert [row[2] for row in keys] == ["INTEGER"]


def test_every_geometry_has_the_header_of_the_standard_and_lies_in_the_box_of_its_layer(
    database: sqlite3.Connection,
) -> None:
    boxes = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = "
    for layer in LAYERS:
        blobs = asked(database, f"SELECT geom FROM {layer} WHERE geom IS NOT NULL")  # noqa: S608
        found = []
        for (blob,) in blobs:
            magic, version, flags, system = struct.unpack_from("<2sBBi", blob)
            assert (magic, version, flags & 1, system) == (b"GP", 0, 1, 4326)
            boxed = bool(flags >> 1 & 1)
            geometry = shapely.from_wkb(blob[40 if boxed else 8 :])
            assert geometry.is_valid
            assert boxed == (geometry.geom_type != "Point")
            if boxed:
                west, east, south, north = struct.unpack_from("<4d", blob, 8)
                assert (west, south, east, north) == geometry.bounds
            found.append(geometry)
        (box,) = asked(database, f"{boxes}'{layer}'")
        assert box == tuple(shapely.total_bounds(found))


def test_there_is_a_place_for_each_symbol_of_the_map(path: Path, curated: Corpus) -> None:
    table = geopandas.read_file(path, layer="places")
    marks = place_marks(curated, in_order(curated.claims.values()))
    assert table.crs.to_epsg() == 4326
    assert list(table["mark"]) == [each.key for each in marks]
    assert list(table["claims"]) == [len(each.claims) for each in marks]
    assert list(table["place"]) == [each.place.name for each in marks]
    for row, mark in zip(table.itertuples(), marks, strict=True):
        kinds = sorted({claim.kind.value for claim in mark.claims})
        assert row.kinds.split("\n") == kinds
        assert row.kind == (kinds[0] if len(kinds) == 1 else "several")
    assert set(table[table.geom_type == "Point"]["level"]) <= {"site", "town"}


def test_there_is_a_feature_for_each_place_of_each_claim(path: Path, curated: Corpus) -> None:
    table = geopandas.read_file(path, layer="claims")
    wanted = [
        (claim, where)
        for claim in in_order(curated.claims.values())
        for where in claim.where or (None,)
    ]
    assert list(table["claim"]) == [claim.id for claim, _ in wanted]
    assert table["id"].is_unique
    for row, (claim, where) in zip(table.itertuples(), wanted, strict=True):
        drawn = shape_of(where, curated) if where else None
        assert (row.geometry is None) == (drawn is None)
        if drawn:
            assert row.geometry.equals(shapely.geometry.shape(dict(drawn.geometry)))
        assert row.edtf == claim.when.edtf
        for day, bound in ((row.earliest, "earliest"), (row.latest, "latest")):
            found = None if pandas.isna(day) else day.date()
            assert found == getattr(claim.when.period, bound)


def test_every_quote_stands_in_its_source(path: Path, curated: Corpus) -> None:
    table = pyogrio.read_dataframe(path, layer="excerpts")
    assert len(table) == sum(len(each.excerpts) for each in curated.claims.values())
    for row in table.itertuples():
        assert curated.texts[row.source][row.start : row.end] == row.quote


def test_qgis_finds_a_style_for_each_layer(database: sqlite3.Connection) -> None:
    found = asked(
        database, "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
    )
    assert {row[0] for row in found} == LAYERS
    for layer, column, default, text in found:
        assert (column, default) == ("geom", 1)
        style = ET.fromstring(text)  # noqa: S314 - our own text
        fields = {row[1] for row in asked(database, f"PRAGMA table_info({layer})")}
        rules = style.findall("renderer-v2/rules/rule")
        words = " ".join(each.get("filter", "") for each in rules)
        assert set(words.split('"')[1::2]) <= fields
        assert (style.find("labeling") is not None) == (layer == "places")


def test_it_says_from_what_it_was_taken_and_whom_to_name(
    database: sqlite3.Connection, curated: Corpus
) -> None:
    ((kind, text),) = asked(database, "SELECT mime_type, metadata FROM gpkg_metadata")
    assert kind == "application/json"
    facts = json.loads(text)
    assert (facts["corpus"], facts["filters"]) == (curated.fingerprint, "kind: all")
    assert facts["made on"] == "2026-01-02"
    assert "Natural Earth" in facts["attribution"][0]
    assert asked(database, "SELECT reference_scope, md_file_id FROM gpkg_metadata_reference") == [
        ("geopackage", 1)
    ]
    extended = asked(database, "SELECT table_name, extension_name FROM gpkg_extensions")
    assert set(extended) == {
        ("gpkg_metadata", "gpkg_metadata"),
        ("gpkg_metadata_reference", "gpkg_metadata"),
    }
    rows = asked(database, "SELECT what, value FROM about")
    assert ("corpus", curated.fingerprint) in rows
    assert [what for what, _ in rows].count("attribution") == 3


def test_nothing_in_it_tells_when_it_was_written(database: sqlite3.Connection) -> None:
    moments = {
        *asked(database, "SELECT last_change FROM gpkg_contents"),
        *asked(database, "SELECT timestamp FROM gpkg_metadata_reference"),
        *asked(database, "SELECT update_time FROM layer_styles"),
    }
    assert moments == {("1980-01-01T00:00:00.000Z",)}


def test_hostile_text_is_kept_letter_for_letter(tmp_path: Path) -> None:
    files = write_hostile_corpus(tmp_path)
    corpus = load_corpus(files.corpus, files.seeds)
    target = tmp_path / "claims.gpkg"
    target.write_bytes(render_geopackage(list(corpus.claims.values()), corpus, About()))
    table = pyogrio.read_dataframe(target, layer="claims")
    assert list(table["statement"]) == [each.statement for each in corpus.claims.values()]
    assert set(pyogrio.read_dataframe(target, layer="places")["place"]) == {
        corpus.places[where.place].name
        for each in corpus.claims.values()
        for where in each.locations
    }


def test_without_a_claim_it_opens_and_is_empty(curated: Corpus, tmp_path: Path) -> None:
    target = tmp_path / "none.gpkg"
    target.write_bytes(render_geopackage([], curated, About()))
    for layer in LAYERS:
        assert pyogrio.read_info(target, layer=layer)["features"] == 0
