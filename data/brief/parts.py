"""The brief as one list of parts, each of lines or a table, which Markdown and Word only write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.brief.contents import (
    CLAIMS,
    CONTRARY,
    EVIDENCE,
    FIGURES,
    GAPS,
    JUDGEMENTS,
    NO_CONTRARY,
    NO_EVIDENCE,
    NO_FIGURE,
    NO_GAP,
    NO_JUDGEMENT,
    PROVENANCE,
    SOURCES,
    Brief,
    Note,
    Told,
    provenance,
    sources_of,
    told_of,
)
from data.brief.findings import Finding, Gap, contrary, gaps
from data.brief.judgements import judgement_words
from data.brief.words import basis_words, claim_row, figure_rows, run_words, source_words
from data.model.corpus import Corpus
from data.naming.names import Names

CLAIM_COLUMNS = ("No.", "When", "Where", "Claim", "Kind", "Agreement", "Sources")
FIGURE_COLUMNS = ("Counted", "Source", "When", "As written", "In common units", "Claims")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `lead` in bold, `words`, its notes and what ends it.

    `before` is the number of a claim, `number` that of a judgement; other lines are not counted.
    """

    lead: str
    words: str
    before: str = ""
    number: int = 0
    notes: tuple[Note, ...] = ()
    end: str = ""

    @property
    def gap(self) -> str:
        """What stands between the lead and the words."""
        return "" if self.words.startswith(",") or not self.lead else " "


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns, with the widths in millimetres on paper."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading over lines or a table, or over what is said where there are none."""

    heading: str
    content: tuple[Line, ...] | Table
    otherwise: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it but what is said then."""
        return not (self.content.rows if isinstance(self.content, Table) else self.content)


def parts_of(brief: Brief, corpus: Corpus, names: Names) -> tuple[Part, ...]:
    """The parts in their order; one without content that says nothing then is left out."""
    told = told_of(brief, corpus)
    figures = Table(FIGURE_COLUMNS, figure_rows(brief, corpus), (23, 16, 31, 42, 42, 20))
    rows = tuple(map(claim_row, told.values()))
    claims = Table(CLAIM_COLUMNS, rows, (11, 26, 27, 46, 24, 24, 16))
    facts = Table(("What", "Value"), provenance(brief, corpus), (30, 144))
    sources = (Line("", source_words(each)) for each in sources_of(brief, corpus))
    parts = (
        Part(EVIDENCE, tuple(map(_evidence, told.values())), NO_EVIDENCE),
        Part(JUDGEMENTS, tuple(_judgements(brief, corpus)), NO_JUDGEMENT),
        Part(CONTRARY, tuple(_contrary(told, contrary(brief, corpus, names))), NO_CONTRARY),
        Part(GAPS, tuple(_gaps(told, gaps(brief, corpus))), NO_GAP),
        Part(FIGURES, figures, NO_FIGURE),
        Part(CLAIMS, claims),
        Part(SOURCES, tuple(sources)),
        Part(PROVENANCE, facts),
    )
    return tuple(part for part in parts if part.otherwise or not part.is_empty)


def _evidence(told: Told) -> Line:
    words = f", {told.where}: {told.claim.statement}"
    end = f"{told.kind}; {told.verdict}"
    return Line(told.when, words, before=told.name, notes=told.notes, end=end)


def _judgements(brief: Brief, corpus: Corpus) -> Iterator[Line]:
    for number, each in enumerate(brief.judgements, start=1):
        basis = basis_words(each, brief, corpus)
        yield Line(f"{judgement_words(each)}.", each.text, number=number, end=basis)


def _contrary(told: Mapping[str, Told], findings: Iterable[Finding]) -> Iterator[Line]:
    for each in findings:
        yield Line(f"{told[each.claim.id].name} {each.claim.statement}", each.words)


def _gaps(told: Mapping[str, Told], found: Iterable[Gap]) -> Iterator[Line]:
    for gap in found:
        yield Line(f"{gap.words}:", run_words(told[claim.id].number for claim in gap.claims))
