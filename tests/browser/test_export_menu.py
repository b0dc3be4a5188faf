"""Taking the claims in view out as data, from the page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data.model.corpus import Corpus
from data.model.vocabulary import Kind
from tests.watching import Watched

pytestmark = pytest.mark.browser


def test_what_the_filters_keep_is_exported_and_leads_back_to_the_documents(
    watched: Watched, curated: Corpus, tmp_path: Path
) -> None:
    watched.visit("agreement?kind=attack")
    watched.page.get_by_role("button", name="Export data").click()

    def taken(name: str) -> bytes:
        button = watched.page.get_by_role("button", name=name, exact=True)
        expect(button).to_be_visible()
        with watched.page.expect_download() as download:
            button.click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        return path.read_bytes()

    rows = list(csv.DictReader(io.StringIO(taken("CSV").decode("utf-8-sig"), newline="")))
    attacks = {each.id for each in curated.claims.values() if each.kind is Kind.ATTACK}
    assert {row["claim"] for row in rows} == attacks
    for row in rows:
        text = curated.texts[row["source"]]
        assert text[int(row["start"]) : int(row["end"])] == row["quote"].removeprefix("'")
    features = json.loads(taken("GeoJSON"))["features"]
    assert len(features) >= len(attacks)
    assert taken("Style for QGIS").startswith(b"<")
