"""How much of each document the corpus accounts for, in sentences and in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.anchor import Span
from data.model import Corpus
from data.sentences import sentences, words


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one document holds and how much of it is accounted for.

    A sentence is `covered` when an excerpt quotes some of it, else `no_claim` when a no-claim range
    holds all of it, else `unaccounted`. Of the words, those in an excerpt are `covered_words`,
    those in a no-claim range `no_claim_words`, the others of a covered sentence `beside_words`.
    """

    source: str
    sentences: int
    covered: int
    no_claim: int
    unaccounted: tuple[Span, ...]
    words: int
    covered_words: int
    no_claim_words: int
    beside_words: int
    unaccounted_words: int


def coverage(corpus: Corpus) -> tuple[Coverage, ...]:
    """The coverage of every source, in order of number."""
    return tuple(_of_source(corpus, source) for source in corpus.sources)


def quoted(corpus: Corpus, source: str) -> tuple[Span, ...]:
    """Where the excerpts of all claims stand in one source."""
    return tuple(
        span
        for claim in corpus.claims.values()
        for excerpt, span in corpus.anchored(claim)
        if excerpt.source == source
    )


def _of_source(corpus: Corpus, source: str) -> Coverage:
    text = corpus.texts[source]
    excerpts, ranges = quoted(corpus, source), corpus.no_claim.get(source, ())
    split = sentences(text)
    covered = [span for span in split if _touched(span, excerpts)]
    rest = [span for span in split if span not in set(covered)]
    listed = [span for span in rest if _filled(text, span, ranges)]
    missing = [span for span in rest if span not in set(listed)]
    all_words = words(text)
    in_excerpts = {word for word in all_words if _touched(word, excerpts)}
    in_ranges = {word for word in all_words if _touched(word, ranges)} - in_excerpts
    left = [word for word in all_words if word not in in_excerpts and word not in in_ranges]
    unaccounted_words = sum(_touched(word, missing) for word in left)
    return Coverage(
        source=source,
        sentences=len(split),
        covered=len(covered),
        no_claim=len(listed),
        unaccounted=tuple(missing),
        words=len(all_words),
        covered_words=len(in_excerpts),
        no_claim_words=len(in_ranges),
        beside_words=len(left) - unaccounted_words,
        unaccounted_words=unaccounted_words,
    )


def _touched(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _filled(text: str, span: Span, ranges: Sequence[Span]) -> bool:
    """Whether every word of the sentence lies in one of the ranges."""
    inside = words(text[span.start : span.end])
    pieces = [Span(span.start + word.start, span.start + word.end) for word in inside] or [span]
    return all(
        any(each.start <= piece.start and piece.end <= each.end for each in ranges)
        for piece in pieces
    )
