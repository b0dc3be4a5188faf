"""The strip of counts under the timeline as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from components.shared.svg import box, element, fill, line, text, together
from components.timeline.counts import ABOVE, BELOW, SEEN, Strip
from components.timeline.drawing import LANES
from components.timeline.surroundings import SHADE
from components.timeline.svg.plot import Plot
from components.timeline.words import bin_words

# Pixels above the axis for what is expected, below it for what is possible, and of a line of text.
EXPECTED, POSSIBLE, LINE = 54.0, 30.0, 14.0


def draw_strip(plot: Plot, strip: Strip, top: float, ink: str) -> Markup:
    """Expected counts stacked by kind with a line for the sure ones; below, the possible ones."""
    axis = top + _above(plot)
    begin = 0 if plot.narrow else plot.left
    return together(
        [
            _possible(plot, strip, axis, ink),
            *(_bin(plot, strip, index, axis, ink) for index in range(len(strip.bins))),
            line("sl-axis", (begin, axis), (plot.right, axis), stroke=ink),
            *(_words_above(plot, strip, top) if plot.narrow else _words(plot, strip, axis)),
        ]
    )


def height_of(plot: Plot) -> float:
    """Pixels that the strip takes."""
    return _above(plot) + POSSIBLE


def _above(plot: Plot) -> float:
    return EXPECTED + (LINE if plot.narrow else 0)


def _bin(plot: Plot, strip: Strip, index: int, axis: float, ink: str) -> Markup:
    each, unit = strip.bins[index], EXPECTED / (strip.most * ABOVE)
    left, right = plot.days(each.first, each.last)
    parts = [element("title", bin_words(each))]
    y = axis
    for series in strip.series:
        height = series.expected[index] * unit
        y -= height
        if height >= SEEN:
            frame = left, y, right - left, height
            parts.append(box(f"sl-{series.kind.value}", frame, fill=series.colour))
    if each.certain:
        y = axis - each.certain * unit
        parts.append(line("sl-certain", (left, y), (right, y), stroke=ink, stroke_width=1.5))
    # The whole column says its counts, however low its bars are.
    whole = left, axis - EXPECTED, right - left, EXPECTED + POSSIBLE
    parts.append(box("sl-column", whole, fill="none", pointer_events="all"))
    return element("g", *parts, class_="sl-bin", shape_rendering="crispEdges")


def _possible(plot: Plot, strip: Strip, axis: float, ink: str) -> Markup:
    """An outline that hangs from the axis: there may be far more of them than are expected."""
    unit = POSSIBLE / (strip.deepest * BELOW)
    points = [
        (x, axis + each.possible * unit)
        for each in strip.bins
        for x in plot.days(each.first, each.last)
    ]
    if not points:
        return Markup()
    points = [(points[0][0], axis), *points, (points[-1][0], axis)]
    path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return element("polygon", class_="sl-possible", points=path, **fill(SHADE), stroke=ink)


def _words_above(plot: Plot, strip: Strip, top: float) -> Iterator[Markup]:
    """What the axes count and how far, in a line where there is no room on the left."""
    words = f"{strip.name}: expected, to {strip.most:.0f}; below, possibly, at most {strip.deepest}"
    yield text(plot.left, top + 10, words, size=LANES, class_="sl-axis-name")


def _words(plot: Plot, strip: Strip, axis: float) -> Iterator[Markup]:
    look = {"text_anchor": "end", "class_": "sl-axis-name"}
    for y, words in (
        (axis - EXPECTED / ABOVE, f"{strip.most:.0f}"),
        (axis - EXPECTED / (2 * ABOVE), strip.name),
        (axis + POSSIBLE * 0.72, strip.name_below),
    ):
        yield text(plot.left - 6, y + 3.7, words, size=LANES, **look)
