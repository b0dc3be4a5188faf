"""Field by field: how values stand to one another, and what each source of a claim gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from data.comparing.fields import Cell, Field, Row, Standing, compare_fields
from data.comparing.relations import (
    Relation,
    StatedTime,
    relate_actors,
    relate_figures,
    relate_places,
    relate_stances,
    relate_times,
)
from data.model.corpus import Actor, Claim, Figure, Place, StatedWhen
from data.model.period import parse_period
from data.model.vocabulary import Stance
from data.naming.names import names_of
from tests.corpora import claim, excerpt, in_memory, place, source

PLACES = [
    place("iraq", level="country", areas=["iq"]),
    place("syria", level="country", areas=["sy"]),
    place("diyala", level="governorate", areas=["iq-di"], parent="iraq"),
    place("anbar", level="governorate", areas=["iq-an"], parent="iraq"),
    place("khanaqin", parent="diyala", spellings=["Janaqin"]),
    place("baquba", parent="diyala"),
    place("raqqa", parent="syria"),
    place("airport", level="site", parent="khanaqin", name="Khanaqin airport"),
    place("desert", level="region", areas=["iq-an"], parent="iraq"),
    place("north", level="region", areas=["iq-di"], parent="iraq"),
    place("east", level="region", areas=["sy"], parent="syria"),
]
GAZETTEER = {each["id"]: Place.model_validate(each) for each in PLACES}
ROLES = {"isis": "perpetrator", "militia": "perpetrator", "police": "target", "army": "target",
         "sdf": "participant", "tribes": "participant"}  # fmt: skip
PARTS = [{"actor": actor, "role": role} for actor, role in ROLES.items()]

# ── Relations ────────────────────────────────────────────────────────────────────────────────────


def related(**of: str) -> pytest.MarkDecorator:
    """Cases from 'one | one + two, …' for each relation, both ways round."""
    cases = []
    for relation, listed in of.items():
        for pair in listed.split(", "):
            one, other = (side.split(" + ") for side in pair.split(" | "))
            both = ((one, other, pair), (other, one, f"{pair}, turned"))
            cases += [pytest.param(a, b, Relation(relation), id=name) for a, b, name in both]
    return pytest.mark.parametrize(("one", "other", "relation"), cases)


@related(
    same="supports | supports, disputes | disputes, mentions | mentions, "
    "supports + qualifies | qualifies + supports, supports + mentions | supports",
    partial="supports | qualifies, supports | mentions, supports + disputes | disputes",
    different="supports | disputes, qualifies | disputes, mentions | disputes, "
    "supports + disputes | supports",
)
def test_a_source_that_disputes_differs_from_every_one_that_does_not(
    one: list[str], other: list[str], relation: Relation
) -> None:
    assert relate_stances([Stance(s) for s in one], [Stance(s) for s in other]) is relation


@related(
    same="khanaqin | khanaqin, khanaqin + diyala | diyala + khanaqin",
    # What holds it, however far up; a region of its country; one in common of several.
    partial="khanaqin | diyala, khanaqin | iraq, desert | anbar, "
    "desert | khanaqin, desert | north, desert | iraq, khanaqin + baquba | khanaqin, "
    "khanaqin + raqqa | baquba + syria",
    # Of one parent, of two, and of another country, regions too.
    different="khanaqin | baquba, diyala | anbar, khanaqin | anbar, iraq | syria, "
    "khanaqin | raqqa, desert | syria, desert | raqqa, desert | east, "
    "khanaqin + diyala | anbar + raqqa",
)
def test_places_differ_when_none_is_or_holds_another_and_no_region_is_near(
    one: list[str], other: list[str], relation: Relation
) -> None:
    assert relate_places(one, other, GAZETTEER) is relation


@related(
    # The same days in other words are the same; `!` stands before a time of the writing.
    same="2014 | 2014, 2019-03 | [2019-03-01..2019-03-31], 2014 + 2019 | 2019 + 2014, "
    "2014/.. | 2014/.., !2019-03~ | !2019-03~",
    # The last day of a margin; open sides; "still", which contradicts no other time.
    partial="2014 | 2013/2014, 2014 | 2014-06-10, 2019-05-03~ | 2019-05-06, 2014~ | 2015-04-01, "
    "../2014 | 2014-12-31/.., ../2014 | ../2001, 2014/.. | 2020/.., "
    "2014 + 2019 | 2016 + 2019-05, !2019-03~ | 2014, !2019-03~ | !2017-07~",
    different="2014 | 2015, 2019-05-03 | 2019-05-04, 2019-05-03~ | 2019-05-07, "
    "2014~ | 2015-04-02, ../2014 | 2015/.., 2014/.. | 2013-12-31, 2014 + 2019 | 2016 + 2020",
)
def test_times_differ_when_no_two_share_a_day(
    one: list[str], other: list[str], relation: Relation
) -> None:
    sides = [
        [StatedTime(parse_period(each.strip("!")), of_writing="!" in each) for each in side]
        for side in (one, other)
    ]
    assert relate_times(*sides) is relation


@pytest.mark.parametrize(
    ("edtf", "published", "expected"),
    [
        ("2019-03~", "2019-03-22", True),
        ("2018-05~", "[2018-05-28..2018-06-10]", True),
        ("2019-03", "2019-03-22", False),
        ("2019-02~", "2019-03-22", False),
        ("2018-03~", "2019-03-22", False),
        ("2019-03~/..", "2019-03-22", False),
        ("2019-03~", "../2019-03-22", False),
    ],
)
def test_a_time_is_of_writing_when_it_is_about_the_month_of_publication(
    edtf: str, published: str, expected: bool
) -> None:
    given = StatedTime.of(StatedWhen(edtf=edtf, as_written="x"), parse_period(published))
    assert given.of_writing is expected


@related(
    same="isis | isis, isis + police | police + isis",
    # Another part, sides of a deal, and one in common.
    partial="isis | police, sdf | tribes, isis + sdf | isis + tribes, isis + militia | militia",
    different="isis | militia, police | army, isis + police | militia + police",
)
def test_actors_differ_when_nobody_is_in_common_for_the_deed_or_its_target(
    one: list[str], other: list[str], relation: Relation
) -> None:
    told = Claim.model_validate(claim("it-happened", excerpt("x"), actors=PARTS))
    assert relate_actors(one, other, told) is relation


def figure(words: str) -> Figure:
    """'5-7 attacks a week' as a figure; an empty bound is open."""
    low, dash, high = words.split(" ", maxsplit=1)[0].partition("-")
    bounds = {"minimum": low or None, "maximum": (high if dash else low) or None}
    more = {"measure": "attacks", "unit": words.partition(" ")[2], "as_written": words}
    return Figure.model_validate(bounds | more)


@related(
    # Rates are compared by the month.
    same="2 bombs | 2 bombs, 2 bombs + 5 mortars | 2 bombs + 40 percent, "
    "12-24 attacks a year | 1-2 attacks a month",
    partial="2-9 bombs | 9-12 bombs, 2- bombs | -2 bombs, "
    "12-15 attacks a week | 61- incidents a month, 7-40 attacks a week | 7-40 attacks a month",
    different="2 bombs | 3- bombs, 2 bombs + 5 mortars | 2 bombs + 6 mortars, "
    "5-7 attacks a week | 61- attacks a month",
    # Of two units, a share and a number, a rate and a number.
    apart="2 bombs | 2 mortars, 40 percent | 40 bombs, 5 attacks a week | 5 attacks",
)
def test_figures_differ_when_they_count_the_same_and_do_not_meet(
    one: list[str], other: list[str], relation: Relation
) -> None:
    assert relate_figures([figure(f) for f in one], [figure(f) for f in other]) is relation


# ── Cells ────────────────────────────────────────────────────────────────────────────────────────


def says(source: str, exact: str = "x", when: str = "", count: str = "", **more: Any) -> Any:
    """An excerpt with the time and the figure that its source gives."""
    time = {"edtf": when, "as_written": f"in {when}"} if when else None
    figures = [figure(count)] if count else []
    return excerpt(exact, source=source, when=time, figures=figures, **more)


def compared(excerpts: Sequence[Any]) -> Mapping[Field, Row]:
    """The rows of a claim in two towns of Diyala with all actors."""
    where = [{"place": "khanaqin"}, {"place": "baquba"}]
    told = claim("it-happened", *excerpts, where=where, actors=PARTS, note="Not all agree.")
    sources = [source(each, each, each) for each in ("000", "001", "002")]
    actors = {each: Actor(id=each, name=each.title()) for each in ROLES}
    actors["kurds"] = Actor(id="kurds", name="Kurds")
    actors["isis"] = Actor(id="isis", name="ISIS", aliases=("Daesh", "Islamic State of Iraq"))
    corpus = replace(in_memory(told, sources=sources, places=PLACES), actors=actors)
    rows = compare_fields(corpus.claims["it-happened"], corpus, names_of(corpus))
    assert [row.field for row in rows] == list(Field)
    return {row.field: row for row in rows}


WHAT, WHERE, WHEN, WHO, HOW_MANY = Field


@pytest.mark.parametrize(
    ("field", "excerpts", "cells", "together"),
    [
        (WHAT, [says("000"), says("001", stance="disputes")],
         ["differs: supports, asserted", "differs: disputes, asserted"], "differs"),
        # A source that contradicts itself differs with nobody beside it.
        (WHAT, [says("000"), says("000", stance="disputes")],
         ["differs: supports, asserted · disputes, asserted"], "differs"),
        (WHAT, [says("000", stance=each) for each in ("disputes", "mentions")],
         ["alone: disputes, asserted · mentions, asserted"], "alone"),
        (HOW_MANY, [says("000", count="2 bombs"), says("000", count="9 bombs")],
         ["differs: 2 bombs · 9 bombs"], "differs"),
        (WHAT, [says("000"), says("001", stance="mentions")],
         ["partial: supports, asserted", "partial: mentions, asserted"], "partial"),
        (WHERE, [says("000", "Khanaqin, near Khanaqin"), says("001", "JANAQIN")],
         ["agrees: Khanaqin", "agrees: JANAQIN"], "agrees"),
        (WHERE, [says("000", "at Khanaqin Airport"), says("001", "in Diyala")],
         ["partial: Khanaqin Airport", "partial: Diyala"], "partial"),
        (WHERE, [says("000", "Khanaqin"), says("001", "Baquba")],
         ["differs: Khanaqin", "differs: Baquba"], "differs"),
        (WHERE, [says("000", "in Raqqa"), says("001", "the Islamic State of Iraq")],
         ["silent: ", "silent: "], "silent"),
        (WHERE, [says("000", "in Khanaqin"), says("001", "in Iraq", stance="mentions")],
         ["alone: Khanaqin", "silent: "], "alone"),
        (WHEN, [says("000", when="2014"), says("001", when="2019"), says("002")],
         ["differs: in 2014", "differs: in 2019", "silent: "], "differs"),
        (WHEN, [says("000", when="2014"), says("001", when="2020-01~")],
         ["partial: in 2014", "partial: in 2020-01~"], "partial"),
        (WHO, [says("000", "ISIS"), says("001", "Daesh"), says("002", "the Kurds")],
         ["agrees: ISIS", "agrees: Daesh", "silent: "], "agrees"),
        (WHO, [says("000", "ISIS and Police"), says("001", "Militia", stance="disputes")],
         ["differs: ISIS · Police", "differs: Militia"], "differs"),
        (HOW_MANY, [says("000", count="2 bombs"), says("001", count="2 bombs"),
                    says("001", count="9 vans"), says("002", count="9 cars")],
         ["agrees: 2 bombs", "agrees: 2 bombs · 9 vans", "alone: 9 cars"], "agrees"),
        (HOW_MANY, [says("000", count="2 bombs"), says("001", count="2-5 bombs"),
                    says("002", count="4 bombs")],
         ["differs: 2 bombs", "partial: 2-5 bombs", "differs: 4 bombs"], "differs"),
    ],
)  # fmt: skip
def test_a_value_is_compared_with_those_of_the_other_sources(
    field: Field, excerpts: Sequence[Any], cells: Sequence[str], together: str
) -> None:
    row = compared(excerpts)[field]
    given = [f"{cell.standing}: {' · '.join(cell.words)}" for cell in row.cells.values()]
    assert given == cells
    assert row.standing == together


def test_a_cell_knows_its_excerpts_by_their_positions_in_the_claim() -> None:
    excerpts = [says("001", "Khanaqin in Diyala"), says("000", "it"), says("001", "Diyala")]
    row = compared(excerpts)[WHERE]
    assert list(row.cells) == ["000", "001"]
    assert row.cells["000"] == Cell((), (), Standing.SILENT)
    assert row.cells["001"] == Cell(("Khanaqin", "Diyala"), (0, 2), Standing.ALONE)
