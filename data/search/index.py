"""A corpus made ready to be searched: built once, frozen, and kept as long as the corpus.

SQLite's FTS5 would not do: it knows no names or spellings, and its matches have no offsets.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from data.model.corpus import Claim, Corpus, Source
from data.naming.lexicon import Lexicon
from data.naming.names import Names, names_of
from data.naming.spelling import listed_for
from data.search.matches import IndexedText, index_text
from data.selecting.select import in_order
from data.text.anchor import Span
from data.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class IndexedExcerpt:
    """What is searched of an excerpt; `index` is its position in the claim."""

    index: int
    quote: IndexedText
    attribution: IndexedText


@dataclass(frozen=True, slots=True)
class IndexedClaim:
    """What is searched of a claim."""

    id: str
    statement: IndexedText
    note: IndexedText
    excerpts: tuple[IndexedExcerpt, ...]

    @property
    def texts(self) -> tuple[IndexedText, ...]:
        """All of its texts."""
        of_excerpts = ((each.quote, each.attribution) for each in self.excerpts)
        return (self.statement, self.note, *chain.from_iterable(of_excerpts))


@dataclass(frozen=True, slots=True)
class IndexedSentence:
    """A sentence of a document, those around it, and the claims that quote some of it, by time."""

    source: str
    span: Span
    sentence: IndexedText
    before: str
    after: str
    claims: tuple[str, ...]

    @property
    def texts(self) -> tuple[IndexedText, ...]:
        """What is searched of it."""
        return (self.sentence,)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Claims in order of time; sentences in order of publication and of place in the document."""

    lexicon: Lexicon
    claims: tuple[IndexedClaim, ...]
    sentences: tuple[IndexedSentence, ...]


def build_index(corpus: Corpus) -> SearchIndex:
    """Index the claims and documents of a corpus."""
    names = names_of(corpus)
    by_time = in_order(corpus.claims.values())
    claims = tuple(_indexed_claim(claim, names) for claim in by_time)
    in_documents = tuple(
        sentence
        for source in sorted(corpus.sources.values(), key=_published)
        for sentence in _indexed_sentences(corpus, source.id, by_time, names)
    )
    texts = chain(
        (text for claim in claims for text in claim.texts),
        (sentence.sentence for sentence in in_documents),
    )
    return SearchIndex(Lexicon(names, _written(texts), listed_for(corpus)), claims, in_documents)


def _indexed_claim(claim: Claim, names: Names) -> IndexedClaim:
    return IndexedClaim(
        claim.id,
        index_text(claim.statement, names),
        index_text(claim.note or "", names),
        tuple(
            IndexedExcerpt(
                index, index_text(excerpt.exact, names), index_text(excerpt.attribution, names)
            )
            for index, excerpt in enumerate(claim.excerpts)
        ),
    )


def _indexed_sentences(
    corpus: Corpus, source: str, claims: Iterable[Claim], names: Names
) -> Iterator[IndexedSentence]:
    text = corpus.texts[source]
    quoted = [
        (claim.id, span)
        for claim in claims
        for excerpt, span in corpus.anchored(claim)
        if excerpt.source == source
    ]
    spans = sentences(text)
    written = ["", *(text[span.start : span.end] for span in spans), ""]
    for index, span in enumerate(spans):
        quoting = (name for name, quote in quoted if quote.overlaps(span))
        yield IndexedSentence(
            source=source,
            span=span,
            sentence=index_text(written[index + 1], names),
            before=written[index],
            after=written[index + 2],
            claims=tuple(dict.fromkeys(quoting)),
        )


def _published(source: Source) -> tuple[date, str]:
    return source.published_period.stated.earliest or date.min, source.id


def _written(texts: Iterable[IndexedText]) -> dict[str, str]:
    """Each folded word of the texts with its most frequent writing."""
    writings: dict[str, Counter[str]] = {}
    for text in texts:
        for word in text.words:
            writings.setdefault(word.folded, Counter())[text.text[word.start : word.end]] += 1
    return {folded: counter.most_common(1)[0][0] for folded, counter in writings.items()}
