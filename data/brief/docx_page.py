"""How our Word documents look: paper, styles, tables and pictures; what they say of themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from importlib.metadata import version
from io import BytesIO
from typing import Literal, TypeAlias

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.shared import Length, Mm, Pt, RGBColor

from data.brief.contents import Brief
from data.text.plain import plain

Paper: TypeAlias = Literal["A4", "Letter"]
PAPERS: tuple[Paper, ...] = ("A4", "Letter")

# Width and height in millimetres.
_SIZES: Mapping[Paper, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
_SIDES, _ENDS = 18, 20
_FONT = "Calibri"
_INK = RGBColor(0x1F, 0x2A, 0x37)
# Room for the heading above a picture and its caption below.
_PICTURE_HEIGHT = 200
_PNG = b"\x89PNG\r\n\x1a\n"
_TITLE_LIMIT = 255
# Any fixed moment makes the same bytes on every run.
_UNDATED = datetime(1980, 1, 1)  # noqa: DTZ001  # the format has UTC alone


class PictureError(ValueError):
    """A picture cannot be put into a document; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure: its name, which is its alternative text too, the PNG and what stands below it."""

    name: str
    png: bytes
    caption: str


def blank(paper: Paper) -> Document:
    """An empty document on this paper, with our styles and the number of the page."""
    document = docx.Document()
    width, height = _SIZES[paper]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_SIDES)
    section.top_margin = section.bottom_margin = Mm(_ENDS)
    _set_styles(document)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_field("PAGE", simple=True, dirty=False, result="1")
    return document


def set_properties(document: Document, brief: Brief) -> None:
    """What a file manager shows: the title, what it was made with, and the day if it is known."""
    made = brief.about.made
    moment = datetime.combine(made, time()) if made else _UNDATED
    properties = document.core_properties
    properties.title = plain(brief.title)[:_TITLE_LIMIT]
    properties.author = f"Sidelight {version('sidelight')}"
    properties.comments = ""
    properties.created = properties.modified = moment


def add_picture(document: Document, picture: Picture, number: int) -> None:
    """A picture as wide as the text, or as high as a page holds, over its caption.

    Raises PictureError for what is no PNG.
    """
    width, height = _fitting(document, picture)
    shape = document.add_picture(BytesIO(picture.png), width, height)
    shape.description = plain(picture.name)
    for side in ("distT", "distB", "distL", "distR"):
        # LibreOffice takes a distance that is not given for an eighth of an inch.
        shape._inline.set(side, "0")
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph(plain(f"Figure {number}. {picture.caption}"), style="Caption")


def add_table(
    document: Document,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> None:
    """A table whose first row stands on each page; widths in millimetres."""
    table = document.add_table(len(rows) + 1, len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    style = document.styles["Table Text"]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for index, (line, texts) in enumerate(zip(table.rows, (columns, *rows), strict=True)):
        line.dont_split = True
        line.repeat_as_header = True if index == 0 else None
        for cell, text, width in zip(line.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.style = style
            paragraph.add_run(plain(text)).bold = index == 0 or None


def _set_styles(document: Document) -> None:
    styles = document.styles
    styles["Normal"].font.name = _FONT
    styles["Normal"].font.size = Pt(10.5)
    for name in ("Title", "Heading 1", "Caption"):
        styles[name].font.name = _FONT
        styles[name].font.color.rgb = _INK
    table = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    # Word knows the two of its footnotes by these names and ids.
    note = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    note.style_id = "FootnoteText"
    for style in (table, note):
        style.base_style = styles["Normal"]
        style.font.size = Pt(8.5)
        style.paragraph_format.space_after = Pt(2)
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.style_id = "FootnoteReference"
    reference.font.superscript = True


def _fitting(document: Document, picture: Picture) -> tuple[Length, Length]:
    if not picture.png.startswith(_PNG):
        raise PictureError(f"The picture “{picture.name}” is no PNG and was not put in.")
    try:
        image = Image.from_blob(picture.png)
        width, height = int(image.px_width), int(image.px_height)
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise PictureError(f"The picture “{picture.name}” is broken ({reason}).") from error
    section = document.sections[0]
    room = (section.page_width or Mm(_SIZES["A4"][0])) - Mm(2 * _SIDES)
    scale = min(room / width, Mm(_PICTURE_HEIGHT) / height)
    return Length(round(width * scale)), Length(round(height * scale))
