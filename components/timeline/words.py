"""The timeline in words: what hovering over a mark says, and the chart in a few sentences."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from components.timeline.spans import Basis
from data.model.calendar_unit import DatePrecision
from data.model.corpus import Claim, Corpus
from data.model.vocabulary import Kind
from data.selecting.bins import Bin
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST
from data.text.numbers import counted
from data.wording.dates import edtf_words, period_words
from data.wording.labels import KIND_NAMES, PRECISION_NAMES
from data.wording.phrases import location_words

WIDTH = 64
# Of the statements of a folded mark, so many are read before its click lists them all.
SHOWN = 5


def mark_lines(claims: Sequence[Claim], corpus: Corpus, by: Basis) -> Iterator[str]:
    """What pointing at a mark of these claims says, line by line."""
    if len(claims) == 1:
        return _claim_lines(claims[0], corpus, by)
    return _group_lines(claims, by)


def describe_timeline(
    claims: Sequence[Claim], window: tuple[date, date] = (WINDOW_FIRST, WINDOW_LAST)
) -> str:
    """The chart in a few sentences, for those who cannot see it."""
    first, last = window
    years = f"Timeline {_window_words(first, last)}"
    if not claims:
        return f"{years} without claims."
    counts = Counter(claim.kind for claim in claims)
    kinds = ", ".join(f"{counts[kind]} {KIND_NAMES[kind].lower()}" for kind in Kind if counts[kind])
    precisions = Counter(claim.when.period.precision for claim in claims)
    dated = ", ".join(
        f"{precisions[each]} {PRECISION_NAMES[each]}" for each in DatePrecision if precisions[each]
    )
    parts = [f"{years} with {counted(len(claims), 'claim')}: {kinds}.", f"Dated {dated}."]
    periods = [claim.when.period for claim in claims]
    before = sum(each.latest is not None and each.latest < first for each in periods)
    after = sum(each.earliest is not None and each.earliest > last for each in periods)
    if before or after:
        parts.append(f"{before} wholly earlier and {after} wholly later stand at the edges.")
    return " ".join(parts)


def describe_strip(bins: Sequence[Bin]) -> str:
    """The counts in a sentence: in which step of time most claims are expected."""
    if not any(each.possible for each in bins):
        return "No claims to count by time."
    most = max(bins, key=lambda each: sum(each.expected.values()))
    return f"Claims counted in {counted(len(bins), 'step')} of time; most in {bin_words(most)}."


def bin_words(each: Bin) -> str:
    """A bin with its counts: 'April 2019: 2 surely, 61 possibly, 33.4 expected'."""
    months = (each.last.year - each.first.year) * 12 + each.last.month - each.first.month
    name = f"{each.first:%B %Y}" if not months else f"{each.first:%B} to {each.last:%B %Y}"
    expected = sum(each.expected.values())
    return f"{name}: {each.certain} surely, {each.possible} possibly, {expected:.1f} expected"


def _window_words(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"from {first.year} to {last.year}" if first.year < last.year else f"of {first.year}"
    return f"from {first:%B %Y} to {last:%B %Y}"


def _claim_lines(claim: Claim, corpus: Corpus, by: Basis) -> Iterator[str]:
    yield from textwrap.wrap(claim.statement, WIDTH)[:6]
    if by is Basis.REPORTED:
        for source in claim.sources:
            published = edtf_words(corpus.sources[source].published)
            yield f"Reported by {source}, published: {published}"[:200]
    precision = PRECISION_NAMES[claim.when.period.precision]
    yield f"{period_words(claim.when)} ({precision})"
    for excerpt in claim.excerpts:
        if excerpt.when is not None:
            words = f"{excerpt.source} writes “{excerpt.when.as_written}”"
            yield from textwrap.wrap(words, WIDTH)[:2]
    yield from textwrap.wrap(f"Basis: {claim.when.basis}", WIDTH)[:4]
    yield from textwrap.wrap(location_words(claim, corpus), WIDTH)[:2]
    yield "Sources " + ", ".join(claim.sources)


def _group_lines(claims: Sequence[Claim], by: Basis) -> Iterator[str]:
    many = counted(len(claims), "claim")
    when = {period_words(claim.when) for claim in claims}
    alike = f", {next(iter(when))}" if len(when) == 1 and by is Basis.EVENT else ""
    yield f"{many}{alike}: click to list them"
    for claim in claims[:SHOWN]:
        yield "• " + textwrap.shorten(claim.statement, WIDTH, placeholder=" …")
    if len(claims) > SHOWN:
        yield f"… and {len(claims) - SHOWN} more"
