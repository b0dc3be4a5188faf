"""A brief or one figure as a page that stands alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from typing import Any

from markupsafe import Markup

from app.address.view import shown_words, window_of
from app.library.library import passing
from app.report.kit import map_scripts, stage_scripts, styles
from app.report.request import Form, Impossible, Request, Size, Subject
from app.report.scene import Scene
from components.brief.map import MapLook, build_brief_map
from components.brief.page import Pictures, build_brief, build_words
from components.brief.standalone import stand_alone
from components.evidence.agreement_matrix import build_agreement_matrix, build_signs
from components.evidence.claim_card import build_card
from components.figures.svg import build_figure_svg
from components.map.layers import LAYER_NAMES
from components.shared.wording import counted
from components.timeline.key import build_timeline_key
from components.timeline.spans import Basis
from components.timeline.svg import build_timeline_svg
from data import basemap
from data.brief.contents import numbers_of
from data.comparing.figure_groups import figure_groups
from data.comparing.overview import Order, overview, sorted_by
from data.exports.about import ALL, program_version
from data.selecting.bins import bins

MAP_CREDIT = "Made with Natural Earth; places: GeoNames (CC BY 4.0)."
_FIGURE = Markup('<figure class="sl-figure">{drawing}<figcaption>{caption}</figcaption></figure>')
_UNSEEN = Markup(' class="sl-unseen"')
_STAGE = Markup(
    '<main class="sl-stage">{title}<div class="sl-stage-room">{drawing}</div>{caption}</main>'
)
_NAMES: Mapping[Subject, str] = {
    Subject.BRIEF: "Brief",
    Subject.MAP: "Map",
    Subject.TIMELINE: "Timeline",
    Subject.EXCERPTS: "Source excerpts",
    Subject.MATRIX: "Claims against sources",
    Subject.FIGURES: "Figures the sources give",
}
# Drawings are scaled to the width of the text, and paper is narrower than a window.
_WIDTH, _WIDTH_ON_PAPER = 1000, 820
_MAP_HEIGHT = 0.58


def brief_page(scene: Scene, request: Request, *, printed: bool = False) -> bytes:
    """The brief as HTML that stands alone; `printed` lays it out as wide as paper."""
    brief, scene = scene.brief(request), scene.of_brief()
    drawing, carried = _map(scene, dark=False)
    width = _WIDTH_ON_PAPER if printed else _WIDTH
    timeline = timeline_svg(scene, dark=False, width=width, numbers=numbers_of(brief))
    pictures = Pictures(
        map=_captioned(drawing, caption_of(scene, Subject.MAP)),
        timeline=_captioned(
            timeline + build_timeline_key(printed=True), caption_of(scene, Subject.TIMELINE)
        ),
        figures=_brief_figures(scene, width),
    )
    return stand_alone(
        build_brief(brief, scene.corpus, scene.library.names, pictures),
        title=brief.title,
        generator=f"Sidelight {program_version()}",
        look="sl-light sl-paper" if printed else "sl-light",
        styles=styles(dark=False, paper=request.paper),
        scripts=map_scripts(),
        carried=carried,
    )


def figure_page(scene: Scene, request: Request) -> bytes:
    """One figure as HTML that stands alone and fills the window."""
    drawing, carried = _drawing(scene, request)
    title = request.title or f"{_NAMES[request.subject]}: {scene.heading}"
    return stand_alone(
        _STAGE.format(
            title=_title(request, title),
            drawing=drawing,
            caption=_below(scene, request.subject) if request.caption else "",
        ),
        title=title,
        generator=f"Sidelight {program_version()}",
        look="sl-dark" if scene.view.dark else "sl-light",
        styles=styles(dark=scene.view.dark, paper=f"{request.paper} landscape"),
        scripts=map_scripts() if carried else stage_scripts(),
        carried=carried,
    )


def _title(request: Request, title: str) -> Markup:
    """A heading over the drawing; unseen where none is wanted or a claim's own card has one."""
    unseen = not request.caption or (request.subject is Subject.EXCERPTS and not request.title)
    return Markup('<h1 dir="auto"{}>{}</h1>').format(_UNSEEN if unseen else "", title)


def _below(scene: Scene, subject: Subject) -> Markup:
    key = build_timeline_key(printed=True) if subject is Subject.TIMELINE else Markup("")
    caption = Markup('<p class="sl-caption" dir="auto">{}</p>').format(caption_of(scene, subject))
    return key + caption


def natural_size(scene: Scene, subject: Subject, width: int, scale: int) -> Size:
    """The size of a drawing of this width without title and caption; a map may have any."""
    if subject not in {Subject.TIMELINE, Subject.FIGURES}:
        return Size(width, round(width * _MAP_HEIGHT), scale)
    drawing = figure_svg(scene, Request(subject, Form.SVG, size=Size(width, width)))
    height = re.search(rb'viewBox="0 0 \S+ ([\d.]+)"', drawing)
    # The stage has an edge around what is drawn.
    return Size(width + 40, ceil(float(height.group(1))) + 28 if height else width, scale)


def figure_svg(scene: Scene, request: Request) -> bytes:
    """The timeline or the figures as an SVG file."""
    dark, width = scene.view.dark, request.size.width
    if request.subject is Subject.TIMELINE:
        drawing = timeline_svg(scene, dark=dark, width=width)
    else:
        drawing = _figures_svg(scene, dark=dark, width=width)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'.encode()


def timeline_svg(
    scene: Scene,
    *,
    dark: bool,
    width: int,
    numbers: Mapping[str, int] | None = None,
) -> Markup:
    """The timeline as the view has it; the strip counts what the other filters keep.

    `numbers` are those of the evidence lines.
    """
    claims, view, window = scene.drawn, scene.view, window_of(scene.view)
    whole = passing(scene.library, replace(view.filters, period=None, certain=False))
    by_event = view.look.basis is Basis.EVENT and len(claims) > 1
    return build_timeline_svg(
        claims,
        scene.corpus,
        chosen=view.claim,
        filters=view.filters,
        dark=dark,
        lanes=view.look.lanes,
        by=view.look.basis,
        bins=bins(whole, view.look.step, *window) if by_event else (),
        window=window,
        context=view.look.context,
        layer=scene.layer,
        width=width,
        numbers=numbers,
    )


def _drawing(scene: Scene, request: Request) -> tuple[Markup, Mapping[str, Any]]:
    dark, width = scene.view.dark, request.size.width
    if request.subject is Subject.MAP:
        return _map(scene, dark=dark)
    if request.subject is Subject.TIMELINE:
        return timeline_svg(scene, dark=dark, width=width), {}
    if request.subject is Subject.FIGURES:
        return _figures_svg(scene, dark=dark, width=width), {}
    inner = _matrix(scene) if request.subject is Subject.MATRIX else _excerpts(scene)
    return Markup('<div class="sl-fitted">{}</div>').format(inner), {}


def _map(scene: Scene, *, dark: bool) -> tuple[Markup, Mapping[str, Any]]:
    shown = scene.shown(Subject.MAP)
    look = MapLook(scene.layer, scene.view.claim, scene.disputed, dark, scene.view.looks_at)
    drawing, carried = build_brief_map(shown, scene.corpus, look)
    outlines = {f"basemap/{name}": basemap.read(name) for name in basemap.FILES}
    return drawing, {**carried, **outlines}


def _excerpts(scene: Scene) -> Markup:
    if scene.view.claim is None:
        raise Impossible("A picture of excerpts needs a claim: name one with --claim ID.")
    claim = scene.corpus.claims[scene.view.claim]
    card = build_card(claim, scene.corpus, dark=scene.view.dark, grades=scene.view.grades)
    return card + build_words(claim, scene.corpus, scene.library.names)


def _matrix(scene: Scene) -> Markup:
    lines = sorted_by(overview(scene.told, scene.corpus), Order.DISAGREEMENT)
    matrix = build_agreement_matrix(
        lines,
        scene.corpus.sources,
        chosen=scene.view.claim,
        grouped=True,
        dark=scene.view.dark,
        pickable=False,
    )
    return build_signs() + matrix


def _figures_svg(scene: Scene, *, dark: bool, width: int) -> Markup:
    groups = figure_groups(scene.told, scene.corpus)
    if not groups:
        raise Impossible("None of these claims has a figure. Choose other claims or filters.")
    return build_figure_svg(groups, scene.corpus, dark=dark, width=width)


def _brief_figures(scene: Scene, width: int) -> Markup:
    if not scene.has_figures:
        return Markup("")
    drawing = _figures_svg(scene, dark=False, width=width)
    return _captioned(drawing, caption_of(scene, Subject.FIGURES))


def _captioned(drawing: Markup, caption: str) -> Markup:
    return _FIGURE.format(drawing=drawing, caption=caption)


def caption_of(scene: Scene, subject: Subject) -> str:
    """What is shown, of which documents, from which corpus: a line to print below a figure."""
    corpus, claims = scene.corpus, scene.shown(subject)
    sources = sorted({source for claim in claims for source in claim.sources})
    spoken = "; ".join(f"{each} {corpus.sources[each].publisher}" for each in sources)
    layer = f", {LAYER_NAMES[scene.layer].lower()}" if subject is Subject.MAP else ""
    filters = shown_words(scene.view)
    kept = "" if filters == ALL else f" Filters: {filters}."
    credit = f" {MAP_CREDIT}" if subject is Subject.MAP else ""
    return (
        f"{_NAMES[subject]}{layer}: {len(claims)} of {_whole(scene)}.{kept} "
        f"Sources: {spoken or 'none'}. Sidelight {program_version()}, corpus "
        f"{corpus.fingerprint[:12]}.{credit}"
    )


def _whole(scene: Scene) -> str:
    """What a figure shows a part of: the claims of the brief, or of the corpus."""
    if scene.told_alone:
        return f"the {counted(len(scene.told), 'claim')} of this brief"
    return counted(len(scene.corpus.claims), "claim")
