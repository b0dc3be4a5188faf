"""What the symbols of the map and the timeline mean: those that are in view, and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from components.map.layers import MapLayer, hue_of_mark
from components.shared.palette import SEVERAL
from data.model.corpus import Corpus
from data.model.vocabulary import LocationPrecision
from data.selecting.places import PlaceMark
from data.text.numbers import counted

# Of each shape: its class in the style sheet, what it means, and whether a mark has it.
_SHAPES: tuple[tuple[str, str, Callable[[PlaceMark], bool]], ...] = (
    (
        "dot",
        "site or town",
        lambda mark: mark.level in {LocationPrecision.SITE, LocationPrecision.TOWN},
    ),
    ("ring", "near a place", lambda mark: mark.level is LocationPrecision.NEAR),
    (
        "area",
        "in the governorate",
        lambda mark: mark.level in {LocationPrecision.DISTRICT, LocationPrecision.GOVERNORATE},
    ),
    (
        "loose",
        "region, no firm border",
        lambda mark: mark.level is LocationPrecision.REGION and not mark.place.path,
    ),
    ("route", "route, border: approximate", lambda mark: bool(mark.place.path)),
    ("broad", "in the country", lambda mark: mark.level is LocationPrecision.COUNTRY),
)
_WITHOUT = Markup(
    '<span role="listitem"><button type="button" class="sl-link" data-pick="place:without">'
    "{} without a place</button></span>"
)


def build_legend(
    marks: Sequence[PlaceMark],
    corpus: Corpus,
    *,
    layer: MapLayer,
    without: int,
    disputed: bool,
    dark: bool,
) -> Markup:
    """HTML for the legend of these marks; `without` claims have no place to be drawn at.

    `disputed` tells that a mark has a disputed claim and is hatched.
    """
    shapes = [
        _item(Markup('<i class="sl-shape sl-shape-{}"></i>').format(shape), words)
        for shape, words, has_it in _SHAPES
        if any(has_it(mark) for mark in marks)
    ]
    if disputed:
        shapes.append(_item(Markup('<i class="sl-shape sl-shape-disputed"></i>'), "disputed"))
    if any(len(mark.claims) > 1 for mark in marks):
        words = "a number counts claims"
        shapes.append(_item(Markup(""), words))
    hues = dict.fromkeys(hue_of_mark(mark, layer, corpus) for mark in marks)
    colours = [
        _swatch(hue.colour.on(dark=dark), hue.name)
        for hue in sorted(hues, key=lambda hue: (hue == SEVERAL, hue.name))
    ]
    missing = [_WITHOUT.format(counted(without, "claim"))] if without else []
    items = Markup("").join([*colours, *shapes, *missing])
    return Markup('<div class="sl-legend" role="list" aria-label="Legend">{}</div>').format(items)


def _swatch(colour: str, words: str) -> Markup:
    return _item(Markup('<i class="sl-swatch" style="background:{}"></i>').format(colour), words)


def _item(sign: Markup, words: str) -> Markup:
    return Markup('<span role="listitem">{}<bdi dir="auto">{}</bdi></span>').format(sign, words)
