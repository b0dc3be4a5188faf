"""The corpus as it could be known on a day: what had surely been published by then, and no more."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from data.model.corpus import Claim, ContextBand, Corpus, Source
from data.text.anchor import Span

V = TypeVar("V")


def known_from(source: Source) -> date | None:
    """The day from which a source is known: the latest on which it may have been published.

    None where its publication is open towards the future.
    """
    return source.published_period.latest


def as_of(corpus: Corpus, day: date) -> Corpus:
    """The corpus without what may have been published only after `day`.

    Later sources go with their texts, their excerpts and the claims that only they tell; so do
    context bands that had not begun. A period ends with the last source that is left. All else
    is left as it is: places, actors and, of a claim, statement, date and note, which its curator
    wrote in the knowledge of all sources.
    """
    sources = _known_sources(corpus.sources, day)
    claims: dict[str, Claim] = {}
    spans: dict[str, tuple[Span, ...]] = {}
    for claim in corpus.claims.values():
        kept = [pair for pair in corpus.anchored(claim) if pair[0].source in sources]
        if kept:
            excerpts = tuple(excerpt for excerpt, _ in kept)
            # A copy is not validated again. It need not be: an excerpt is left, and taking some
            # away disputes nothing that was not disputed.
            left = claim.model_copy(update={"excerpts": excerpts})
            claims[claim.id] = left.told_in(sources)
            spans[claim.id] = tuple(span for _, span in kept)
    return replace(
        corpus,
        sources=sources,
        claims=claims,
        texts=_of_known(corpus.texts, sources),
        spans=spans,
        no_claim=_of_known(corpus.no_claim, sources),
        fingerprint=f"{corpus.fingerprint}@{day.isoformat()}",
        context=begun_by(corpus.context, day),
    )


def begun_by(bands: Iterable[ContextBand], day: date) -> tuple[ContextBand, ...]:
    """The bands that had begun on a day, as far as their dates state it."""
    return tuple(band for band in bands if (band.period.stated.earliest or date.min) <= day)


def _known_sources(sources: Mapping[str, Source], day: date) -> dict[str, Source]:
    days = {name: known_from(source) for name, source in sources.items()}
    known = {name for name, first in days.items() if first is not None and first <= day}
    return {
        name: source.model_copy(update={"derives_from": _known_origins(name, sources, known)})
        for name, source in sources.items()
        if name in known
    }


def _known_origins(
    name: str, sources: Mapping[str, Source], known: Container[str]
) -> tuple[str, ...]:
    """What a source derives from, where need be by way of one that is not known."""
    found: dict[str, None] = {}
    waiting = list(sources[name].derives_from)
    while waiting:
        each = waiting.pop(0)
        if each not in found:
            found[each] = None
            waiting += [] if each in known else sources[each].derives_from
    return tuple(each for each in found if each in known)


def _of_known(values: Mapping[str, V], sources: Container[str]) -> dict[str, V]:
    return {source: value for source, value in values.items() if source in sources}
