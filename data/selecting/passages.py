"""A document cut where its excerpts begin and end: which claims each run of words speaks to."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.loading.coverage import coverage
from data.model.corpus import Claim, Corpus
from data.text.anchor import Span


@dataclass(frozen=True, slots=True)
class Segment(Span):
    """A run of one line that the same claims speak to.

    `claims` are the ids of the claims that quote all of it, in the order in which their excerpts
    begin, the longer first. `no_claim` says that no claim quotes it and it is listed as carrying
    none. A segment without either connects others.
    """

    claims: tuple[str, ...]
    no_claim: bool


@dataclass(frozen=True, slots=True)
class Paragraph(Span):
    """A line of a document without its line break; an empty line has no segments."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """How the words of a document are accounted for, each as a number of words."""

    in_excerpts: int
    no_claim: int
    connecting: int
    unaccounted: int

    @property
    def words(self) -> int:
        """All words of the document."""
        return self.in_excerpts + self.no_claim + self.connecting + self.unaccounted


def passages(corpus: Corpus, source: str) -> tuple[Paragraph, ...]:
    """The lines of a document; their segments, joined line by line, are its text."""
    excerpts = _excerpts(corpus, source)
    listed = corpus.no_claim.get(source, ())
    spans = [*(span for span, _ in excerpts), *listed]
    cuts = sorted({cut for span in spans for cut in (span.start, span.end)})
    paragraphs = []
    start = 0
    for line in corpus.texts[source].split("\n"):
        end = start + len(line)
        bounds = [start, *(cut for cut in cuts if start < cut < end), end]
        pieces = [Span(*bound) for bound in pairwise(bounds) if bound[0] < bound[1]]
        segments = tuple(_segment(piece, excerpts, listed) for piece in pieces)
        paragraphs.append(Paragraph(start, end, segments))
        start = end + 1
    return tuple(paragraphs)


def claims_at(corpus: Corpus, source: str, offset: int) -> tuple[Claim, ...]:
    """The claims that quote the character at an offset, as a segment there orders them."""
    character = Span(offset, offset + 1)
    names = _quoting(character, _excerpts(corpus, source))
    return tuple(corpus.claims[name] for name in names)


def shares(corpus: Corpus, source: str) -> Shares:
    """How much of a document is accounted for, as `data/loading/coverage.py` counts it."""
    row = next(each for each in coverage(corpus) if each.source == source)
    return Shares(row.covered_words, row.no_claim_words, row.beside_words, row.unaccounted_words)


def _excerpts(corpus: Corpus, source: str) -> list[tuple[Span, str]]:
    """Where each claim is quoted from a source, in order of the text, the longer first."""
    found = [
        (span, claim.id)
        for claim in corpus.claims.values()
        for excerpt, span in corpus.anchored(claim)
        if excerpt.source == source
    ]
    return sorted(found, key=lambda pair: (pair[0].start, -pair[0].end, pair[1]))


def _segment(piece: Span, excerpts: Sequence[tuple[Span, str]], listed: Sequence[Span]) -> Segment:
    claims = _quoting(piece, excerpts)
    no_claim = not claims and any(span.holds(piece) for span in listed)
    return Segment(piece.start, piece.end, claims, no_claim)


def _quoting(piece: Span, excerpts: Sequence[tuple[Span, str]]) -> tuple[str, ...]:
    # A claim may quote one piece in two excerpts, and is named once.
    return tuple(dict.fromkeys(claim for span, claim in excerpts if span.holds(piece)))
