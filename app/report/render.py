"""Makes the file that was asked for, and says how far it is."""

from __future__ import annotations

from collections.abc import Callable

from app.report.browser import find_chromium, long_picture, picture, printed
from app.report.context import ReportContext
from app.report.page import brief_page, caption_of, figure_page, figure_svg, natural_size
from app.report.request import Form, Impossible, Request, Subject
from data.brief.docx import render_docx
from data.brief.docx_page import Picture
from data.brief.markdown import render_markdown
from data.text.numbers import counted

# How far it is, from 0 to 1, and what is being done.
Progress = Callable[[float, str], None]
# As wide as the text of a page at 144 dots an inch.
_WIDTH, _SCALE = 820, 2


def make(context: ReportContext, request: Request, progress: Progress) -> bytes:
    """The whole file. Raises Impossible, in words, where it cannot be made."""
    if not context.shown(request.subject):
        raise Impossible(
            "No claim in this view can be told or drawn so. Clear a filter or choose other claims."
        )
    progress(0.1, f"Writing {counted(len(context.included), 'claim')}")
    if request.subject is Subject.BRIEF:
        return _brief(context, request, progress)
    if request.form is Form.SVG:
        return figure_svg(context, request)
    page = figure_page(context, request)
    if request.form is Form.HTML:
        return page
    progress(0.4, "Drawing it in Chromium")
    return printed(page) if request.form is Form.PDF else picture(page, request.size)


def _brief(context: ReportContext, request: Request, progress: Progress) -> bytes:
    if request.form is Form.MARKDOWN:
        return render_markdown(context.brief(request), context.corpus, context.library.names)
    if request.form is Form.DOCX:
        pictures = _pictures(context.of_brief(), progress)
        progress(0.8, "Writing the document")
        brief = context.brief(request)
        names = context.library.names
        return render_docx(brief, context.corpus, names, pictures, paper=request.paper)
    page = brief_page(context, request, printed=request.form is Form.PDF)
    if request.form is Form.HTML:
        return page
    progress(0.4, "Printing it with Chromium")
    return printed(page) if request.form is Form.PDF else long_picture(page, request.size)


def _pictures(context: ReportContext, progress: Progress) -> tuple[Picture, ...]:
    """The figures of a document; none where there is no Chromium to draw them."""
    if find_chromium() is None:
        return ()
    wanted = [Subject.MAP, Subject.TIMELINE]
    if context.has_figures:
        wanted.append(Subject.FIGURES)
    drawn = []
    for number, subject in enumerate(wanted):
        progress(0.2 + 0.6 * number / len(wanted), f"Drawing the {subject} in Chromium")
        size = natural_size(context, subject, _WIDTH, _SCALE)
        figure = Request(subject, Form.PNG, size=size, caption=False)
        drawn.append(
            Picture(
                subject.value,
                picture(figure_page(context, figure), size),
                caption_of(context, subject),
            )
        )
    return tuple(drawn)
