"""The mark of a figure on its axis as SVG: how the source put the number decides its shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from components.figures.description import POINTS
from components.shared.svg import box, element, hatched
from data.model.quantity import QuantityForm

# Pixels from the top of a row to the middle of its mark.
MIDDLE = 18.0
_PREFIX = "fig"
_RADIUS, _BAR, _CAP, _CAP_HEIGHT, _LEAST = 6.0, 6.0, 2.5, 14.0, 2.0
# How an end in words fades: over so many pixels, half of them beyond the bound, in steps.
_SOFT, _FADE = 12.0, (0.2, 0.45, 0.75)


def fillings(colours: Iterable[str]) -> Markup:
    """What marks in these colours fade into on either side."""
    return element("defs", *(part for each in sorted(set(colours)) for part in _fillings(each)))


def draw_mark(put: QuantityForm, ends: tuple[float, float], y: float, colour: str) -> Markup:
    """A mark between two ends in pixels, its middle at `y`."""
    left, right = ends
    match put:
        case QuantityForm.EXACT | QuantityForm.ABOUT:
            exact = put is QuantityForm.EXACT
            look = {"fill": colour if exact else "none", "stroke": colour}
            name = f"sl-fig-{put.value}"
            radius = _RADIUS - _CAP / 2
            return element(
                "circle", class_=name, cx=left, cy=y, r=radius, stroke_width=_CAP, **look
            )
        case QuantityForm.IN_WORDS:
            return element("g", *_soft(left, right, y, colour), class_=f"sl-fig-{put.value}")
        case _:
            return element("g", *_bar(put, left, right, y, colour), class_=f"sl-fig-{put.value}")


def _bar(put: QuantityForm, left: float, right: float, y: float, colour: str) -> Iterator[Markup]:
    """A bar with a stop at each bound that is given, and an arrow where a side is open."""
    fill = colour if put is QuantityForm.RANGE else f"url(#{_fade_id(put, colour)})"
    frame = left, y - _BAR / 2, max(right - left, _LEAST), _BAR
    yield box("sl-fig-bar", frame, fill=fill)
    for bound, given in (
        (left, put is not QuantityForm.AT_MOST),
        (right, put is not QuantityForm.AT_LEAST),
    ):
        if given:
            stop = bound - _CAP / 2, y - _CAP_HEIGHT / 2, _CAP, _CAP_HEIGHT
            yield box("sl-fig-stop", stop, fill=colour)
    if put is QuantityForm.AT_LEAST:
        yield _arrow(right - 2, right + 7, y, colour)
    elif put is QuantityForm.AT_MOST:
        yield _arrow(left + 2, left - 7, y, colour)


def _arrow(base: float, tip: float, y: float, colour: str) -> Markup:
    points = f"{base:.2f},{y - 6:.2f} {tip:.2f},{y:.2f} {base:.2f},{y + 6:.2f}"
    return element("polygon", class_="sl-fig-arrow", points=points, fill=colour)


def _soft(left: float, right: float, y: float, colour: str) -> Iterator[Markup]:
    """Hatched, its ends fading across the bounds, which are our rule's and not the source's."""
    begin, end = left - _SOFT / 2, right + _SOFT / 2
    fade = min(_SOFT, (end - begin) / 2)
    step = fade / len(_FADE)
    for index, opacity in enumerate(_FADE):
        for x in (begin + index * step, end - (index + 1) * step):
            frame = x, y - _RADIUS, step, 2 * _RADIUS
            yield hatched("sl-fig-soft", frame, colour, opacity)
    inner = begin + fade, y - _RADIUS, end - begin - 2 * fade, 2 * _RADIUS
    yield hatched("sl-fig-hatched", inner, colour)


def _fillings(colour: str) -> Iterator[Markup]:
    for put, ends in ((QuantityForm.AT_LEAST, (0, 1)), (QuantityForm.AT_MOST, (1, 0))):
        begin, end = ends
        stops = (
            element("stop", offset=0.1, stop_color=colour),
            element("stop", offset=1, stop_color=colour, stop_opacity=0.0),
        )
        name = {"id": _fade_id(put, colour)}
        yield element("linearGradient", *stops, x1=begin, x2=end, y1=0, y2=0, **name)


def _fade_id(put: QuantityForm, colour: str) -> str:
    return f"{_PREFIX}-{put.value}-{colour[1:]}"


def sample_ends(put: QuantityForm, left: float, width: float) -> tuple[float, float]:
    """Where a mark stands in a sample of this width, as in the key."""
    middle = left + width / 2
    if put in POINTS:
        return middle, middle
    return left + 0.08 * width, left + 0.92 * width
