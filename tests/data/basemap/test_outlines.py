"""The outlines that places are tested against and drawn as."""

from __future__ import annotations

from typing import Any

import pytest
from shapely.geometry import Point, shape

from data import basemap
from data.basemap.outlines import codes, lies_within

RAMADI = (33.42, 43.30)
GOVERNORATES: list[dict[str, Any]] = basemap.read("governorates.geojson")["features"]
GOVERNORATE_CODES = [feature["properties"]["code"] for feature in GOVERNORATES]


def test_the_codes_are_those_of_countries_and_governorates() -> None:
    assert {"iq", "sy", "iq-an", "sy-dy"} <= codes()
    assert set(GOVERNORATE_CODES) <= codes()
    assert not {"", "iq-zz", "IQ"} & codes()


@pytest.mark.parametrize(
    ("areas", "inside"),
    [
        pytest.param(["iq-an"], True, id="its governorate"),
        pytest.param(["sy-dy"], False, id="the governorate across the border"),
        pytest.param(["sy-dy", "iq-an"], True, id="one of two"),
        pytest.param(["iq"], True, id="its country"),
        pytest.param(["sy"], False, id="another country"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_ramadi_lies_within(areas: list[str], inside: bool) -> None:
    assert lies_within(*RAMADI, areas) is inside


def test_latitude_comes_before_longitude() -> None:
    assert not lies_within(RAMADI[1], RAMADI[0], ["iq-an", "iq"])


@pytest.mark.parametrize(
    ("lon", "inside"),
    [
        pytest.param(40.95, True, id="on the Syrian side, within the tolerance"),
        pytest.param(40.80, False, id="well on the Syrian side"),
    ],
)
def test_a_town_on_the_border_may_lie_a_little_outside(lon: float, inside: bool) -> None:
    assert lies_within(34.43, lon, ["iq-an"]) is inside


@pytest.mark.parametrize("feature", GOVERNORATES, ids=GOVERNORATE_CODES)
def test_a_governorate_has_a_name_and_its_label_inside(feature: dict[str, Any]) -> None:
    assert feature["properties"]["name"]
    assert shape(feature["geometry"]).contains(Point(feature["properties"]["label"]))


def test_the_basemap_is_smaller_than_a_megabyte() -> None:
    assert sum((basemap.DIRECTORY / name).stat().st_size for name in basemap.FILES) < 1_000_000
