"""The GeoJSON, its QGIS style and the Linked Places, read by GDAL, shapely and an XML parser."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import geopandas
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import Point, Polygon, shape

from components.shared.palette import KIND_COLOURS, MIXED
from data.comparing.agreement import Agreement, assess
from data.exports.about import About
from data.exports.annotations import render_annotations
from data.exports.maps.colours import COLOURS
from data.exports.maps.features import SEVERAL
from data.exports.maps.geo import render_geojson
from data.exports.maps.linked_places import (
    LPF_CONTEXT,
    OWN_TERMS,
    certainty,
    render_linked_places,
    timespan,
)
from data.exports.maps.qgis import render_qgis_style
from data.exports.maps.shapes import shape_of
from data.loading.load import SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Corpus, When, Where
from data.model.period import TemporalScope, parse_period
from data.model.vocabulary import LocationPrecision
from data.selecting.places import place_marks
from data.selecting.select import in_order
from tests.corpora import Files, claim, excerpt, in_memory, place

AREAS = {"district", "governorate", "region", "country"}
FORMS = {"point": "Point", "circle": "Polygon", "area": "MultiPolygon", "route": "LineString"}


@pytest.fixture(scope="module")
def rendered(curated: Corpus) -> bytes:
    return render_geojson(in_order(curated.claims.values()), curated)


@pytest.fixture(scope="module")
def table(rendered: bytes) -> Any:
    """The features as GDAL reads them."""
    return geopandas.read_file(BytesIO(rendered))


@pytest.fixture(scope="module")
def places(curated: Corpus) -> bytes:
    return render_linked_places(in_order(curated.claims.values()), curated)


def features(rendered: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(rendered)["features"]
    return found


# ── GeoJSON ──────────────────────────────────────────────────────────────────────────────────────


def test_there_is_a_feature_for_each_place_of_each_claim_and_none_is_missing(
    curated: Corpus, table: Any
) -> None:
    wanted = [
        (each.id, where.place if where else "", where.role.value if where else "")
        for each in in_order(curated.claims.values())
        for where in each.where or (None,)
    ]
    rows = table[["claim", "place_id", "role"]].itertuples(index=False, name=None)
    assert list(rows) == wanted
    assert table["id"].is_unique


def test_it_is_in_longitude_and_latitude_within_the_map(table: Any) -> None:
    assert table.crs.to_epsg() == 4326
    west, south, east, north = table.total_bounds
    assert shapely.box(32, 27, 51, 41).contains(shapely.box(west, south, east, north))


def test_every_geometry_is_valid_and_runs_as_the_standard_wants(rendered: bytes) -> None:
    for each in features(rendered):
        if each["geometry"]:
            geometry = shape(each["geometry"])
            assert geometry.is_valid
            assert not geometry.is_empty
            for part in shapely.get_parts(geometry):
                assert part.geom_type != "Polygon" or part.exterior.is_ccw


def test_nothing_coarser_than_a_town_is_a_point(table: Any) -> None:
    coarse = table[table["level"].isin(AREAS | {"near"})]
    assert len(coarse) > 100
    assert not coarse.geom_type.isin(["Point", "MultiPoint"]).any()
    assert set(table[table.geom_type == "Point"]["level"]) == {"site", "town"}


def test_the_shape_says_what_the_geometry_is(table: Any) -> None:
    drawn = table[table["shape"] != ""]
    assert list(drawn["shape"].map(FORMS)) == list(drawn.geom_type)
    assert set(drawn["shape"]) == set(FORMS)
    assert table[table["shape"] == ""].geometry.isna().all()
    assert list(drawn["near"]) == list(drawn["shape"] == "circle")
    assert (drawn[drawn["shape"] == "route"]["width_km"] > 0).all()
    assert (drawn[drawn["near"]]["radius_km"] > 0).all()


@pytest.mark.parametrize(
    ("level", "ucdp", "acled"),
    [
        ("site", "1", "1"),
        ("town", "1", "1"),
        ("near", "2", "2"),
        ("governorate", "4", "3"),
        ("region", "5", "3"),
        ("country", "6", ""),
    ],
)
def test_precision_follows_the_table_of_the_method(
    table: Any, level: str, ucdp: str, acled: str
) -> None:
    rows = table[table["level"] == level]
    assert set(rows["ucdp_where_prec"]) == {ucdp}
    assert set(rows["acled_geo_precision"]) == {acled}


def test_every_quote_stands_where_the_feature_says(table: Any) -> None:
    for row in table.itertuples():
        assert len(row.quotes) == len(row.quoted_from) == len(row.stances)
        for quote, at in zip(row.quotes, row.quoted_from, strict=True):
            file, start, end = re.fullmatch(r"(.+)#char=(\d+),(\d+)", at).groups()  # type: ignore[union-attr]
            text = (SEEDS_DIRECTORY / file).read_bytes().decode()
            assert text[int(start) : int(end)] == quote


def test_days_are_the_bounds_of_the_period_and_missing_where_it_is_open(
    curated: Corpus, table: Any
) -> None:
    for row in table.itertuples():
        when = curated.claims[row.claim].when
        period = when.period
        for day, wanted in ((row.earliest, period.earliest), (row.latest, period.latest)):
            assert (date.fromisoformat(day) if day else None) == wanted
        assert parse_period(row.edtf.removeprefix("EDTF "), when.holds) == when.as_written()


def test_a_feature_says_what_the_claim_says(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    rendered = render_geojson([corpus.claims["khanaqin-shelled"]], corpus)
    [feature] = features(rendered)
    assert feature["geometry"] == {"type": "Point", "coordinates": [45.39, 34.35]}
    wanted = {
        "claim": "khanaqin-shelled",
        "kind": "attack",
        "event_type": "shelling",
        "statement": "Daesh shelled Khanaqin.",
        "period": "3 May 2019",
        "edtf": "EDTF 2019-05-03",
        "earliest": "20190503",
        "latest": "20190503",
        "date_precision": "day",
        "place": "Khanaqin",
        "role": "location",
        "agreement": "repeated-independence-not-established",
        "sources": ["000", "001"],
        "quoted_from": ["000_a.txt#char=25,81", "001_b.txt#char=23,54"],
    }
    assert {key: feature["properties"][key] for key in wanted} == wanted
    assert json.loads(rendered)["fingerprint"] == corpus.fingerprint


def test_a_file_says_from_what_it_was_taken_and_what_was_kept(curated: Corpus) -> None:
    about = About("kind: arrest", date(2026, 1, 2))
    for render in (render_geojson, render_linked_places):
        document = json.loads(render([], curated, about))
        assert document["fingerprint"] == curated.fingerprint
        assert (document["filters"], document["made"]) == ("kind: arrest", "2026-01-02")
        assert "made" not in json.loads(render([], curated))
        assert "Natural Earth" in document["attribution"][0]


def test_the_same_corpus_gives_the_same_bytes(rendered: bytes, places: bytes) -> None:
    again = load_corpus()
    claims = in_order(again.claims.values())
    assert render_geojson(claims, again) == rendered
    assert render_linked_places(claims, again) == places


def test_text_of_a_document_stays_text(curated: Corpus, tmp_path: Path) -> None:
    hostile = '</script>"]}\u2028<b>\x07é'
    one = next(iter(curated.claims.values())).model_copy(update={"statement": hostile})
    path = tmp_path / "claims.geojson"
    path.write_bytes(render_geojson([one], curated))
    assert set(geopandas.read_file(path)["statement"]) == {hostile}


# ── Shapes ───────────────────────────────────────────────────────────────────────────────────────

GAZETTEER = in_memory(
    places=[
        place("iraq", level="country", areas=["iq"]),
        place("diyala", level="governorate", areas=["iq-di"], parent="iraq"),
        place("khanaqin", parent="diyala"),
        place("nowhere"),
        place("two", level="region", areas=["iq-di", "iq-sd"]),
    ]
)


@pytest.mark.parametrize(
    ("name", "level", "like"),
    [
        ("khanaqin", None, None),
        ("khanaqin", LocationPrecision.GOVERNORATE, "diyala"),
        ("khanaqin", LocationPrecision.DISTRICT, "diyala"),
        ("khanaqin", LocationPrecision.COUNTRY, "iraq"),
        ("diyala", LocationPrecision.REGION, "iraq"),
    ],
)
def test_a_vaguer_claim_takes_the_shape_of_what_holds_its_place(
    name: str, level: LocationPrecision | None, like: str | None
) -> None:
    found = shape_of(Where(place=name, level=level), GAZETTEER)
    assert found == shape_of(Where(place=like or name), GAZETTEER)
    assert (found is not None and found.geometry["type"] == "Point") == (like is None)


def test_a_vaguer_claim_has_no_shape_where_the_gazetteer_knows_none() -> None:
    assert shape_of(Where(place="nowhere", level=LocationPrecision.REGION), GAZETTEER) is None


def test_neighbouring_outlines_become_one_valid_area() -> None:
    found = shape_of(Where(place="two"), GAZETTEER)
    assert found
    assert shape(dict(found.geometry)).is_valid
    assert len(found.geometry["coordinates"]) == 1


@given(lat=st.floats(-70, 70), lon=st.floats(-150, 150), radius=st.floats(1, 500, exclude_min=True))
def test_a_circle_lies_around_its_place_at_its_radius(
    lat: float, lon: float, radius: float
) -> None:
    corpus = in_memory(places=[place("here", lat=lat, lon=lon)])
    found = shape_of(Where(place="here", level=LocationPrecision.NEAR, radius_km=radius), corpus)
    assert found
    ring = Polygon(found.geometry["coordinates"][0])
    corners = ring.exterior.coords
    assert len(corners) == 65
    assert ring.is_valid
    assert ring.exterior.is_ccw
    assert ring.contains(Point(lon, lat))
    for east, north in corners:
        metres = Geod(ellps="WGS84").inv(lon, lat, east, north)[2]
        # Half a percent for the sphere, two metres for the decimals.
        assert abs(metres - radius * 1000) <= radius * 1000 * 0.006 + 2


# ── QGIS ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def style() -> ET.Element:
    return ET.fromstring(render_qgis_style())  # noqa: S314 - our own bytes


def test_a_style_has_the_structure_that_qgis_reads(style: ET.Element) -> None:
    assert style.tag == "qgis"
    renderer = style.find("renderer-v2")
    assert renderer is not None
    assert renderer.get("type") == "RuleRenderer"
    keys = [each.get("key") for each in style.iter() if each.get("key")]
    assert len(keys) == len(set(keys))
    # A style that names one type of geometry is refused by the layers of the others.
    assert style.find("layerGeometryType") is None
    symbols = {each.get("name") for each in style.findall("renderer-v2/symbols/symbol")}
    assert {each.get("symbol") for each in style.findall("renderer-v2/rules/rule")} == symbols
    for layer in style.iter("layer"):
        options = [(each.get("name"), each.get("value")) for each in layer.findall("Option/Option")]
        assert options == [(each.get("k"), each.get("v")) for each in layer.findall("prop")]


def test_the_colours_are_those_of_the_dashboard(style: ET.Element) -> None:
    assert {
        **{kind.value: colour.light for kind, colour in KIND_COLOURS.items()},
        SEVERAL: MIXED.light,
    } == COLOURS
    asked = [each.get("value", "") for each in style.iter("Option")]
    for kind, colour in COLOURS.items():
        assert kind == SEVERAL or any(f"'{kind}', '{colour}'" in each for each in asked)


def test_one_symbol_is_drawn_for_each_mark_of_the_dashboards_map(
    style: ET.Element, table: Any, curated: Corpus
) -> None:
    marks = place_marks(curated, in_order(curated.claims.values()))
    drawn = table[table["mark_first"]]
    read = drawn[["mark", "mark_claims", "level"]].itertuples(index=False, name=None)
    assert set(read) == {(each.key, len(each.claims), each.level.value) for each in marks}
    assert len(drawn) == len(marks)
    types = {"Point": "marker", "LineString": "line", "Polygon": "fill", "MultiPolygon": "fill"}
    symbols = {each.get("name"): each.get("type") for each in style.iter("symbol")}
    counted = 0
    for rule in style.findall("renderer-v2/rules/rule"):
        words = rule.get("filter", "").replace(" = ", " == ")
        if words == "FALSE":
            continue
        query = words.replace('"', "").replace("AND", "and").replace("NOT IN", "not in")
        rows = table.query(query.replace("IN (", "in (").replace("<>", "!="))
        if rule.get("label", "").startswith("Disputed"):
            # Drawn over what has a rule of its own.
            assert rows["mark_disputed"].all()
            continue
        counted += len(rows)
        assert {types[each] for each in rows.geom_type} == {symbols[rule.get("symbol")]}
    assert counted == len(drawn)


def test_an_area_is_shaded_so_faintly_that_what_lies_below_is_seen(style: ET.Element) -> None:
    symbols = {each.get("name"): each for each in style.iter("symbol")}
    for rule in style.findall("renderer-v2/rules/rule"):
        symbol = symbols[rule.get("symbol")]
        if symbol.get("type") != "fill" or rule.get("label") == "Disputed":
            continue
        values = {each.get("name"): each.get("value", "") for each in symbol.iter("Option")}
        if rule.get("label") == "Country":
            # A country is a number and no shape over everything else.
            assert values["style"] == "no"
            continue
        (fill,) = (each for each in symbol.iter("Option") if each.get("name") == "fillColor")
        (asked,) = (each.get("value", "") for each in fill if each.get("name") == "expression")
        alpha = int(re.search(r"'alpha', (\d+)\)", asked)[1])  # type: ignore[index]
        assert 0 < alpha < 64


def test_every_symbol_has_its_number(style: ET.Element) -> None:
    shapes = {
        rule.get("filter", "").partition(' AND "mark_first"')[0]: rule.get("label")
        for rule in style.findall("renderer-v2/rules/rule")
        if rule.get("filter") != "FALSE" and "mark_disputed" not in rule.get("filter", "")
    }
    numbered = {
        shapes[rule.get("filter", "").partition(' AND "mark_first"')[0]]
        for rule in style.findall("labeling/rules/rule")
        if "mark_claims" in rule.find("settings/text-style").get("fieldName", "")  # type: ignore[union-attr]
    }
    assert numbered == set(shapes.values())
    assert all(each.get("displayAll") == "0" for each in style.iter("rendering")), (
        "labels may lie on each other"
    )


# ── Linked Places ────────────────────────────────────────────────────────────────────────────────

LPF_TERMS = {
    *("type", "@id", "features", "properties", "title", "ccodes", "fclasses", "when", "timespans"),
    *("start", "end", "in", "earliest", "latest", "label", "names", "toponym", "lang", "citations"),
    *("types", "identifier", "sourceLabels", "geometry", "coordinates", "certainty", "links"),
    *("relations", "relationType", "relationTo", "descriptions", "value"),
}


def keys_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def test_places_use_the_words_of_the_format_and_declare_their_own(places: bytes) -> None:
    document = json.loads(places)
    assert document.pop("@context") == [LPF_CONTEXT, OWN_TERMS]
    assert keys_of(document) <= LPF_TERMS | set(OWN_TERMS)
    assert not LPF_TERMS & set(OWN_TERMS)


def test_there_is_a_place_for_each_that_the_claims_speak_of(curated: Corpus, places: bytes) -> None:
    spoken = sorted({where.place for each in curated.claims.values() for where in each.where})
    assert [each["@id"] for each in features(places)] == [
        f"urn:sidelight:place:{identity}" for identity in spoken
    ]
    read = geopandas.read_file(BytesIO(places))
    assert list(read["title"]) == [curated.places[identity].name for identity in spoken]
    for identity, geometry in zip(spoken, read.geometry, strict=True):
        assert geometry.is_valid
        fine = curated.places[identity].level in {LocationPrecision.SITE, LocationPrecision.TOWN}
        assert (geometry.geom_type == "Point") == fine


def test_every_place_has_what_the_format_requires(places: bytes) -> None:
    for each in features(places):
        assert each["properties"]["title"]
        assert each["properties"]["fclasses"][0] in "AHLPRST"
        assert all(name["toponym"] and name["lang"] in {"en", "ar"} for name in each["names"])
        assert any(name.get("citations") for name in each["names"])
        assert each["when"]["timespans"]
        assert all(span["start"] for span in each["when"]["timespans"])


def test_each_claim_is_a_relation_with_its_time_certainty_and_quotes(
    curated: Corpus, places: bytes
) -> None:
    told = 0
    for each in features(places):
        for relation in each["relations"]:
            iri = relation["relationTo"].removeprefix("urn:sidelight:claim:")
            if iri in curated.claims:
                told += 1
                spoken = curated.claims[iri]
                assert relation["when"]["label"] == spoken.when.edtf
                assert relation["certainty"] == certainty(assess(spoken, curated).agreement)
                cited = [citation["label"] for citation in relation["citations"]]
                for label, quoted in zip(cited, spoken.excerpts, strict=True):
                    assert label.endswith(f"“{quoted.exact}”")
    assert told == sum(len(each.where) for each in curated.claims.values())


def test_every_quote_that_a_place_cites_is_an_annotation_of_the_same_name(
    curated: Corpus, places: bytes
) -> None:
    annotations = json.loads(render_annotations(curated.claims.values(), curated))
    quotes = {
        each["id"]: each["target"]["selector"][0]["exact"] for each in annotations["first"]["items"]
    }
    for each in features(places):
        for relation in each["relations"]:
            for cited in relation.get("citations", []):
                assert cited["label"].endswith(f"“{quotes[cited['@id']]}”")


def test_a_place_is_matched_with_geonames_and_lies_in_its_country(places: bytes) -> None:
    found = {each["@id"]: each for each in features(places)}
    baghdad = found["urn:sidelight:place:baghdad"]
    assert baghdad["links"] == [{"type": "closeMatch", "identifier": "gn:98182"}]
    assert baghdad["properties"]["ccodes"] == ["IQ"]
    assert baghdad["relations"][0]["label"] == "part of Baghdad governorate"
    sources = {cited.get("@id") for name in baghdad["names"] for cited in name.get("citations", [])}
    assert "urn:sidelight:source:004" in sources


@pytest.mark.parametrize(
    ("agreement", "word"),
    [
        (Agreement.CORROBORATED, "certain"),
        (Agreement.SINGLE_SOURCE, "less-certain"),
        (Agreement.REPEATED, "less-certain"),
        (Agreement.FIGURES_DIFFER, "less-certain"),
        (Agreement.DISPUTED, "uncertain"),
    ],
)
def test_certainty_follows_agreement(agreement: Agreement, word: str) -> None:
    assert certainty(agreement) == word


MAY = {"earliest": "2019-05-01", "latest": "2019-05-31"}
IN_2014 = {"earliest": "2014-01-01", "latest": "2014-12-31"}


@pytest.mark.parametrize(
    ("edtf", "holds", "start", "end"),
    [
        ("2019-05-03", TemporalScope.SOME_DAY, {"in": "2019-05-03"}, {"in": "2019-05-03"}),
        ("2019-05", TemporalScope.SOME_DAY, MAY, MAY),
        ("2019-05", TemporalScope.THROUGHOUT, {"in": "2019-05-01"}, {"in": "2019-05-31"}),
        ("2014/..", TemporalScope.SOME_DAY, IN_2014, {"earliest": "2014-01-01"}),
        ("../2014", TemporalScope.SOME_DAY, {"latest": "2014-12-31"}, IN_2014),
    ],
)
def test_a_timespan_has_the_bounds_of_the_period(
    edtf: str, holds: TemporalScope, start: dict[str, str], end: dict[str, str]
) -> None:
    span = timespan(When(edtf=edtf, holds=holds, basis="b").period)
    assert span == {"start": start, "end": end}


def test_a_claim_without_a_place_is_in_no_place() -> None:
    corpus = in_memory(claim("talk", excerpt("x"), where=[]))
    assert features(render_linked_places(corpus.claims.values(), corpus)) == []
