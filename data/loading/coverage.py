"""How much of each document the corpus accounts for, in sentences and in words."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from data.model.corpus import Corpus
from data.text.anchor import Span
from data.text.sentences import sentences, words


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


@dataclass(frozen=True, slots=True)
class Runs:
    """The parts of a text that some spans cover, apart from one another and in order."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Self:
        """What these spans cover; where two overlap or meet, they make one run."""
        starts: list[int] = []
        ends: list[int] = []
        for span in sorted(spans):
            if ends and span.start <= ends[-1]:
                ends[-1] = max(ends[-1], span.end)
            else:
                starts.append(span.start)
                ends.append(span.end)
        return cls(starts, ends)

    def touch(self, span: Span) -> bool:
        """Whether they have any of the span."""
        at = bisect_right(self.ends, span.start)
        return at < len(self.starts) and self.starts[at] < span.end


def coverage(corpus: Corpus) -> tuple[Coverage, ...]:
    """The coverage of every source, in order of number."""
    quotes = quoted(corpus)
    return tuple(_of_source(corpus, source, quotes[source]) for source in corpus.sources)


def quoted(corpus: Corpus) -> dict[str, Runs]:
    """By source what the excerpts of all claims quote of it."""
    spans: dict[str, list[Span]] = {source: [] for source in corpus.sources}
    for claim in corpus.claims.values():
        for excerpt, span in corpus.anchored(claim):
            spans.setdefault(excerpt.source, []).append(span)
    return {source: Runs.of(found) for source, found in spans.items()}


def _of_source(corpus: Corpus, source: str, quotes: Runs) -> Coverage:
    text = corpus.texts[source]
    ranges = corpus.no_claim.get(source, ())
    listing = Runs.of(ranges)
    split = sentences(text)
    rest = [span for span in split if not quotes.touch(span)]
    missing = [span for span in rest if not _filled(text, span, ranges)]
    all_words = words(text)
    in_excerpts = {word for word in all_words if quotes.touch(word)}
    in_ranges = {word for word in all_words if listing.touch(word)} - in_excerpts
    left = [word for word in all_words if word not in in_excerpts and word not in in_ranges]
    unread = Runs.of(missing)
    unaccounted_words = sum(unread.touch(word) for word in left)
    return Coverage(
        source=source,
        sentences=len(split),
        covered=len(split) - len(rest),
        no_claim=len(rest) - len(missing),
        unaccounted=tuple(missing),
        words=len(all_words),
        covered_words=len(in_excerpts),
        no_claim_words=len(in_ranges),
        beside_words=len(left) - unaccounted_words,
        unaccounted_words=unaccounted_words,
    )


def _filled(text: str, span: Span, ranges: Sequence[Span]) -> bool:
    """Whether every word of the sentence lies in one of the ranges."""
    inside = words(text[span.start : span.end])
    pieces = [Span(span.start + word.start, span.start + word.end) for word in inside] or [span]
    return all(any(each.holds(piece) for each in ranges) for piece in pieces)
