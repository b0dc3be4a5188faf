"""The brief as a Word document (Office Open XML): real footnotes, and a heading for each part."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document
from docx.text.paragraph import Paragraph

from data.brief.contents import Brief, Note
from data.brief.docx_page import Paper, Picture, add_picture, add_table, blank, set_properties
from data.brief.parts import Line, Part, Table, parts_of
from data.brief.words import note_words, summary_words
from data.model.corpus import Corpus
from data.naming.names import Names
from data.text.plain import plain


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
    for part in parts_of(brief, corpus, names):
        _add_part(document, part)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_part(document: Document, part: Part) -> None:
    document.add_heading(part.heading)
    if part.is_empty:
        document.add_paragraph(part.otherwise)
    elif isinstance(part.content, Table):
        add_table(document, part.content.columns, part.content.rows, part.content.widths)
    else:
        for line in part.content:
            _add_line(document, line)


def _add_line(document: Document, line: Line) -> None:
    """A bullet, or a judgement, which has a number of its own and its basis in italics."""
    paragraph = document.add_paragraph(style=None if line.number else "List Bullet")
    number = f"{line.number}. " if line.number else ""
    if line.before:
        paragraph.add_run(f"{line.before} ")
    if line.lead:
        paragraph.add_run(plain(f"{number}{line.lead}{line.gap}")).bold = True
    paragraph.add_run(plain(line.words))
    for index, note in enumerate(line.notes):
        _add_footnote(document, paragraph, note, first=index == 0)
    if line.number:
        paragraph.add_run(plain(f" {line.end}")).italic = True
    elif line.end:
        paragraph.add_run(plain(f" ({line.end})"))


def _add_footnote(document: Document, line: Paragraph, note: Note, *, first: bool) -> None:
    """A note at the foot of the page, and its number at the end of the line."""
    footnote = document.footnotes.add_footnote()
    words = note_words(note)
    text = f" {plain(words.lead)}“{plain(words.quote)}”{plain(words.rest)}"
    footnote.paragraphs[0].add_run(text)
    if not first:
        # Without it two notes, 1 and 2, read as the twelfth.
        line.add_run(" ").font.superscript = True
    line.add_run().add_footnote_reference(footnote)
