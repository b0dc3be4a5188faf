"""Numbers in words: none loses a digit, and every room says them alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.numbers import counted, number_words, range_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (283.0, "283"),
        (15000.0, "15,000"),
        (4.35, "4.35"),
        (-2.5, "-2.5"),
        pytest.param(1234567.5, "1,234,567.5", id="once 1.23457e+06 in the views"),
    ],
)
def test_a_number_is_written_whole(value: float, words: str) -> None:
    assert number_words(float(value)) == words


@given(st.floats(-1e12, 1e12).map(lambda value: round(value, 3)))
def test_what_is_written_reads_back_as_the_same_number(value: float) -> None:
    assert float(number_words(value).replace(",", "")) == value


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (283.0, 283.0, "283"),
        (200.0, 999.0, "200–999"),
        (-5.0, 1234567.5, "-5 to 1,234,567.5"),
        (61.0, None, "at least 61"),
        (None, 61.0, "at most 61"),
        (None, None, ""),
    ],
)
def test_a_range_is_written_with_its_open_side(
    low: float | None, high: float | None, words: str
) -> None:
    assert range_words(low, high) == words


def test_one_is_counted_in_the_singular_and_thousands_are_set_apart() -> None:
    assert [counted(each, "claim") for each in (0, 1, 5000)] == [
        "0 claims",
        "1 claim",
        "5,000 claims",
    ]
