"""What holds the terms of a query: claims and sentences, with where in them and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from data.search.index import IndexedClaim, IndexedExcerpt, SearchIndex
from data.search.matches import IndexedText, Match, matches
from data.search.query import Term
from data.text.anchor import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and where in it terms of the query stand: code points, in order, none overlapping."""

    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ExcerptHit:
    """An excerpt of a claim that holds a term, by its position in the claim."""

    index: int
    quote: Marked
    attribution: Marked


@dataclass(frozen=True, slots=True)
class ClaimHit:
    """A claim that holds all terms. `reasons` say why, where it does not hold them as typed.

    `note` is None when it holds no term; `excerpts` are those that do, most terms first.
    """

    claim: str
    statement: Marked
    note: Marked | None
    excerpts: tuple[ExcerptHit, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence that holds all terms, the sentences around it and the claims that quote it."""

    source: str
    span: Span
    sentence: Marked
    before: str
    after: str
    claims: tuple[str, ...]
    reasons: tuple[str, ...]


Hit = TypeVar("Hit", ClaimHit, SentenceHit)


@dataclass(frozen=True, slots=True)
class Found(Generic[Hit]):
    """A hit with the matches of each term."""

    hit: Hit
    matches: tuple[tuple[Match, ...], ...]

    @property
    def rank(self) -> tuple[int, int]:
        """The farthest of the terms by its nearest match, then how many matches there are."""
        farthest = max(min(match.tier for match in each) for each in self.matches)
        return farthest, -sum(len(each) for each in self.matches)


def claim_hits(index: SearchIndex, terms: Sequence[Term]) -> Iterator[Found[ClaimHit]]:
    """The claims that hold all of some terms, in the order of the index."""
    for claim in index.claims:
        found = all_terms(terms, claim.texts)
        if found:
            reasons = _reasons(found)
            excerpts = _excerpts(claim, terms)
            note = _marked(claim.note, terms)
            statement = _marked(claim.statement, terms)
            hit = ClaimHit(claim.id, statement, note if note.marks else None, excerpts, reasons)
            yield Found(hit, found)


def sentence_hits(index: SearchIndex, terms: Sequence[Term]) -> Iterator[Found[SentenceHit]]:
    """The sentences that hold all of some terms, in the order of the index."""
    for each in index.sentences:
        found = all_terms(terms, each.texts)
        if found:
            hit = SentenceHit(
                source=each.source,
                span=each.span,
                sentence=_marked(each.sentence, terms),
                before=each.before,
                after=each.after,
                claims=each.claims,
                reasons=_reasons(found),
            )
            yield Found(hit, found)


def all_terms(terms: Sequence[Term], texts: Sequence[IndexedText]) -> tuple[tuple[Match, ...], ...]:
    """The matches of each term in some texts together; nothing unless each has one."""
    found = []
    for term in terms:
        of_term = tuple(match for text in texts for match in matches(term, text))
        if not of_term:
            return ()
        found.append(of_term)
    return tuple(found)


def _excerpts(claim: IndexedClaim, terms: Sequence[Term]) -> tuple[ExcerptHit, ...]:
    def held(excerpt: IndexedExcerpt) -> int:
        texts = (excerpt.quote, excerpt.attribution)
        return sum(any(matches(term, text) for text in texts) for term in terms)

    holding = [excerpt for excerpt in claim.excerpts if held(excerpt)]
    return tuple(
        ExcerptHit(
            excerpt.index, _marked(excerpt.quote, terms), _marked(excerpt.attribution, terms)
        )
        for excerpt in sorted(holding, key=held, reverse=True)
    )


def _marked(text: IndexedText, terms: Sequence[Term]) -> Marked:
    """A text with the matches of all terms, those that overlap made one."""
    marks: list[Span] = []
    for span in sorted(match.span for term in terms for match in matches(term, text)):
        if marks and span.overlaps(marks[-1]):
            marks[-1] = Span(marks[-1].start, max(span.end, marks[-1].end))
        else:
            marks.append(span)
    return Marked(text.text, tuple(marks))


def _reasons(found: Iterable[Sequence[Match]]) -> tuple[str, ...]:
    """Why terms were found, by the nearest matches of each; those as typed have no reasons."""
    reasons: dict[str, None] = {}
    for of_term in found:
        nearest = min(match.tier for match in of_term)
        matching = (match for match in of_term if match.tier is nearest)
        reasons |= dict.fromkeys(reason for match in matching for reason in match.reasons)
    return tuple(reasons)
