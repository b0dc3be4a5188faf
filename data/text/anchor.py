"""Find a quote in a text, exactly or not at all (W3C Web Annotation, TextQuoteSelector).

The W3C model lets a selector that matches twice mean both places. Here that is an error: a curated
quote stands for one passage, and a person adds `prefix` or `suffix` to say which. Nothing is ever
matched approximately; a near miss (data/text/near_miss.py) is shown to the curator and never taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.text.near_miss import Passage, nearest, occurrences


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where a quote stands: Unicode code points in the decoded file, `end` exclusive."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether all of the other lies in this one."""
        return self.start <= other.start and other.end <= self.end


class QuoteNotFound(Exception):
    """The text does not hold the quote. `nearest` is the passage most like it, if there is any."""

    def __init__(self, nearest: Passage | None) -> None:
        self.nearest = nearest
        super().__init__(nearest.exact if nearest else "")


class QuoteAmbiguous(Exception):
    """The text holds the quote more than once. `starts` are the places, in code points."""

    def __init__(self, starts: tuple[int, ...]) -> None:
        self.starts = starts
        super().__init__(str(starts))


def anchor(text: str, exact: str, prefix: str = "", suffix: str = "") -> Span:
    """Return the only span of `text` that reads `exact` between `prefix` and `suffix`.

    Raises QuoteNotFound when there is none and QuoteAmbiguous when there are several.
    """
    whole = prefix + exact + suffix
    found = occurrences(text, whole) if exact else ()
    places = tuple(start + len(prefix) for start, _ in found)
    if not places:
        raise QuoteNotFound(nearest(text, exact, prefix, suffix))
    if len(places) > 1:
        raise QuoteAmbiguous(places)
    return Span(places[0], places[0] + len(exact))


def paragraph(text: str, span: Span) -> Span:
    """The line of the document that holds the span; documents have one paragraph a line."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


def line_of(text: str, offset: int) -> int:
    """The line of a document on which a character stands, counted from 1."""
    return text.count("\n", 0, offset) + 1
