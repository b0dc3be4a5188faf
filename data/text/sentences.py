"""Sentences and words of a document, for counting what has been read. Nothing of it is stored."""

import re
from functools import lru_cache

import sentencex

from data.text.anchor import Span

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


# The check, the search and the comparison with readers all ask for the same few documents.
@lru_cache(maxsize=32)
def sentences(text: str) -> tuple[Span, ...]:
    """Where each sentence stands, without the spaces around it, in code points.

    A line break always ends a sentence: the documents have one paragraph or heading a line.
    """
    found = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found += [_trimmed(line, start, bounds) for bounds in _boundaries(line)]
        start += len(line) + 1
    return tuple(span for span in found if span.start < span.end)


def words(text: str) -> tuple[Span, ...]:
    """Where each word stands, in code points; an apostrophe or hyphen inside is part of it."""
    return tuple(Span(match.start(), match.end()) for match in _WORD.finditer(text))


def _boundaries(line: str) -> list[tuple[int, int]]:
    # Which language matters for abbreviations only, and all five documents are in English.
    found = sentencex.get_sentence_boundaries("en", line)
    return [(each["start_index"], each["end_index"]) for each in found]


def _trimmed(line: str, offset: int, bounds: tuple[int, int]) -> Span:
    piece = line[bounds[0] : bounds[1]]
    left = len(piece) - len(piece.lstrip())
    return Span(offset + bounds[0] + left, offset + bounds[0] + len(piece.rstrip()))
