"""The lines of a brief in words, the same in Markdown and DOCX.

Text of documents and of the analyst is returned as it is; each writer makes it harmless.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from data.brief.contents import REPEATED, Brief, Finding, Gap, Note, figures_of, numbers_of
from data.brief.judgements import Judgement
from data.comparing.agreement import Agreement, assess, listed
from data.comparing.figure_groups import FigureGroup, FigureRow
from data.exports.bibliography import author_name
from data.model.corpus import Claim, Corpus, Source, Where
from data.model.perpetrators import by_whom_words
from data.model.quantity import normalise
from data.model.vocabulary import LocationPrecision
from data.wording.dates import day_words, edtf_words, period_words

CLAIM_COLUMNS = ("No.", "When", "Where", "Claim", "Kind", "Agreement", "Sources")
FIGURE_COLUMNS = ("Counted", "Source", "When", "As written", "In common units", "Claims")
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


def claim_row(claim: Claim, number: int, corpus: Corpus) -> tuple[str, ...]:
    """A claim under `CLAIM_COLUMNS`."""
    return (
        number_words([number]),
        period_words(claim.when),
        where_words(claim, corpus),
        claim.statement,
        kind_words(claim, corpus),
        agreement_words(claim, corpus),
        ", ".join(claim.sources),
    )


def where_words(claim: Claim, corpus: Corpus) -> str:
    """Where it happened, with how precisely that is known; 'no place given' if it is not."""
    return ", ".join(_place_words(each, corpus) for each in claim.locations) or "no place given"


def kind_words(claim: Claim, corpus: Corpus) -> str:
    """'Attack (car bomb; Daesh)' of a violent act with who did it, 'Activity level'."""
    kind = claim.kind.replace("-", " ").capitalize()
    if claim.event_type is None:
        return kind
    return f"{kind} ({claim.event_type.replace('-', ' ')}; {by_whom_words(claim, corpus)})"


def agreement_words(claim: Claim, corpus: Corpus) -> str:
    """What the sources of a claim amount to: 'Single source'."""
    agreement = assess(claim, corpus).agreement
    if agreement is Agreement.REPEATED:
        return REPEATED
    return agreement.replace("-", " ").capitalize()


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
    return f"Stands on {listed([*([number_words(seen)] if seen else []), *others])}."


def finding_words(finding: Finding, brief: Brief) -> tuple[str, str]:
    """The claim with its number, and what speaks against it."""
    number = number_words([numbers_of(brief)[finding.claim.id]])
    return f"{number} {finding.claim.statement}", finding.words


def gap_words(gap: Gap, brief: Brief) -> tuple[str, str]:
    """The name of a gap with how many claims have it, and their numbers."""
    numbers = numbers_of(brief)
    total = len(gap.claims)
    counted = "1 claim" if total == 1 else f"{total} claims"
    return f"{gap.name}, {counted}", number_words(numbers[claim.id] for claim in gap.claims)


def figure_rows(brief: Brief, corpus: Corpus) -> tuple[tuple[str, ...], ...]:
    """Every figure of the claims in view under `FIGURE_COLUMNS`."""
    numbers = numbers_of(brief)
    return tuple(
        (
            _counted(group),
            row.source,
            period_words(row.claims[0].when),
            f"“{row.figure.as_written}”",
            _common(row),
            number_words(numbers[claim.id] for claim in row.claims),
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


def number_words(numbers: Iterable[int]) -> str:
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


def _place_words(where: Where, corpus: Corpus) -> str:
    place = corpus.places[where.place]
    if where.level is LocationPrecision.NEAR:
        return f"within about {where.radius_km:g} km of {place.name}"
    level = where.level_at(place).value
    return place.name if place.name.endswith(level) else f"{place.name} ({level})"


def _counted(group: FigureGroup) -> str:
    return " and ".join(each.replace("-", " ") for each in group.measures).capitalize()


def _common(row: FigureRow) -> str:
    """The range in common units, how it came about, and what differs from it."""
    common = normalise(row.figure)
    differs = [f"differs from {source} “{other.as_written}”" for source, other in row.differs_from]
    unit = common.unit.replace("persons", "person", 1) if common.words == "1" else common.unit
    return "; ".join(filter(None, [f"{common.words} {unit}", common.arithmetic, *differs]))
