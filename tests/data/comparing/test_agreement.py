"""What the excerpts of a claim amount to: one rule at a time, and which of them goes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from data.comparing.agreement import Assessment, assess
from tests.corpora import claim, excerpt, in_memory, source

NOT_DERIVED: Mapping[str, Sequence[str]] = {}


def says(source: str, origin: str | None = None, *figures: Any, stance: str = "supports") -> Any:
    return excerpt("words", source=source, origin=origin, stance=stance, figures=figures)


def count(
    minimum: int | None, maximum: int | None, measure: str = "killed", unit: str = "persons"
) -> dict[str, Any]:
    written = f"{minimum} to {maximum} {unit}"
    return {
        "measure": measure,
        "minimum": minimum,
        "maximum": maximum,
        "unit": unit,
        "as_written": written,
    }


def assessed(excerpts: Sequence[Any], derived: Mapping[str, Sequence[str]]) -> Assessment:
    corpus = in_memory(
        claim("it-happened", *excerpts, note="Not all agree."),
        sources=[
            source(each, f"{each}.txt", each, derives_from=derived.get(each, ()))
            for each in ("000", "001", "002")
        ],
    )
    return assess(corpus.claims["it-happened"], corpus)


SINGLE, REPEATED = "single-source", "repeated-independence-not-established"
CORROBORATED, DIFFER, DISPUTED = "corroborated", "figures-differ", "disputed"


@pytest.mark.parametrize(
    ("excerpts", "verdict"),
    [
        pytest.param([says("000")], SINGLE, id="one excerpt"),
        pytest.param([says("000", "daesh"), says("000", "police")], SINGLE, id="one source twice"),
        pytest.param(
            [says("000", "daesh"), says("001", "police", stance="mentions")],
            SINGLE,
            id="another only mentions it",
        ),
        pytest.param(
            [says("000", "daesh"), says("001", "police", stance="qualifies")],
            SINGLE,
            id="another qualifies it",
        ),
        pytest.param([says("000", stance="mentions")], SINGLE, id="nobody supports it"),
        pytest.param([says("000"), says("001")], REPEATED, id="two without origins"),
        pytest.param([says("000", "daesh"), says("001")], REPEATED, id="one without an origin"),
        pytest.param(
            [says("000", "police"), says("001", "police")], REPEATED, id="two of one origin"
        ),
        pytest.param(
            [says("000", "daesh"), says("000", "police"), says("001")],
            REPEATED,
            id="two origins in one source, none in the other",
        ),
        pytest.param([says("000", "daesh"), says("001", "police")], CORROBORATED, id="two origins"),
        pytest.param(
            [says("000"), says("001", "daesh"), says("002", "police")],
            CORROBORATED,
            id="two of three with origins",
        ),
        pytest.param(
            [says("000", None, count(2, 2)), says("001", None, count(3, 3))],
            DIFFER,
            id="figures apart",
        ),
        pytest.param(
            [says("000", None, count(2, 2)), says("001", None, count(3, None))],
            DIFFER,
            id="a figure below an open one",
        ),
        pytest.param(
            [says("000", None, count(2, 2)), says("001", None, count(3, 3), stance="qualifies")],
            DIFFER,
            id="figures apart, one of a qualification",
        ),
        pytest.param(
            [says("000", None, count(3, 9)), says("001", None, count(9, 12))],
            REPEATED,
            id="figures that meet",
        ),
        pytest.param(
            [says("000", None, count(61, None)), says("001", None, count(None, 61))],
            REPEATED,
            id="open figures that meet",
        ),
        pytest.param(
            [says("000", None, count(2, 2)), says("001", None, count(5, 5, "injured"))],
            REPEATED,
            id="figures of two measures",
        ),
        pytest.param(
            [
                says("000", None, count(5, 7, "attacks", "attacks a week")),
                says("001", None, count(61, None, "attacks", "incidents a month")),
            ],
            DIFFER,
            id="rates apart, a week against a month",
        ),
        pytest.param(
            [
                says("000", None, count(12, 15, "attacks", "attacks a week")),
                says("001", None, count(61, None, "attacks", "incidents a month")),
            ],
            REPEATED,
            id="rates that meet, a week and a month",
        ),
        pytest.param(
            [
                says("000", None, count(5, 7, "attacks", "attacks a week")),
                says("001", None, count(200, 999, "attacks", "attacks")),
            ],
            REPEATED,
            id="a rate and a number",
        ),
        pytest.param(
            [says("000", None, count(2, 2)), says("000", None, count(3, 3))],
            SINGLE,
            id="one source with two figures",
        ),
        pytest.param(
            [says("000", None, count(2, 2)), says("001", None, count(3, 3), stance="mentions")],
            SINGLE,
            id="a figure only mentioned",
        ),
        pytest.param(
            [says("000"), says("000", "police", stance="disputes")], DISPUTED, id="disputed"
        ),
        pytest.param([says("000", stance="disputes")], DISPUTED, id="disputed and not supported"),
        pytest.param(
            [says("000", "daesh", count(2, 2)), says("001", "police", count(3, 3))],
            DIFFER,
            id="figures apart before two origins",
        ),
        pytest.param(
            [
                says("000", "daesh", count(2, 2)),
                says("001", "police", count(3, 3)),
                says("002", stance="disputes"),
            ],
            DISPUTED,
            id="disputed before figures apart and two origins",
        ),
    ],
)
def test_the_first_rule_that_applies_decides(excerpts: Sequence[Any], verdict: str) -> None:
    assert assessed(excerpts, NOT_DERIVED).agreement == verdict


@pytest.mark.parametrize(
    ("derived", "verdict"),
    [
        pytest.param({"001": ["000"]}, REPEATED, id="the second from the first"),
        pytest.param({"000": ["001"]}, REPEATED, id="the first from the second"),
        pytest.param({"000": ["002"], "001": ["002"]}, CORROBORATED, id="from a third not quoted"),
    ],
)
def test_a_source_does_not_corroborate_the_one_it_derives_from(
    derived: Mapping[str, Sequence[str]], verdict: str
) -> None:
    excerpts = [says("000", "daesh"), says("001", "police")]
    assert assessed(excerpts, derived).agreement == verdict


def test_a_third_source_can_corroborate_where_the_second_derives_from_the_first() -> None:
    excerpts = [says("000", "daesh"), says("001", "police"), says("002", "police")]
    assessment = assessed(excerpts, {"001": ["000"]})
    assert assessment.agreement == CORROBORATED
    assert "000" in assessment.reason
    assert "002" in assessment.reason
    assert "001" not in assessment.reason


@pytest.mark.parametrize(
    ("excerpts", "pieces"),
    [
        pytest.param([says("001")], ["001"], id="single source"),
        pytest.param([says("000"), says("002")], ["000 and 002"], id="repeated"),
        pytest.param(
            [says("000"), says("001"), says("002")], ["000, 001 and 002"], id="repeated by three"
        ),
        pytest.param(
            [says("000", "daesh"), says("001", "police")],
            ["000 and 001", "Daesh and Police"],
            id="corroborated",
        ),
        pytest.param(
            [says("000", None, count(2, 2)), says("001", None, count(3, 4))],
            ["“2 to 2 persons” (000)", "“3 to 4 persons” (001)"],
            id="figures differ",
        ),
        pytest.param(
            [says("000"), says("001", stance="disputes")],
            ["supported in 000", "contradicted in 001"],
            id="disputed",
        ),
    ],
)
def test_the_reason_names_the_sources(excerpts: Sequence[Any], pieces: Sequence[str]) -> None:
    reason = assessed(excerpts, NOT_DERIVED).reason
    assert [piece for piece in pieces if piece not in reason] == []
