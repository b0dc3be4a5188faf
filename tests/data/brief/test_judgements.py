"""Judgements of the analyst: their words, and the file that they are read from."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from data.brief.judgement_file import (
    MOST,
    MOST_CHARACTERS,
    JudgementError,
    read_judgements,
    render_judgements,
)
from data.brief.judgements import Confidence, Judgement, Likelihood, judgement_words
from data.model.problems import Problem

KNOWN = ("khanaqin-shelled", "baghdad-bomb")


def judged(**changes: Any) -> dict[str, Any]:
    """One judgement that stands on a claim."""
    return {
        "text": "It will go on.",
        "likelihood": "likely",
        "confidence": "low",
        "claims": ["baghdad-bomb"],
    } | changes


def file_of(*judgements: object) -> str:
    return json.dumps({"judgements": judgements})


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(JudgementError) as caught:
        read_judgements(text, KNOWN, "mine.json")
    return caught.value.problems


@pytest.mark.parametrize(
    ("likelihood", "confidence", "words"),
    [
        ("almost no chance", "high", "Almost no chance (1–5 %), high confidence"),
        ("very unlikely", "low", "Very unlikely (5–20 %), low confidence"),
        ("unlikely", "low", "Unlikely (20–45 %), low confidence"),
        ("roughly even chance", "low", "Roughly even chance (45–55 %), low confidence"),
        ("likely", "moderate", "Likely (55–80 %), moderate confidence"),
        ("very likely", "high", "Very likely (80–95 %), high confidence"),
        ("almost certain", "high", "Almost certain (95–99 %), high confidence"),
    ],
)
def test_likelihood_and_confidence_are_said_as_two_things(
    likelihood: str, confidence: str, words: str
) -> None:
    judgement = Judgement.model_validate(judged(likelihood=likelihood, confidence=confidence))
    assert judgement_words(judgement) == words


def test_no_word_of_likelihood_is_one_of_confidence() -> None:
    words = {word for term in Likelihood for word in term.split()}
    assert words.isdisjoint(Confidence)


@pytest.mark.parametrize(
    "changes",
    [{"claims": []}, {"assumption": True}, {"text": ""}, {"text": "x" * 2001}, {"rank": 1}],
)
def test_a_judgement_stands_on_claims_or_is_an_assumption(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Judgement.model_validate(judged(**changes))


def test_a_file_is_read_in_its_order() -> None:
    assumed = judged(text="Nobody else did it.", claims=[], assumption=True)
    first, second = read_judgements(file_of(judged(), assumed), KNOWN)
    assert first == Judgement(
        text="It will go on.",
        likelihood=Likelihood.LIKELY,
        confidence=Confidence.LOW,
        claims=("baghdad-bomb",),
    )
    assert second.assumption
    assert second.claims == ()


@pytest.mark.parametrize(
    ("value", "field", "found", "expected", "fix"),
    [
        (
            judged(claims=["khanaqin-sheled"]),
            "judgement 2, claims 1",
            "the unknown claim 'khanaqin-sheled'",
            "the id of a claim",
            "correct it; the nearest is 'khanaqin-shelled'",
        ),
        (
            judged(claims=["zzz"]),
            "judgement 2, claims 1",
            "the unknown claim 'zzz'",
            "the id of a claim",
            "correct it or delete it",
        ),
        (
            judged(claims=["baghdad-bomb", "baghdad-bomb"]),
            "judgement 2, claims 2",
            "the claim 'baghdad-bomb' a second time",
            "each claim once",
            "delete it",
        ),
        (
            judged(claims=["Not An Id"]),
            "judgement 2, claims 1",
            "'Not An Id'",
            "the id of a claim",
            "copy it from the address of the claim",
        ),
        (
            judged(confidence="likely"),
            "judgement 2, confidence",
            "'likely'",
            "one of 'low', 'moderate' or 'high'",
            "choose one of these",
        ),
        (
            judged(certainty="high"),
            "judgement 2, certainty",
            "the unknown field 'certainty'",
            "a known field",
            "correct its spelling or delete it",
        ),
        (
            judged(text=" padded"),
            "judgement 2, text",
            "' padded'",
            "text without spaces at its ends",
            "delete them",
        ),
        (
            judged(claims=[]),
            "judgement 2",
            "fields that do not fit together",
            "at least one claim in `claims`, or `assumption: true`",
            "name the claims that it stands on, or mark it as an assumption",
        ),
        (
            judged(assumption="true"),
            "judgement 2, assumption",
            "'true'",
            "a valid boolean",
            "correct the value",
        ),
        (7, "judgement 2", "'7'", "an object", "correct the value"),
        (
            judged(text="\ud800"),
            "judgement 2",
            "text or lists that cannot be read",
            "plain text and lists",
            "delete what is broken or nested too deep",
        ),
    ],
)
def test_a_problem_says_where_it_is_what_was_found_and_how_to_mend_it(
    value: object, field: str, found: str, expected: str, fix: str
) -> None:
    (problem,) = problems_of(file_of(judged(), value))
    assert problem == Problem("mine.json", 1, field, found, expected, fix)


def test_all_problems_are_told_at_once_each_with_the_line_of_its_judgement() -> None:
    text = json.dumps(
        {"judgements": [judged(text=""), judged(), judged(claims=["zzz"], likelihood="maybe")]},
        indent=1,
    )
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == "  {"]
    told = [(problem.line, problem.field) for problem in problems_of(text)]
    assert told == [
        (lines[0], "judgement 1, text"),
        (lines[2], "judgement 3, claims 1"),
        (lines[2], "judgement 3, likelihood"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("", 1, "JSON that cannot be read (Expecting value, column 1)"),
        ('{"judgements": [\n\n  {,}\n]}', 3, "JSON that cannot be read"),
        ("[]", 1, "no list of judgements"),
        ("{}", 1, "no list of judgements"),
        ('{"judgements": {}}', 1, "no list of judgements"),
        ('{"judgements": [], "more": 1}', 1, "the unknown key 'more'"),
        ('{"judgements": [], "judgements": []}', 1, "the key 'judgements' more than once"),
        ("[" * 100_000, 1, "a number too long, or lists too deep, to be read"),
        ('{"judgements": [' + "9" * 5000 + "]}", 1, "a number too long"),
        (" " * (MOST_CHARACTERS + 1), 1, "1,000,001 characters"),
        (file_of(*[judged()] * (MOST + 1)), 1, "41 judgements"),
    ],
    ids=range(11),
)
def test_a_file_that_is_no_list_of_judgements_is_refused(text: str, line: int, found: str) -> None:
    (problem,) = problems_of(text)
    assert problem.line == line
    assert problem.found.startswith(found)


def test_a_key_that_stands_twice_is_refused_because_one_of_the_two_would_be_lost() -> None:
    text = file_of(judged()).replace('"text"', '"text": "Another.", "text"')
    (problem,) = problems_of(text)
    assert (problem.field, problem.found) == (
        "judgement 1, text",
        "the key 'text' more than once",
    )


def test_as_many_judgements_as_are_allowed_are_read() -> None:
    assert len(read_judgements(file_of(*[judged()] * MOST), KNOWN)) == MOST


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: text == text.strip()
)
GROUNDS = st.one_of(
    st.just(((), True)),
    st.permutations(KNOWN).map(lambda each: (tuple(each), False)),
    st.sampled_from(KNOWN).map(lambda each: ((each,), False)),
)


@given(
    st.lists(
        st.tuples(TEXTS, st.sampled_from(Likelihood), st.sampled_from(Confidence), GROUNDS),
        max_size=5,
    )
)
def test_what_is_written_reads_back_equal(given_judgements: list[Any]) -> None:
    judgements = tuple(
        Judgement(
            text=text,
            likelihood=likelihood,
            confidence=confidence,
            claims=grounds[0],
            assumption=grounds[1],
        )
        for text, likelihood, confidence, grounds in given_judgements
    )
    assert read_judgements(render_judgements(judgements).decode(), KNOWN) == judgements


@given(st.text(max_size=80) | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_whatever_is_read_is_either_judgements_or_problems(text: str) -> None:
    for file in (text, f'{{"judgements": [{text}]}}'):
        try:
            read_judgements(file, KNOWN)
        except JudgementError as error:
            assert error.problems  # noqa: PT017  # both ends are right
