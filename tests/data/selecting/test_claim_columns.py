"""What is asked of all claims at once is what each of them would answer."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.corpus import NO_ACT, Actor, Corpus, Side
from data.model.period import parse_period
from data.model.perpetrators import NOT_SAID, OTHER, sides_of
from data.model.vocabulary import ActorRole, EventType, Kind
from data.selecting.bins import Step, bins, column_bins
from data.selecting.claim_columns import columns
from data.selecting.places import at_place, without_location
from data.selecting.select import (
    Filters,
    claim_columns,
    counts,
    in_order,
    in_view,
    located,
    matching,
    passes,
    passing,
)
from tests.corpora import claim, excerpt, in_memory, place, source
from tests.data.model.test_period import CLOSED, HOLDINGS, OPEN

# Near enough to one another that their ends often fall on the same day.
NEAR = st.sampled_from(
    [
        *("2019", "2019-05", "2019-05-03", "2019-05-03~", "2019-05~", "2019-05-01", "2019-05-31"),
        *("2019-05-01/2019-05-31", "2019-05-03/2019-06-01", "2019-04-30/2019-05~", "2019~/2019-05"),
        *("../2019-05", "../2019-05-03", "2019-05/..", "2019-05-31/..", "[2019-05-03..2019-05-31]"),
    ]
)
EDTF = st.one_of(NEAR, NEAR, NEAR, CLOSED, OPEN)
SOURCES = ["000", "001", "002"]
KINDS = [Kind.ARREST, Kind.ATTACK, Kind.FORECAST, Kind.MOVEMENT]
PLACES = ["mosul", "baghdad", "kirkuk"]
WHERE = st.builds(
    lambda place, role: {"place": place, "role": role},
    st.sampled_from(PLACES),
    st.sampled_from(["location", "origin"]),
)
SIDES = {"daesh": "east", "army": "west", "police": None}
WHO = st.builds(
    lambda actor, role: {"actor": actor, "role": role},
    st.sampled_from(["daesh", "police", "army"]),
    st.sampled_from(ActorRole),
)
# A source that says nothing, and one that is not in the corpus.
ASKED = [*SOURCES, "003", "099"]
FILTERS = st.builds(
    Filters,
    kinds=st.frozensets(st.sampled_from([*KINDS, Kind.HUMANITARIAN])),
    sources=st.frozensets(st.sampled_from(ASKED)),
    period=st.one_of(st.none(), EDTF.map(parse_period)),
    certain=st.booleans(),
    violent=st.booleans(),
    sides=st.frozensets(st.sampled_from(["east", OTHER, NOT_SAID, "nobody"])),
)
CLAIM = st.fixed_dictionaries(
    {
        "when": st.builds(
            lambda edtf, holds: {"edtf": edtf, "holds": holds, "basis": "test"}, EDTF, HOLDINGS
        ),
        "kind": st.sampled_from(KINDS),
        "sources": st.lists(st.sampled_from(SOURCES), min_size=1, max_size=4),
        "where": st.lists(WHERE, max_size=2, unique_by=str),
        "event_type": st.one_of(st.none(), st.sampled_from(EventType)),
        "actors": st.lists(WHO, max_size=3),
    }
)


def corpus_of(drawn: list[dict[str, Any]]) -> Corpus:
    def one(number: int, each: Mapping[str, Any]) -> dict[str, Any]:
        excerpts = [excerpt("words", source=name) for name in each["sources"]]
        changes = {name: each[name] for name in ("when", "kind", "where", "event_type", "actors")}
        if each["kind"] is Kind.ATTACK:
            changes["event_type"] = each["event_type"] or EventType.UNSPECIFIED
        elif each["kind"] in NO_ACT:
            changes["event_type"] = None
        return claim(f"no-{number}", *excerpts, **changes)

    corpus = in_memory(
        *(one(number, each) for number, each in enumerate(drawn)),
        sources=[source(name, f"{name}.txt", name) for name in (*SOURCES, "003")],
        places=[place(name) for name in PLACES],
    )
    actors = [Actor(id=name, name=name, side=side) for name, side in SIDES.items()]
    return replace(
        corpus,
        actors={each.id: each for each in actors},
        sides={name: Side(id=name, name=name) for name in ("east", "west")},
    )


CORPORA = st.lists(CLAIM, max_size=8).map(corpus_of)


@given(CORPORA, FILTERS)
def test_the_matching_claims_are_those_that_pass_in_order(corpus: Corpus, filters: Filters) -> None:
    each = [claim for claim in corpus.claims.values() if passes(claim, filters, corpus)]
    assert matching(corpus, filters) == in_order(each)


@given(CORPORA, FILTERS)
def test_a_choice_is_counted_as_the_others_leave_it(corpus: Corpus, filters: Filters) -> None:
    counted = counts(corpus, filters)
    assert list(counted.kinds) == list(Kind)
    assert list(counted.sources) == list(corpus.sources)
    for kind, number in counted.kinds.items():
        assert number == len(matching(corpus, replace(filters, kinds=frozenset({kind}))))
    for name, number in counted.sources.items():
        assert number == len(matching(corpus, replace(filters, sources=frozenset({name}))))
    for name, number in counted.sides.items():
        assert number == len(matching(corpus, replace(filters, sides=frozenset({name}))))
    assert set(counted.sides) == {
        side for each in corpus.claims.values() for side in sides_of(each, corpus.actors)
    }


@given(CORPORA, FILTERS, st.sampled_from(Step))
def test_the_columns_of_the_matching_claims_are_theirs(
    corpus: Corpus, filters: Filters, step: Step
) -> None:
    kept = claim_columns(corpus).columns.of(passing(corpus, filters))
    listed = matching(corpus, filters)
    claims = [*listed]
    for name in kept.__slots__:
        assert np.array_equal(getattr(kept, name), getattr(columns(claims), name))
        assert np.array_equal(getattr(kept, name), getattr(columns(listed), name))
    assert column_bins(kept, step) == bins(claims, step) == bins(listed, step)


@given(CORPORA, FILTERS)
def test_what_is_in_view_is_counted_as_claim_by_claim(corpus: Corpus, filters: Filters) -> None:
    claims = matching(corpus, filters)
    acts = sum(each.is_violent for each in claims)
    sources = {source for each in claims for source in each.sources}
    assert in_view(corpus, filters) == (len(claims), acts, len(sources))


@given(CORPORA, FILTERS, st.lists(st.sampled_from(PLACES), max_size=2))
def test_what_is_located_at_places_is_what_each_claim_says(
    corpus: Corpus, filters: Filters, places: list[str]
) -> None:
    claims = matching(corpus, filters)
    there = {each.id for place in places for each in at_place(claims, place)}
    assert located(corpus, places, filters) == tuple(each for each in claims if each.id in there)
    assert located(corpus, [None], filters) == without_location(claims)


def small() -> Corpus:
    return in_memory(claim("it", excerpt("words")))


def test_a_timetable_is_made_once_for_a_corpus_and_not_for_its_equal() -> None:
    one, other = small(), small()
    assert one == other
    assert claim_columns(one) is claim_columns(one)
    assert claim_columns(one) is not claim_columns(other)


def test_a_changed_corpus_has_a_timetable_of_its_own() -> None:
    whole = small()
    assert len(claim_columns(whole).claims) == 1
    assert matching(replace(whole, claims={}), Filters()) == ()


def test_a_corpus_that_nobody_holds_takes_its_timetable_with_it() -> None:
    corpus = small()
    made = weakref.ref(corpus)
    claims = weakref.ref(claim_columns(corpus).claims[0])
    del corpus
    gc.collect()
    assert (made(), claims()) == (None, None)


@pytest.mark.parametrize("certain", [False, True])
def test_an_empty_corpus_answers_too(certain: bool) -> None:
    filters = Filters(
        frozenset({Kind.ATTACK}), frozenset({"000"}), parse_period("2019"), certain=certain
    )
    assert matching(in_memory(), filters) == ()
    assert not any(counts(in_memory(), filters).kinds.values())
    assert bins([], Step.MONTH) == column_bins(columns([]), Step.MONTH)
