"""The KML, read by a strict parser of XML and by GDAL."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyogrio
import pytest
import shapely

from data.exports.about import About
from data.exports.maps.kml import render_kml
from data.exports.maps.shapes import shape_of
from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.selecting.places import place_marks
from data.selecting.select import in_order
from data.text.plain import plain
from tests.hostile import write_hostile_corpus

NAMES = {"k": "http://www.opengis.net/kml/2.2"}
TAGS = {"p", "b", "small", "blockquote", "ul", "li"}


class Tags(HTMLParser):
    """What a balloon's HTML consists of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[Any] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def document_of(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - our own bytes


def placemarks(document: ET.Element, prefix: str) -> list[ET.Element]:
    found = document.findall(".//k:Placemark", NAMES)
    return [each for each in found if each.get("id", "").startswith(prefix)]


def said(element: ET.Element, path: str) -> str | None:
    return element.findtext("/".join(f"k:{each}" for each in path.split("/")), None, NAMES)


@pytest.fixture(scope="module")
def rendered(curated: Corpus) -> bytes:
    return render_kml(in_order(curated.claims.values()), curated, About("kind: all"))


@pytest.fixture(scope="module")
def document(rendered: bytes) -> ET.Element:
    return document_of(rendered)


def test_there_is_a_placemark_for_each_place_of_each_claim(
    document: ET.Element, curated: Corpus
) -> None:
    wanted = {
        f"claim-{each.id}.{number}": each
        for each in curated.claims.values()
        for number, _ in enumerate(each.where or (None,), start=1)
    }
    found = {each.get("id", ""): each for each in placemarks(document, "claim-")}
    assert set(found) == set(wanted)
    for identity, one in wanted.items():
        element = found[identity]
        assert said(element, "name") == one.statement
        period = one.when.period
        for name, day in (("begin", period.earliest), ("end", period.latest)):
            assert said(element, f"TimeSpan/{name}") == (day.isoformat() if day else None)
        balloon = Tags(said(element, "description") or "")
        assert balloon.tags <= TAGS
        for each in one.excerpts:
            assert f"“{each.exact}”" in balloon.text
            assert curated.sources[each.source].publisher in balloon.text


def test_gdal_finds_each_claim_drawn_as_precisely_as_it_is_placed(
    rendered: bytes, curated: Corpus, tmp_path: Path
) -> None:
    path = tmp_path / "claims.kml"
    path.write_bytes(rendered)
    read = {}
    for layer, _ in pyogrio.list_layers(path):
        if layer.startswith(("Claims", "Without")):
            table = pyogrio.read_dataframe(path, layer=layer)
            read.update(dict(zip(table["id"], table.geometry, strict=True)))
    for each in curated.claims.values():
        for number, where in enumerate(each.where, start=1):
            drawn = shape_of(where, curated)
            found = read[f"claim-{each.id}.{number}"]
            assert (found is None) == (drawn is None)
            if drawn:
                wanted = shapely.geometry.shape(dict(drawn.geometry))
                assert found.geom_type in {wanted.geom_type, "Polygon"}
                assert shapely.force_2d(found).equals_exact(wanted, 1e-5) or found.equals(wanted)


def test_there_is_a_symbol_with_its_number_for_each_place(
    document: ET.Element, curated: Corpus
) -> None:
    marks = place_marks(curated, in_order(curated.claims.values()))
    found = [said(each, "name") for each in placemarks(document, "place-")]
    assert found == [f"{each.place.name}: {len(each.claims)}" for each in marks]


def test_every_style_that_is_used_is_there_and_no_area_hides_what_lies_below(
    document: ET.Element,
) -> None:
    styles = {f"#{each.get('id')}": each for each in document.findall(".//k:Style", NAMES)}
    used = {each.text or "" for each in document.findall(".//k:styleUrl", NAMES)}
    assert used <= set(styles)
    for name, style in styles.items():
        filled = said(style, "PolyStyle/fill") == "1"
        # Of claims, of which many lie on each other, and of countries only the line is drawn.
        assert filled == name.startswith("#place-area")
        alpha = int((said(style, "PolyStyle/color") or "")[:2], 16)
        assert alpha < 64


def test_a_bound_that_is_open_is_left_out(document: ET.Element, curated: Corpus) -> None:
    spans = {
        (said(each, "TimeSpan/begin") is None, said(each, "TimeSpan/end") is None)
        for each in placemarks(document, "claim-")
    }
    assert spans == {
        (each.when.period.earliest is None, each.when.period.latest is None)
        for each in curated.claims.values()
    }
    assert {(True, False), (False, True)} <= spans


def test_hostile_text_is_text_in_names_values_and_balloons(tmp_path: Path) -> None:
    files = write_hostile_corpus(tmp_path)
    corpus = load_corpus(files.corpus, files.seeds)
    claims = list(corpus.claims.values())
    document = document_of(render_kml(claims, corpus, About()))
    elements = {each.get("id"): each for each in placemarks(document, "claim-")}
    for one in claims:
        element = elements[f"claim-{one.id}.1"]
        assert said(element, "name") == plain(one.statement)
        values = {
            each.get("name"): each.text for each in element.iterfind(".//k:SimpleData", NAMES)
        }
        assert values["statement"] == plain(one.statement)
        balloon = Tags(said(element, "description") or "")
        assert balloon.tags <= TAGS
        assert balloon.attributes == []
        assert one.statement in balloon.text
    for element in placemarks(document, "place-"):
        balloon = Tags(said(element, "description") or "")
        assert balloon.tags <= TAGS
        assert balloon.attributes == []


def test_what_xml_cannot_hold_is_shown_as_such(curated: Corpus) -> None:
    one = next(each for each in curated.claims.values() if each.locations)
    held = one.model_copy(update={"statement": "a\x00b\x0bc\x1fd\ufffe ]]> <![CDATA[ é"})
    document = document_of(render_kml([held], curated, About()))
    (element, *_) = placemarks(document, "claim-")
    assert said(element, "name") == "a\ufffdb\ufffdc\ufffdd\ufffd ]]> <![CDATA[ é"


def test_it_says_from_which_corpus_it_is_and_whom_to_name(
    document: ET.Element, curated: Corpus
) -> None:
    words = said(document, "Document/description") or ""
    assert curated.fingerprint in words
    assert "filters: kind: all" in words
    assert "Natural Earth" in words
