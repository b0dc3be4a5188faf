"""Each column of each file has one type, whatever was kept of the corpus."""

from __future__ import annotations

import io
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pandas
import pyogrio
import pytest

from data.exports import FORMATS
from data.exports.about import About
from data.exports.columns import CSV, SHEETS, Type, render_csvt, type_of
from data.exports.maps.features import COLUMNS, COUNTED_COLUMNS, MARK_COLUMNS
from data.loading.load import ROOT
from data.model.corpus import Claim, Corpus
from data.model.period import parse_period
from data.model.vocabulary import Kind
from data.selecting.select import Filters, matching

Claims = tuple[Claim, ...]
# As pandas names what a column of the CSV holds.
PANDAS: Mapping[Type, str] = {Type.TEXT: "string", Type.INTEGER: "Int64", Type.REAL: "Float64"}
JSON_NAMES: Mapping[type, str] = {
    str: "text",
    bool: "boolean",
    int: "number",
    float: "number",
    dict: "object",
    list: "list",
}


def rendered(name: str, claims: Claims, corpus: Corpus) -> bytes:
    return FORMATS[name].render(claims, corpus, About())


@pytest.fixture(scope="module")
def groups(curated: Corpus) -> list[Claims]:
    """Each kind, each source, and what showed that QGIS took EDTF for calendar dates."""
    days = parse_period("2019-11-26/2019-12-02")
    filters = [
        Filters(),
        *(Filters(kinds=frozenset({kind})) for kind in Kind),
        *(Filters(sources=frozenset({source})) for source in curated.sources),
        Filters(kinds=frozenset({Kind.ATTACK}), period=days, certain=True),
    ]
    return [kept for each in filters if (kept := matching(curated, each))]


@pytest.fixture(scope="module")
def choices(curated: Corpus, groups: list[Claims]) -> list[Claims]:
    """Every claim alone besides."""
    return [*groups, *((each,) for each in curated.claims.values())]


def types_of(source: Any, **which: str) -> dict[str, tuple[str, str]]:
    """The fields as GDAL reads them."""
    found = pyogrio.read_info(source, **which)
    types = zip(found["dtypes"], found["ogr_types"], strict=True)
    return dict(zip(found["fields"], types, strict=True))


def test_gdal_finds_the_same_types_in_every_geojson(choices: list[Claims], curated: Corpus) -> None:
    first, *others = (
        types_of(io.BytesIO(rendered("geojson", claims, curated))) for claims in choices
    )
    assert all(each == first for each in others)
    wanted = {
        Type.LIST: "OFTStringList",
        Type.REAL: "OFTReal",
        Type.BOOLEAN: "OFTInteger",
        Type.INTEGER: "OFTInteger",
    }
    named = {each.name: each.type for each in COLUMNS}
    named |= {each.name: each.type for each in COUNTED_COLUMNS}
    assert {name: kind for name, (_, kind) in first.items()} == {
        "id": "OFTString",
        **{name: wanted.get(kind, "OFTString") for name, kind in named.items()},
    }


def test_geopandas_finds_the_same_types_in_every_geojson(
    choices: list[Claims], curated: Corpus
) -> None:
    first, *others = (
        geopandas.read_file(io.BytesIO(rendered("geojson", claims, curated))).dtypes.to_dict()
        for claims in choices[::3]
    )
    assert all(each == first for each in others)


def test_an_edit_in_a_gis_leaves_the_other_columns_as_they_were(
    groups: list[Claims], curated: Corpus, tmp_path: Path
) -> None:
    path, edited = tmp_path / "claims.geojson", tmp_path / "edited.geojson"
    path.write_bytes(rendered("geojson", groups[-1], curated))
    table = pyogrio.read_dataframe(path)
    table["note"] = "seen"
    pyogrio.write_dataframe(table, edited)
    before, after = (json.loads(each.read_bytes())["features"] for each in (path, edited))
    assert before
    for one, other in zip(before, after, strict=True):
        assert other["properties"]["edtf"].startswith("EDTF 2019-")
        for name in ("edtf", "earliest", "latest", "period", "sources"):
            assert other["properties"][name] == one["properties"][name]


@pytest.fixture(scope="module")
def packages(
    choices: list[Claims], curated: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    folder = tmp_path_factory.mktemp("packages")
    paths = [folder / f"{number}.gpkg" for number in range(len(choices[::10]))]
    for path, claims in zip(paths, choices[::10], strict=True):
        path.write_bytes(rendered("gpkg", claims, curated))
    return paths


@pytest.mark.parametrize("layer", ["places", "claims", "excerpts", "figures", "sources", "about"])
def test_the_geopackage_declares_its_types(layer: str, packages: list[Path]) -> None:
    found = [types_of(path, layer=layer) for path in packages]
    assert found[0]
    assert all(each == found[0] for each in found)
    wanted = {
        Type.DAY: "OFTDate",
        Type.INTEGER: "OFTInteger64",
        Type.CODE: "OFTInteger64",
        Type.REAL: "OFTReal",
        Type.BOOLEAN: "OFTInteger",
    }
    layers = {
        "places": {each.name: each.type for each in MARK_COLUMNS},
        "claims": {each.name: each.type for each in COLUMNS},
    }
    declared = layers.get(layer) or {name: type_of(name) for name in SHEETS.get(layer, ())}
    for name, kind in declared.items():
        assert found[0][name][1] == wanted.get(kind, "OFTString"), name


def test_the_kml_declares_its_types(choices: list[Claims], curated: Corpus, tmp_path: Path) -> None:
    found = []
    for claims in choices[::10]:
        path = tmp_path / "claims.kml"
        path.write_bytes(rendered("kml", claims, curated))
        layers = [name for name, _ in pyogrio.list_layers(path) if name.startswith("Claims")]
        found += [types_of(path, layer=name) for name in layers]
    assert len(found) > 20
    assert all(each == found[0] for each in found)
    assert {column.name for column in COLUMNS} <= set(found[0])
    assert found[0]["radius_km"] == ("float64", "OFTReal")
    assert found[0]["acled_geo_precision"] == ("int32", "OFTInteger")
    assert found[0]["edtf"] == ("object", "OFTString")


def test_gdal_finds_the_types_of_the_csv_beside_it(
    choices: list[Claims], curated: Corpus, tmp_path: Path
) -> None:
    path = tmp_path / "claims.csv"
    path.with_suffix(".csvt").write_bytes(render_csvt())
    found = []
    for claims in choices[::5]:
        path.write_bytes(rendered("csv", claims, curated))
        found.append(types_of(path))
    assert all(each == found[0] for each in found)
    wanted = {Type.DAY: "OFTDate", Type.INTEGER: "OFTInteger", Type.REAL: "OFTReal"}
    assert {name: kind for name, (_, kind) in found[0].items()} == {
        name: wanted.get(type_of(name), "OFTString") for name in CSV
    }


def test_pandas_reads_every_csv_alike_by_the_documented_types(
    choices: list[Claims], curated: Corpus
) -> None:
    days = [name for name in CSV if type_of(name) is Type.DAY]
    types = {name: PANDAS[type_of(name)] for name in CSV if name not in days}
    found = [
        pandas.read_csv(
            io.BytesIO(rendered("csv", claims, curated)),
            dtype=types,
            parse_dates=days,
            date_format="%Y-%m-%d",
        )
        for claims in choices
    ]
    assert all(each.dtypes.drop(days).equals(found[0].dtypes.drop(days)) for each in found)
    assert {str(each[name].dtype)[:10] for each in found for name in days} == {"datetime64"}
    assert set(found[0]["source"]) == set(curated.sources)


def test_a_cell_of_the_workbook_is_a_number_where_its_column_is(
    groups: list[Claims], curated: Corpus
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", groups[0], curated)))
    numbers = {Type.INTEGER, Type.REAL}
    for sheet, columns in SHEETS.items():
        for name, cells in zip(columns, book[sheet].iter_cols(min_row=2), strict=True):
            found = {cell.data_type for cell in cells if cell.value is not None}
            assert found <= {"n" if type_of(name) in numbers else "s"}, (sheet, name)


def test_a_value_of_the_database_is_of_the_type_of_its_column(
    groups: list[Claims], curated: Corpus
) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(rendered("sqlite", groups[0], curated))
        for table in ("sources", "actors", "places", "claims", "claim_places", *SHEETS):
            for _, name, kind, *_ in database.execute(f"PRAGMA table_info({table})").fetchall():
                asked = f'SELECT DISTINCT typeof("{name}") FROM {table}'  # noqa: S608
                found = {each for (each,) in database.execute(asked)}
                assert found <= {kind.lower(), "null"}, (table, name)


@pytest.mark.parametrize("name", ["jsonl", "linked-places", "geojson"])
def test_a_value_of_json_is_of_one_type_wherever_it_is_given(
    name: str, groups: list[Claims], curated: Corpus
) -> None:
    text = rendered(name, groups[0], curated).decode()
    types: dict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        for path, kind in kinds_of(json.loads(line)):
            types[path].add(kind)
    # How deep a list of positions goes is said by the type of the geometry,
    # and a context of JSON-LD has names and definitions.
    free = ("coordinates", "@context")
    types = {path: kinds for path, kinds in types.items() if not any(each in path for each in free)}
    assert len(types) > 20
    assert {path: kinds for path, kinds in types.items() if len(kinds) > 1} == {}


def kinds_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The path of every value but null, with what it is."""
    if value is None:
        return
    yield path, JSON_NAMES[type(value)]
    inner: Iterable[tuple[str, Any]] = ()
    if isinstance(value, dict):
        inner = ((f"{path}/{key}", each) for key, each in value.items())
    elif isinstance(value, list):
        inner = ((f"{path}[]", each) for each in value)
    for name, each in inner:
        yield from kinds_of(each, name)


def test_the_documentation_has_every_column_with_its_type() -> None:
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    section = text.split("## Columns and their types")[1].split("\n## ")[0]
    named = {each for line in section.splitlines() for each in line.split("`")[1::2]}
    columns = {each.name for each in COLUMNS}
    columns |= {each.name for each in COUNTED_COLUMNS} | {each.name for each in MARK_COLUMNS}
    sheets = {name for sheet in SHEETS.values() for name in sheet if type_of(name) is not Type.TEXT}
    assert columns | sheets <= named
