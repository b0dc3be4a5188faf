"""All claims against all sources: what each source says of each, which to keep, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.comparing.agreement import Agreement
from data.comparing.lineage import Lineage
from data.comparing.overview import Line, Order, Show, Voice, kept, overview, sorted_by
from data.model.vocabulary import Stance
from tests.corpora import claim, excerpt, in_memory, source


def says(name: str, stance: str = "supports", origin: str | None = None, killed: int = 0) -> Any:
    figure = {"measure": "killed", "unit": "persons", "as_written": f"{killed} killed"}
    bounds = {"minimum": killed, "maximum": killed}
    figures = [figure | bounds] if killed else []
    return excerpt("x", source=name, stance=stance, origin=origin, figures=figures)


# A claim of each sort that an overview tells apart, in an order of time.
EXCERPTS: Mapping[str, Sequence[Any]] = {
    "single": [says("000")],
    "single-two-origins": [says("000", origin="daesh"), says("000", origin="police")],
    "single-qualified": [says("000"), says("000", "qualifies")],
    "one-qualifies": [says("000"), says("001", "qualifies")],
    "one-mentions": [says("000"), says("001", "mentions")],
    "unknown": [says("000"), says("001"), says("001")],
    "unknown-qualified": [says("000"), says("001"), says("002", "qualifies")],
    "one-origin": [says("000", origin="police"), says("002", origin="police")],
    "copied": [says("001", origin="daesh"), says("002", origin="police")],
    "corroborated": [says("000", origin="daesh"), says("001", origin="police")],
    "figures": [says("000", killed=2), says("001", killed=3)],
    "figures-qualified": [says("000", killed=2), says("001", "qualifies", killed=3)],
    "disputed": [says("000"), says("001"), says("002", "disputes")],
    "self-disputed": [says("000"), says("000", "disputes")],
}


def lines(*names: str) -> tuple[Line, ...]:
    """The lines of these claims, or of all; source 002 derives from 001."""
    corpus = in_memory(
        *(claim(each, *EXCERPTS[each], note="Not all agree.") for each in names or EXCERPTS),
        sources=[
            source("000", "a", "a"),
            source("001", "b", "b"),
            source("002", "c", "c", derives_from=["001"]),
        ],
    )
    return overview(corpus.claims.values(), corpus)


def ids(shown: Sequence[Line]) -> list[str]:
    return [line.claim.id for line in shown]


def test_there_is_a_line_for_each_claim_in_the_order_given() -> None:
    assert ids(lines("unknown", "copied", "single")) == ["unknown", "copied", "single"]
    assert lines("unknown", "single")[1].claim.id == "single"


def test_a_line_says_what_the_excerpts_come_to_and_leaves_the_silent_out() -> None:
    (line,) = lines("unknown")
    assert line.assessment.agreement is Agreement.REPEATED
    assert line.lineage is Lineage.UNKNOWN
    assert (line.evidence.quotes, line.evidence.documents, line.evidence.origins) == (3, 2, ())
    assert line.voices == {
        "000": Voice((Stance.SUPPORTS,), 1, perpetrator=False),
        "001": Voice((Stance.SUPPORTS,), 2, perpetrator=False),
    }


@pytest.mark.parametrize(
    ("stances", "ordered"),
    [
        ("supports", "supports"),
        ("mentions", "mentions"),
        ("supports supports", "supports"),
        ("mentions supports", "supports mentions"),
        ("supports qualifies", "qualifies supports"),
        ("supports disputes", "disputes supports"),
        ("mentions supports qualifies disputes", "disputes qualifies supports mentions"),
    ],
)
def test_a_source_has_all_its_stances_and_what_must_not_be_overlooked_leads(
    stances: str, ordered: str
) -> None:
    told = claim("it", *(says("000", each) for each in stances.split()), note="Not all agree.")
    corpus = in_memory(told, sources=[source("000", "a", "a")])
    (line,) = overview(corpus.claims.values(), corpus)
    voice = line.voices["000"]
    assert " ".join(voice.stances) == ordered
    assert ordered.startswith(voice.stance)
    assert voice.quotes == len(stances.split())


@pytest.mark.parametrize(
    ("origins", "role", "kind", "flagged"),
    [
        (["daesh"], "perpetrator", "attack", True),
        ([None, "daesh"], "perpetrator", "attack", True),  # in one quote of two
        (["police"], "perpetrator", "attack", False),
        ([None], "perpetrator", "attack", False),
        (["daesh"], "target", "attack", False),
        (["daesh"], "subject", "attack", False),
        (["daesh"], "perpetrator", "territory", False),  # no attack
    ],
)
def test_the_word_of_who_made_the_attack_is_flagged(
    origins: Sequence[str | None], role: str, kind: str, flagged: bool
) -> None:
    told = claim(
        "it",
        *(says("000", origin=each) for each in origins),
        says("001"),
        kind=kind,
        event_type="shelling" if kind == "attack" else None,
        actors=[{"actor": "daesh", "role": role}],
    )
    corpus = in_memory(told, sources=[source(each, each, each) for each in ("000", "001")])
    (line,) = overview(corpus.claims.values(), corpus)
    assert {name: voice.perpetrator for name, voice in line.voices.items()} == {
        "000": flagged,
        "001": False,
    }


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        (Show.ALL, list(EXCERPTS)),
        (
            Show.CONTESTED,
            [
                "single-qualified",
                "one-qualifies",
                "unknown-qualified",
                "figures",
                "figures-qualified",
                "disputed",
                "self-disputed",
            ],
        ),
        (
            Show.SEVERAL,
            [
                each
                for each in EXCERPTS
                if not each.startswith("single") and each != "self-disputed"
            ],
        ),
        # One document supports it, or those that do derive from one another; an unknown lineage
        # is neither.
        (
            Show.SINGLE_ORIGIN,
            [
                "single",
                "single-two-origins",
                "single-qualified",
                "one-qualifies",
                "one-mentions",
                "one-origin",
                "copied",
                "figures-qualified",
                "self-disputed",
            ],
        ),
    ],
)
def test_a_choice_keeps_its_claims_in_their_order(show: Show, shown: Sequence[str]) -> None:
    assert ids(kept(lines(), show)) == list(shown)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.TIME, list(EXCERPTS)),
        (
            Order.DISAGREEMENT,
            [
                "disputed",
                "self-disputed",
                "figures",
                "figures-qualified",
                "unknown-qualified",  # of the repeated, the contested one first
                "unknown",
                "one-origin",
                "copied",
                "corroborated",
                "single-qualified",
                "one-qualifies",
                "single",
                "single-two-origins",
                "one-mentions",
            ],
        ),
        (
            Order.DOCUMENTS,
            [
                "unknown-qualified",
                "disputed",
                "unknown",  # two documents, three quotes
                "one-qualifies",
                "one-mentions",
                "one-origin",
                "copied",
                "corroborated",
                "figures",
                "figures-qualified",
                "single-two-origins",
                "single-qualified",
                "self-disputed",
                "single",
            ],
        ),
    ],
)
def test_an_order_sorts_and_what_is_equal_stays(order: Order, expected: Sequence[str]) -> None:
    assert ids(sorted_by(lines(), order)) == list(expected)


@given(st.permutations(list(EXCERPTS)), st.sampled_from(Order))
def test_no_order_loses_a_line_or_turns_equal_ones_round(
    names: Sequence[str], order: Order
) -> None:
    given_order = lines(*names)
    ordered = sorted_by(given_order, order)
    assert sorted(ids(ordered)) == sorted(names)
    assert sorted_by(ordered, order) == ordered
    first = [line for line in ordered if line.claim.id in {"one-origin", "copied"}]
    assert ids(first) == [each for each in names if each in {"one-origin", "copied"}]


def test_an_empty_overview_stays_empty() -> None:
    for show in Show:
        assert kept((), show) == ()
    for order in Order:
        assert sorted_by((), order) == ()
