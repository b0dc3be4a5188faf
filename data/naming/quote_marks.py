"""What is marked within a quote: figures, dates, and the words that no other source uses."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from data.model.corpus import Claim, Corpus, Excerpt
from data.naming.names import Names
from data.text.anchor import Span, paragraph
from data.text.wordforms import FUNCTION_WORDS, stem, words_in


class MarkRole(StrEnum):
    """Why words within a quote are marked."""

    FIGURE = "figure"
    DATE = "date"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: a span of the document, and why."""

    span: Span
    role: MarkRole


@dataclass(frozen=True, slots=True)
class Run(Span):
    """A stretch of the document on which the same marks lie."""

    roles: frozenset[MarkRole]


_MONTH = f"(?:{'|'.join(tuple(calendar.month_name)[1:])})"
_WEEKDAY = f"(?:{'|'.join(calendar.day_name)})"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?![,.]?\d)"
# Written dates, longest first: "26 November 2019", "November 26, 2019", "March 2019", "2013-2014".
_DATE = re.compile(
    rf"\b(?:{_DAY} {_MONTH}(?: {_YEAR})?|{_MONTH} {_DAY}(?:,? {_YEAR})?|{_MONTH},? {_YEAR}"
    rf"|{_WEEKDAY}|{_MONTH}(?=[-–/]{_MONTH})|{_YEAR}(?=[-–/]{_YEAR})|(?<=[-–/]){_YEAR}"
    rf"|(?P<alone>{_MONTH}|{_YEAR}))\b"
)
# Before a month or a year that stands alone: "May" is a name and a verb too, "2000" a number.
_LEAD = re.compile(
    r"\b(?:in|since|from|to|until|till|by|before|after|during|of|early|late|mid|last|this|next"
    r"|between|and|year)[ -]$",
    re.IGNORECASE,
)
# "in Mosul, 2017." and "2014, 2015 and 2016", but not "in Mosul, 2000 fighters".
_LISTED = re.compile(rf"(?<=\w, ){_YEAR}(?= and |[.,;:)]|$)")


def figure_and_date_marks(excerpt: Excerpt, text: str, span: Span) -> tuple[Mark, ...]:
    """The figures and dates of an excerpt, which is at `span` of its document's `text`.

    A time that the excerpt records may stand beside the quote, in its paragraph.
    """
    around = paragraph(text, span)
    quote, passage = text[span.start : span.end], text[around.start : around.end]
    marks = []
    for figure in excerpt.figures:
        marks += _found(figure.as_written, quote, span.start, MarkRole.FIGURE)
    for match in _DATE.finditer(text, span.start, span.end):
        if not match["alone"] or _is_date(text, match.start()):
            marks.append(Mark(Span(*match.span()), MarkRole.DATE))
    if excerpt.when:
        words = excerpt.when.as_written
        marks += _found(words, quote, span.start, MarkRole.DATE) or _found(
            words, passage, around.start, MarkRole.DATE
        )
    return tuple(marks)


def own_words(claim: Claim, corpus: Corpus, names: Names) -> dict[int, tuple[Mark, ...]]:
    """For each excerpt, by its position, the words that the other sources' quotes do not have.

    Words are compared by their stems, and names by whom they stand for, so that "ISIS" in one and
    "Daesh" in the other are the same. Words that carry grammar alone are left out. Nothing is
    marked where only one source speaks.
    """
    keyed = [
        (excerpt.source, span.start, list(_keys(excerpt.exact, names)))
        for excerpt, span in corpus.anchored(claim)
    ]
    used = {
        source: {key for each, _, words in keyed if each == source for key, _ in words}
        for source in claim.sources
    }
    if len(used) < 2:
        return {}
    marks = {}
    for index, (source, start, words) in enumerate(keyed):
        others = set().union(*(keys for name, keys in used.items() if name != source))
        # Two that share a name share its place; one of them in the other source is enough.
        shared = {span for key, span in words if key in others}
        own = dict.fromkeys(span for _, span in words if span not in shared)
        marks[index] = tuple(_moved(Mark(span, MarkRole.OWN), start) for span in own)
    return marks


def runs(start: int, end: int, marks: Sequence[Mark]) -> tuple[Run, ...]:
    """Cut a stretch of a document wherever a mark begins or ends; the runs join to the whole."""
    inner = {
        edge for mark in marks for edge in (mark.span.start, mark.span.end) if start < edge < end
    }
    edges = sorted({start, end} | inner)
    return tuple(
        Run(a, b, frozenset(mark.role for mark in marks if mark.span.holds(Span(a, b))))
        for a, b in pairwise(edges)
    )


def _keys(quote: str, names: Names) -> Iterator[tuple[str, Span]]:
    mentions = names.mentions(quote)
    for mention in mentions:
        yield f"{mention.entity}:{mention.id}", Span(mention.start, mention.end)
    for word in words_in(quote):
        span = Span(word.start, word.end)
        named = any(each.overlaps(span) for each in mentions)
        if not named and word.folded not in FUNCTION_WORDS:
            yield stem(word.folded), span


def _is_date(text: str, at: int) -> bool:
    """Whether the month or year that stands alone at this place is meant as a date."""
    return bool(_LEAD.search(text, at - 12 if at > 12 else 0, at) or _LISTED.match(text, at))


def _found(words: str, text: str, start: int, role: MarkRole) -> list[Mark]:
    """The first place of the words in a text that begins at `start`; whole words, if any are."""
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    at = match.start() if match else text.find(words)
    return [Mark(Span(start + at, start + at + len(words)), role)] if at >= 0 else []


def _moved(mark: Mark, by: int) -> Mark:
    return Mark(Span(mark.span.start + by, mark.span.end + by), mark.role)
