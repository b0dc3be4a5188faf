"""Figures in common units: how they are read, compared and grouped, and how they are drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from components.figures.axis import axis_of
from components.figures.description import title_words
from components.figures.ranges import build_figures
from components.shared import assets
from data.comparing.figure_groups import (
    AXES,
    FigureGroup,
    FigureRow,
    FigureUse,
    Scale,
    figure_groups,
)
from data.loading.load import load_corpus
from data.model.corpus import Claim, Corpus, Figure
from data.model.quantity import (
    bounds,
    comparable,
    impossible,
    normalise,
    overlap,
    stated,
    vague_words,
)
from data.model.vocabulary import Measure
from data.text.anchor import Span
from tests.corpora import claim, excerpt, in_memory, place, source, write_files
from tests.hostile import write_hostile_corpus


def figure(
    low: float | None, high: float | None, unit: str = "persons", written: str = "x", **more: Any
) -> Figure:
    given = {"measure": "attacks", "minimum": low, "maximum": high, "unit": unit} | more
    return Figure.model_validate(given | {"as_written": written})


# ── Units ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (5, 7, "attacks a week", "22–30 attacks a month"),
        (2, 2, "attacks per day", "61 attacks a month"),
        (24, 36, "attacks/year", "2–3 attacks a month"),
        (1, None, "attacks each year", "at least 0.083 attacks a month"),
        (None, 15, "weekly attacks", "at most 65 attacks a month"),
        (1, 1, "Attacks Daily in  Iraq", "30 Attacks in Iraq a month"),
        (31, 31, "attacks every week", "135 attacks a month"),
        (61, None, "incidents a month", "at least 61 incidents a month"),
        (9.55, 9.55, "monthly incidents", "9.55 incidents a month"),
        (2, 2, "years since the last such attack", "2 years since the last such attack"),
        (1234.5, 20000, "persons", "1,234.5–20,000 persons"),
        (60, None, "per cent", "at least 60 percent"),
        (60, 60.25, "% of Iraq", "60–60.25 percent of Iraq"),
        (
            -40,
            -30,
            "percent change in attacks a week",
            "-40 to -30 percent change in attacks a week",
        ),
        (300, 300, "%  fewer attacks a week", "300 percent fewer attacks a week"),
    ],
)
def test_a_rate_becomes_a_rate_a_month_and_all_else_is_kept(
    low: float | None, high: float | None, unit: str, words: str
) -> None:
    normalised = normalise(figure(low, high, unit))
    assert f"{normalised.words} {normalised.unit}" == words


@pytest.mark.parametrize(
    ("low", "high", "unit", "arithmetic"),
    [
        (5, 7, "attacks a week", "5–7 a week × 4.35 weeks a month ≈ 22–30 a month"),
        (2, 2, "daily attacks", "2 a day × 30.44 days a month ≈ 61 a month"),
        (24, 36, "attacks a year", "24–36 a year ÷ 12 months a year = 2–3 a month"),
        (None, 15, "a week", "at most 15 a week × 4.35 weeks a month ≈ at most 65 a month"),
        (9, None, "a week", "at least 9 a week × 4.35 weeks a month ≈ at least 39 a month"),
        (61, None, "incidents a month", ""),
        (20000, 20000, "persons", ""),
    ],
)
def test_the_sum_is_shown_where_there_is_one(
    low: float | None, high: float | None, unit: str, arithmetic: str
) -> None:
    assert normalise(figure(low, high, unit)).arithmetic == arithmetic


BOUNDS = st.one_of(st.none(), st.floats(0, 1e12))
UNITS = st.sampled_from(["persons", "percent", *(f"a {per}" for per in ("day", "week", "year"))])


@given(BOUNDS, BOUNDS, UNITS)
def test_no_bound_is_lost_invented_or_rounded(
    low: float | None, high: float | None, unit: str
) -> None:
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        return
    times = {"a day": 365.25 / 12, "a week": 365.25 / 84, "a year": 1 / 12}.get(unit, 1)
    normalised = normalise(figure(low, high, unit))
    for given_bound, bound in ((low, normalised.minimum), (high, normalised.maximum)):
        expected = None if given_bound is None else pytest.approx(given_bound * times)
        assert bound == expected


# ── What cannot be ──


@pytest.mark.parametrize(
    ("low", "high", "unit", "fields"),
    [
        (-1, 3, "persons", ["minimum"]),
        (None, -1, "persons", ["maximum"]),
        (-2, -1, "persons", ["minimum", "maximum"]),
        (-0.5, None, "attacks a week", ["minimum"]),
        (-1, 101, "percent", ["minimum", "maximum"]),
        (101, None, "% of the camps", ["minimum"]),
        (50, 100.01, "per cent", ["maximum"]),
        (0, 0, "persons", []),
        (0, 100, "percent", []),
        (300, 1e9, "persons", []),
        (300, 300, "percent more attacks", []),
        (-30, None, "percent change", []),
        (-30, 400, "% rise in attacks a week", []),
        (250, 250, "per cent increase", []),
        (-3, -3, "percentage points", []),
        (-5, 5, "change in persons displaced", []),
        (-5, 5, "persons who changed sides", ["minimum"]),
        (-5, 5, "persons killed in the fall of Mosul", ["minimum"]),
        (300, 300, "percent of the moreover", ["minimum", "maximum"]),
    ],
)
def test_nothing_is_below_zero_and_no_share_above_all_of_it_unless_it_is_a_change(
    low: float | None, high: float | None, unit: str, fields: list[str]
) -> None:
    found = [*impossible(figure(low, high, unit))]
    assert [field for field, *_ in found] == fields


@pytest.mark.parametrize(
    ("low", "high", "unit", "ends"),
    [
        (-40, -20, "percent change", (-40, 0)),
        (None, -20, "percent change", (-30, 0)),
        (-20, None, "percent change", (-20, 0)),
        (300, 300, "percent more", (0, 300)),
    ],
)
def test_a_change_has_an_axis_of_its_own_that_holds_zero(
    low: float | None, high: float | None, unit: str, ends: tuple[float, float]
) -> None:
    given = figure(low, high, unit)
    mention = FigureUse(Claim.model_validate(claim("one", excerpt("x"))), 0, given)
    row = FigureRow("000", (mention,), ())
    group = FigureGroup((given.measure,), normalise(given).dimension, Scale.LINEAR, (row,))
    axis = axis_of(group)
    assert (axis.low, axis.high) == ends
    assert axis.low <= bounds(given)[0] or low is None
    assert title_words(group) == "Change in attacks"


# ── Words ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a couple of years", (2, 2)),
        ("several posts", (3, 9)),
        ("Dozens of these attacks", (24, 99)),
        ("scores of Arab fighters", (40, 99)),
        ("the hundreds launched in 2014", (200, 999)),
        ("several hundred", (300, 999)),
        ("THOUSANDS of fighters", (2_000, 9_999)),
        ("several\nthousand", (3_000, 9_999)),
        ("tens of thousands of civilians", (20_000, 99_999)),
        ("hundreds of thousands", (200_000, 999_999)),
        ("millions of people", (2_000_000, 9_999_999)),
        ("283 of the hundreds of prisoners", (200, 999)),
        ("15 to 20 thousand", None),
        ("3 hundred", None),
        ("a thousand", None),
        ("one thousand", None),
        ("two dozens", None),
        ("dozens of thousands", None),
        ("tens of millions", None),
        ("a couple of hundred", None),
        ("several dozen", None),
        ("a dozen", None),
        ("severally, in thousandsfold", None),
        ("283 Syrians", None),
        ("", None),
    ],
)
def test_vague_words_have_a_documented_range_and_numbers_do_not(
    written: str, expected: tuple[int, int] | None
) -> None:
    assert vague_words(written) == expected


def test_the_corpus_gives_vague_words_their_documented_range(curated: Corpus) -> None:
    vague = [
        (figure.as_written, (figure.minimum, figure.maximum))
        for each in curated.claims.values()
        for excerpt in each.excerpts
        for figure in excerpt.figures
        if vague_words(figure.as_written)
    ]
    assert vague == [(written, vague_words(written)) for written, _ in vague]


@pytest.mark.parametrize(
    ("low", "high", "written", "expected"),
    [
        (283, 283, "283 Syrians", "exact"),
        (1000, 1000, "a thousand foreign fighters", "exact"),
        (400, 400, "some of the 400 troops", "exact"),
        (20000, 20000, "about 20,000 prisoners", "about"),
        (400, 400, "some 400 troops", "about"),
        (5, 7, "from five to seven a week", "range"),
        (15000, 20000, "about 15 to 20 thousand fighters", "range"),
        (61, None, "more than 60", "at-least"),
        (3000, None, "more than several thousand", "at-least"),
        (None, 2000, "nearly 2,000", "at-most"),
        (200, 999, "hundreds of militants", "in-words"),
        (2, 2, "a couple of years", "in-words"),
    ],
)
def test_how_a_number_was_put_decides_how_it_is_drawn(
    low: float | None, high: float | None, written: str, expected: str
) -> None:
    assert stated(figure(low, high, written=written)) == expected


# ── Comparison ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("attacks a week", "incidents a month", True),
        ("attacks a week", "Attacks per year", True),
        ("people", "persons", True),
        ("%", "percent", True),
        ("attacks a week", "attacks", False),
        ("percent", "persons", False),
        ("persons in camps", "persons from Baghouz", False),
        ("fighters", "foreign fighters", False),
    ],
)
def test_figures_are_comparable_when_they_count_the_same(
    one: str, other: str, expected: bool
) -> None:
    figures = figure(1, 2, one), figure(1, 2, other)
    assert comparable(*figures) is comparable(*reversed(figures)) is expected
    assert not comparable(figures[0], figure(1, 2, one, measure="killed"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((5, 7, "a week"), (61, None, "a month"), False),
        ((5, 7, "a week"), (30, None, "a month"), True),
        ((7, 7, "a week"), (1, 1, "a day"), True),
        ((720, 720, "a year"), (60, 60, "a month"), True),
        ((200, 999, "x"), (1000, None, "x"), False),
        ((200, 999, "x"), (999, 1200, "x"), True),
        ((None, 5, "x"), (6, None, "x"), False),
        ((None, 6, "x"), (None, 2, "x"), True),
    ],
)
def test_ranges_overlap_after_normalising_with_open_sides_open(
    one: tuple[Any, Any, str], other: tuple[Any, Any, str], expected: bool
) -> None:
    figures = figure(*one), figure(*other)
    assert overlap(*figures) is overlap(*reversed(figures)) is expected


# ── Groups ───────────────────────────────────────────────────────────────────────────────────────

TEXT = (
    "Dozens fled in May. From five to seven attacks a week were counted, five killed, five hurt.\n"
)
OTHER_TEXT = "More than 60 incidents a month came with some 900 fled. Ninety percent returned.\n"


def entry(measure: str, low: float | None, high: float | None, unit: str, written: str) -> Any:
    bounds = {"minimum": low, "maximum": high}
    kept = {name: str(bound) for name, bound in bounds.items() if bound is not None}
    return {"measure": measure, "unit": unit, "as_written": written} | kept


DOZENS = entry("displaced", 24, 99, "persons", "Dozens fled")
WEEKLY = entry("attacks", 5, 7, "attacks a week", "From five to seven attacks a week")
MONTHLY = entry("attacks", 61, None, "incidents a month", "More than 60 incidents a month")
FLED = entry("displaced", 900, 900, "persons", "some 900 fled")
RETURNED = entry("displaced", 90, 90, "percent", "Ninety percent")
FIVES = [
    entry("prisoners", 5, 5, "persons", "five killed"),
    entry("arrested", 5, 5, "persons", "five killed"),
]


@pytest.fixture
def small(tmp_path: Path) -> Corpus:
    """Two sources that give two numbers each for one claim, and one of them for another."""
    counted = "From five to seven attacks a week were counted"
    files = write_files(
        tmp_path,
        sources=[source("000", "0.txt", TEXT), source("001", "1.txt", OTHER_TEXT)],
        texts={"0.txt": TEXT, "1.txt": OTHER_TEXT},
        places=[place("khanaqin")],
        claims=[
            claim("late", excerpt(counted, figures=[WEEKLY]), when=dated("2019-06")),
            claim(
                "early",
                excerpt(OTHER_TEXT.strip(), source="001", figures=[RETURNED, FLED, MONTHLY]),
                excerpt(TEXT.strip(), figures=[WEEKLY | {"as_written": counted}, DOZENS, *FIVES]),
                when=dated("2019-05"),
            ),
        ],
    )
    return load_corpus(files.corpus, files.seeds)


def dated(edtf: str) -> dict[str, str]:
    return {"edtf": edtf, "basis": "b"}


def grouped(corpus: Corpus) -> tuple[FigureGroup, ...]:
    return figure_groups(corpus.claims.values(), corpus)


def test_each_measure_has_one_axis() -> None:
    assert sorted(measure for axis in AXES for measure in axis) == sorted(Measure)


def test_rates_counts_and_shares_never_share_an_axis(small: Corpus) -> None:
    assert [(group.measures[0].value, group.dimension.value) for group in grouped(small)] == [
        ("attacks", "rate"),
        ("prisoners", "count"),
        ("displaced", "count"),
        ("displaced", "share"),
    ]


def test_rows_follow_the_time_of_their_claims_then_the_source(small: Corpus) -> None:
    rates = grouped(small)[0]
    assert [row.source for row in rates.rows] == ["000", "001"]
    claims = [small.claims["late"], small.claims["early"]]
    assert figure_groups(claims, small) == figure_groups(reversed(claims), small)
    only_late = figure_groups(claims[:1], small)
    assert [row.claims[0].id for group in only_late for row in group.rows] == ["late"]


def test_one_number_of_a_text_is_one_row_that_names_both_claims(small: Corpus) -> None:
    weekly, monthly = grouped(small)[0].rows
    assert [each.id for each in weekly.claims] == ["early", "late"]
    assert [each.excerpt for each in weekly.mentions] == [1, 0]
    assert [each.id for each in monthly.claims] == ["early"]


def test_two_numbers_of_one_excerpt_stay_two_rows(small: Corpus) -> None:
    assert [row.figure.measure for row in grouped(small)[1].rows] == ["prisoners", "arrested"]


@pytest.mark.parametrize(
    ("other", "start", "exact", "source_id", "rows"),
    [
        pytest.param(5, 2, "five", "000", 1, id="the same words"),
        pytest.param(5, 0, "x five", "000", 1, id="the same words in a longer excerpt"),
        pytest.param(6, 2, "five", "000", 2, id="another range"),
        pytest.param(5, 6, "five", "000", 2, id="another place"),
        pytest.param(5, 2, "five", "001", 2, id="another source"),
    ],
)
def test_numbers_are_one_when_they_are_the_same_words(
    other: int, start: int, exact: str, source_id: str, rows: int
) -> None:
    counts = [entry("killed", number, number, "persons", "five") for number in (5, other)]
    corpus = in_memory(
        claim("one", excerpt("five", figures=counts[:1])),
        claim("other", excerpt(exact, source=source_id, figures=counts[1:])),
    )
    spans = {"one": (Span(2, 6),), "other": (Span(start, start + len(exact)),)}
    (group,) = grouped(replace(corpus, spans=spans))
    assert len(group.rows) == rows
    assert not any(row.differs_from for row in group.rows)


def test_figures_that_count_different_things_do_not_differ() -> None:
    units = ("persons in camps", "persons from Baghouz")
    corpus = counting(*(entry("displaced", i, i, unit, "x") for i, unit in enumerate(units)))
    assert not any(row.differs_from for group in grouped(corpus) for row in group.rows)


def test_rows_of_a_claim_that_cannot_both_be_right_name_each_other(small: Corpus) -> None:
    rates, detained, displaced, _ = grouped(small)
    for group in (rates, displaced):
        one, other = group.rows
        assert one.differs_from == ((other.source, other.figure),)
        assert other.differs_from == ((one.source, one.figure),)
    assert not any(row.differs_from for row in detained.rows)


def test_no_figure_of_the_corpus_is_lost(curated: Corpus) -> None:
    rows = [row for group in grouped(curated) for row in group.rows]
    in_rows = sorted(
        (each.claim.id, each.excerpt, each.figure.as_written, each.figure.measure.value)
        for row in rows
        for each in row.mentions
    )
    assert in_rows == sorted(
        (each.id, index, figure.as_written, figure.measure.value)
        for each in curated.claims.values()
        for index, excerpt in enumerate(each.excerpts)
        for figure in excerpt.figures
    )


@pytest.mark.parametrize(
    ("bounds", "unit", "scale"),
    [
        ([(1, 1), (19, 19)], "persons", Scale.LINEAR),
        ([(1, 1), (None, 20)], "persons", Scale.LOGARITHMIC),
        ([(0, 0), (900, None)], "persons", Scale.LINEAR),
        ([(1, 1), (900, 900)], "a week", Scale.LINEAR),
        ([(1, 1), (100, None)], "percent", Scale.PERCENT),
        ([(1, 1), (300, 300)], "percent", Scale.LINEAR),
    ],
)
def test_counts_of_wide_spread_have_a_logarithmic_axis(
    bounds: Sequence[tuple[float | None, float | None]], unit: str, scale: Scale
) -> None:
    corpus = counting(*(entry("killed", low, high, unit, "x") for low, high in bounds))
    assert [group.scale for group in grouped(corpus)] == [scale]
    for left, width in re.findall(r"sl-fig-mark.*?left:(.*?)%;width:(.*?)%", drawn(corpus)):
        assert 0 <= float(left) <= float(left) + float(width) <= 100.01


def counting(*figures: Any) -> Corpus:
    """One claim of one source with these figures."""
    says = excerpt("x", figures=figures)
    corpus = in_memory(claim("c", says), sources=[source("000", "0.txt", "x")])
    return replace(corpus, spans={"c": (Span(0, 1),)})


# ── Drawing ──────────────────────────────────────────────────────────────────────────────────────


def drawn(corpus: Corpus, chosen: str | None = None) -> str:
    return str(build_figures(grouped(corpus), corpus, chosen=chosen, dark=False))


@pytest.mark.parametrize(
    ("low", "high", "unit", "written", "mark"),
    [
        (25, 25, "percent", "25", "exact left:25.00%;width:0.00%"),
        (25, 25, "percent", "about 25", "about left:25.00%;width:0.00%"),
        (25, 75, "percent", "25 to 75", "range left:25.00%;width:50.00%"),
        (60, None, "percent", "over 60", "at-least left:60.00%;width:40.00%"),
        (None, 60, "percent", "up to 60", "at-most left:0.00%;width:60.00%"),
        (3, 9, "persons", "several", "in-words left:30.00%;width:60.00%"),
        (100, None, "persons", "100 or more", "at-least left:66.67%;width:33.33%"),
        (0, 0, "persons", "nobody", "exact left:0.00%;width:0.00%"),
        (-5, 5, "persons", "-5 to 5", "range left:8.33%;width:83.33%"),
    ],
)
def test_a_mark_lies_where_its_number_does(
    low: float | None, high: float | None, unit: str, written: str, mark: str
) -> None:
    html = drawn(counting(entry("killed", low, high, unit, written)))
    row = html[html.index("sl-fig-track") :]
    assert re.findall(r'sl-fig-mark sl-fig-([a-z-]+)" style="(.*?)"', row) == [
        tuple(mark.split(" "))
    ]


def test_a_logarithmic_axis_has_equal_steps_for_equal_factors() -> None:
    html = drawn(counting(*(entry("killed", n, n, "persons", "x") for n in (1, 10, 100))))
    positions = re.findall(r'exact" style="left:(.*?)%', html[html.index("sl-fig-track") :])
    assert positions == ["0.00", "50.00", "100.00"]
    assert "logarithmic axis" in html


@pytest.mark.parametrize(
    ("numbers", "ticks"),
    [
        ([0], "0 1"),
        ([1, 2], "0 1 2"),
        ([283, 999], "0 200 400 600 800 1,000"),
        ([40, 20_000], "10 100 1,000 10,000 100,000"),
        ([100_000, 3_000_001], "100,000 1 million 10 million"),
        ([1, 5_000_000_000], "1 100 10,000 1 million 100 million 10 billion"),
    ],
)
def test_ticks_are_round_numbers_and_few(numbers: list[int], ticks: str) -> None:
    html = drawn(counting(*(entry("killed", n, n, "persons", "x") for n in numbers)))
    labels = re.findall(r'sl-fig-tick" style="[^"]*"><span>(.*?)</span>', html)
    assert " ".join(labels) == ticks


@pytest.mark.parametrize(
    ("numbers", "crowded"),
    [([5], False), ([283, 999], False), ([40, 20_000], False), ([1, 20_000], True), ([2e8], True)],
)
def test_labels_too_long_to_stand_side_by_side_are_told_to_the_style(
    numbers: list[float], crowded: bool
) -> None:
    html = drawn(counting(*(entry("killed", n, n, "persons", "x") for n in numbers)))
    assert ("sl-fig-crowded" in html) is crowded


@pytest.mark.parametrize(
    ("low", "high", "written", "words"),
    [
        (1, 1, "one man", "1 person"),
        (1, None, "some people", "at least 1 persons"),
        (20000, 20000, "about 20,000", "about 20,000 persons"),
        (200, 999, "about hundreds", "200–999 persons"),
    ],
)
def test_the_value_is_said_with_its_unit(
    low: float, high: float | None, written: str, words: str
) -> None:
    html = drawn(counting(entry("killed", low, high, "persons", written)))
    assert f'<span class="sl-fig-value" dir="auto">{words}</span>' in html


def test_a_row_says_who_when_what_and_in_which_words(small: Corpus) -> None:
    html = drawn(small)
    for words in (
        "Attack rate<bdi",
        ", a month",
        "2 figures of 2 sources",
        "<b>001</b>",
        "The Paper",
        "May 2019",
        "at least 61 incidents a month",
        "5–7 a week × 4.35 weeks a month ≈ 22–30 a month",
        "“More than 60 incidents a month”",
        "≠ differs from 001: “More than 60 incidents a month”",
        "5 persons, arrested",
    ):
        assert words in html
    # A row is named by what it shows.
    rows = re.findall(r'<button type="button" class="sl-fig-pick"([^>]*)>(.*?)</button>', html)
    assert all("aria-label" not in attributes for attributes, _ in rows)
    said = [re.sub(r"(<[^>]*>|\s)+", " ", content).strip() for _, content in rows]
    assert (
        "000 The Paper May 2019 Attack “From five to seven attacks a week were counted” "
        "22–30 attacks a month 5–7 a week × 4.35 weeks a month ≈ 22–30 a month "
        "≠ differs from 001: “More than 60 incidents a month” Daesh shelled Khanaqin."
    ) in said


def test_each_claim_of_a_row_can_be_chosen_and_the_chosen_is_marked(small: Corpus) -> None:
    html = drawn(small, chosen="late")
    assert html.count('data-pick="claim:early"') == 7
    assert html.count('data-pick="claim:late"') == 1
    assert re.findall(r'data-pick="claim:([a-z]+)" aria-current="true"', html) == ["late"]
    assert html.count("sl-fig-chosen") == 1
    early = drawn(small, chosen="early")
    assert early.count("sl-fig-chosen") == early.count('sl-fig-pick" data-pick="claim:early"') == 7
    assert early.count('aria-current="true"') == 7
    assert "sl-fig-chosen" not in drawn(small)


def test_a_source_that_differs_from_itself_is_said_to() -> None:
    figures = [entry("killed", low, high, "persons", "x") for low, high in ((1, 1), (2, None))]
    assert "≠ differs from 000 itself: “x”" in drawn(counting(*figures))


def test_the_key_names_the_marks_in_view_and_no_others() -> None:
    key = drawn(counting(entry("killed", 3, 9, "persons", "several"))).split("sl-fig-group")[0]
    assert re.findall(r"sl-fig-mark sl-fig-([a-z-]+)", key) == ["in-words"]


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (["persons"], ", persons"),
        (["killed"], ""),
        (["US dollars", "US dollars"], ", US dollars"),
        (["persons in camps", "persons from Baghouz"], ", persons"),
        (["explosions", "posts attacked"], ", each as its source names it"),
    ],
)
def test_a_heading_has_the_unit_that_its_rows_share(units: list[str], expected: str) -> None:
    html = drawn(counting(*(entry("killed", 1, 1, unit, "x") for unit in units)))
    assert f'<bdi class="sl-fig-unit" dir="auto">{expected}</bdi>' in html


@pytest.mark.browser
@pytest.mark.parametrize("width", [358, 620, 1090])
def test_hostile_text_neither_runs_nor_widens_the_page(
    tmp_path: Path, browser: Browser, width: int
) -> None:
    files = write_hostile_corpus(tmp_path)
    html = drawn(load_corpus(files.corpus, files.seeds), chosen="claim-0")
    style = assets.read("figures/ranges.css")
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        page.set_content(f"<style>body {{ margin: 0 }} {style}</style>{html}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("window.harmed") is None
        assert page.locator("script, img, iframe, a").count() == 0
    finally:
        page.close()
