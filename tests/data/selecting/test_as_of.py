"""The corpus as it could be known on a day, before some of its sources were published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from data.comparing.agreement import Agreement, assess
from data.comparing.lineage import Lineage, lineage_of
from data.loading.coverage import coverage
from data.loading.load import load_corpus
from data.model.corpus import Claim, ContextBand, Corpus, Source
from data.selecting.as_of import as_of, known_from
from tests.corpora import (
    SECOND_TEXT,
    TEXT,
    claim,
    excerpt,
    place,
    source,
    write_files,
)

CROSSING = "fighters-cross-from-syria-into-iraq"
THIRD_TEXT = "Mortars hit Khanaqin, it was denied.\nThe sun shone.\n"
# The days from which the five sources are known, and the days before.
DAYS = [
    "2017-08-14",
    "2017-08-15",
    "2018-06-10",
    "2019-03-22",
    "2019-04-30",
    "2020-04-29",
    "2020-04-30",
]
each_day = pytest.mark.parametrize("day", [date.fromisoformat(day) for day in DAYS])


@pytest.fixture
def three(tmp_path: Path) -> Corpus:
    """Sources of 2018, 2019 and 2020 on one claim, and a claim that the last alone tells."""
    told = [
        claim(
            "khanaqin-shelled",
            excerpt("On 3 May 2019 Daesh shelled Khanaqin"),
            excerpt("mortars fell on Khanaqin in May", source="001", origin="police"),
            excerpt("it was denied", source="002", stance="disputes"),
            excerpt("Mortars hit Khanaqin", source="002"),
            note="One denies it.",
        ),
        claim("denied", excerpt("it was denied", source="002")),
    ]
    texts = {"000_a.txt": TEXT, "001_b.txt": SECOND_TEXT, "002_c.txt": THIRD_TEXT}
    files = write_files(
        tmp_path,
        sources=[
            source("000", "000_a.txt", TEXT, published="[2019-05-04..2019-05-10]"),
            source("001", "001_b.txt", SECOND_TEXT, published="2019-06~"),
            source("002", "002_c.txt", THIRD_TEXT, published="2020"),
        ],
        texts=texts,
        places=[place("khanaqin")],
        claims=told,
    )
    return load_corpus(files.corpus, files.seeds)


@pytest.mark.parametrize(
    ("published", "first"),
    [
        ("2019-05-03", date(2019, 5, 3)),
        ("[2019-05-04..2019-05-10]", date(2019, 5, 10)),
        ("2019-05", date(2019, 5, 31)),
        ("2017-07~", date(2017, 8, 15)),
        ("../2019", date(2019, 12, 31)),
        ("2019/..", None),
    ],
)
def test_a_source_is_known_from_the_last_day_on_which_it_may_have_been_published(
    published: str, first: date | None
) -> None:
    one = Source.model_validate(source("000", "a.txt", "a", published=published))
    assert known_from(one) == first


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2019-05-09", {}),
        ("2019-05-10", {"khanaqin-shelled": ["000"]}),
        ("2019-07-14", {"khanaqin-shelled": ["000"]}),
        ("2019-07-15", {"khanaqin-shelled": ["000", "001"]}),
        ("2020-12-30", {"khanaqin-shelled": ["000", "001"]}),
        (
            "2020-12-31",
            {"khanaqin-shelled": ["000", "001", "002", "002"], "denied": ["002"]},
        ),
    ],
)
def test_a_claim_is_known_by_the_excerpts_of_the_sources_that_are_out(
    three: Corpus, day: str, known: Mapping[str, list[str]]
) -> None:
    then = as_of(three, date.fromisoformat(day))
    assert {
        each.id: [excerpt.source for excerpt in each.excerpts] for each in then.claims.values()
    } == known
    sources = {name for names in known.values() for name in names}
    assert {*then.sources} == {*then.texts} == sources
    assert {*then.no_claim} <= sources
    assert {*then.spans} == {*then.claims}


def test_a_source_that_may_still_come_out_is_never_known(three: Corpus) -> None:
    late = three.sources["002"].model_copy(update={"published": "2019/.."})
    then = as_of(replace(three, sources={**three.sources, "002": late}), date.max)
    assert {*then.sources} == {"000", "001"}


def test_what_carries_no_claim_goes_with_its_source(three: Corpus) -> None:
    assert {*three.no_claim} == {"000", "002"}
    assert {*as_of(three, date(2019, 5, 10)).no_claim} == {"000"}


def test_places_and_actors_stay_and_the_fingerprint_names_the_day(three: Corpus) -> None:
    then = as_of(three, date(2019, 6, 1))
    assert (then.places, then.actors) == (three.places, three.actors)
    assert then.fingerprint == f"{three.fingerprint}@2019-06-01"


def test_a_context_band_is_not_seen_before_it_begins(three: Corpus) -> None:
    bands = tuple(
        ContextBand(id=name, name=name, when=when, basis="test", source_note="test")
        for name, when in [("may", "2019-05-10/.."), ("june", "2019-06"), ("once", "../2019")]
    )
    then = as_of(replace(three, context=bands), date(2019, 5, 10))
    assert [band.id for band in then.context] == ["may", "once"]


def test_a_dispute_is_none_before_it_was_published(three: Corpus) -> None:
    def agreement(day: date) -> Agreement:
        then = as_of(three, day)
        return assess(then.claims["khanaqin-shelled"], then).agreement

    assert agreement(date(2019, 6, 1)) == Agreement.SINGLE_SOURCE
    assert agreement(date(2019, 8, 1)) == Agreement.REPEATED
    assert agreement(date(2021, 1, 1)) == Agreement.DISPUTED


def changed(corpus: Corpus, **derives_from: list[str]) -> Corpus:
    """The corpus with these sources, written `s001`, deriving from others."""
    sources: dict[str, Any] = dict(corpus.sources)
    for name, others in derives_from.items():
        identity = name.removeprefix("s")
        update = {"derives_from": tuple(others)}
        sources[identity] = sources[identity].model_copy(update=update)
    return replace(corpus, sources=sources)


@pytest.mark.parametrize(
    ("derives_from", "kept"),
    [
        ({"s001": ["000"]}, ("000",)),
        ({"s001": ["002"]}, ()),
        ({"s001": ["002"], "s002": ["000"]}, ("000",)),
        ({"s001": ["002", "000"], "s002": ["001", "002"]}, ("000", "001")),
    ],
)
def test_a_source_derives_from_the_known_even_by_way_of_the_unknown(
    three: Corpus, derives_from: dict[str, list[str]], kept: tuple[str, ...]
) -> None:
    then = as_of(changed(three, **derives_from), date(2019, 8, 1))
    assert then.sources["001"].derives_from == kept
    lineage = lineage_of(then.claims["khanaqin-shelled"], then.sources)
    assert lineage == (Lineage.DERIVED if "000" in kept else Lineage.UNKNOWN)


def test_the_crossing_was_told_by_one_source_in_march_2019(curated: Corpus) -> None:
    then = as_of(curated, date(2019, 3, 31))
    assert then.claims[CROSSING].sources == ("003",)
    assert len(then.claims[CROSSING].excerpts) == 2
    assert curated.claims[CROSSING].sources == ("003", "004")


@each_day
def test_what_was_known_on_a_day_is_a_sound_corpus(curated: Corpus, day: date) -> None:
    then = as_of(curated, day)
    for each in then.claims.values():
        written = each.model_dump(mode="json", exclude={"when": {"told_by"}})
        assert Claim.model_validate(written).told_in(then.sources) == each
        assert assess(each, then).reason
        for quote, span in then.anchored(each):
            assert then.texts[quote.source][span.start : span.end] == quote.exact
    for one in then.sources.values():
        assert {*one.derives_from} <= {*then.sources}
    # Every sentence of what was out is accounted for: nothing of it was lost.
    assert [each.source for each in coverage(then) if each.unaccounted] == []


def test_nothing_is_taken_away_once_all_is_published(curated: Corpus) -> None:
    then = as_of(curated, date(2020, 12, 31))
    assert replace(then, fingerprint=curated.fingerprint) == curated


def test_knowledge_only_grows(curated: Corpus) -> None:
    told = [
        {
            (each.id, quote.exact)
            for each in as_of(curated, date.fromisoformat(day)).claims.values()
            for quote in each.excerpts
        }
        for day in DAYS
    ]
    assert not told[0]
    assert told[1]
    assert all(before <= after for before, after in pairwise(told))
