"""Whether the quotes of claims stand in their documents, and the words of figures and times too."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from data.loading.entries import Located
from data.loading.yaml_file import FieldPath
from data.model.corpus import Claim, NoClaim, Quoted
from data.model.problems import Problem
from data.model.quantity import impossible
from data.text.anchor import QuoteAmbiguous, QuoteNotFound, Span, anchor, line_of, paragraph
from data.text.invisible_characters import shown
from data.text.near_miss import Passage, offered, offered_words


def excerpt_spans(
    entry: Located[Claim], texts: Mapping[str, str]
) -> tuple[tuple[Span, ...], list[Problem]]:
    """Find the excerpts of a claim, and what is wrong with them, their figures and their times."""
    results = [
        _anchor(entry, ("excerpts", index, "exact"), excerpt, excerpt.source, texts)
        for index, excerpt in enumerate(entry.value.excerpts)
    ]
    found = tuple(result for result in results if isinstance(result, Span))
    problems = [result for result in results if isinstance(result, Problem)]
    problems += _figure_problems(entry)
    if len(found) == len(results):
        problems += _repeated_spans(entry, found)
        problems += _time_problems(entry, found, texts)
    return found, problems


def no_claim_ranges(
    entries: Sequence[Located[NoClaim]], source: str, texts: Mapping[str, str]
) -> tuple[tuple[Span, ...], list[Problem]]:
    """Find the passages of one source that carry no claim."""
    results = [_anchor(entry, ("exact",), entry.value, source, texts) for entry in entries]
    spans = tuple(result for result in results if isinstance(result, Span))
    return spans, [result for result in results if isinstance(result, Problem)]


def _anchor(
    entry: Located[Any], at: FieldPath, quote: Quoted, source: str, texts: Mapping[str, str]
) -> Span | Problem | None:
    text = texts.get(source)
    if text is None:
        return None  # the source itself is already reported
    try:
        return anchor(text, quote.exact, quote.prefix or "", quote.suffix or "")
    except QuoteNotFound as error:
        return _not_found(entry, at, quote, source, text, near=error.nearest)
    except QuoteAmbiguous as error:
        lines = ", ".join(str(line_of(text, start)) for start in error.starts)
        found = f"a quote that source {source} holds {len(error.starts)} times"
        fix = f"add `prefix` or `suffix` (it stands on lines {lines} of the seed)"
        return entry.problem(at, found, "one passage", fix)


def _not_found(
    entry: Located[Any],
    at: FieldPath,
    quote: Quoted,
    source: str,
    text: str,
    *,
    near: Passage | None,
) -> Problem:
    if quote.exact in text:
        found = f"{shown(quote.exact)} nowhere between this `prefix` and `suffix`"
        wanted = "the words around the quote"
        fix = "copy `prefix` and `suffix` from just before and after it in the seed"
    else:
        found = f"a quote that source {source} does not hold, {shown(quote.exact)}"
        wanted = "an exact run of the text"
        fix = "copy the passage from the seed"
    if near:
        given = Passage(quote.exact, quote.prefix or "", quote.suffix or "")
        fix += offered(given, near)
    return entry.problem(at, found, wanted, fix)


def _figure_problems(entry: Located[Claim]) -> Iterator[Problem]:
    for index, excerpt in enumerate(entry.value.excerpts):
        for i, figure in enumerate(excerpt.figures):
            for field, *texts in impossible(figure):
                yield entry.problem(("excerpts", index, "figures", i, field), *texts)
            if figure.as_written not in excerpt.exact:
                at: FieldPath = ("excerpts", index, "figures", i, "as_written")
                wanted = "words of the excerpt itself"
                fix = "copy them from `exact`, or quote the passage that holds them"
                fix += offered_words(excerpt.exact, figure.as_written)
                yield entry.problem(at, shown(figure.as_written), wanted, fix)


def _time_problems(
    entry: Located[Claim], spans: Sequence[Span], texts: Mapping[str, str]
) -> Iterator[Problem]:
    for index, (excerpt, span) in enumerate(zip(entry.value.excerpts, spans, strict=True)):
        text = texts[excerpt.source]
        around = paragraph(text, span)
        words = excerpt.when.as_written if excerpt.when else ""
        there = text[around.start : around.end]
        if words not in there:
            at: FieldPath = ("excerpts", index, "when", "as_written")
            wanted = "words of the paragraph that the excerpt stands in"
            fix = "copy them from the seed, or leave `when` out if the source gives no time"
            fix += offered_words(there, words)
            yield entry.problem(at, shown(words), wanted, fix)


def _repeated_spans(entry: Located[Claim], spans: Sequence[Span]) -> Iterator[Problem]:
    passages = [
        (excerpt.source, span) for excerpt, span in zip(entry.value.excerpts, spans, strict=True)
    ]
    for index, passage in enumerate(passages):
        if passage in passages[:index]:
            at: FieldPath = ("excerpts", index, "exact")
            wanted, fix = "each passage once for a claim", "delete one of the two"
            yield entry.problem(at, "a passage that this claim already quotes", wanted, fix)
