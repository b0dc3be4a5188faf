"""What the map's symbols mean: those that are in view, and no others."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.palette import KIND_COLOURS, KIND_NAMES, MIXED
from components.wording import counted
from data.select import PlaceMark
from data.terms import Kind, Level

_SHAPES: tuple[tuple[frozenset[Level], str, str], ...] = (
    (frozenset({Level.SITE, Level.TOWN}), "dot", "site or town"),
    (frozenset({Level.NEAR}), "ring", "near a place"),
    (frozenset({Level.DISTRICT, Level.GOVERNORATE}), "area", "somewhere in the governorate"),
    (frozenset({Level.REGION}), "route", "region or route, approximate"),
    (frozenset({Level.COUNTRY}), "broad", "in the country (number)"),
)


def build_legend(marks: Sequence[PlaceMark], *, without: int, dark: bool) -> Markup:
    """HTML for the legend of these marks; `without` claims have no place to be drawn at."""
    levels = {mark.level for mark in marks}
    shapes = [
        Markup('<span role="listitem"><i class="sl-shape sl-shape-{}"></i>{}</span>').format(
            shape, words
        )
        for among, shape, words in _SHAPES
        if among & levels
    ]
    kind_sets = {frozenset(claim.kind for claim in mark.claims) for mark in marks}
    single = {next(iter(kinds)) for kinds in kind_sets if len(kinds) == 1}
    colours = [
        _swatch(KIND_COLOURS[kind].on(dark=dark), KIND_NAMES[kind].lower())
        for kind in Kind
        if kind in single
    ]
    if any(len(kinds) > 1 for kinds in kind_sets):
        colours.append(_swatch(MIXED.on(dark=dark), "several kinds"))
    missing = [Markup("<span>{} without a place</span>").format(counted(without, "claim"))]
    items = Markup("").join([*shapes, *colours, *(missing if without else [])])
    return Markup('<div class="sl-legend" role="list" aria-label="Legend">{}</div>').format(items)


def _swatch(colour: str, words: str) -> Markup:
    return Markup(
        '<span role="listitem"><i class="sl-swatch" style="background:{}"></i>{}</span>'
    ).format(colour, words)
