"""A brief or one figure as a page that stands alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from typing import Any

from markupsafe import Markup

from app.address.view import shown_words, window_of
from app.library.loaded_corpus import passing
from app.report.assets import map_scripts, stage_scripts, styles
from app.report.context import ReportContext
from app.report.request import SUBJECT_NAMES, Form, Impossible, Request, Size, Subject
from components.brief.map import MapLook, build_brief_map
from components.brief.page import Pictures, build_brief, build_words
from components.brief.standalone import stand_alone
from components.evidence.agreement_matrix import build_agreement_matrix, build_signs
from components.evidence.claim_card import build_card
from components.figures.svg import build_figure_svg
from components.map.layers import LAYER_NAMES
from components.timeline.counts import in_cells
from components.timeline.key import build_timeline_key
from components.timeline.spans import Basis
from components.timeline.svg.timeline import build_timeline_svg
from data import basemap
from data.brief.contents import numbers_of
from data.comparing.figure_groups import figure_groups
from data.comparing.overview import Order, overview, sorted_by
from data.exports.about import ALL, program_version
from data.selecting.bins import bins
from data.text.numbers import counted

MAP_CREDIT = "Made with Natural Earth; places: GeoNames (CC BY 4.0)."
_FIGURE = Markup('<figure class="sl-figure">{drawing}<figcaption>{caption}</figcaption></figure>')
_UNSEEN = Markup(' class="sl-unseen"')
_STAGE = Markup(
    '<main class="sl-stage">{title}<div class="sl-stage-room">{drawing}</div>{caption}</main>'
)
# Drawings are scaled to the width of the text, and paper is narrower than a window.
_WIDTH, _WIDTH_ON_PAPER = 1000, 820
_MAP_HEIGHT = 0.58


def brief_page(context: ReportContext, request: Request, *, printed: bool = False) -> bytes:
    """The brief as HTML that stands alone; `printed` lays it out as wide as paper."""
    brief, context = context.brief(request), context.of_brief()
    drawing, carried = _map(context, dark=False)
    width = _WIDTH_ON_PAPER if printed else _WIDTH
    timeline = timeline_svg(context, dark=False, width=width, numbers=numbers_of(brief))
    pictures = Pictures(
        map=_captioned(drawing, caption_of(context, Subject.MAP)),
        timeline=_captioned(
            timeline + _timeline_key(context), caption_of(context, Subject.TIMELINE)
        ),
        figures=_brief_figures(context, width),
    )
    return stand_alone(
        build_brief(brief, context.corpus, context.library.names, pictures),
        title=brief.title,
        generator=f"Sidelight {program_version()}",
        look="sl-light sl-paper" if printed else "sl-light",
        styles=styles(dark=False, paper=request.paper),
        scripts=map_scripts(),
        carried=carried,
    )


def figure_page(context: ReportContext, request: Request) -> bytes:
    """One figure as HTML that stands alone and fills the window."""
    drawing, carried = _drawing(context, request)
    title = request.title or f"{SUBJECT_NAMES[request.subject]}: {context.heading}"
    return stand_alone(
        _STAGE.format(
            title=_title(request, title),
            drawing=drawing,
            caption=_below(context, request.subject) if request.caption else "",
        ),
        title=title,
        generator=f"Sidelight {program_version()}",
        look="sl-dark" if context.view.dark else "sl-light",
        styles=styles(dark=context.view.dark, paper=f"{request.paper} landscape"),
        scripts=map_scripts() if carried else stage_scripts(),
        carried=carried,
    )


def _title(request: Request, title: str) -> Markup:
    """A heading over the drawing; unseen where none is wanted or a claim's own card has one."""
    unseen = not request.caption or (request.subject is Subject.EXCERPTS and not request.title)
    return Markup('<h1 dir="auto"{}>{}</h1>').format(_UNSEEN if unseen else "", title)


def _below(context: ReportContext, subject: Subject) -> Markup:
    key = _timeline_key(context) if subject is Subject.TIMELINE else Markup("")
    caption = Markup('<p class="sl-caption" dir="auto">{}</p>').format(caption_of(context, subject))
    return key + caption


def _timeline_key(context: ReportContext) -> Markup:
    cells = in_cells(context.drawn, context.view.look.basis)
    return build_timeline_key(printed=True, cells=cells)


def natural_size(context: ReportContext, subject: Subject, width: int, scale: int) -> Size:
    """The size of a drawing of this width without title and caption; a map may have any."""
    if subject not in {Subject.TIMELINE, Subject.FIGURES}:
        return Size(width, round(width * _MAP_HEIGHT), scale)
    drawing = figure_svg(context, Request(subject, Form.SVG, size=Size(width, width)))
    height = re.search(rb'viewBox="0 0 \S+ ([\d.]+)"', drawing)
    # The stage has an edge around what is drawn.
    return Size(width + 40, ceil(float(height.group(1))) + 28 if height else width, scale)


def figure_svg(context: ReportContext, request: Request) -> bytes:
    """The timeline or the figures as an SVG file."""
    dark, width = context.view.dark, request.size.width
    if request.subject is Subject.TIMELINE:
        drawing = timeline_svg(context, dark=dark, width=width)
    else:
        drawing = _figures_svg(context, dark=dark, width=width)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'.encode()


def timeline_svg(
    context: ReportContext,
    *,
    dark: bool,
    width: int,
    numbers: Mapping[str, int] | None = None,
) -> Markup:
    """The timeline as the view has it; the strip counts what the other filters keep.

    `numbers` are those of the evidence lines.
    """
    claims, view, window = context.drawn, context.view, window_of(context.view)
    whole = passing(context.library, replace(view.filters, period=None, certain=False))
    by_event = view.look.basis is Basis.EVENT and len(claims) > 1
    return build_timeline_svg(
        claims,
        context.corpus,
        chosen=view.choice.claim,
        filters=view.filters,
        dark=dark,
        lanes=view.look.lanes,
        by=view.look.basis,
        bins=bins(whole, view.look.step, *window) if by_event else (),
        window=window,
        context=view.look.context,
        layer=context.layer,
        width=width,
        numbers=numbers,
    )


def _drawing(context: ReportContext, request: Request) -> tuple[Markup, Mapping[str, Any]]:
    dark, width = context.view.dark, request.size.width
    if request.subject is Subject.MAP:
        return _map(context, dark=dark)
    if request.subject is Subject.TIMELINE:
        return timeline_svg(context, dark=dark, width=width), {}
    if request.subject is Subject.FIGURES:
        return _figures_svg(context, dark=dark, width=width), {}
    inner = _matrix(context) if request.subject is Subject.MATRIX else _excerpts(context)
    return Markup('<div class="sl-fitted">{}</div>').format(inner), {}


def _map(context: ReportContext, *, dark: bool) -> tuple[Markup, Mapping[str, Any]]:
    shown = context.shown(Subject.MAP)
    choice = context.view.choice
    look = MapLook(context.layer, choice.claim, context.disputed, dark, choice.looks_at)
    drawing, carried = build_brief_map(shown, context.corpus, look)
    outlines = {f"basemap/{name}": basemap.read(name) for name in basemap.FILES}
    return drawing, {**carried, **outlines}


def _excerpts(context: ReportContext) -> Markup:
    if context.view.choice.claim is None:
        raise Impossible("A picture of excerpts needs a claim: name one with --claim ID.")
    claim = context.corpus.claims[context.view.choice.claim]
    card = build_card(claim, context.corpus, dark=context.view.dark, grades=context.view.grades)
    return card + build_words(claim, context.corpus, context.library.names)


def _matrix(context: ReportContext) -> Markup:
    lines = sorted_by(overview(context.included, context.corpus), Order.DISAGREEMENT)
    matrix = build_agreement_matrix(
        lines,
        context.corpus.sources,
        chosen=context.view.choice.claim,
        grouped=True,
        dark=context.view.dark,
        pickable=False,
    )
    return build_signs() + matrix


def _figures_svg(context: ReportContext, *, dark: bool, width: int) -> Markup:
    groups = figure_groups(context.included, context.corpus)
    if not groups:
        raise Impossible("None of these claims has a figure. Choose other claims or filters.")
    return build_figure_svg(groups, context.corpus, dark=dark, width=width)


def _brief_figures(context: ReportContext, width: int) -> Markup:
    if not context.has_figures:
        return Markup("")
    drawing = _figures_svg(context, dark=False, width=width)
    return _captioned(drawing, caption_of(context, Subject.FIGURES))


def _captioned(drawing: Markup, caption: str) -> Markup:
    return _FIGURE.format(drawing=drawing, caption=caption)


def caption_of(context: ReportContext, subject: Subject) -> str:
    """What is shown, of which documents, from which corpus: a line to print below a figure."""
    corpus, claims = context.corpus, context.shown(subject)
    sources = sorted({source for claim in claims for source in claim.sources})
    spoken = "; ".join(f"{each} {corpus.sources[each].publisher}" for each in sources)
    layer = f", {LAYER_NAMES[context.layer].lower()}" if subject is Subject.MAP else ""
    filters = shown_words(context.view)
    kept = "" if filters == ALL else f" Filters: {filters}."
    credit = f" {MAP_CREDIT}" if subject is Subject.MAP else ""
    return (
        f"{SUBJECT_NAMES[subject]}{layer}: {len(claims)} of {_whole(context)}.{kept} "
        f"Sources: {spoken or 'none'}. Sidelight {program_version()}, corpus "
        f"{corpus.fingerprint[:12]}.{credit}"
    )


def _whole(context: ReportContext) -> str:
    """What a figure shows a part of: the claims of the brief, or of the corpus."""
    if context.only_included:
        return f"the {counted(len(context.included), 'claim')} of this brief"
    return counted(len(context.corpus.claims), "claim")
