"""Figures as a stand-alone SVG: the same rows, marks and words as in the dashboard."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from components.figures.axis import axis_of, tick_words
from components.figures.description import difference_words, note_words, title_words, unit_words
from components.figures.svg import build_figure_svg
from components.shared.palette import INK, KIND_COLOURS
from components.shared.svg import PAPER, width_of
from data.comparing.figure_groups import FigureGroup, FigureRow, figure_groups
from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.model.quantity import normalise, stated
from data.model.vocabulary import Kind
from data.wording.dates import period_words
from data.wording.labels import KIND_NAMES
from tests.components.timeline.test_timeline_svg import (
    SVG,
    all_of,
    assert_inert,
    at,
    ends,
    one_of,
    parsed,
    strokes,
    words_of,
)
from tests.data.model.test_quantity import counting, entry, grouped, small
from tests.hostile import write_hostile_corpus

__all__ = ["small"]  # a fixture

WIDTHS = [420, 700, 1000, 1600]
FIVE_WAYS = {
    "exact": entry("killed", 40, 40, "persons", "forty"),
    "about": entry("killed", 40, 40, "persons", "about forty"),
    "range": entry("killed", 40, 60, "persons", "forty to sixty"),
    "at-least": entry("killed", 40, None, "persons", "more than 39"),
    "at-most": entry("killed", None, 60, "persons", "up to 60"),
    "in-words": entry("killed", 24, 99, "persons", "dozens"),
}


def drawn(groups: tuple[FigureGroup, ...], corpus: Corpus, **options: Any) -> ET.Element:
    return parsed(build_figure_svg(groups, corpus, **({"dark": False} | options)))


def of(corpus: Corpus, **options: Any) -> ET.Element:
    return drawn(grouped(corpus), corpus, **options)


def placed(group: ET.Element, value: float, reference: FigureGroup) -> float:
    """Where a value lies, worked out anew from the first and the last line of the axis."""
    lines = [at(each, "x1")[0] for each in all_of(group, "sl-fig-line")]
    return lines[0] + (max(lines) - lines[0]) * axis_of(reference).at(value) / 100


def rows_with_marks(root: ET.Element) -> list[tuple[ET.Element, ET.Element]]:
    """Each row with its mark."""
    names = {f"sl-fig-{name}" for name in FIVE_WAYS}
    return [
        (row, next(each for each in row.iter() if each.get("class") in names))
        for row in all_of(root, "sl-row")
    ]


def reach(mark: ET.Element) -> tuple[float, float]:
    """From where to where a mark says that the number lies."""
    name = mark.attrib["class"].removeprefix("sl-fig-")
    if name in {"exact", "about"}:
        (x,) = at(mark, "cx")
        return x, x
    if name == "in-words":
        lines = [line for each in mark for line in strokes(each)]
        # Its ends fade across the bounds, half of each beyond.
        return min(line[0] for line in lines) + 6, max(line[2] for line in lines) - 6
    return ends(one_of(mark, "sl-fig-bar"))


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", WIDTHS)
def test_each_group_has_its_rows_and_each_row_its_mark_on_the_axis(
    curated: Corpus, width: int
) -> None:
    groups = figure_groups(curated.claims.values(), curated)
    root = drawn(groups, curated, width=width)
    found = all_of(root, "sl-fig-group")
    assert len(found) == len(groups) > 5
    for element, group in zip(found, groups, strict=True):
        rows = rows_with_marks(element)
        assert len(rows) == len(group.rows)
        for (link, mark), row in zip(rows, group.rows, strict=True):
            ids = [claim.id for claim in row.claims]
            assert (link.tag, link.attrib["href"]) == (f"{SVG}a", f"#claim-{ids[0]}")
            assert link.attrib["data-claims"] == " ".join(ids)
            assert mark.attrib["class"] == f"sl-fig-{stated(row.figure).value}"
            assert_reach(element, mark, row, group)


def assert_reach(element: ET.Element, mark: ET.Element, row: FigureRow, group: FigureGroup) -> None:
    given, axis = normalise(row.figure), axis_of(group)
    low = axis.low if given.minimum is None else given.minimum
    high = axis.high if given.maximum is None else given.maximum
    left, right = (placed(element, value, group) for value in (low, high))
    # A bar of no length is drawn two pixels long, so that it is seen.
    tolerance = 2.1 if right - left < 2 else 0.05
    begin, end = reach(mark)
    # The first and the last line of a hatching need not touch its corners.
    slack = 5 if mark.attrib["class"] == "sl-fig-in-words" else 0
    assert begin == pytest.approx(left, abs=slack or 0.05)
    assert end == pytest.approx(right, abs=slack or tolerance)


@pytest.mark.parametrize(
    ("name", "filled", "stops", "arrows"),
    [
        ("exact", True, 0, 0),
        ("about", False, 0, 0),
        ("range", True, 2, 0),
        ("at-least", False, 1, 1),
        ("at-most", False, 1, 1),
        ("in-words", False, 0, 0),
    ],
)
def test_how_a_number_was_put_decides_its_shape(
    name: str, filled: bool, stops: int, arrows: int
) -> None:
    ((_, mark),) = rows_with_marks(of(counting(FIVE_WAYS[name])))
    assert mark.attrib["class"] == f"sl-fig-{name}"
    colour = KIND_COLOURS[Kind.ATTACK].light
    body = mark if "fill" in mark.attrib else (all_of(mark, "sl-fig-bar") or list(mark))[0]
    assert (body.attrib["fill"] == colour) is filled
    assert len(all_of(mark, "sl-fig-stop")) == stops
    tips = [
        [float(point.split(",")[0]) for point in each.attrib["points"].split()]
        for each in all_of(mark, "sl-fig-arrow")
    ]
    assert len(tips) == arrows
    for base, tip, _ in tips:
        assert (tip > base) is (name == "at-least")


def test_every_filling_that_is_used_is_defined_and_fades_towards_the_open_side() -> None:
    for dark in (False, True):
        root = of(counting(*FIVE_WAYS.values()), dark=dark)
        used = {each.attrib["fill"] for each in root.iter() if "url(" in each.get("fill", "")}
        defined = {each.attrib["id"]: each for each in root.iter() if "id" in each.attrib}
        assert {each[5:-1] for each in used} <= set(defined)
        colour = KIND_COLOURS[Kind.ATTACK].on(dark=dark)
        for name, begin, end in (("at-least", 0, 1), ("at-most", 1, 0)):
            gradient = defined[f"fig-{name}-{colour[1:]}"]
            assert at(gradient, "x1", "x2") == (begin, end)
            assert at(gradient[-1], "offset", "stop-opacity") == (1, 0)


def test_words_fade_at_both_ends_and_are_hatched_between() -> None:
    ((_, mark),) = rows_with_marks(of(counting(FIVE_WAYS["in-words"])))
    steps = sorted(all_of(mark, "sl-fig-soft"), key=strokes)
    opacities = [at(each, "stroke-opacity")[0] for each in steps]
    half = len(opacities) // 2
    assert opacities[:half] == sorted(set(opacities[:half]))
    assert opacities[half:] == opacities[:half][::-1]
    begin, *_, end = strokes(one_of(mark, "sl-fig-hatched"))
    assert strokes(steps[half - 1])[0][0] < begin[0] < end[2] < strokes(steps[-1])[-1][2]


# ── Words ────────────────────────────────────────────────────────────────────────────────────────


def test_a_row_says_who_when_what_and_what_it_differs_from(small: Corpus) -> None:
    group = grouped(small)[0]
    row = group.rows[0]
    root = of(small, width=1000)
    link = all_of(root, "sl-row")[0]
    claim, publisher = row.claims[0], small.sources[row.source].publisher

    def said(name: str) -> str:
        return " ".join(words_of(each) for each in all_of(link, f"sl-fig-{name}"))

    assert said("source") == f"{row.source} {publisher}"
    assert said("when") == period_words(claim.when)
    assert said("kind") == KIND_NAMES[claim.kind]
    assert said("words") == f"“{row.figure.as_written}”"
    assert said("range-words") == "22–30 attacks a month"
    assert said("sum") == normalise(row.figure).arithmetic
    assert said("claim") == claim.statement
    differs = [difference_words(row.source, *each) for each in row.differs_from]
    assert differs
    assert said("differs") == " ".join(f"≠ {each}" for each in differs)
    title = link.findtext(f"{SVG}title") or ""
    for words in (row.source, publisher, row.figure.as_written, *differs, claim.statement):
        assert words in title


def test_another_claim_with_the_same_number_is_a_link_of_its_own(small: Corpus) -> None:
    root = of(small)
    (other,) = all_of(root, "sl-also")
    assert (other.attrib["href"], other.attrib["data-claims"]) == ("#claim-late", "late")
    assert words_of(other).startswith("also given, June 2019: ")
    assert all_of(root, "sl-row")[0].attrib["href"] == "#claim-early"
    for link in root.iter(f"{SVG}a"):
        assert link.find(f".//{SVG}a") is None


@pytest.mark.parametrize("width", WIDTHS)
def test_long_words_are_cut_with_an_ellipsis_and_are_whole_in_the_title(width: int) -> None:
    written = "four hundred and seventeen " * 20 + "dead"
    root = of(counting(entry("killed", 417, 417, "persons", written)), width=width)
    (link,) = all_of(root, "sl-row")
    lines = [words_of(each) for each in all_of(link, "sl-fig-words")]
    assert len(lines) == 2
    assert lines[0].startswith("“four hundred")
    assert lines[-1].endswith("…”")
    assert f"“{written}”" in (link.findtext(f"{SVG}title") or "")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_leaves_the_drawing_and_no_row_runs_into_the_next(
    curated: Corpus, width: int
) -> None:
    root = drawn(figure_groups(curated.claims.values(), curated), curated, width=width)
    height = at(root, "height")[0]
    for each in root.iter(f"{SVG}text"):
        x, y = at(each, "x", "y")
        room = width_of(words_of(each), at(each, "font-size")[0])
        middle = each.get("text-anchor") == "middle"
        assert x + (room / 2 if middle else room) <= width
        assert 0 < y < height
    bottom = 0.0
    for row in all_of(root, "sl-row"):
        ys = [at(each, "y")[0] for each in row.iter(f"{SVG}text")]
        assert min(ys) > bottom
        bottom = max(ys)


def test_each_group_has_its_title_unit_note_and_ticks(curated: Corpus) -> None:
    groups = figure_groups(curated.claims.values(), curated)
    root = drawn(groups, curated, width=1600)
    for element, group in zip(all_of(root, "sl-fig-group"), groups, strict=True):
        title = " ".join(words_of(each) for each in all_of(element, "sl-fig-title"))
        assert title == f"{title_words(group)}{unit_words(group)}"
        assert words_of(one_of(element, "sl-fig-note")) == note_words(group)
        axis = axis_of(group)
        labels = [words_of(each) for each in all_of(element, "sl-fig-value")]
        assert labels == [tick_words(tick) for tick in axis.ticks]
        ticks = [at(each, "x1")[0] for each in all_of(element, "sl-fig-tick")]
        expected = [placed(element, tick, group) for tick in axis.ticks]
        assert ticks == pytest.approx(expected, abs=0.02)


def test_labels_of_ticks_do_not_run_into_one_another(curated: Corpus) -> None:
    groups = figure_groups(curated.claims.values(), curated)
    for element in all_of(drawn(groups, curated, width=600), "sl-fig-group"):
        labels = all_of(element, "sl-fig-value")
        sides = [(at(each, "x")[0], width_of(words_of(each), 12.2) / 2) for each in labels]
        for (one, half), (other, other_half) in pairwise(sides):
            assert one + half < other - other_half


def test_the_key_holds_the_marks_in_view_and_no_others() -> None:
    for name, figure in FIVE_WAYS.items():
        root = of(counting(figure))
        sample = one_of(root, "sl-fig-sample")
        assert f"sl-fig-{name}" in {each.get("class") for each in sample}
    assert len(all_of(of(counting(*FIVE_WAYS.values())), "sl-fig-sample")) == len(FIVE_WAYS)


# ── The file ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_named_described_and_in_the_colours_of_its_background(dark: bool) -> None:
    corpus = counting(FIVE_WAYS["exact"])
    root = of(corpus, dark=dark)
    (group,) = grouped(corpus)
    assert [each.text for each in root[:2]] == ["Figures", f"Killed: {note_words(group)}"]
    assert root.attrib["fill"] == INK.on(dark=dark)
    assert root[2].attrib["fill"] == PAPER.on(dark=dark)
    assert one_of(root, "sl-fig-kind").attrib["fill"] == KIND_COLOURS[Kind.ATTACK].on(dark=dark)
    assert all("var(" not in value for each in root.iter() for value in each.attrib.values())


def test_no_figures_give_an_empty_drawing_and_the_same_figures_the_same_bytes() -> None:
    corpus = counting(*FIVE_WAYS.values())
    assert all_of(drawn((), corpus), "sl-row") == []
    groups = grouped(corpus)
    assert build_figure_svg(groups, corpus, dark=True) == build_figure_svg(
        grouped(corpus), corpus, dark=True
    )


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    files = write_hostile_corpus(tmp_path)
    corpus = load_corpus(files.corpus, files.seeds)
    for width in (420, 1000):
        root = of(corpus, width=width)
        assert_inert(root)
        ids = {each for row in all_of(root, "sl-row") for each in row.attrib["data-claims"].split()}
        assert ids == set(corpus.claims)


def test_what_xml_forbids_is_replaced() -> None:
    corpus = counting(entry("killed", 4, 4, "per\x00sons\x1b", "fo\x08ur\ufffe"))
    root = of(corpus)
    assert words_of(one_of(root, "sl-fig-words")) == "“fo\ufffdur\ufffd”"
