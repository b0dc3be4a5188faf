"""The strip of counts under the timeline as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from components.shared.palette import INK, KIND_COLOURS
from components.shared.svg import box, element, fill, line, text, together
from components.timeline.background import SHADE
from components.timeline.svg_background import NAME_SIZE, NARROW, Plot
from components.timeline.words import bin_words
from data.model.vocabulary import Kind
from data.selecting.bins import Bin

# Pixels above the axis for what is expected, below it for what is possible, and of a line of text.
EXPECTED, POSSIBLE, LINE = 54.0, 30.0, 14.0
# A bar that is lower cannot be seen.
_SEEN = 0.05


def strip(plot: Plot, bins: Sequence[Bin], top: float, width: int, *, dark: bool) -> Markup:
    """Expected counts stacked by kind with a line for the sure ones; below, the possible ones."""
    scale = plot.scale
    shown = [each for each in bins if scale.first <= each.first and each.last <= scale.last]
    most = max((_expected(each) for each in shown), default=0) or 1
    deepest = max((each.possible for each in shown), default=0) or 1
    axis = axis_at(top, width)
    ink = INK.on(dark=dark)
    begin = 0 if width < NARROW else plot.left
    return together(
        [
            _possible(plot, shown, axis, POSSIBLE / (deepest * 1.05), ink),
            *(_bin(plot, each, axis, EXPECTED / (most * 1.08), dark=dark) for each in shown),
            line("sl-axis", (begin, axis), (plot.right, axis), stroke=ink),
            *_words(plot, shown, axis, (most, deepest), top if width < NARROW else None),
        ]
    )


def axis_at(top: float, width: int) -> float:
    """Where the line between expected and possible counts lies."""
    return top + EXPECTED + (LINE if width < NARROW else 0)


def height_of(width: int) -> float:
    """Pixels that the strip takes."""
    return axis_at(0, width) + POSSIBLE


def _bin(plot: Plot, each: Bin, axis: float, unit: float, *, dark: bool) -> Markup:
    left, right = plot.days(each.first, each.last)
    parts = [element("title", bin_words(each))]
    y = axis
    for kind in Kind:
        height = each.expected.get(kind, 0) * unit
        y -= height
        if height >= _SEEN:
            colour = KIND_COLOURS[kind].on(dark=dark)
            parts.append(box(f"sl-{kind.value}", (left, y, right - left, height), fill=colour))
    if each.certain:
        y = axis - each.certain * unit
        ink = INK.on(dark=dark)
        parts.append(line("sl-certain", (left, y), (right, y), stroke=ink, stroke_width=1.5))
    # The whole column says its counts, however low its bars are.
    whole = left, axis - EXPECTED, right - left, EXPECTED + POSSIBLE
    parts.append(box("sl-column", whole, fill="none", pointer_events="all"))
    return element("g", *parts, class_="sl-bin", shape_rendering="crispEdges")


def _possible(plot: Plot, bins: Sequence[Bin], axis: float, unit: float, ink: str) -> Markup:
    """An outline that hangs from the axis: there may be far more of them than are expected."""
    points = [
        (x, axis + each.possible * unit) for each in bins for x in plot.days(each.first, each.last)
    ]
    if not points:
        return Markup()
    points = [(points[0][0], axis), *points, (points[-1][0], axis)]
    path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return element("polygon", class_="sl-possible", points=path, **fill(SHADE), stroke=ink)


def _words(
    plot: Plot,
    bins: Sequence[Bin],
    axis: float,
    tops: tuple[float, int],
    above: float | None,
) -> Iterator[Markup]:
    """What the axes count and how far: on the left, or in a line above where there is no room."""
    longest = max(((each.last - each.first).days for each in bins), default=0)
    unit = "quarter" if longest > 31 else "month"
    most, deepest = tops
    if above is not None:
        words = f"Claims a {unit}: expected, to {most:.0f}; below, possibly, at most {deepest}"
        yield text(plot.left, above + 10, words, size=NAME_SIZE, class_="sl-axis-name")
        return
    for y, words in (
        (axis - EXPECTED / 1.08, f"{most:.0f}"),
        (axis - EXPECTED / 2.16, f"Claims a {unit}"),
        (axis + POSSIBLE * 0.72, f"possibly: max {deepest}"),
    ):
        look = {"text_anchor": "end", "class_": "sl-axis-name"}
        yield text(plot.left - 6, y + 3.7, words, size=NAME_SIZE, **look)


def _expected(each: Bin) -> float:
    return sum(each.expected.values())
