"""The words of a brief, the same in every form.

Text of documents and of the analyst is returned as it is; each writer makes it harmless.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from data.brief.contents import Brief, Note, Told, figures_of, numbers_of
from data.brief.judgements import Judgement
from data.comparing.agreement import listed
from data.comparing.figure_groups import FigureGroup, FigureRow
from data.exports.bibliography import author_name
from data.model.corpus import Corpus, Source
from data.model.quantity import normalise
from data.wording.dates import day_words, edtf_words, period_words
from data.wording.labels import spaced
from data.wording.phrases import quantity_words

ASSUMPTION = "An assumption: it stands on no claim."


@dataclass(frozen=True, slots=True)
class NoteWords:
    """A source note in three parts, of which the middle one is the exact quote."""

    lead: str
    quote: str
    rest: str


def summary_words(brief: Brief, corpus: Corpus) -> str:
    """What stands below the title: '12 of 208 claims; kind: attack; made on 3 January 2020'."""
    made = f"; made on {day_words(brief.about.made)}" if brief.about.made else ""
    return f"{len(brief.claims)} of {len(corpus.claims)} claims; {brief.about.filters}{made}"


def note_words(note: Note) -> NoteWords:
    """'003 Loveluck, Louisa, The Washington Post, …: ', the quote, ' (supports; …)'."""
    source, excerpt = note.source, note.excerpt
    publisher = f", {source.publisher}" if source.author else ""
    return NoteWords(
        lead=f"{source.id} {author_name(source)}{publisher}, [{edtf_words(source.published)}]: ",
        quote=excerpt.exact,
        rest=f" ({excerpt.stance}; {excerpt.modality}; attributed to {excerpt.attribution}; "
        f"characters {note.span.start}–{note.span.end})",
    )


def basis_words(judgement: Judgement, brief: Brief, corpus: Corpus) -> str:
    """What a judgement stands on: the numbers of claims in view, the words of others."""
    if judgement.assumption:
        return ASSUMPTION
    numbers = numbers_of(brief)
    seen = [numbers[each] for each in judgement.claims if each in numbers]
    others = [
        f"“{corpus.claims[each].statement}” ({each}, not in view)"
        for each in judgement.claims
        if each not in numbers
    ]
    return f"Stands on {listed([*([run_words(seen)] if seen else []), *others])}."


def claim_row(told: Told) -> tuple[str, ...]:
    """A claim as a row of the table of claims."""
    said = (told.name, told.when, told.where, told.claim.statement, told.kind, told.verdict)
    return (*said, ", ".join(told.claim.sources))


def figure_rows(brief: Brief, corpus: Corpus) -> tuple[tuple[str, ...], ...]:
    """Every figure of the claims in view as a row of the table of figures."""
    numbers = numbers_of(brief)
    return tuple(
        (
            _measures(group),
            row.source,
            period_words(row.claims[0].when),
            f"“{row.figure.as_written}”",
            _common(row),
            run_words(numbers[claim.id] for claim in row.claims),
        )
        for group in figures_of(brief, corpus)
        for row in group.rows
    )


def source_words(source: Source) -> str:
    """A document as an entry of a list, with how it reached us and how far it is relied on."""
    parts = (
        f"{source.id} {author_name(source)}, “{source.title}”, {source.publisher}, "
        f"[{edtf_words(source.published)}]",
        f"Carried by {source.carried_by}" if source.carried_by else "",
        source.altered or "",
        f"Reliability {source.reliability.value}: {source.reliability_reason}",
        f"File {source.file}, SHA-256 {source.sha256}",
    )
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def run_words(numbers: Iterable[int]) -> str:
    """The numbers of claims, in order and runs as spans: 'E1–E3, E5'."""
    ordered = sorted(numbers)
    ends = [end for end, after in pairwise(ordered) if after > end + 1]
    starts = [after for end, after in pairwise(ordered) if after > end + 1]
    runs = zip([*ordered[:1], *starts], [*ends, *ordered[-1:]], strict=True)
    return ", ".join(_run(first, last) for first, last in runs)


def _run(first: int, last: int) -> str:
    if last - first < 2:
        return ", ".join(f"E{each}" for each in range(first, last + 1))
    return f"E{first}–E{last}"


def _measures(group: FigureGroup) -> str:
    return " and ".join(map(spaced, group.measures)).capitalize()


def _common(row: FigureRow) -> str:
    """The range in common units, how it came about, and what differs from it."""
    common = normalise(row.figure)
    differs = [f"differs from {source} “{other.as_written}”" for source, other in row.differs_from]
    return "; ".join(filter(None, [quantity_words(common), common.arithmetic, *differs]))
