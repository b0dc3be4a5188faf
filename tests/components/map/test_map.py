"""What goes to the map: shapes by precision, hues by layer, boxes, and the legend."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE
from hypothesis import given
from hypothesis import strategies as st

from app.address.selection import layer_of, layers_of, selected
from app.address.view import NO_PLACE, Choice, View
from components.map.claim_map import Clicked, build_symbols, clicked
from components.map.layers import MapLayer, hue_of_mark, hues_of, side_hue
from components.map.legend import build_legend
from components.map.symbols import build_choice
from components.map.words import claim_words, map_words
from components.shared.palette import (
    EVENT_HUES,
    MIXED,
    SEVERAL,
    SIDE_COLOURS,
    SOURCE_COLOURS,
    UNSAID,
    Colour,
)
from components.timeline.timeline import build_timeline
from data.loading.load import load_corpus
from data.model.corpus import Claim, Corpus
from data.model.period import parse_period
from data.model.perpetrators import side_names, sides_of
from data.model.vocabulary import EventType, Kind, LocationPrecision, Role
from data.selecting.bins import Step
from data.selecting.places import (
    Box,
    PlaceMark,
    at_place,
    inside,
    place_marks,
    role_marks,
    without_location,
)
from data.selecting.playback_steps import stepped
from data.selecting.select import Filters, matching
from tests.corpora import Files, claim, excerpt, in_memory, place, source


@pytest.fixture
def small(files: Files) -> Corpus:
    return load_corpus(files.corpus, files.seeds)


def features(marks: Sequence[PlaceMark], corpus: Corpus, **how: Any) -> list[dict[str, Any]]:
    """The features of the symbols."""
    written = build_symbols(marks, corpus, **({"layer": MapLayer.KINDS} | how))
    drawn: list[dict[str, Any]] = json.loads(written)["features"]
    return drawn


WHOLE = View(Filters())
OTHERS = frozenset(Kind) - {Kind.ATTACK}
MOSUL = replace(WHOLE, choice=Choice(place="mosul"))


@pytest.mark.parametrize(
    "view",
    [
        MOSUL,
        replace(MOSUL, filters=Filters(violent=True)),
        replace(MOSUL, filters=Filters(violent=True, sides=frozenset({"daesh"}))),
        replace(MOSUL, filters=Filters(kinds=OTHERS, period=parse_period("2017"))),
        replace(MOSUL, filters=Filters(kinds=frozenset({Kind.ARREST, Kind.ATTACK}))),
        replace(WHOLE, choice=Choice(place=NO_PLACE), layer=MapLayer.SOURCES),
        replace(WHOLE, box=Box(43.9, 32.9, 44.9, 33.8)),
        replace(WHOLE, box=Box(-180, -90, 180, 90), layer=MapLayer.KINDS),
    ],
)
def test_what_is_selected_on_the_map_is_what_passes_the_filters_there(
    view: View, curated: Corpus
) -> None:
    claims = matching(curated, view.filters)
    if view.box:
        wanted = inside(curated, claims, view.box)
    elif view.choice.place == NO_PLACE:
        wanted = without_location(claims)
    else:
        wanted = at_place(claims, "mosul")
    assert selected(curated, view, claims)[1] == wanted
    assert wanted


# ── Symbols ──────────────────────────────────────────────────────────────────────────────────────


def test_each_level_has_its_own_shape_and_no_area_is_a_dot(curated: Corpus) -> None:
    marks = place_marks(curated, list(curated.claims.values()))
    drawn = list(zip(marks, features(marks, curated), strict=True))
    for mark, feature in drawn:
        shape = feature["properties"]["shape"]
        match mark.level:
            case LocationPrecision.SITE | LocationPrecision.TOWN:
                assert shape == "dot", mark.place.id
            case LocationPrecision.NEAR:
                assert shape == "ring", mark.place.id
                assert feature["properties"]["radius"] > 0
            case _:
                assert shape in {"area", "route"}, mark.place.id
    assert {
        LocationPrecision.TOWN,
        LocationPrecision.NEAR,
        LocationPrecision.GOVERNORATE,
        LocationPrecision.REGION,
        LocationPrecision.COUNTRY,
    } <= {mark.level for mark in marks}


def another_of(one: Claim) -> Claim:
    """A claim at the same places."""
    return one.model_copy(update={"id": "another"})


def test_a_choice_names_its_symbols_and_leaves_them_as_they_are(small: Corpus) -> None:
    marks = place_marks(small, list(small.claims.values()))
    keys = {feature["properties"]["key"] for feature in features(marks, small)}
    assert keys == {"khanaqin-town", "baghdad-town"}
    chosen = small.claims["baghdad-bomb"]
    choice = build_choice(chosen, marks, small)
    assert (choice["keys"], choice["more"]) == (["baghdad-town"], [])
    assert build_choice(None, marks, small)["keys"] == []
    # Where no symbol holds it, because its layer is not shown, it brings its own.
    (own,) = build_choice(chosen, (), small)["more"]
    assert (own["properties"]["key"], own["properties"]["count"]) == ("baghdad-town", 1)
    others = place_marks(small, [another_of(chosen)])
    (own,) = build_choice(chosen, others, small)["more"]
    assert own["properties"]["key"] == others[0].place.id + "-town"
    assert {feature["properties"]["chosen"] for feature in features(marks, small)} == {0}


def test_no_two_symbols_have_one_key(curated: Corpus) -> None:
    marks = place_marks(curated, list(curated.claims.values()))
    keys = [feature["properties"]["key"] for feature in features(marks, curated)]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch("[a-z0-9-]+", key) for key in keys)


def test_a_symbol_with_a_disputed_claim_is_marked_so(small: Corpus) -> None:
    marks = place_marks(small, list(small.claims.values()))
    drawn = features(marks, small, disputed={"khanaqin-shelled"})
    disputed = {each["properties"]["id"]: each["properties"]["disputed"] for each in drawn}
    assert disputed == {"khanaqin": 1, "baghdad": 0}


def test_origin_and_destination_are_outlined_and_never_a_location() -> None:
    moved = claim(
        "moved",
        excerpt("words"),
        where=[
            {"place": "khanaqin"},
            {"place": "baghdad", "role": "destination"},
            {"place": "diyala", "role": "origin"},
            {"place": "baghdad", "role": "comparison"},
        ],
    )
    places = [
        place("khanaqin"),
        place("baghdad"),
        place("diyala", level="governorate", areas=["iq-di"]),
    ]
    corpus = in_memory(moved, sources=[source("000", "a.txt", "a")], places=places)
    one = corpus.claims["moved"]
    assert [mark.place.id for mark in place_marks(corpus, [one])] == ["khanaqin"]
    roles = role_marks(corpus, one)
    assert [(mark.place.id, mark.role) for mark in roles] == [
        ("baghdad", Role.DESTINATION),
        ("diyala", Role.ORIGIN),
        ("baghdad", Role.COMPARISON),
    ]
    drawn = build_choice(one, place_marks(corpus, [one]), corpus)["more"]
    assert [each["properties"]["role"] for each in drawn] == [mark.role for mark in roles]
    assert {each["properties"]["chosen"] for each in drawn} == {0}


# ── Layers and hues ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("filters", "layers"),
    [
        (Filters(), ["all", "sources"]),
        (Filters(violent=True), ["attacks", "by-whom", "sources"]),
        (Filters(sides=frozenset({"daesh"})), ["attacks", "by-whom", "sources"]),
        (Filters(kinds=frozenset({Kind.ATTACK})), ["attacks", "by-whom", "sources"]),
        (Filters(kinds=frozenset({Kind.ATTACK, Kind.ARREST})), ["all", "sources"]),
    ],
)
def test_acts_are_coloured_by_what_tells_acts_apart_and_others_by_kind(
    filters: Filters, layers: list[str]
) -> None:
    view = View(filters)
    assert list(layers_of(view)) == layers
    assert layer_of(view) == layers[0]
    for layer in MapLayer:
        drawn = layer_of(replace(view, layer=layer))
        assert drawn == (layer if layer in layers else layers[0])


def test_a_violent_act_is_coloured_by_whoever_did_it(curated: Corpus) -> None:
    names = side_names(curated)
    for each in curated.claims.values():
        hues = hues_of(each, MapLayer.PERPETRATORS, curated)
        if each.is_violent:
            told = [names[side] for side in sides_of(each, curated.actors)]
            assert [hue.name for hue in hues] == told
        else:
            assert hues == hues_of(each, MapLayer.KINDS, curated)
    assert len({side_hue(side, curated).colour for side in names}) == len(names)


def test_every_event_type_has_a_hue_and_a_claim_of_two_sources_has_two(curated: Corpus) -> None:
    assert set(EVENT_HUES) == set(EventType)
    two = next(each for each in curated.claims.values() if len(each.sources) == 2)
    hues = hues_of(two, MapLayer.SOURCES, curated)
    assert [hue.name[:3] for hue in hues] == list(two.sources)
    mark = PlaceMark(next(iter(curated.places.values())), LocationPrecision.TOWN, None, (two,))
    assert hue_of_mark(mark, MapLayer.SOURCES, curated) == SEVERAL
    assert hue_of_mark(mark, MapLayer.KINDS, curated) != SEVERAL


SIGHTS = ("none", "deuteranomaly", "protanomaly", "tritanomaly")


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("dark", [False, True])
def test_the_hues_of_a_layer_are_told_apart_with_any_colour_blindness(
    sight: str, dark: bool
) -> None:
    events = {hue.colour for hue in EVENT_HUES.values()} | {MIXED}
    for colours in (events, {*SOURCE_COLOURS, MIXED}, {*SIDE_COLOURS, UNSAID, MIXED}):
        for one, other in combinations(sorted(colours, key=str), 2):
            difference = deltaE(seen(one, sight, dark), seen(other, sight, dark), "sRGB1")
            assert difference > 12, (one, other, difference)


def seen(colour: Colour, sight: str, dark: bool) -> Any:
    """A colour as someone with this sight sees it (Machado 2009, complete loss)."""
    digits = colour.on(dark=dark).removeprefix("#")
    plain = np.array([int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)])
    if sight == "none":
        return plain
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.clip(cspace_convert(plain, space, "sRGB1"), 0, 1)


# ── Clicks and boxes ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "properties",
    [
        None,
        "x",
        [],
        {"id": 3, "key": "x"},
        {"id": "baghdad", "key": ["x"]},
        {"id": "box", "bounds": [1, 2, 3]},
        {"id": "box", "bounds": ["a", 2, 3, 4]},
        {"id": "box", "bounds": [44, 33, 42, 35]},
        {"id": "box", "bounds": [42, 35, 44, 33]},
        {"id": "box", "bounds": [42, 33, 44, 95]},
        {"id": "box", "bounds": [42, 33, 999, 35]},
    ],
)
def test_a_click_of_another_shape_counts_as_none(properties: object) -> None:
    assert clicked(SimpleNamespace(clicked=properties)) is None


def test_a_click_and_a_box_are_read() -> None:
    def read(properties: dict[str, Any]) -> object:
        return clicked(SimpleNamespace(clicked=properties))

    assert read({"id": "baghdad", "key": "baghdad-town"}) == Clicked("baghdad", "baghdad-town")
    assert read({"id": "box", "bounds": [42, 33.5, 44, 35]}) == Box(42, 33.5, 44, 35)
    assert clicked(None) is None
    assert clicked(SimpleNamespace()) is None


def test_a_box_that_was_drawn_is_shown_beside_the_symbols(small: Corpus) -> None:
    marks = place_marks(small, list(small.claims.values()))
    symbols = features(marks, small)
    assert features(marks, small, box=Box(42, 33.5, 44, 35)) == [
        *symbols,
        {
            "type": "Feature",
            "properties": {"id": "box", "shape": "box", "bounds": [42, 33.5, 44, 35]},
            "geometry": {"type": "Point", "coordinates": [42.6, 34.6]},
        },
    ]


def test_a_box_holds_the_claims_at_its_places_and_no_country(small: Corpus) -> None:
    claims = list(small.claims.values())
    around_baghdad = Box(44, 33, 45, 34)
    assert [each.id for each in inside(small, claims, around_baghdad)] == ["baghdad-bomb"]
    assert len(inside(small, claims, Box(-180, -90, 180, 90))) == 2
    country = claim("somewhere", excerpt("words"), where=[{"place": "iraq"}])
    corpus = in_memory(
        country,
        sources=[source("000", "a.txt", "a")],
        places=[place("iraq", level="country", lat="33", lon="44", areas=["iq"])],
    )
    assert inside(corpus, corpus.claims.values(), Box(-180, -90, 180, 90)) == ()


# ── Words ────────────────────────────────────────────────────────────────────────────────────────


def test_the_words_of_the_map_name_places_and_tell_claims(small: Corpus, curated: Corpus) -> None:
    assert map_words(small)["places"]["khanaqin"] == "Khanaqin"
    told = claim_words([small.claims["baghdad-bomb"]])
    assert told["baghdad-bomb"]["period"] == "no later than 15 January 2020"
    assert map_words(curated)["arabic"]["khanaqin"] == "خانقين"


def test_the_legend_names_what_is_in_view_and_nothing_else(small: Corpus) -> None:
    marks = place_marks(small, list(small.claims.values()))

    def legend(**how: Any) -> str:
        plain: dict[str, Any] = {
            "layer": MapLayer.ATTACKS,
            "without": 0,
            "disputed": False,
            "dark": False,
        }
        return str(build_legend(marks, small, **(plain | how)))

    assert "site or town" in legend()
    assert "bomb" in legend()
    assert "shelling" in legend()
    assert "attack on civilians" not in legend()
    for words in ("governorate", "disputed", "a number", "without a place"):
        assert words not in legend()
    assert "disputed" in legend(disputed=True)
    assert 'data-pick="place:without">3 claims without a place' in legend(without=3)
    assert "000 The Paper" not in legend()
    assert "000 The Paper" in legend(layer=MapLayer.SOURCES)


# ── Steps ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("period", "step", "by", "following"),
    [
        (None, Step.QUARTER, 1, "2014-01/2014-03"),
        (None, Step.MONTH, 1, "2014-01"),
        (None, Step.QUARTER, -1, "2020-10/2020-12"),
        (None, Step.MONTH, -1, "2020-12"),
        ("2019-01/2019-03", Step.QUARTER, 1, "2019-04/2019-06"),
        ("2019-01/2019-03", Step.QUARTER, -1, "2018-10/2018-12"),
        ("2019-02", Step.QUARTER, 1, "2019-04/2019-06"),
        ("2019-02", Step.MONTH, 1, "2019-03"),
        ("2019-12", Step.MONTH, 1, "2020-01"),
        ("2020-12", Step.MONTH, 1, None),
        ("2020-10/2020-12", Step.QUARTER, 1, None),
        ("2014-01/2014-03", Step.QUARTER, -1, None),
        ("2007", Step.QUARTER, 1, "2014-01/2014-03"),
        ("../2015", Step.MONTH, 1, "2014-01"),
        ("2021", Step.MONTH, 1, None),
    ],
)
def test_a_step_goes_to_the_next_month_or_quarter(
    period: str | None, step: Step, by: int, following: str | None
) -> None:
    assert stepped(parse_period(period) if period else None, step, by) == following


@given(st.sampled_from(list(Step)), st.sampled_from([1, -1]))
def test_walking_goes_through_every_step_of_the_years_once(step: Step, by: int) -> None:
    seen_steps = []
    at = stepped(None, step, by)
    while at is not None:
        seen_steps.append(at)
        at = stepped(parse_period(at), step, by)
    assert len(set(seen_steps)) == len(seen_steps) == 84 // step.months


@pytest.mark.parametrize("layer", MapLayer)
def test_a_claim_has_one_colour_on_the_map_and_on_the_timeline(
    curated: Corpus, layer: MapLayer
) -> None:
    claims = list(curated.claims.values())
    figure = build_timeline(claims, curated, filters=Filters(), dark=False, layer=layer).lanes
    trace = next(each for each in figure.data if each.name == "symbols")
    single = [
        (curated.claims[data], colour)
        for data, colour in zip(trace.customdata, trace.marker.color, strict=True)
        if data in curated.claims
    ]
    assert len(single) > 10
    for drawn, colour in single:
        mark = PlaceMark(
            next(iter(curated.places.values())), LocationPrecision.TOWN, None, (drawn,)
        )
        assert colour == hue_of_mark(mark, layer, curated).colour.light
