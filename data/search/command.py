"""`python -m data search`: the hits of the search page, in its order, as text or as JSON."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from typing import Final

from data.model.corpus import Corpus
from data.search.hits import ClaimHit, SentenceHit
from data.search.index import build_index
from data.search.search import Reading, SearchResult, search
from data.text.numbers import counted
from data.wording.dates import edtf_words, period_words

# All of them: who pipes the hits on must not get the first ones alone.
_NO_LIMIT: Final = sys.maxsize


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="“quoted words” stand as they are"
    )
    parser.add_argument("--format", choices=tuple(_FORMATS), default="text")


def run(options: argparse.Namespace, corpus: Corpus) -> int:
    """Print what a query finds; 0, also when that is nothing, or 1 when there is no query."""
    query = " ".join(options.words).strip()
    if not query:
        print("No words to search for, such as: python -m data search Mosul", file=sys.stderr)
        return 1
    result = search(build_index(corpus), query, limit=_NO_LIMIT)
    print(_FORMATS[options.format](result, corpus))
    return 0


def _json(result: SearchResult, corpus: Corpus) -> str:
    """One object. `start` and `end` are code points in the text of the source, `end` exclusive."""
    return json.dumps(
        {
            "query": result.query,
            "claims": [hit.claim for hit in result.claims],
            "sentences": [
                {
                    "source": hit.source,
                    "start": hit.span.start,
                    "end": hit.span.end,
                    "text": corpus.texts[hit.source][hit.span.start : hit.span.end],
                }
                for hit in result.sentences
            ],
            "read_as": [
                {"typed": each.typed, "read_as": each.near} for each in result.readings if each.near
            ],
            "notices": result.notices,
            "suggestions": result.suggestions,
        },
        ensure_ascii=False,
        indent=2,
    )


def _text(result: SearchResult, corpus: Corpus) -> str:
    """A paragraph for what was read, then one for each claim and each sentence."""
    return "\n\n".join(
        (
            "\n".join(_summary(result)),
            *("\n".join(_claim(hit, corpus)) for hit in result.claims),
            *("\n".join(_sentence(hit, corpus)) for hit in result.sentences),
        )
    )


def _summary(result: SearchResult) -> Iterator[str]:
    claims, sentences = result.claims_found, result.sentences_found
    if claims or sentences:
        yield f"{counted(claims, 'claim')} and {counted(sentences, 'sentence')}: {result.query}"
    else:
        yield f"No claim and no sentence has this: {result.query}"
    yield from map(_reading, result.readings)
    yield from result.notices
    if result.suggestions:
        yield f"Try: {', '.join(result.suggestions)}"


def _reading(reading: Reading) -> str:
    also = f"also found: {', '.join(reading.also)}" if reading.also else ""
    if not reading.near:
        return f"{reading.typed}: {also}"
    return f"{reading.typed}: read as {reading.near}" + (f"; {also}" if also else "")


def _claim(hit: ClaimHit, corpus: Corpus) -> Iterator[str]:
    claim = corpus.claims[hit.claim]
    yield f"{claim.id} ({claim.kind}, {period_words(claim.when)})"
    yield f"  {hit.statement.text}"
    for each in hit.excerpts:
        excerpt = claim.excerpts[each.index]
        yield f"  {excerpt.source} {excerpt.stance}: {_line(each.quote.text)}"
    yield from _reasons(hit.reasons)


def _sentence(hit: SentenceHit, corpus: Corpus) -> Iterator[str]:
    source = corpus.sources[hit.source]
    yield f"{source.id} {source.publisher}, {edtf_words(source.published)}, from {hit.span.start}"
    yield f"  {_line(hit.sentence.text)}"
    yield from _reasons(hit.reasons)


def _reasons(reasons: tuple[str, ...]) -> Iterator[str]:
    if reasons:
        yield f"  ({'; '.join(reasons)})"


def _line(text: str) -> str:
    return " ".join(text.split())


_FORMATS: Final[dict[str, Callable[[SearchResult, Corpus], str]]] = {"text": _text, "json": _json}
