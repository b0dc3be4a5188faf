"""A quote is found exactly, once, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.anchor import QuoteAmbiguous, QuoteNotFound, Span, anchor, paragraph
from data.text.near_miss import Passage

# Few characters, so that repetition is common; two of them are not one UTF-16 unit each.
TEXT = st.text("ab\n\u0301ع🏴", min_size=1, max_size=30)


@st.composite
def slices(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXT)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@pytest.mark.parametrize(
    ("text", "exact", "prefix", "suffix", "span"),
    [
        pytest.param("one two three", "two", "", "", Span(4, 7), id="a word"),
        pytest.param("one", "one", "", "", Span(0, 3), id="the whole text"),
        pytest.param("a bomb, a bomb", "a bomb", ", ", "", Span(8, 14), id="settled by its prefix"),
        pytest.param("a bomb, a bomb", "a bomb", "", ",", Span(0, 6), id="settled by its suffix"),
        pytest.param("xay xaz yaz", "a", "x", "z", Span(5, 6), id="settled by both together"),
        pytest.param("aaa", "aa", "a", "", Span(1, 3), id="settled among overlapping ones"),
        pytest.param("line\nbreak", "e\nb", "", "", Span(3, 6), id="across a line break"),
        pytest.param("قال: داعش هاجم", "داعش", "", "", Span(5, 9), id="Arabic"),
        pytest.param("🏴🏴 flag", "flag", "", "", Span(3, 7), id="after emoji, in code points"),
        pytest.param("cafe\u0301 x", "x", "", "", Span(6, 7), id="after a combining mark"),
        pytest.param(
            "cafe\u0301 cafe", "cafe", "", "\u0301", Span(0, 4), id="before a combining mark"
        ),
    ],
)
def test_a_quote_is_found_where_it_stands(
    text: str, exact: str, prefix: str, suffix: str, span: Span
) -> None:
    assert anchor(text, exact, prefix, suffix) == span


@pytest.mark.parametrize(
    ("text", "exact", "prefix", "nearest"),
    [
        pytest.param("a bomb", "", "", None, id="empty"),
        pytest.param("a bomb", "a bomb exploded", "", None, id="longer than the text"),
        pytest.param("a bomb", "A bomb", "", Passage("a bomb"), id="another case"),
        pytest.param("caf\u00e9", "cafe\u0301", "", Passage("caf\u00e9"), id="another form"),
        pytest.param("a bomb", "bomb", "the ", Passage("bomb", "a "), id="another prefix"),
    ],
)
def test_a_quote_that_is_not_there_is_refused_with_the_nearest_passage(
    text: str, exact: str, prefix: str, nearest: Passage | None
) -> None:
    with pytest.raises(QuoteNotFound) as caught:
        anchor(text, exact, prefix)
    assert caught.value.nearest == nearest


@pytest.mark.parametrize(
    ("text", "exact", "prefix", "starts"),
    [
        pytest.param("a bomb, a bomb", "a bomb", "", (0, 8), id="apart"),
        pytest.param("aaa", "aa", "", (0, 1), id="overlapping"),
        pytest.param("xa xa a", "a", "x", (1, 4), id="prefix that does not settle it"),
        pytest.param("🏴 داعش 🏴 داعش", "داعش", "", (2, 9), id="in code points"),
    ],
)
def test_a_quote_that_stands_twice_is_refused_with_its_places(
    text: str, exact: str, prefix: str, starts: tuple[int, ...]
) -> None:
    with pytest.raises(QuoteAmbiguous) as caught:
        anchor(text, exact, prefix)
    assert caught.value.starts == starts


def places(text: str, exact: str) -> tuple[int, ...]:
    """Where `anchor` says that the quote stands."""
    try:
        span = anchor(text, exact)
    except QuoteNotFound:
        return ()
    except QuoteAmbiguous as error:
        return error.starts
    assert span.end - span.start == len(exact)
    return (span.start,)


@given(slices())
def test_a_slice_is_found_at_its_place_or_called_ambiguous(case: tuple[str, int, int]) -> None:
    text, start, end = case
    found = places(text, text[start:end])
    assert start in found
    assert {text[at : at + end - start] for at in found} == {text[start:end]}


@given(slices())
def test_all_that_stands_around_a_slice_settles_it(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assert anchor(text, text[start:end], text[:start], text[end:]) == Span(start, end)


@given(TEXT, st.text("ab\u0301ع🏴", min_size=1, max_size=3))
def test_a_quote_is_found_wherever_the_text_reads_the_same_and_nowhere_else(
    text: str, exact: str
) -> None:
    reads_the_same = [at for at in range(len(text)) if text[at : at + len(exact)] == exact]
    assert list(places(text, exact)) == reads_the_same


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("one\ntwo three\nfour", Span(4, 7), "two three"),
        ("one\ntwo", Span(0, 3), "one"),
        ("one\ntwo", Span(4, 7), "two"),
        ("one\ntwo\nthree", Span(2, 5), "one\ntwo"),
    ],
)
def test_a_paragraph_is_the_line_around_a_span(text: str, span: Span, expected: str) -> None:
    around = paragraph(text, span)
    assert text[around.start : around.end] == expected
