"""The timeline, asserted on the data of its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.shared.palette import KIND_COLOURS
from components.timeline.clicks import selected_cell, selected_claims, selected_period
from components.timeline.counts import MOST_MARKS
from components.timeline.key import build_timeline_key
from components.timeline.lanes import MOST_LANES, LaneBy, divide
from components.timeline.pieces import soft_bars, symbols
from components.timeline.plotly.figure import Drawn
from components.timeline.plotly.lanes import lane_name
from components.timeline.rows import Lane, Mark, layout
from components.timeline.scale import Scale
from components.timeline.spans import Basis, MarkShape
from components.timeline.surroundings import time_rows
from components.timeline.table import build_timeline_table
from components.timeline.timeline import Timeline, build_timeline, frames
from components.timeline.words import describe_strip, describe_timeline
from data.model.corpus import ContextBand, Corpus
from data.model.period import parse_period
from data.model.vocabulary import Kind
from data.selecting.bins import Bin, Step, bins
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST, Filters
from tests.corpora import claim, excerpt, in_memory, place, source

PUBLISHED = "2020-01-15"
WHOLE = Scale()
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
SEASONS = st.tuples(st.integers(2010, 2024), st.sampled_from((21, 22, 23)))
PAIRS = st.tuples(DAYS, DAYS).map(sorted)
EXPRESSIONS = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: f"{day.isoformat()}~"),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day:%Y-%m}~"),
    DAYS.map(lambda day: f"{day:%Y}"),
    DAYS.map(lambda day: f"{day:%Y}~"),
    SEASONS.map(lambda season: f"{season[0]}-{season[1]}"),
    DAYS.map(lambda day: f"../{day.isoformat()}"),
    DAYS.map(lambda day: f"../{day:%Y-%m}~"),
    DAYS.map(lambda day: f"{day:%Y-%m}/.."),
    DAYS.map(lambda day: f"{day:%Y}~/.."),
    PAIRS.map(lambda pair: f"{pair[0].isoformat()}/{pair[1].isoformat()}"),
    PAIRS.map(lambda pair: f"[{pair[0].isoformat()}..{pair[1].isoformat()}]"),
)
SCALES = st.sampled_from(
    [
        WHOLE,
        Scale(date(2019, 1, 1), date(2019, 12, 31)),
        Scale(date(2019, 3, 1), date(2019, 3, 31)),
        Scale(date(2017, 7, 1), date(2020, 6, 30)),
    ]
)
KINDS = st.sampled_from(list(Kind))


def dated(
    *expressions: str, kind: Kind = Kind.ATTACK, holds: str = "on-some-day", **more: Any
) -> list[dict[str, Any]]:
    """Claims of one kind with these periods, as a curator writes them."""
    event = {"event_type": "explosion" if kind is Kind.ATTACK else None}
    return [
        claim(
            f"c-{kind}-{index}",
            excerpt("x"),
            kind=kind.value,
            when={"edtf": expression, "basis": "as <b>written</b>", "holds": holds},
            **(event | more),
        )
        for index, expression in enumerate(expressions)
    ]


def corpus_of(
    entries: Sequence[Mapping[str, Any]], context: tuple[ContextBand, ...] = ()
) -> Corpus:
    """A corpus of these claims, two sources and a few places."""
    corpus = in_memory(
        *entries,
        sources=[
            source("000", "000.txt", "x", published=PUBLISHED),
            source("001", "001.txt", "y", published="2019-04~"),
        ],
        places=[
            place("iraq", level="country", areas=["iq"]),
            place("diyala", level="governorate", areas=["iq-di"], parent="iraq"),
            place("khanaqin", parent="diyala"),
            place("desert", level="region", areas=["iq"], parent="iraq"),
            place("sinai", level="region", areas=["iq"]),
        ],
    )
    return Corpus(
        corpus.sources,
        corpus.places,
        corpus.actors,
        corpus.claims,
        corpus.texts,
        corpus.spans,
        corpus.no_claim,
        corpus.fingerprint,
        context,
    )


def laid_out(
    entries: Sequence[Mapping[str, Any]], scale: Scale = WHOLE, **options: Any
) -> tuple[tuple[Mark, ...], tuple[Lane, ...]]:
    corpus = corpus_of(entries)
    return layout(list(corpus.claims.values()), corpus, scale, **options)


def one(edtf: str, scale: Scale = WHOLE, **more: Any) -> Mark:
    """The mark of a single claim with this period."""
    (mark,), _ = laid_out(dated(edtf, **more), scale)
    return mark


def built(corpus: Corpus, **options: Any) -> Timeline:
    given_options: dict[str, Any] = {"filters": Filters(), "dark": False} | options
    return build_timeline(list(corpus.claims.values()), corpus, **given_options)


def carried(figure: go.Figure) -> set[str]:
    """The ids that clicks on all marks would report."""
    values = {each for trace in figure.data for each in trace.customdata or ()}
    return {each for value in values for each in selected_claims(SimpleNamespace(clicked=value))}


# ── Where a mark lies ────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.tuples(KINDS, EXPRESSIONS), max_size=25), SCALES)
def test_no_two_marks_of_a_row_touch_and_no_two_lanes_share_a_row(
    drawn: list[tuple[Kind, str]], scale: Scale
) -> None:
    entries = [
        entry | {"id": f"c-{index}"}
        for index, (kind, expression) in enumerate(drawn)
        for entry in dated(expression, kind=kind)
    ]
    marks, lanes = laid_out(entries, scale)
    rows: dict[int, list[tuple[date, date]]] = {}
    for mark in marks:
        rows.setdefault(mark.row, []).append(mark.extent)
        assert mark.extent[0] <= mark.span.first <= mark.span.last <= mark.extent[1]
    for extents in rows.values():
        assert all(before[1] < after[0] for before, after in pairwise(sorted(extents)))
    for upper, lower in pairwise(lanes):
        assert upper.bottom == lower.top
    assert {each.id for mark in marks for each in mark.claims} == {each["id"] for each in entries}
    assert sum(lane.count for lane in lanes) == len(entries)
    kinds = {
        row: {kind for mark in marks if mark.row == row for kind in mark.kinds} for row in rows
    }
    assert all(len(each) == 1 for each in kinds.values())


@given(EXPRESSIONS, KINDS, SCALES)
def test_nothing_outside_the_days_shown_is_drawn_inside_them(
    expression: str, kind: Kind, scale: Scale
) -> None:
    period = parse_period(expression)
    span = one(expression, scale, kind=kind).span
    before = period.latest is not None and period.latest < scale.first
    after = period.earliest is not None and period.earliest > scale.last
    if before or after:
        assert span.edge == after - before
        assert not scale.first <= span.first <= scale.last
    elif not span.edge:
        assert scale.first <= span.first <= span.last <= scale.last
        for part in soft_bars(span):
            assert scale.first <= part.begin.date() <= part.end.date()
            assert part.end.date() <= scale.last + timedelta(days=1)
        if span.low <= span.high:
            assert span.first <= span.low <= span.high <= span.last


@given(EXPRESSIONS)
def test_a_mark_is_as_long_as_its_period_is_vague(expression: str) -> None:
    wide = Scale(date(1990, 1, 1), date(2040, 12, 31))
    period = parse_period(expression)
    span = one(expression, wide).span
    if period.earliest and period.latest:
        assert (span.first, span.last) == (period.earliest, period.latest)
        assert (span.low, span.high) == (period.stated.earliest, period.stated.latest)
    elif period.earliest is None:
        assert span.low == span.high == period.stated.latest
        assert span.last == period.latest
    else:
        assert span.low == period.stated.earliest
        assert span.first == period.earliest


@pytest.mark.parametrize(
    ("edtf", "look", "drawn", "stated"),
    [
        ("2019-11-26", MarkShape.DAY, "2019-11-26 2019-11-26", "2019-11-26 2019-11-26"),
        ("2019-11-26~", MarkShape.ABOUT_DAY, "2019-11-23 2019-11-29", "2019-11-26 2019-11-26"),
        ("2014-06", MarkShape.SOME_DAY, "2014-06-01 2014-06-30", "2014-06-01 2014-06-30"),
        ("2014-06~", MarkShape.SOME_DAY, "2014-05-17 2014-07-15", "2014-06-01 2014-06-30"),
        ("2020-21", MarkShape.SOME_DAY, "2020-03-01 2020-05-31", "2020-03-01 2020-05-31"),
        ("2016", MarkShape.SOME_DAY, "2016-01-01 2016-12-31", "2016-01-01 2016-12-31"),
        ("2013/2014", MarkShape.SOME_DAY, "2014-01-01 2014-12-31", "2014-01-01 2014-12-31"),
        ("2018-12/2019-03~", MarkShape.SOME_DAY, "2018-12-01 2019-04-15", "2018-12-01 2019-03-31"),
    ],
)
def test_each_precision_has_its_look_and_nothing_is_padded(
    edtf: str, look: MarkShape, drawn: str, stated: str
) -> None:
    span = one(edtf).span
    assert span.look is look
    assert f"{span.first} {span.last}" == drawn
    assert f"{span.low} {span.high}" == stated


def test_no_later_than_is_a_tail_that_fades_left_from_a_line_and_never_a_box() -> None:
    mark = one("../2018-05")
    signs = [(symbol.at, symbol.shape) for symbol in symbols(mark.span)]
    assert signs[0][1] == "triangle-left"
    assert signs[1] == ("2018-06-01", "line-ns-open")
    parts = sorted(soft_bars(mark.span), key=lambda part: part.begin)
    assert parts[-1].end.date() == date(2018, 6, 1)
    assert [part.opacity for part in parts] == sorted(part.opacity for part in parts)
    assert parts[0].opacity < parts[-1].opacity
    figure = built(corpus_of(dated("../2018-05"))).lanes
    assert {"stated", "ahead"}.isdisjoint(trace.name for trace in figure.data)


def test_from_a_year_on_goes_as_far_as_it_was_told_and_then_into_an_arrow() -> None:
    mark = one("2014/..", kind=Kind.OPERATION)
    assert (mark.span.low, mark.span.high) == (date(2014, 1, 1), date(2020, 1, 15))
    assert mark.span.last > date(2020, 1, 15)
    assert [symbol.shape for symbol in symbols(mark.span)] == ["triangle-right", "line-ns-open"]


@pytest.mark.parametrize("kind", [Kind.FORECAST, Kind.PRESCRIPTION], ids=str)
@pytest.mark.parametrize("edtf", ["2020-01/..", "2019-06/2020-06", "2020~", "2020-01/2021"])
def test_what_lies_ahead_is_outlined_and_begins_with_its_publication(kind: Kind, edtf: str) -> None:
    corpus = corpus_of(dated(edtf, kind=kind))
    assert one(edtf, kind=kind).span.first == date.fromisoformat(PUBLISHED)
    figure = built(corpus).lanes
    (ahead,) = (trace for trace in figure.data if trace.name == "ahead")
    assert set(ahead.marker.color) == {"rgba(0,0,0,0)"}
    assert set(ahead.marker.line.color) == {KIND_COLOURS[kind].light}
    assert "stated" not in {trace.name for trace in figure.data}


def test_a_forecast_whose_time_was_over_when_it_was_told_keeps_its_own_time() -> None:
    assert one("../2016", kind=Kind.FORECAST).span.high == date(2016, 12, 31)


# ── Lanes ────────────────────────────────────────────────────────────────────────────────────────


def test_claims_drawn_alike_are_one_mark_whose_click_offers_all() -> None:
    entries = dated("2019-04~", "2019-04~", "2019-04~", "2019-05", kind=Kind.ASSESSMENT)
    marks, (lane,) = laid_out(entries)
    assert sorted((len(mark.claims), mark.label) for mark in marks) == [(1, ""), (3, "×3")]
    assert lane.count == 4
    figure = built(corpus_of(entries)).lanes
    assert carried(figure) == {each["id"] for each in entries}
    (labels,) = (trace for trace in figure.data if trace.name == "labels")
    assert [text.strip() for text in labels.text] == ["×3"]


@pytest.mark.parametrize(
    ("edtf", "label"),
    [
        ("2019-11-26", "Khanaqin"),
        ("2019-11", "Khanaqin"),
        ("2019-11~", ""),
        ("2019", ""),
        ("../2019-11-26", ""),
    ],
)
def test_an_attack_dated_to_the_day_or_month_is_named_by_its_place(edtf: str, label: str) -> None:
    assert one(edtf).label == label
    assert one(edtf, kind=Kind.ARREST).label == ""


def test_what_lies_outside_is_counted_at_the_edge_of_its_lane() -> None:
    marks, _ = laid_out(dated("2003", "2007", "2021-05", "2013-12~"))
    edges = {mark.span.edge: mark for mark in marks}
    assert {side: len(mark.claims) for side, mark in edges.items()} == {-1: 2, 1: 1, 0: 1}
    assert edges[-1].label == "×2"
    # Of "about December 2013" only what may lie in 2014 is drawn, and that as less than stated.
    assert (edges[0].span.first, edges[0].span.last) == (date(2014, 1, 1), date(2014, 1, 15))
    assert [part.opacity for part in soft_bars(edges[0].span)] == [0.25]


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (LaneBy.KIND, ["Attack", "Arrest"]),
        (LaneBy.SOURCE, ["000 The Paper", "001 The Paper"]),
        (LaneBy.PLACE, ["Diyala", "Iraq", "Sinai", "No place given"]),
        (LaneBy.ACTOR, ["Daesh", "Police", "No actor given"]),
    ],
)
def test_lanes_follow_what_was_asked_for(by: LaneBy, names: list[str]) -> None:
    both = [excerpt("x"), excerpt("y", source="001")]
    police = [{"actor": actor, "role": "participant"} for actor in ("daesh", "police")]
    entries = [
        claim("town", *both),
        claim("twice", excerpt("x"), where=[{"place": "khanaqin"}, {"place": "diyala"}]),
        claim("region", excerpt("x"), where=[{"place": "desert"}], actors=police),
        claim("country", excerpt("x"), where=[{"place": "iraq"}, {"place": "sinai"}], actors=[]),
        *dated("2019", kind=Kind.ARREST, where=[]),
    ]
    corpus = corpus_of(entries)
    lanes = divide(list(corpus.claims.values()), corpus, by)
    found = [lane.name for lane in lanes]
    assert found[0] == names[0]
    assert sorted(found) == sorted(names)
    assert {each.id for lane in lanes for each in lane.claims} == set(corpus.claims)
    for lane in lanes:
        assert len({each.id for each in lane.claims}) == len(lane.claims)


@pytest.mark.parametrize("by", [LaneBy.PLACE, LaneBy.ACTOR], ids=str)
def test_there_are_never_more_lanes_than_can_be_told_apart(curated: Corpus, by: LaneBy) -> None:
    claims = list(curated.claims.values())
    lanes = divide(claims, curated, by)
    assert len(lanes) <= MOST_LANES
    assert {each.id for lane in lanes for each in lane.claims} == set(curated.claims)


def test_what_was_reported_when_stands_at_each_source_s_publication() -> None:
    entries = [claim("both", excerpt("x"), excerpt("y", source="001"))]
    marks, _ = laid_out(entries, by=Basis.REPORTED)
    assert sorted((mark.span.look.name, str(mark.span.low)) for mark in marks) == [
        ("DAY", PUBLISHED),
        ("SOME_DAY", "2019-04-01"),
    ]
    marks, lanes = laid_out(entries, by=Basis.REPORTED, lanes=LaneBy.SOURCE)
    assert [lane.name[:3] for lane in lanes] == ["000", "001"]
    assert [str(mark.span.low) for mark in marks] == [PUBLISHED, "2019-04-01"]


@pytest.mark.parametrize("lanes", LaneBy, ids=str)
@pytest.mark.parametrize("by", Basis, ids=str)
def test_every_claim_of_the_corpus_can_be_clicked(
    curated: Corpus, lanes: LaneBy, by: Basis
) -> None:
    assert carried(built(curated, lanes=lanes, by=by).lanes) == set(curated.claims)


# ── Around the marks ─────────────────────────────────────────────────────────────────────────────


def test_all_parts_stand_over_the_same_days_at_the_same_pixels(curated: Corpus) -> None:
    counts = bins(curated.claims.values(), Step.MONTH)
    timeline = built(curated, bins=counts, context=True)
    assert timeline.strip is not None
    parts = (timeline.head, timeline.lanes, timeline.strip)
    for figure in parts:
        assert figure.layout.xaxis.range == parts[0].layout.xaxis.range
        assert figure.layout.xaxis.automargin is False
        for axis in figure.select_yaxes():
            assert axis.visible is False or axis.automargin is False
        margin = figure.layout.margin
        assert (margin.l, margin.r, margin.pad) == (104, 6, 0)
    assert built(curated).strip is None


def test_the_last_day_is_shown_as_whole_as_the_first() -> None:
    scale = Scale(date(2019, 3, 1), date(2019, 3, 31))
    begin, end = (date.fromisoformat(each) for each in scale.span)
    assert date(2019, 3, 1) - begin == end - date(2019, 4, 1) == scale.margin
    assert scale.margin >= timedelta(days=1)


@pytest.mark.parametrize(
    ("window", "labels"),
    [
        ((WINDOW_FIRST, WINDOW_LAST), "2014 2015 2016 2017 2018 2019 2020"),
        ((date(2018, 4, 1), date(2019, 9, 30)), "2018 2019 A M J J A S O N D J F M A M J J A S"),
        ((date(2019, 11, 1), date(2020, 2, 29)), "2019 2020 Nov Dec Jan Feb"),
        ((date(2018, 5, 1), date(2019, 12, 31)), "2018 2019 Q2 Q3 Q4 Q1 Q2 Q3 Q4"),
    ],
)
def test_the_nearer_one_looks_the_finer_is_time_divided(
    window: tuple[date, date], labels: str
) -> None:
    scale = Scale(*window)
    found = [label for row in time_rows(scale) for label in row.labels]
    assert " ".join(words for _, words in found) == labels
    assert all(scale.first.isoformat() <= at[:10] <= scale.last.isoformat() for at, _ in found)


def test_the_chosen_claim_is_framed_in_each_lane_and_its_group() -> None:
    entries = dated("2019-04", "2019-04", kind=Kind.ARREST)
    both = [excerpt("x"), excerpt("y", source="001")]
    corpus = corpus_of([*entries, claim("both", *both)])
    for chosen, lanes, count in (
        ("c-arrest-1", LaneBy.KIND, 1),
        ("both", LaneBy.SOURCE, 2),
        (None, LaneBy.KIND, 0),
        ("no-such-claim", LaneBy.KIND, 0),
    ):
        timeline = built(corpus, lanes=lanes)
        framed = frames(timeline.drawing, chosen)
        assert len(framed) == count
        rows = [
            mark.row for mark in timeline.drawing.marks if chosen in {c.id for c in mark.claims}
        ]
        assert [each["row"] for each in framed] == rows


def test_a_frame_lies_around_the_days_of_its_mark() -> None:
    timeline = built(corpus_of(dated("2019-04")), window=(date(2019, 1, 1), date(2019, 12, 31)))
    (frame,) = frames(timeline.drawing, "c-attack-0")
    begin, end = (datetime.fromisoformat(each) for each in timeline.drawing.scale.span)
    at = {name: begin + (end - begin) * frame[name] for name in ("from", "middle", "to")}
    april, middle, may = map(datetime.fromisoformat, ("2019-04-01", "2019-04-16", "2019-05-01"))
    assert at["from"] < april < at["middle"] < may < at["to"]
    assert abs(at["middle"] - middle) < timedelta(hours=3)


def test_of_many_claims_each_lane_counts_them_and_a_click_keeps_a_cell() -> None:
    many = dated(*["2019-05-03"] * MOST_MARKS, "2015", kind=Kind.ARREST)
    more = dated("2019-06", kind=Kind.ATTACK)
    timeline = built(corpus_of([*many, *more]))
    (cells,) = timeline.lanes.data
    assert not timeline.drawing.marks
    counted = dict(zip(cells.customdata, cells.hovertext, strict=True))
    assert set(counted) >= {
        "cell:arrest:2019-04-01:2019-06-30",
        "cell:attack:2019-04-01:2019-06-30",
    }
    assert f"{MOST_MARKS} surely" in counted["cell:arrest:2019-04-01:2019-06-30"]
    shades = dict(zip(cells.customdata, cells.marker.color, strict=True))
    assert shades["cell:arrest:2019-04-01:2019-06-30"].endswith(",1.000)")
    cell = selected_cell(SimpleNamespace(clicked="cell:arrest:2019-04-01:2019-06-30"))
    assert cell is not None
    assert (cell.lane, cell.first, cell.last) == ("arrest", date(2019, 4, 1), date(2019, 6, 30))
    (frame,) = frames(timeline.drawing, "c-attack-0")
    attack = next(lane for lane in timeline.drawing.lanes if lane.name == "Attack")
    assert (frame["row"], frame["rows"]) == (attack.top, attack.bottom - attack.top)


@pytest.mark.parametrize("sent", ["cell:x", "cell:a:2019:x", "c-attack-0", 3, None, ["cell:"]])
def test_what_is_no_cell_keeps_nothing(sent: object) -> None:
    assert selected_cell(SimpleNamespace(clicked=sent)) is None


@pytest.mark.parametrize("dark", [False, True])
def test_every_chart_is_one_that_plotly_accepts(curated: Corpus, dark: bool) -> None:
    shown = bins(list(curated.claims.values()), Step.MONTH, WINDOW_FIRST, WINDOW_LAST)
    timeline = built(curated, dark=dark, bins=shown, context=True)
    for figure in (timeline.head, timeline.lanes, timeline.strip):
        assert figure is not None
        assert go.Figure(figure.to_dict()).to_dict()["data"]


def test_publications_are_marked_and_lined_through_all_parts() -> None:
    timeline = built(corpus_of(dated("2019")))
    (trace,) = (trace for trace in timeline.head.data if trace.name == "publication")
    assert [at[:10] for at in trace.x] == ["2019-04-30", PUBLISHED]
    for figure in (timeline.head, timeline.lanes):
        assert [shape.name for shape in figure.layout.shapes].count("publication") == 2
    late = built(corpus_of(dated("2016")), window=(date(2016, 1, 1), date(2016, 12, 31)))
    assert "publication" not in {trace.name for trace in late.head.data}


def test_context_and_the_kept_period_are_drawn_behind_where_they_are_shown() -> None:
    bands = tuple(
        ContextBand(id=name, name=f"{name} <b>", when=when, basis="b", source_note="n")
        for name, when in (("inside", "2019-03-23"), ("open", "2020-03/.."), ("before", "2009"))
    )
    corpus = corpus_of(dated("2019"), bands)
    kept = Filters(period=parse_period("2019-03/2019-05"))

    def drawn(name: str, **options: Any) -> list[tuple[str, str]]:
        shapes = built(corpus, filters=kept, **options).lanes.layout.shapes
        assert all(shape.layer == "below" for shape in shapes)
        return [(shape.x0, shape.x1) for shape in shapes if shape.name == name]

    assert drawn("context", context=True) == [
        ("2019-03-23", "2019-03-24"),
        ("2020-03-01", "2021-01-01"),
    ]
    assert drawn("context") == []
    assert drawn("kept") == [("2019-03-01", "2019-06-01")]
    head = built(corpus, context=True).head
    names = [trace.text[0] for trace in head.data if trace.name == "context"]
    assert names == ["<i>inside &lt;b&gt;</i>", "<i>open &lt;b&gt;</i>"]


def test_a_lane_s_name_is_escaped_and_cut_to_its_margin() -> None:
    assert lane_name(Lane("<i>Daesh</i>", 0, 1, 3)) == "&lt;i&gt;Daesh&lt;/i&gt; <b>3</b>"
    assert lane_name(Lane("Iraqi security forces", 0, 1, 22)) == "Iraqi… <b>22</b>"
    assert (
        lane_name(Lane("Iraqi security forces", 0, 3, 22)) == "Iraqi security<br>forces <b>22</b>"
    )


# ── Words ────────────────────────────────────────────────────────────────────────────────────────


def test_hovering_tells_the_statement_the_words_as_written_and_the_basis_escaped() -> None:
    when = {"edtf": "2019", "as_written": "last <i>year</i>"}
    entries = dated("2019", statement="Two <script> died.")
    entries[0]["excerpts"] = [excerpt("x", when=when)]
    figure = built(corpus_of(entries)).lanes
    (stated,) = (trace for trace in figure.data if trace.name == "stated")
    (words,) = stated.hovertext
    for part in (
        "Two &lt;script&gt; died.",
        "2019 (to the year)",
        "000 writes “last &lt;i&gt;year&lt;/i&gt;”",
        "Basis: as &lt;b&gt;written&lt;/b&gt;",
        "Khanaqin",
    ):
        assert part in words
    assert "<" not in words.replace("<br>", "")


def test_the_chart_is_described_in_words_from_the_data() -> None:
    corpus = corpus_of([*dated("2019-05-03", "2003"), *dated("../2016", kind=Kind.ARREST)])
    assert describe_timeline(list(corpus.claims.values())) == (
        "Timeline from 2014 to 2020 with 3 claims: 2 attack, 1 arrest. "
        "Dated 1 to the day, 1 to the year, 1 on one side only. "
        "1 wholly earlier and 0 wholly later stand at the edges."
    )
    assert describe_timeline([]) == "Timeline from 2014 to 2020 without claims."
    spring = date(2019, 3, 1), date(2019, 5, 31)
    assert describe_timeline([], spring) == "Timeline from March 2019 to May 2019 without claims."


def test_the_table_holds_every_claim_in_its_lane_with_its_text_escaped() -> None:
    corpus = corpus_of(dated("2019", statement="Two <b>died</b>."))
    table = build_timeline_table(list(corpus.claims.values()), corpus, LaneBy.KIND)
    for part in ("Attack: 1 claim", 'data-pick="claim:c-attack-0"', "2019 (to the year)"):
        assert part in table
    assert "Two &lt;b&gt;died&lt;/b&gt;." in table
    counts = (Bin(date(2019, 1, 1), date(2019, 1, 31), 0, 1, {Kind.ATTACK: 0.1}),)
    counted = build_timeline_table(list(corpus.claims.values()), corpus, LaneBy.KIND, counts)
    assert "January 2019: 0 surely, 1 possibly, 0.1 expected" in counted


def test_the_key_explains_the_frame_the_line_and_no_later_than() -> None:
    key = build_timeline_key()
    for words in ("chosen claim", "dotted line", "no later than", "expected or called for"):
        assert words in key
    assert key.count("<svg") == key.count("</svg>") == key.count('role="listitem"')


# ── Strip ────────────────────────────────────────────────────────────────────────────────────────

COUNTS = (
    Bin(date(2019, 3, 1), date(2019, 3, 31), 2, 9, {Kind.ATTACK: 3.5, Kind.ARREST: 1.0}),
    Bin(date(2019, 4, 1), date(2019, 4, 30), 0, 4, {Kind.ATTACK: 0.5}),
    Bin(date(2021, 4, 1), date(2021, 4, 30), 5, 5, {Kind.TERRITORY: 5.0}),
)


def strip_of(counts: Sequence[Bin], **options: Any) -> Drawn:
    strip = built(corpus_of([]), bins=counts, **options).strip
    assert strip is not None
    return strip


def test_the_strip_stacks_the_expected_by_kind_and_counts_sure_and_possible_apart() -> None:
    figure = strip_of(COUNTS, dark=True)
    traces = {trace.name: trace for trace in figure.data}
    assert figure.layout.barmode == "stack"
    assert list(traces["Attack"].y) == [3.5, 0.5]
    assert list(traces["Arrest"].y) == [1.0, 0]
    assert traces["Attack"].marker.color == KIND_COLOURS[Kind.ATTACK].dark
    assert "Territory" not in traces
    day = 86_400_000
    assert list(traces["Attack"].width) == [31 * day, 30 * day]
    assert list(traces["possible"].y) == [9, 9, 4, 4]
    assert list(traces["certain"].y) == [2, 2, None]
    assert list(traces["certain"].x) == ["2019-03-01", "2019-04-01", None]
    assert traces["bins"].hovertext[0] == (
        "March 2019: 2 surely, 9 possibly, 4.5 expected<br>Attack 3.5<br>Arrest 1.0"
    )


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            COUNTS[:2],
            "Claims counted in 2 steps of time; most in "
            "March 2019: 2 surely, 9 possibly, 4.5 expected.",
        ),
        ((), "No claims to count by time."),
    ],
)
def test_the_strip_is_described_in_words(counts: Sequence[Bin], words: str) -> None:
    assert describe_strip(counts) == words


def test_the_strip_is_dragged_over_sideways() -> None:
    layout_of = strip_of(COUNTS).layout
    assert (layout_of.dragmode, layout_of.selectdirection) == ("select", "h")


def box(*ends: object) -> SimpleNamespace:
    return SimpleNamespace(dragged=list(ends))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (SimpleNamespace(), None),
        (SimpleNamespace(dragged="2019-03-04"), None),
        (box(), None),
        (box("2019-03-04 12:33:11.1234", "2019-05-20"), ("2019-03-01", "2019-05-31")),
        (box("2019-05-20", "2019-03-04"), ("2019-03-01", "2019-05-31")),
        (box("2019-02-25", "2019-05-06"), ("2019-03-01", "2019-04-30")),
        (box("2019-04-10", "2019-04-12"), ("2019-04-01", "2019-04-30")),
        (box("2019-04-28", "2019-05-02"), ("2019-04-01", "2019-04-30")),
        (box("2013-08-01", "2015-12-31"), ("2014-01-01", "2015-12-31")),
        (box("2020-11-01", "2021-03-01"), ("2020-11-01", "2020-12-31")),
        (box("2013-08-01", "2013-12-01"), None),
        (box("2019-04-10"), None),
        (box("nonsense", 7), None),
    ],
)
def test_what_was_dragged_over_is_read_as_whole_months(
    value: Any, expected: tuple[str, str] | None
) -> None:
    found = selected_period(value)
    assert (found and (str(found[0]), str(found[1]))) == expected


@given(DAYS, DAYS)
def test_a_period_that_was_dragged_over_has_whole_months(one_end: date, other: date) -> None:
    found = selected_period(box(one_end.isoformat(), other.isoformat()))
    if found is not None:
        first, last = found
        assert WINDOW_FIRST <= first < last <= WINDOW_LAST
        assert first.day == (last + timedelta(days=1)).day == 1


# ── Clicks ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ()),
        ("a", ("a",)),
        ("group:a,b-2,c", ("a", "b-2", "c")),
        ("group:a,<b>,", ("a",)),
        (7, ()),
        (["a"], ()),
        ("", ()),
    ],
)
def test_a_click_is_read_with_suspicion(value: Any, expected: tuple[str, ...]) -> None:
    assert selected_claims(SimpleNamespace(clicked=value)) == expected
    assert selected_claims(value) == ()
