"""What can be asked for: a brief or one figure, in which form, how large."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.brief.docx_page import PAPERS, Paper
from data.brief.judgements import Judgement

SMALLEST, LARGEST = 200, 4000
# Beyond this Chromium's picture of a page is cut off.
MOST_PIXELS = 16_000
SCALES = (1, 2, 3)


class Subject(StrEnum):
    """What is told or drawn."""

    BRIEF = "brief"
    MAP = "map"
    TIMELINE = "timeline"
    EXCERPTS = "excerpts"
    MATRIX = "matrix"
    FIGURES = "figures"


SUBJECT_NAMES: Mapping[Subject, str] = {
    Subject.BRIEF: "Brief",
    Subject.MAP: "Map",
    Subject.TIMELINE: "Timeline",
    Subject.EXCERPTS: "Source excerpts",
    Subject.MATRIX: "Claims against sources",
    Subject.FIGURES: "Figures the sources give",
}


class Form(StrEnum):
    """The form of the file."""

    HTML = "html"
    PDF = "pdf"
    PNG = "png"
    SVG = "svg"
    DOCX = "docx"
    MARKDOWN = "md"


MEDIA_TYPES: Mapping[Form, str] = {
    Form.HTML: "text/html; charset=utf-8",
    Form.PDF: "application/pdf",
    Form.PNG: "image/png",
    Form.SVG: "image/svg+xml",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.MARKDOWN: "text/markdown; charset=utf-8",
}
_PICTURE = (Form.PNG, Form.PDF, Form.HTML)
FORMS: Mapping[Subject, tuple[Form, ...]] = {
    Subject.BRIEF: (Form.HTML, Form.PDF, Form.DOCX, Form.MARKDOWN, Form.PNG),
    Subject.MAP: _PICTURE,
    Subject.TIMELINE: (Form.PNG, Form.SVG, Form.PDF, Form.HTML),
    Subject.EXCERPTS: _PICTURE,
    Subject.MATRIX: _PICTURE,
    Subject.FIGURES: (Form.PNG, Form.SVG, Form.PDF, Form.HTML),
}


class Impossible(Exception):
    """What was asked for cannot be made; the text says why and what would do."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a picture in CSS pixels; a scale of 2 gives twice as many dots."""

    width: int
    height: int
    scale: int = 1

    @classmethod
    def of(cls, written: str, scale: int = 1) -> Size:
        """A size such as '1600x900'. Raises Impossible for what is none."""
        match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", written.strip(), re.ASCII)
        sides = [int(side) for side in match.groups()] if match else []
        if not sides or not all(SMALLEST <= side <= LARGEST for side in sides):
            raise Impossible(
                f"The size “{written[:20]}” is none: write width and height in pixels such as "
                f"1600x900, each from {SMALLEST} to {LARGEST:,}."
            )
        if scale not in SCALES:
            raise Impossible(f"The scale {scale} is none: it can be 1, 2 or 3.")
        return cls(sides[0], sides[1], scale)


@dataclass(frozen=True, slots=True)
class Request:
    """One file to be made. `caption` puts title, caption and source line into a picture.

    `made` is the day to be printed; without one the same request gives the same bytes for ever.
    """

    subject: Subject = Subject.BRIEF
    form: Form = Form.HTML
    size: Size = Size(1600, 900)
    caption: bool = True
    paper: Paper = "A4"
    title: str = ""
    made: date | None = None
    judgements: tuple[Judgement, ...] = ()

    def __post_init__(self) -> None:
        if self.form not in FORMS[self.subject]:
            forms = ", ".join(FORMS[self.subject])
            raise Impossible(f"{self.subject} cannot be had as {self.form}; it can as {forms}.")
        if self.paper not in PAPERS:
            raise Impossible(f"The paper “{self.paper[:20]}” is none: it can be A4 or Letter.")

    @property
    def file_name(self) -> str:
        """A name for the file."""
        return f"sidelight-{self.subject}.{self.form}"
