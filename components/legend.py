"""What the map's symbols mean: those that are in view, and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from components.palette import KIND_COLOURS, KIND_NAMES, MIXED
from components.wording import counted
from data.select import PlaceMark
from data.terms import Kind, Level

# Of each shape: its class in the style sheet, what it means, and whether a mark has it.
_SHAPES: tuple[tuple[str, str, Callable[[PlaceMark], bool]], ...] = (
    ("dot", "site or town", lambda mark: mark.level in {Level.SITE, Level.TOWN}),
    ("ring", "near a place", lambda mark: mark.level is Level.NEAR),
    (
        "area",
        "somewhere in the governorate",
        lambda mark: mark.level in {Level.DISTRICT, Level.GOVERNORATE},
    ),
    (
        "loose",
        "region without borders",
        lambda mark: mark.level is Level.REGION and not mark.place.path,
    ),
    ("route", "route or border, approximate", lambda mark: bool(mark.place.path)),
    ("broad", "somewhere in the country", lambda mark: mark.level is Level.COUNTRY),
)


def build_legend(
    marks: Sequence[PlaceMark], *, every_kind: bool, without: int, dark: bool
) -> Markup:
    """HTML for the legend of these marks; `without` claims have no place to be drawn at."""
    shapes = [
        _item(Markup('<i class="sl-shape sl-shape-{}"></i>').format(shape), words)
        for shape, words, has_it in _SHAPES
        if any(has_it(mark) for mark in marks)
    ]
    if any(len(mark.claims) > 1 for mark in marks):
        shapes.append(_item(Markup(""), "number: of claims"))
    kind_sets = {frozenset(claim.kind for claim in mark.claims) for mark in marks}
    single = {next(iter(kinds)) for kinds in kind_sets if len(kinds) == 1}
    colours = [
        _swatch(KIND_COLOURS[kind].on(dark=dark), KIND_NAMES[kind].lower())
        for kind in Kind
        if kind in single
    ]
    if any(len(kinds) > 1 for kinds in kind_sets):
        colours.append(_swatch(MIXED.on(dark=dark), "several kinds"))
    scope = [] if every_kind else [Markup("<b>Attacks only</b>")]
    missing = [Markup("<span>{} without a place</span>").format(counted(without, "claim"))]
    items = Markup("").join([*scope, *shapes, *colours, *(missing if without else [])])
    return Markup('<div class="sl-legend" role="list" aria-label="Legend">{}</div>').format(items)


def _swatch(colour: str, words: str) -> Markup:
    return _item(Markup('<i class="sl-swatch" style="background:{}"></i>').format(colour), words)


def _item(sign: Markup, words: str) -> Markup:
    return Markup('<span role="listitem">{}{}</span>').format(sign, words)


def build_timeline_key() -> Markup:
    """HTML for what the marks of the timeline mean."""
    items = Markup("").join(
        _item(Markup('<i class="sl-mark">{}</i>').format(sign), words)
        for sign, words in (
            ("●", "day"),
            ("○", "about a day"),
            ("▨", "on some day"),
            ("■", "throughout"),
            ("░", "“about”"),
            ("◂", "open, or outside"),
            ("▾", "source published"),
        )
    )
    return Markup('<div class="sl-legend" role="list" aria-label="Key">{}</div>').format(items)
