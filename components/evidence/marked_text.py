"""A text with the places marked that a search found in it, cut to what is around them."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from data.search.hits import Marked
from data.text.anchor import Span

# In characters. A text up to LONGEST stays whole; of a longer one AROUND is kept on either side of
# a mark, and of one with many marks the first PIECES.
LONGEST = 420
AROUND = 130
PIECES = 4
# How far to look for a space at which to cut, as a word can be longer than any window.
_REACH = 24


def build_marked(marked: Marked) -> Markup:
    """The text with a <mark> around each mark, and "…" wherever some of it is left out."""
    kept = list(_kept(marked))
    shown = kept[:PIECES]
    pieces = Markup(" … ").join(_with_marks(marked, window) for window in shown)
    cut_before = Markup("… ") if shown[0].start > 0 else Markup("")
    cut_after = Markup(" …") if kept != shown or shown[-1].end < len(marked.text) else Markup("")
    return cut_before + pieces + cut_after


def ending(text: str) -> str:
    """The last words of a text, for what stands before a hit."""
    start = _word_start(text, max(len(text) - AROUND, 0))
    return f"… {text[start:]}" if start else text


def beginning(text: str, longest: int = AROUND) -> str:
    """The first words of a text, for what stands after a hit."""
    end = _word_end(text, min(longest, len(text)))
    return f"{text[:end]} …" if end < len(text) else text


def _kept(marked: Marked) -> Iterator[Span]:
    """The windows of a text that are shown, in order, at least one."""
    text = marked.text
    if len(text) <= LONGEST or not marked.marks:
        yield Span(0, len(text) if len(text) <= LONGEST else _word_end(text, LONGEST))
        return
    start = end = -1
    for mark in marked.marks:
        first = _word_start(text, max(mark.start - AROUND, 0))
        if end >= 0 and first > end:
            yield Span(start, end)
            start = first
        start = first if start < 0 else start
        end = _word_end(text, min(mark.end + AROUND, len(text)))
    yield Span(start, end)


def _with_marks(marked: Marked, window: Span) -> Markup:
    pieces = []
    at = window.start
    for mark in marked.marks:
        if window.start <= mark.start and mark.end <= window.end:
            pieces.append(
                Markup("{}<mark>{}</mark>").format(
                    marked.text[at : mark.start], marked.text[mark.start : mark.end]
                )
            )
            at = mark.end
    return Markup("").join(pieces) + marked.text[at : window.end]


def _word_start(text: str, at: int) -> int:
    """The first beginning of a word from an offset on, if one is near."""
    space = text.find(" ", at, at + _REACH) if at else -1
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    """The last end of a word up to an offset, if one is near."""
    space = text.rfind(" ", max(at - _REACH, 0), at) if at < len(text) else -1
    return at if space <= 0 else space
