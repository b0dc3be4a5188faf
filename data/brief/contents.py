"""What a brief is made from: its claims with their notes, its sources, where it comes from.

Pure: the writers of HTML, Markdown and DOCX only put this into their form.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from data.brief.judgements import Judgement
from data.comparing.figure_groups import FigureGroup, figure_groups
from data.exports import tables
from data.exports.about import About, program_version
from data.model.corpus import Claim, Corpus, Excerpt, Source
from data.text.anchor import Span
from data.wording.dates import period_words
from data.wording.phrases import agreement_words, kind_words, where_words

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
class Told:
    """A claim as its line of evidence tells it; other parts refer to it by its number."""

    number: int
    claim: Claim
    notes: tuple[Note, ...]
    when: str
    where: str
    kind: str
    verdict: str

    @property
    def name(self) -> str:
        """What refers to it: 'E12'."""
        return f"E{self.number}"


def told_of(brief: Brief, corpus: Corpus) -> dict[str, Told]:
    """The line of evidence of each claim by its id, in order of time."""
    notes = notes_of(brief, corpus)
    return {
        claim.id: Told(
            number,
            claim,
            notes[claim.id],
            period_words(claim.when),
            where_words(claim, corpus),
            kind_words(claim, corpus),
            agreement_words(claim, corpus),
        )
        for number, claim in enumerate(brief.claims, start=1)
    }


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
