"""What is drawn, asserted on the drawing's own data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.claim_card import build_card
from components.claim_map import build_symbols, clicked_place
from components.excerpts import build_excerpts
from components.legend import build_legend
from components.map_words import map_words
from components.palette import KIND_COLOURS, KIND_NAMES
from components.timeline import build_timeline, describe_timeline, selected_claim
from components.timeline_layout import MARGIN, layout
from components.wording import edtf_words, period_words
from data.load import load_corpus
from data.model import Claim, Corpus, When
from data.period import Holding
from data.select import WINDOW_FIRST, WINDOW_LAST, Filters, place_marks
from data.terms import Kind, Level
from tests.corpora import Files, claim, excerpt, write_corpus


@pytest.fixture
def small(files: Files) -> Corpus:
    return load_corpus(files.corpus, files.seeds)


def dated(*expressions: str, kind: str = "attack") -> list[Claim]:
    """Claims of one kind with these periods."""
    extra = {} if kind == "attack" else {"kind": kind, "event_type": None}
    return [
        Claim.model_validate(
            claim(f"c-{i}", excerpt("x"), when={"edtf": expression, "basis": "b"}, **extra)
        )
        for i, expression in enumerate(expressions)
    ]


def features(group: Any) -> list[dict[str, Any]]:
    """What folium was given."""
    layer = next(iter(group._children.values()))
    found: list[dict[str, Any]] = layer.data["features"]
    return found


# ── Words ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2019-11-26", "26 November 2019"),
        ("2019-11-26~", "about 26 November 2019"),
        ("2019-11", "November 2019"),
        ("2014", "2014"),
        ("2016~", "about 2016"),
        ("2020-21", "spring 2020"),
        ("2014-06/2014-07", "between June and July 2014"),
        ("2013/2014", "between 2013 and 2014"),
        ("[2020-04-09..2020-04-30]", "between 9 and 30 April 2020"),
        ("2018-12/2019-03~", "between December 2018 and about March 2019"),
        ("2019-03~/2019-04~", "between about March and about April 2019"),
        ("2019-03~/2019-03-23", "between about March 2019 and 23 March 2019"),
        ("2019-03-01~/2019-03-23", "between about 1 and 23 March 2019"),
        ("../2018-05-09", "no later than 9 May 2018"),
        ("2014/..", "from 2014 on"),
    ],
)
def test_a_period_is_said_no_more_precisely_than_it_is_written(edtf: str, words: str) -> None:
    assert edtf_words(edtf) == words


def test_a_period_that_holds_throughout_says_so() -> None:
    when = When(edtf="2014/2017", holds=Holding.THROUGHOUT, basis="b")
    assert period_words(when) == "from 2014 to 2017, throughout"


# ── Timeline ─────────────────────────────────────────────────────────────────────────────────────

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
EXPRESSIONS = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: f"{day.isoformat()}~"),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day:%Y}"),
    DAYS.map(lambda day: f"../{day.isoformat()}"),
    DAYS.map(lambda day: f"{day:%Y-%m}/.."),
    st.tuples(DAYS, DAYS).map(lambda pair: "/".join(day.isoformat() for day in sorted(pair))),
)


@given(st.lists(EXPRESSIONS, min_size=1, max_size=30))
def test_no_two_marks_of_a_row_touch_and_none_leaves_the_drawing(expressions: list[str]) -> None:
    marks, lanes = layout(dated(*expressions))
    rows: dict[int, list[tuple[date, date]]] = {}
    for mark in marks:
        rows.setdefault(mark.row, []).append(mark.extent)
        assert WINDOW_FIRST - MARGIN <= mark.first <= mark.last <= WINDOW_LAST + MARGIN
    for extents in rows.values():
        ordered = sorted(extents)
        assert all(before[1] < after[0] for before, after in pairwise(ordered))
    assert len(marks) == len(expressions) == lanes[0].count


@given(st.lists(EXPRESSIONS, min_size=1, max_size=20))
def test_nothing_that_lies_wholly_outside_the_years_is_drawn_inside_them(
    expressions: list[str],
) -> None:
    for mark in layout(dated(*expressions))[0]:
        period = mark.claim.when.period
        before = period.latest is not None and period.latest < WINDOW_FIRST
        after = period.earliest is not None and period.earliest > WINDOW_LAST
        assert mark.edge == after - before
        if mark.edge:
            assert not WINDOW_FIRST <= mark.first <= WINDOW_LAST


@pytest.mark.parametrize(
    ("edtf", "drawn", "filled"),
    [
        ("2019-11-26", ("2019-11-26", "2019-11-26"), ("2019-11-26", "2019-11-26")),
        ("2014-06", ("2014-06-01", "2014-06-30"), ("2014-06-01", "2014-06-30")),
        ("2014-06~", ("2014-05-17", "2014-07-15"), ("2014-06-01", "2014-06-30")),
        ("2016", ("2016-01-01", "2016-12-31"), ("2016-01-01", "2016-12-31")),
        ("2013/2014", ("2014-01-01", "2014-12-31"), ("2014-01-01", "2014-12-31")),
        ("2014-06/2014-07", ("2014-06-01", "2014-07-31"), ("2014-06-01", "2014-07-31")),
    ],
)
def test_a_mark_is_as_long_as_its_period_is_vague(
    edtf: str, drawn: tuple[str, str], filled: tuple[str, str]
) -> None:
    (mark,), _ = layout(dated(edtf))
    assert (mark.first.isoformat(), mark.last.isoformat()) == drawn
    assert tuple(day.isoformat() for day in mark.filled) == filled


def test_an_open_side_has_an_arrow_and_a_short_tail() -> None:
    (mark,), _ = layout(dated("../2018-05-09"))
    assert mark.last == date(2018, 5, 9)
    assert timedelta(days=30) < mark.last - mark.first < timedelta(days=120)


def test_lanes_follow_the_order_of_kinds_and_do_not_share_rows() -> None:
    claims = [*dated("2014", "2014", kind="territory"), *dated("2014", "2014", "2015")]
    _, lanes = layout(claims)
    assert [lane.kind for lane in lanes] == [Kind.ATTACK, Kind.TERRITORY]
    assert [lane.count for lane in lanes] == [3, 2]
    assert lanes[0].bottom == lanes[1].top


def test_the_figure_carries_each_claim_and_frames_the_chosen_one(small: Corpus) -> None:
    claims = list(small.claims.values())
    figure = build_timeline(claims, small, chosen="khanaqin-shelled", filters=Filters(), dark=False)
    carried = {identity for trace in figure.data for identity in trace.customdata or ()}
    assert carried == set(small.claims)
    assert [shape.name for shape in figure.layout.shapes].count("chosen") == 1


def test_the_chart_is_described_in_words_from_the_data(small: Corpus) -> None:
    words = describe_timeline(list(small.claims.values()))
    assert words == "Timeline from 2014 to 2020 with 2 claims: 2 attack. 1 are dated to the day."
    assert describe_timeline([]) == "Timeline from 2014 to 2020 without claims."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ({"selection": {"points": []}}, None),
        ({"selection": {"points": [{"customdata": "a"}]}}, "a"),
        ({"selection": {"points": [{"customdata": ["a"]}]}}, "a"),
        ({"selection": {"points": [{"customdata": 7}]}}, None),
        ({"selection": {"points": [{}]}}, None),
    ],
)
def test_a_selection_is_read_with_suspicion(value: Any, expected: str | None) -> None:
    assert selected_claim(value) == expected


# ── Map ──────────────────────────────────────────────────────────────────────────────────────────


def test_each_level_has_its_own_shape_and_no_area_is_a_dot(curated: Corpus) -> None:
    marks = place_marks(curated, list(curated.claims.values()))
    drawn = {
        (mark.place.id, mark.level): feature
        for mark, feature in zip(marks, features(build_symbols(marks, chosen=None)), strict=True)
    }
    for (place, level), feature in drawn.items():
        shape = feature["properties"]["shape"]
        match level:
            case Level.SITE | Level.TOWN:
                assert shape == "dot", place
            case Level.NEAR:
                assert shape == "ring", place
                assert feature["properties"]["radius"] > 0
            case _:
                assert shape in {"area", "route"}, place
    assert {Level.TOWN, Level.NEAR, Level.GOVERNORATE, Level.REGION, Level.COUNTRY} <= {
        level for _, level in drawn
    }


def test_the_chosen_claim_marks_its_symbol_alone(small: Corpus) -> None:
    marks = place_marks(small, list(small.claims.values()))
    chosen = {
        feature["properties"]["id"]: feature["properties"]["chosen"]
        for feature in features(build_symbols(marks, chosen="baghdad-bomb"))
    }
    assert chosen == {"khanaqin": 0, "baghdad": 1}


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"last_active_drawing": None},
        {"last_active_drawing": "x"},
        {"last_active_drawing": {"properties": []}},
        {"last_active_drawing": {"properties": {"id": 3, "all": []}}},
        {"last_active_drawing": {"properties": {"id": "baghdad", "all": "x"}}},
    ],
)
def test_a_click_of_another_shape_counts_as_none(value: dict[str, Any]) -> None:
    assert clicked_place(value) is None


def test_the_words_of_the_map_hold_every_claim_and_place(small: Corpus) -> None:
    words = map_words(small)
    assert set(words["claims"]) == set(small.claims)
    assert words["places"]["khanaqin"] == "Khanaqin"
    assert words["claims"]["baghdad-bomb"]["period"] == "no later than 15 January 2020"


def test_the_legend_names_what_is_in_view_and_nothing_else(small: Corpus) -> None:
    marks = place_marks(small, list(small.claims.values()))
    legend = build_legend(marks, every_kind=False, without=0, dark=False)
    assert "site or town" in legend
    assert "attack" in legend
    assert "governorate" not in legend
    assert "3 claims without a place" in build_legend(marks, every_kind=True, without=3, dark=False)


# ── Panel ────────────────────────────────────────────────────────────────────────────────────────


def test_there_is_a_column_for_each_source_and_the_silent_are_named(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    both = build_excerpts(corpus.claims["khanaqin-shelled"], corpus)
    assert both.count('<section class="sl-source"') == 2
    assert "Silent" not in both
    one = build_excerpts(corpus.claims["baghdad-bomb"], corpus)
    assert one.count('<section class="sl-source"') == 1
    assert "Silent on this claim: 001 " in one


def test_a_quote_stands_in_its_whole_paragraph(small: Corpus) -> None:
    html = build_excerpts(small.claims["baghdad-bomb"], small)
    assert "<mark>In Baghdad a bomb killed four</mark>. In Basra a bomb killed nine." in html


def test_the_card_says_kind_period_basis_place_level_actors_and_agreement(small: Corpus) -> None:
    card = build_card(small.claims["khanaqin-shelled"], small, dark=False)
    for words in (
        "Attack · shelling",
        "3 May 2019",
        "as written",
        "Khanaqin (town)",
        "Daesh",
        "Repeated, independence not established",
    ):
        assert words in card


# ── Palette ──────────────────────────────────────────────────────────────────────────────────────


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""

    def channel(value: int) -> float:
        share = value / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(pair: Iterable[str]) -> float:
    """Contrast ratio after WCAG 2.2, 1 to 21."""
    low, high = sorted(luminance(colour) for colour in pair)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", Kind, ids=str)
def test_every_kind_has_a_name_and_is_legible_in_both_themes(kind: Kind) -> None:
    assert KIND_NAMES[kind]
    assert contrast((KIND_COLOURS[kind].light, "#fffefb")) >= 3.9
    assert contrast((KIND_COLOURS[kind].dark, "#15181d")) >= 4.5


def test_the_small_corpus_is_valid(tmp_path: Path) -> None:
    files = write_corpus(tmp_path)
    assert len(load_corpus(files.corpus, files.seeds).claims) == 2
