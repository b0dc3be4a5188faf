"""The brief as a Word document (Office Open XML): real footnotes, and a heading for each part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from docx.document import Document
from docx.text.paragraph import Paragraph

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
    contrary,
    figures_of,
    gaps,
    notes_of,
    numbers_of,
    provenance,
    sources_of,
)
from data.brief.docx_page import Paper, Picture, add_picture, add_table, blank, set_properties
from data.brief.judgements import judgement_words
from data.brief.words import (
    CLAIM_COLUMNS,
    FIGURE_COLUMNS,
    agreement_words,
    basis_words,
    claim_row,
    figure_rows,
    finding_words,
    gap_words,
    kind_words,
    note_words,
    number_words,
    source_words,
    summary_words,
    where_words,
)
from data.model.corpus import Claim, Corpus
from data.naming.names import Names
from data.text.plain import plain
from data.wording.dates import period_words

_CLAIM_WIDTHS = (11, 26, 27, 46, 24, 24, 16)
_FIGURE_WIDTHS = (23, 16, 31, 42, 42, 20)
_FACT_WIDTHS = (30, 144)


def render_docx(
    brief: Brief,
    corpus: Corpus,
    names: Names,
    pictures: Sequence[Picture] = (),
    *,
    paper: Paper = "A4",
) -> bytes:
    """The document as a file; the same brief and pictures give the same bytes.

    Each excerpt is a footnote with its exact words, save for what no XML can hold. Raises
    PictureError for a picture that is no PNG.
    """
    document = blank(paper)
    set_properties(document, brief)
    document.add_heading(plain(brief.title), level=0)
    document.add_paragraph(plain(summary_words(brief, corpus)))
    for number, picture in enumerate(pictures, start=1):
        add_picture(document, picture, number)
    _evidence(document, brief, corpus)
    _judgements(document, brief, corpus)
    document.add_heading(CONTRARY)
    findings = (finding_words(each, brief) for each in contrary(brief, corpus, names))
    _items(document, ((f"{claim} ", words) for claim, words in findings), NO_CONTRARY)
    document.add_heading(GAPS)
    missing = (gap_words(each, brief) for each in gaps(brief, corpus))
    _items(document, ((f"{name}: ", numbers) for name, numbers in missing), NO_GAP)
    _tables(document, brief, corpus)
    document.add_heading(SOURCES)
    _items(document, (("", source_words(each)) for each in sources_of(brief, corpus)), "")
    document.add_heading(PROVENANCE)
    add_table(document, ("What", "Value"), provenance(brief, corpus), _FACT_WIDTHS)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _evidence(document: Document, brief: Brief, corpus: Corpus) -> None:
    document.add_heading(EVIDENCE)
    notes, numbers = notes_of(brief, corpus), numbers_of(brief)
    for claim in brief.claims:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(f"{number_words([numbers[claim.id]])} ")
        line.add_run(period_words(claim.when)).bold = True
        line.add_run(plain(f", {where_words(claim, corpus)}: {claim.statement}"))
        for index, note in enumerate(notes[claim.id]):
            _footnote(document, line, note, first=index == 0)
        line.add_run(f" ({kind_words(claim, corpus)}; {agreement_words(claim, corpus)})")
    if not brief.claims:
        document.add_paragraph(NO_EVIDENCE)


def _footnote(document: Document, line: Paragraph, note: Note, *, first: bool) -> None:
    """A note at the foot of the page, and its number at the end of the line."""
    footnote = document.footnotes.add_footnote()
    words = note_words(note)
    text = f" {plain(words.lead)}“{plain(words.quote)}”{plain(words.rest)}"
    footnote.paragraphs[0].add_run(text)
    if not first:
        # Without it two notes, 1 and 2, read as the twelfth.
        line.add_run(" ").font.superscript = True
    line.add_run().add_footnote_reference(footnote)


def _judgements(document: Document, brief: Brief, corpus: Corpus) -> None:
    document.add_heading(JUDGEMENTS)
    for number, each in enumerate(brief.judgements, start=1):
        line = document.add_paragraph()
        line.add_run(f"{number}. {judgement_words(each)}. ").bold = True
        line.add_run(plain(each.text))
        line.add_run(plain(f" {basis_words(each, brief, corpus)}")).italic = True
    if not brief.judgements:
        document.add_paragraph(NO_JUDGEMENT)


def _items(document: Document, items: Iterable[tuple[str, str]], otherwise: str) -> None:
    """Paragraphs that each begin with words in bold, or what is said where there are none."""
    empty = True
    for lead, words in items:
        empty = False
        line = document.add_paragraph(style="List Bullet")
        if lead:
            line.add_run(plain(lead)).bold = True
        line.add_run(plain(words))
    if empty and otherwise:
        document.add_paragraph(otherwise)


def _tables(document: Document, brief: Brief, corpus: Corpus) -> None:
    document.add_heading(FIGURES)
    if figures_of(brief, corpus):
        add_table(document, FIGURE_COLUMNS, figure_rows(brief, corpus), _FIGURE_WIDTHS)
    else:
        document.add_paragraph(NO_FIGURE)
    if brief.claims:
        document.add_heading(CLAIMS)
        rows = _claim_rows(brief.claims, corpus)
        add_table(document, CLAIM_COLUMNS, rows, _CLAIM_WIDTHS)


def _claim_rows(claims: Sequence[Claim], corpus: Corpus) -> list[tuple[str, ...]]:
    return [claim_row(claim, number, corpus) for number, claim in enumerate(claims, start=1)]
