"""The timeline as a stand-alone SVG: the layout of the dashboard, and nothing that could run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.map.layers import MapLayer, hue_of_all
from components.shared.palette import INK, KIND_COLOURS, SEVERAL, Paint
from components.shared.svg import PAPER, element, fill, hatched, lines_of, number, width_of
from components.timeline.counts import MOST_MARKS, ROWS
from components.timeline.drawing import ROW
from components.timeline.lanes import LaneBy
from components.timeline.rows import layout
from components.timeline.scale import LEFT, Scale
from components.timeline.spans import Basis
from components.timeline.svg.histogram import EXPECTED, POSSIBLE
from components.timeline.svg.marks import number_ranges
from components.timeline.svg.plot import NARROW
from components.timeline.svg.timeline import build_timeline_svg
from components.timeline.timeline import build_timeline
from components.timeline.words import describe_strip, describe_timeline
from data.loading.load import load_corpus
from data.model.corpus import Claim, ContextBand, Corpus
from data.model.period import parse_period
from data.model.vocabulary import Kind
from data.selecting.bins import Step, bins
from data.selecting.select import Filters
from data.text.plain import clean
from tests.components.timeline.test_timeline import corpus_of, dated
from tests.hostile import write_hostile_corpus

SVG = "{http://www.w3.org/2000/svg}"
YEAR = (date(2019, 1, 1), date(2019, 12, 31))
BAND = ContextBand(id="b", name="Battle", when="2019-03", basis="b", source_note="s")


def drawn(claims: Sequence[Claim], corpus: Corpus, **options: Any) -> ET.Element:
    defaults = {"chosen": None, "filters": Filters(), "dark": False}
    return parsed(build_timeline_svg(claims, corpus, **(defaults | options)))


def parsed(svg: str) -> ET.Element:
    """The file as it is written: as bytes."""
    return ET.fromstring(svg.encode())  # noqa: S314 - our own file


def of(corpus: Corpus, **options: Any) -> ET.Element:
    return drawn(list(corpus.claims.values()), corpus, **options)


def all_of(root: ET.Element, name: str) -> list[ET.Element]:
    """The elements of a class, in the order of the file."""
    return [each for each in root.iter() if each.get("class") == name]


def one_of(root: ET.Element, name: str) -> ET.Element:
    (found,) = all_of(root, name)
    return found


def at(each: ET.Element, *names: str) -> tuple[float, ...]:
    return tuple(float(each.attrib[name]) for name in names)


def ends(each: ET.Element) -> tuple[float, float]:
    """The left and the right end of a rectangle."""
    x, width = at(each, "x", "width")
    return x, x + width


def words_of(each: ET.Element) -> str:
    """The text that is drawn, without titles."""
    own = "" if each.tag == f"{SVG}title" else each.text or ""
    return own + "".join(words_of(child) + (child.tail or "") for child in each)


def place(day: date, left: float, right: float, scale: Scale) -> float:
    """Where a day begins, worked out anew."""
    begin, end = (date.fromisoformat(each) for each in scale.span)
    return left + (right - left) * (day - begin).days / (end - begin).days


# ── Marks ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("by", list(Basis))
@pytest.mark.parametrize("window", [YEAR, (date(2014, 1, 1), date(2020, 12, 31))])
def test_every_claim_stands_in_exactly_the_marks_of_the_layout(
    curated: Corpus, by: Basis, window: tuple[date, date]
) -> None:
    claims = list(curated.claims.values())
    marks, _ = layout(claims, curated, Scale(*window), by=by)
    root = drawn(claims, curated, by=by, window=window)
    expected = Counter(tuple(claim.id for claim in mark.claims) for mark in marks)
    links = all_of(root, "sl-mark")
    assert Counter(tuple(each.attrib["data-claims"].split()) for each in links) == expected
    for each in links:
        assert each.tag == f"{SVG}a"
        assert each.attrib["href"] == "#claim-" + each.attrib["data-claims"].split()[0]


@pytest.mark.parametrize("width", [700, 1000, 1600])
def test_a_mark_lies_where_the_scale_puts_its_days(width: int) -> None:
    root = of(corpus_of(dated("2019-03/2019-05")), width=width)
    left = 6 if width < NARROW else LEFT
    found = ends(one_of(root, "sl-hatched"))
    expected = [
        place(day, left, width - 6, Scale()) for day in (date(2019, 3, 1), date(2019, 6, 1))
    ]
    assert found == pytest.approx(expected, abs=0.02)


def test_a_day_is_a_dot_at_its_noon() -> None:
    dot = one_of(of(corpus_of(dated("2019-11-26")), window=YEAR), "sl-circle")
    scale = Scale(*YEAR)
    day = [place(date(2019, 11, day), LEFT, 994, scale) for day in (26, 27)]
    assert at(dot, "cx")[0] == pytest.approx(sum(day) / 2, abs=0.02)
    assert dot.attrib["fill"] == KIND_COLOURS[Kind.ATTACK].light


@pytest.mark.parametrize(
    ("edtf", "more", "drawn_as"),
    [
        ("2019-11-26", {}, {"sl-circle"}),
        ("2019-11-26~", {}, {"sl-circle-open", "sl-soft"}),
        ("2019-11", {}, {"sl-hatched", "sl-hatching"}),
        ("2019-11", {"holds": "throughout"}, {"sl-filled"}),
        ("2019-11~", {}, {"sl-hatched", "sl-hatching", "sl-soft"}),
        ("../2018-05", {}, {"sl-soft", "sl-triangle-left", "sl-line-ns-open"}),
        (
            "2014/..",
            {"kind": Kind.OPERATION},
            {"sl-soft", "sl-triangle-right", "sl-line-ns-open"},
        ),
        ("2020-02/2020-03", {"kind": Kind.FORECAST}, {"sl-ahead"}),
        ("2020-02/..", {"kind": Kind.FORECAST}, {"sl-ahead", "sl-triangle-right-open"}),
        ("2003", {}, {"sl-triangle-left"}),
        ("2025", {}, {"sl-triangle-right"}),
    ],
)
def test_each_way_of_dating_has_its_shape(
    edtf: str, more: dict[str, Any], drawn_as: set[str]
) -> None:
    mark = one_of(of(corpus_of(dated(edtf, **more))), "sl-mark")
    found = {each.attrib["class"] for each in mark.iter() if "class" in each.attrib}
    assert found - {"sl-mark", "sl-label"} == drawn_as


def strokes(path: ET.Element) -> list[tuple[float, float, float, float]]:
    """The lines of a hatching: from where to where, x and y."""
    number = r"(-?[\d.]+)"
    found = re.findall(rf"M{number} {number}l{number}-{number}", path.attrib["d"])
    lines = [tuple(map(float, each)) for each in found]
    return [(x, y, x + right, y - up) for x, y, right, up in lines]


@given(st.floats(0, 1000), st.floats(1, 300), st.floats(2, 12))
def test_hatching_fills_its_frame_and_stays_inside(x: float, width: float, height: float) -> None:
    path = parsed(hatched("h", (x, 20, width, height), "#123456"))
    lines = strokes(path)
    assert path.attrib["stroke"] == "#123456"
    for left, low, right, high in lines:
        assert x - 0.01 <= left <= right <= x + width + 0.01
        assert 19.98 <= high <= low <= 20 + height + 0.02
        assert right - left == pytest.approx(low - high, abs=0.02)
    # Every place of the frame is near a line.
    bases = sorted(left - (20 + height - low) for left, low, _, _ in lines)
    assert all(after - before == pytest.approx(5, abs=0.05) for before, after in pairwise(bases))
    if lines:
        assert bases[0] - (x - height) <= 5.05
        assert x + width - bases[-1] <= 5.05


def test_a_hatching_has_the_colour_of_its_mark_and_an_outline_is_empty() -> None:
    entries = dated("2019-11") + dated("2020-02/2020-03", kind=Kind.FORECAST)
    root = of(corpus_of(entries), dark=True)
    colour = KIND_COLOURS[Kind.ATTACK].dark
    frame, hatching = one_of(root, "sl-hatched"), one_of(root, "sl-hatching")
    assert {frame.attrib["stroke"], hatching.attrib["stroke"]} == {colour}
    assert strokes(hatching)[0][0] >= ends(frame)[0] - 0.01
    assert strokes(hatching)[-1][2] <= ends(frame)[1] + 0.01
    ahead = one_of(root, "sl-ahead")
    assert (ahead.attrib["fill"], ahead.attrib["stroke"]) == (
        "none",
        KIND_COLOURS[Kind.FORECAST].dark,
    )


def test_a_soft_end_grows_fainter_away_from_what_is_stated() -> None:
    root = of(corpus_of(dated("2019-06~")))
    left, right = ends(one_of(root, "sl-hatched"))
    steps = sorted((*ends(each), *at(each, "fill-opacity")) for each in one_of(root, "sl-soft"))
    before = [opacity for _, end, opacity in steps if end <= left + 0.02]
    after = [opacity for begin, _, opacity in steps if begin >= right - 0.02]
    assert len(before) == len(after) == len(steps) / 2
    assert before == sorted(set(before))
    assert after == before[::-1]


@pytest.mark.parametrize("layer", list(MapLayer))
def test_colours_are_those_of_the_dashboard(curated: Corpus, layer: MapLayer) -> None:
    claims = list(curated.claims.values())
    root = drawn(claims, curated, layer=layer, by=Basis.REPORTED)
    colours = set()
    for mark in all_of(root, "sl-mark"):
        told = [curated.claims[each] for each in mark.attrib["data-claims"].split()]
        used = {each.attrib["stroke"] for each in mark.iter() if "stroke" in each.attrib}
        assert used <= {hue_of_all(told, layer, curated).colour.light}
        colours |= used
    assert (SEVERAL.colour.light in colours) is (layer is not MapLayer.KINDS)


def test_the_chosen_claim_is_framed_wherever_its_mark_is_and_no_other() -> None:
    entries = dated("2019-03", "2019-03", "2019-08")
    root = of(corpus_of(entries), chosen="c-attack-1")
    frame = one_of(root, "sl-chosen")
    together = all_of(root, "sl-hatched")[0]
    assert ends(frame)[0] < ends(together)[0] < ends(together)[1] < ends(frame)[1]
    y, height = at(frame, "y", "height")
    top, tall = at(together, "y", "height")
    assert y + height / 2 == pytest.approx(top + tall / 2)
    (x,) = at(one_of(root, "sl-time"), "x1")
    assert x == pytest.approx(sum(ends(together)) / 2, abs=1)
    assert all_of(of(corpus_of(entries)), "sl-chosen") == []


def test_marks_of_one_row_have_one_height_and_rows_follow_each_other() -> None:
    entries = dated("2019-03", "2019-04", "2014/2020", "2015/2020")
    corpus = corpus_of(entries)
    marks, _ = layout(list(corpus.claims.values()), corpus, Scale())
    rows = {mark.data: mark.row for mark in marks}
    root = of(corpus)
    found = {}
    for mark in all_of(root, "sl-mark"):
        top, height = at(one_of(mark, "sl-hatched"), "y", "height")
        found[mark.attrib["data-claims"]] = top + height / 2
    first = min(found.values())
    assert found == {
        data: pytest.approx(first + (row - min(rows.values())) * ROW) for data, row in rows.items()
    }


def test_of_many_claims_the_cells_of_the_dashboard_are_drawn() -> None:
    many = dated(*["2019-05-03"] * MOST_MARKS, "2015", kind=Kind.ARREST)
    corpus = corpus_of([*many, *dated("2019-06", kind=Kind.ATTACK)])
    claims = list(corpus.claims.values())
    root = of(corpus, chosen="c-attack-0")
    assert all_of(root, "sl-mark") == []
    cells = [each for each in root.iter() if any(c.get("class") == "sl-cell" for c in each)]
    (page,) = build_timeline(claims, corpus, filters=Filters(), dark=False).lanes.data
    titles = [(each.findtext(f"{SVG}title") or "").replace("\n", "<br>") for each in cells]
    assert titles == list(page.hovertext)
    frames = [one_of(each, "sl-cell") for each in cells]
    opacity = [float(each.rpartition(",")[2].rstrip(")")) for each in page.marker.color]
    assert [at(each, "fill-opacity")[0] for each in frames] == pytest.approx(opacity, abs=0.006)
    days = [[date.fromisoformat(day) for day in each.split(":")[2:]] for each in page.customdata]
    for each, (first, last) in zip(frames, days, strict=True):
        expected = [place(day, LEFT, 994, Scale()) for day in (first, last + timedelta(days=1))]
        assert ends(each) == pytest.approx(expected, abs=0.02)
    # The cell of the chosen claim lies within its frame, which is as high as the lane.
    cell = next(each for each, words in zip(frames, titles, strict=True) if "Attack" in words)
    frame = one_of(root, "sl-chosen")
    (y, height), (top, tall) = at(frame, "y", "height"), at(cell, "y", "height")
    assert y < top < top + tall < y + height
    assert height == ROWS * ROW


# ── Words ────────────────────────────────────────────────────────────────────────────────────────


def test_each_mark_says_its_claims_when_pointed_at() -> None:
    entries = dated("2019-03", "2019-03", "2019-08", statement="A < B & <b>C</b>")
    root = of(corpus_of(entries), numbers={"c-attack-0": 7, "c-attack-1": 8, "c-attack-2": 12})
    folded, alone = (each.findtext(f"{SVG}title") or "" for each in all_of(root, "sl-mark"))
    assert folded == (
        "2 claims\n• [7] A < B & <b>C</b> (March 2019)\n• [8] A < B & <b>C</b> (March 2019)"
    )
    assert alone.startswith("[12] A < B & <b>C</b>\nAugust 2019 (to the month)\nBasis: as <b>")


def test_numbers_of_the_report_stand_beside_marks_where_the_row_has_room() -> None:
    entries = dated("2019-03", "2019-03", "2019-08", kind=Kind.ARREST)
    numbers = {each["id"]: 100 + index for index, each in enumerate(entries)}
    shown = [words_of(each) for each in all_of(of(corpus_of(entries), numbers=numbers), "sl-label")]
    assert shown == ["×2 [100–101]", "[102]"]
    crowd = dated(*["2019-03"] * 3, *["2019-05"] * 3, kind=Kind.ARREST)
    wide = {each["id"]: 1000 + 7 * index for index, each in enumerate(crowd)}
    root = of(corpus_of(crowd), numbers=wide, width=400)
    labels = all_of(root, "sl-label")
    assert "×3" in {words_of(each) for each in labels}
    for one in labels:
        x, y = at(one, "x", "y")
        right = x + width_of(words_of(one), 9.5)
        beside = [at(each, "x")[0] for each in labels if at(each, "y") == (y,)]
        assert all(right <= other for other in beside if other > x)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "3"), ([5, 3, 6, 7], "3, 5–7"), ([1, 2], "1–2"), ([1, 3], "1, 3"), ([], "")],
)
def test_numbers_in_a_row_are_said_as_a_range(numbers: list[int], words: str) -> None:
    assert number_ranges(numbers) == words


@pytest.mark.parametrize("width", [500, 700, 1000])
def test_names_of_lanes_are_whole_and_inside_the_drawing(curated: Corpus, width: int) -> None:
    for lanes in LaneBy:
        claims = list(curated.claims.values())
        _, rows = layout(claims, curated, Scale(), lanes=lanes)
        root = drawn(claims, curated, lanes=lanes, width=width)
        names = all_of(root, "sl-lane")
        written = " ".join(" ".join(words_of(each) for each in names).split())
        assert written == " ".join(f"{row.name} {row.count}" for row in rows)
        for each in names:
            room = at(each, "x")[0] if each.attrib["text-anchor"] == "end" else width - 6
            assert width_of(words_of(each), 10.5) <= room


def test_names_stand_above_their_lane_where_it_is_narrow_and_beside_it_else() -> None:
    corpus = corpus_of(dated("2019-03"))
    for width, above in ((700, True), (1000, False)):
        root = of(corpus, width=width)
        name, mark = one_of(root, "sl-lane"), one_of(root, "sl-hatched")
        assert (at(name, "y")[0] <= at(mark, "y")[0]) is above
        assert name.attrib["text-anchor"] == ("start" if above else "end")


def test_the_drawing_is_named_and_described() -> None:
    corpus = corpus_of(dated("2019-03", "2019-08"))
    claims = list(corpus.claims.values())
    counted = bins(claims, Step.MONTH)
    root = of(corpus, bins=counted)
    assert (root.attrib["role"], root[0].tag, root[0].text) == ("group", f"{SVG}title", "Timeline")
    assert root[1].text == f"{describe_timeline(claims)} {describe_strip(counted)}"
    assert of(corpus)[1].text == describe_timeline(claims)


# ── What is around ───────────────────────────────────────────────────────────────────────────────


def test_years_publications_context_and_the_period_kept_stand_over_their_days() -> None:
    corpus = corpus_of(dated("2019-03"), (BAND,))
    root = of(corpus, window=YEAR, context=True, filters=Filters(period=parse_period("2019-05")))
    scale = Scale(*YEAR)

    def x(month: int, day: int = 1) -> Any:
        return pytest.approx(place(date(2019, month, day), LEFT, 994, scale), abs=0.02)

    assert [words_of(each) for each in all_of(root, "sl-year")] == ["2019"]
    assert [words_of(each) for each in all_of(root, "sl-month")][:3] == ["Jan", "Feb", "Mar"]
    assert ends(one_of(root, "sl-context")) == (x(3), x(4))
    assert words_of(one_of(root, "sl-context-name")) == "Battle"
    assert ends(one_of(root, "sl-kept")) == (x(5), x(6))
    assert at(one_of(root, "sl-publication"), "x1") == (x(5),)
    assert one_of(root, "sl-published").attrib["data-source"] == "001"
    assert [at(each, "x1")[0] for each in all_of(root, "sl-grid")][:12] == [
        x(month) for month in range(1, 13)
    ]
    bare = of(corpus, window=YEAR)
    assert (
        not all_of(bare, "sl-context") + all_of(bare, "sl-context-name") + all_of(bare, "sl-kept")
    )


def test_a_period_outside_the_days_shown_is_not_shaded() -> None:
    filters = Filters(period=parse_period("2016"))
    assert not all_of(of(corpus_of(dated("2019-03")), window=YEAR, filters=filters), "sl-kept")


def test_names_of_context_that_would_meet_stand_in_rows() -> None:
    later = BAND.model_copy(update={"id": "c", "when": "2019-04"})
    root = of(corpus_of(dated("2019-03"), (BAND, later)), context=True)
    first, second = (at(each, "y")[0] for each in all_of(root, "sl-context-name"))
    assert second > first


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark_differ_in_paper_and_ink(dark: bool) -> None:
    root = of(corpus_of(dated("2019-03")), dark=dark)
    assert root[2].attrib["fill"] == PAPER.on(dark=dark)
    assert root.attrib["fill"] == INK.on(dark=dark)
    assert at(root[2], "width", "height") == at(root, "width", "height")


# ── The strip ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [700, 1000])
def test_bars_are_as_high_as_what_is_expected_and_stand_over_their_month(width: int) -> None:
    entries = dated("2019-03-01", "2019-03-02", "2019-05/2019-06") + dated(
        "2019-03", kind=Kind.ARREST
    )
    corpus = corpus_of(entries)
    counted = bins(corpus.claims.values(), Step.MONTH, *YEAR)
    root = of(corpus, bins=counted, window=YEAR, width=width)
    columns = all_of(root, "sl-bin")
    assert len(columns) == len(counted) == 12
    unit = EXPECTED / (3 * 1.08)
    axis = at(one_of(root, "sl-axis"), "y1")[0]
    for column, each in zip(columns, counted, strict=True):
        bars = {bar.attrib["class"]: bar for bar in column if bar.tag == f"{SVG}rect"}
        del bars["sl-column"]
        heights = {name: at(bar, "height")[0] for name, bar in bars.items()}
        expected = {f"sl-{kind}": count * unit for kind, count in each.expected.items()}
        assert heights == pytest.approx(expected, abs=0.02)
        if bars:
            bottom = max(sum(at(bar, "y", "height")) for bar in bars.values())
            assert bottom == pytest.approx(axis, abs=0.02)
        sure = [axis - at(line, "y1")[0] for line in all_of(column, "sl-certain")]
        assert sure == pytest.approx([each.certain * unit] if each.certain else [], abs=0.02)
    left = 6 if width < NARROW else LEFT
    assert ends(all_of(columns[2], "sl-attack")[0]) == pytest.approx(
        [place(date(2019, month, 1), left, width - 6, Scale(*YEAR)) for month in (3, 4)], abs=0.02
    )


def test_what_is_possible_hangs_below_the_axis() -> None:
    corpus = corpus_of(dated("2019-03-01", "2019-03/2019-04"))
    counted = bins(corpus.claims.values(), Step.MONTH, *YEAR)
    root = of(corpus, bins=counted, window=YEAR)
    axis = at(one_of(root, "sl-axis"), "y1")[0]
    points = [
        tuple(map(float, each.split(",")))
        for each in one_of(root, "sl-possible").attrib["points"].split()
    ]
    depths = [(y - axis) / (POSSIBLE / (2 * 1.05)) for _, y in points[1:-1]]
    expected = [each.possible for each in counted for _ in range(2)]
    assert depths == pytest.approx(expected, abs=0.02)
    bottom = at(root, "height")[0]
    assert all(y <= bottom for _, y in points)


def test_without_bins_there_is_no_strip_and_without_claims_an_empty_frame() -> None:
    corpus = corpus_of(dated("2019-03"))
    assert all_of(of(corpus), "sl-bin") + all_of(of(corpus), "sl-axis") == []
    empty = drawn([], corpus)
    assert all_of(empty, "sl-mark") == []
    assert len(all_of(empty, "sl-year")) == 7


# ── The file ─────────────────────────────────────────────────────────────────────────────────────


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "from data.loading.load import load_corpus\n"
        "from data.selecting.select import Filters\n"
        "from components.timeline.svg.timeline import build_timeline_svg\n"
        "from components.timeline.lanes import LaneBy\n"
        "corpus = load_corpus()\n"
        "print(build_timeline_svg(list(corpus.claims.values()), corpus, chosen=None,"
        " filters=Filters(), dark=False, lanes=LaneBy.PLACE))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert b"sl-mark" in outputs.pop()


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    files = write_hostile_corpus(tmp_path)
    corpus = load_corpus(files.corpus, files.seeds)
    claims = list(corpus.claims.values())
    for lanes in LaneBy:
        for width in (700, 1000):
            root = drawn(claims, corpus, lanes=lanes, width=width)
            assert_inert(root)
            ids = [each.attrib["data-claims"].split() for each in all_of(root, "sl-mark")]
            assert {each for mark in ids for each in mark} == set(corpus.claims)


def assert_inert(root: ET.Element) -> None:
    """Nothing but drawing, and no link but to a claim of the page around it."""
    known = {"svg", "title", "desc", "rect", "line", "g", "a", "text", "tspan", "defs"}
    known |= {"path", "circle", "polygon", "linearGradient", "stop"}
    assert {each.tag for each in root.iter()} <= {SVG + name for name in known}
    for each in root.iter():
        assert not any(name.startswith("on") or name == "style" for name in each.attrib)
        assert re.fullmatch(r"#claim-[a-z0-9-]+", each.get("href", "#claim-x"))


@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_makes_a_valid_file(text: str) -> None:
    claims = [
        Claim.model_construct(**(dict(each) | {"statement": text}))
        for each in corpus_of(dated("2019-03")).claims.values()
    ]
    corpus = corpus_of(dated("2019-03"), (BAND.model_copy(update={"name": text or "x"}),))
    drawn(claims, corpus, context=True)


@given(st.text(st.characters(codec=None), max_size=60), st.floats(30, 400), st.integers(1, 4))
def test_lines_fit_and_lose_nothing_unless_they_say_so(text: str, room: float, most: int) -> None:
    lines = lines_of(text, room, 10, most)
    assert len(lines) <= most
    assert all(width_of(line, 10) <= room for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_is_far_too_long_says_that_it_was_cut() -> None:
    assert lines_of("a" + "\u0301" * 1_000, 100, 10, 1)[0].endswith("…")


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (-0.001, "0"), (-0.5, "-0.5"), (1.0, "1"), (2.346, "2.35"), (100, "100")],
)
def test_lengths_are_written_short(value: float, words: str) -> None:
    assert number(value) == words


def test_elements_escape_their_values_and_text() -> None:
    assert element("a", "<&>", href='"<', data_x=None) == '<a href="&#34;&lt;">&lt;&amp;&gt;</a>'
    assert clean("a\x00b\x1b\ud800\ufffe\tc\U0001f600") == "a\ufffdb\ufffd\ufffd\ufffd\tc\U0001f600"
    assert fill(Paint("#8000ff", 0.25)) == {"fill": "#8000ff", "fill_opacity": 0.25}
