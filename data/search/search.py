"""Full text search over claims, their excerpts and the sentences of the documents.

A hit holds every term of the query: a claim anywhere in its statement, its note, its quotes and
whom these are attributed to; a sentence of a document in itself. Nearer matches come before
farther ones (`Tier`), then more before fewer, then earlier before later.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from data.search.hits import ClaimHit, SentenceHit, all_terms, claim_hits, sentence_hits
from data.search.index import SearchIndex
from data.search.matches import Match, Tier
from data.search.query import Query, Term, read_query
from data.text.wordforms import fold

MOST_HITS = 50
MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """How a term was found other than as typed.

    `near` is what it was read as when the corpus has nothing that is written as typed, and empty
    otherwise; `also` are the other words in which it was found, most frequent first; `spelling`
    says that what was typed is another spelling of `near` and not merely like it.
    """

    typed: str
    near: str
    also: tuple[str, ...]
    spelling: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits of a query and how many there are.

    `notices` say what of the query was not used; `suggestions` are queries that find something,
    given when this one finds nothing.
    """

    query: str
    claims: tuple[ClaimHit, ...]
    sentences: tuple[SentenceHit, ...]
    claims_found: int
    sentences_found: int
    readings: tuple[Reading, ...]
    notices: tuple[str, ...]
    suggestions: tuple[str, ...]


def search(index: SearchIndex, query: str, *, limit: int = MOST_HITS) -> SearchResult:
    """Search for a query; at most `limit` claims and as many sentences. Never fails."""
    read = read_query(query, index.lexicon)
    claims = sorted(claim_hits(index, read.terms), key=lambda found: found.rank)
    sentences = sorted(sentence_hits(index, read.terms), key=lambda found: found.rank)
    matched = [*(each.matches for each in claims), *(each.matches for each in sentences)]
    return SearchResult(
        query=query,
        claims=tuple(found.hit for found in claims[:limit]),
        sentences=tuple(found.hit for found in sentences[:limit]),
        claims_found=len(claims),
        sentences_found=len(sentences),
        readings=tuple(_readings(read.terms, matched)),
        notices=read.notices,
        suggestions=() if matched else tuple(_suggestions(index, read)),
    )


def _readings(
    terms: Sequence[Term], found: Iterable[Sequence[Sequence[Match]]]
) -> Iterator[Reading]:
    forms: list[Counter[str]] = [Counter() for _ in terms]
    for of_hit in found:
        for counter, of_term in zip(forms, of_hit, strict=True):
            counter.update(match.written for match in of_term if match.tier is not Tier.AS_TYPED)
    for term, counter in zip(terms, forms, strict=True):
        apart = {fold(written): written for written, _ in reversed(counter.most_common())}
        apart.pop(fold(term.near), None)
        if apart or term.near:
            also = tuple(reversed(apart.values()))
            yield Reading(term.typed, term.near, also, term.spelling)


def _suggestions(index: SearchIndex, query: Query) -> Iterator[str]:
    """Each term alone where there are several, then what is somewhat like those without a hit."""
    missing = [term for term in query.terms if not _finds(index, [term])]
    alike = (index.lexicon.somewhat_alike(fold(term.typed)) for term in missing)
    candidates = dict.fromkeys(
        [*(term.typed for term in query.terms), *(each for found in alike for each in found)]
    )
    yield from islice(
        (each for each in candidates if _finds(index, read_query(each, index.lexicon).terms)),
        MOST_SUGGESTIONS,
    )


def _finds(index: SearchIndex, terms: Sequence[Term]) -> bool:
    return any(all_terms(terms, claim.texts) for claim in index.claims) or any(
        all_terms(terms, sentence.texts) for sentence in index.sentences
    )
