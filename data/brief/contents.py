"""What a brief says: the evidence first, then the judgements, then what speaks against and gaps.

Pure: the writers of HTML, Markdown and DOCX only put this into their form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from data.brief.judgements import Judgement
from data.comparing.agreement import Agreement, assess, listed
from data.comparing.fields import Field, Row, Standing, compare_fields
from data.comparing.figure_groups import FigureGroup, figure_groups
from data.comparing.lineage import Lineage, evidence, lineage_of
from data.exports import tables
from data.exports.about import About, program_version
from data.model.corpus import Claim, Corpus, Excerpt, Source, When
from data.model.period import Bounds, TemporalScope
from data.model.vocabulary import LocationPrecision, Stance
from data.naming.names import Names
from data.text.anchor import Span

# The parts, in their order, under the same headings in every form.
EVIDENCE, JUDGEMENTS, CONTRARY, GAPS, FIGURES, NOTES = (
    "Evidence",
    "Judgements of the analyst",
    "Contrary reporting",
    "Gaps",
    "Figures the sources give",
    "Source notes",
)
# What some forms have beside these.
CLAIMS, SOURCES, PROVENANCE = "Table of the claims", "Sources", "Where this comes from"
# What stands in a part that would be empty.
NO_EVIDENCE, NO_JUDGEMENT, NO_CONTRARY, NO_GAP, NO_FIGURE = (
    "No claim is in view.",
    "None was entered: this brief gives evidence alone.",
    "No source speaks against any of these claims, on any field. Others were not compared.",
    "None of these claims lacks a date, a place or a second origin.",
    "None of these claims has a figure.",
)
REPEATED = "Repeated, independence not established"
_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be told: the claims in view, in order of time, and what the analyst judges.

    `address` is the query string of the view that it was made from.
    """

    title: str
    about: About
    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One numbered source note: an excerpt of a claim and where it stands in its document."""

    number: int
    claim: Claim
    excerpt: Excerpt
    source: Source
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that something is to be said of, and what."""

    claim: Claim
    words: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, and the claims that miss it."""

    name: str
    claims: tuple[Claim, ...]


def notes_of(brief: Brief, corpus: Corpus) -> dict[str, tuple[Note, ...]]:
    """The notes of each claim by its id, numbered through the brief from 1."""
    numbers = count(1)
    return {
        claim.id: tuple(
            Note(next(numbers), claim, excerpt, corpus.sources[excerpt.source], span)
            for excerpt, span in sorted(
                corpus.anchored(claim), key=lambda each: (each[0].source, each[1].start)
            )
        )
        for claim in brief.claims
    }


def contrary(brief: Brief, corpus: Corpus, names: Names) -> tuple[Finding, ...]:
    """Every claim in view that is not told alike, once, with all that speaks against it in words.

    That is one which is disputed, whose figures differ, which an excerpt qualifies, or of which two
    sources give values for a field that cannot both be right. The curator's note comes last.
    """
    findings = []
    for claim in brief.claims:
        reasons = list(_reasons(claim, corpus, names))
        if reasons:
            sentences = (*reasons, claim.note.rstrip(".")) if claim.note else reasons
            findings.append(Finding(claim, f"{'. '.join(sentences)}."))
    return tuple(findings)


def gaps(brief: Brief, corpus: Corpus) -> tuple[Gap, ...]:
    """What is missing in the claims in view; only gaps that have claims, each claim in all its own.

    - Contested: disputed, or figures of two sources that cannot both be right.
    - Single origin: no two supporting excerpts of two sources, or only such as have it from one.
    - Repeated, independence not established: two support it, and one names nobody it is from.
    - No origin named: no excerpt names whom it has it from.
    - No date, open on one side: only its earliest or only its latest day is given.
    - No date closer than a year: it may lie on any day of 365 or more; what holds throughout a
      time is as vague as the vaguer of its ends.
    - No place: no place where it happened.
    - No place closer than a region or country: every place of it is as coarse as that.
    """
    return tuple(
        Gap(name, missing)
        for name, has in _gap_rules(corpus).items()
        if (missing := tuple(claim for claim in brief.claims if has(claim)))
    )


def figures_of(brief: Brief, corpus: Corpus) -> tuple[FigureGroup, ...]:
    """Every figure of the claims in view, grouped by what it counts."""
    return figure_groups(brief.claims, corpus)


def sources_of(brief: Brief, corpus: Corpus) -> tuple[Source, ...]:
    """The sources that speak to the claims in view, in order of id."""
    return tables.sources_of(brief.claims, corpus)


def numbers_of(brief: Brief) -> dict[str, int]:
    """The number of each claim in view by its id, from 1: what the parts refer to it by."""
    return {claim.id: number for number, claim in enumerate(brief.claims, start=1)}


def provenance(brief: Brief, corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """Name and value of all that a reader needs to trace the brief back, in a fixed order."""
    made = brief.about.made
    sources = (
        (f"Source {each.id}", f"{each.file}, SHA-256 {each.sha256}")
        for each in sources_of(brief, corpus)
    )
    return (
        ("Corpus", f"SHA-256 {corpus.fingerprint}"),
        ("Made with", f"Sidelight {program_version()}"),
        *((("Made on", made.isoformat()),) if made else ()),
        ("Filters", brief.about.filters),
        *((("View", brief.address),) if brief.address else ()),
        ("Claims", f"{len(brief.claims)} of {len(corpus.claims)}"),
        ("Excerpts", str(sum(len(claim.excerpts) for claim in brief.claims))),
        *sources,
        ("Characters", "Unicode code points of the source's file read as UTF-8; end excluded"),
    )


def _reasons(claim: Claim, corpus: Corpus, names: Names) -> Iterator[str]:
    agreed = assess(claim, corpus)
    said: set[Field] = set()
    if agreed.agreement is Agreement.DISPUTED:
        said.add(Field.WHAT)
        yield f"Disputed: {agreed.reason}"
    if agreed.agreement is Agreement.FIGURES_DIFFER:
        said.add(Field.HOW_MANY)
        yield f"Figures differ: {agreed.reason}"
    qualifying = dict.fromkeys(
        f"{each.source} ({each.attribution})"
        for each in claim.excerpts
        if each.stance is Stance.QUALIFIES
    )
    if qualifying:
        yield f"Qualified in {listed(list(qualifying))}"
    for row in compare_fields(claim, corpus, names):
        if row.standing is Standing.DIFFERS and row.field not in said:
            yield _difference(row)


def _difference(row: Row) -> str:
    """'Differs on when: 000 “in May”, 002 “last year”', of those sources that differ."""
    given = (
        f"{source} {' and '.join(f'“{words}”' for words in cell.words)}"
        for source, cell in row.cells.items()
        if cell.standing is Standing.DIFFERS
    )
    return f"Differs on {row.field.replace('-', ' ')}: {', '.join(given)}"


def _gap_rules(corpus: Corpus) -> Mapping[str, Callable[[Claim], bool]]:
    contested = {Agreement.DISPUTED, Agreement.FIGURES_DIFFER}
    one_origin = {Lineage.SINGLE, Lineage.DERIVED}
    return {
        "Contested": lambda claim: assess(claim, corpus).agreement in contested,
        "Single origin": lambda claim: lineage_of(claim, corpus.sources) in one_origin,
        REPEATED: lambda claim: lineage_of(claim, corpus.sources) is Lineage.UNKNOWN,
        "No origin named": lambda claim: not evidence(claim).origins,
        "No date, open on one side": lambda claim: _is_open(claim.when),
        "No date closer than a year": lambda claim: _days(claim.when) >= _A_YEAR,
        "No place": lambda claim: not claim.locations,
        "No place closer than a region or country": lambda claim: _is_coarse(claim, corpus),
    }


def _is_open(when: When) -> bool:
    return when.period.earliest is None or when.period.latest is None


def _days(when: When) -> int:
    """How many days it may lie on, without the margin of an "about"; 0 where a side is open."""
    period = when.period
    if _is_open(when):
        return 0
    if when.holds is TemporalScope.THROUGHOUT:
        return max(_width(period.start), _width(period.end))
    return _width(period.stated)


def _width(bounds: Bounds) -> int:
    return ((bounds.latest or date.max) - (bounds.earliest or date.min)).days + 1


def _is_coarse(claim: Claim, corpus: Corpus) -> bool:
    levels = [where.level_at(corpus.places[where.place]) for where in claim.locations]
    return bool(levels) and all(level.rank >= LocationPrecision.REGION.rank for level in levels)
