"""The marks of the timeline as SVG, each a link to the first of its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from markupsafe import Markup

from components.shared.palette import INK
from components.shared.svg import box, element, hatched, line, link, text, together, width_of
from components.timeline.background import ROW
from components.timeline.layout import SYMBOL, Mark
from components.timeline.marks import Bar, soft_bars, stated_box, symbols
from components.timeline.scale import noon
from components.timeline.spans import Basis, MarkShape
from components.timeline.svg_background import Plot
from components.timeline.words import mark_words
from data.model.corpus import Claim, Corpus
from data.text.numbers import counted
from data.wording.dates import period_words

LABEL = 9.5
_LINE = 1.4
# Plotly's shapes for a radius of 1, so that both drawings look the same.
_SHAPES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "triangle-left": ((0.5, 1.155), (0.5, -1.155), (-1, 0)),
    "triangle-right": ((-0.5, 1.155), (-0.5, -1.155), (1, 0)),
    "diamond": ((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    "line-ns": ((0, 1.4), (0, -1.4)),
}


@dataclass(frozen=True, slots=True)
class Pen:
    """What all marks are drawn with: where days and rows lie, and what the titles need.

    `numbers` are those of the claims in the report around the drawing, by their ids.
    """

    plot: Plot
    middles: Mapping[int, float]
    corpus: Corpus
    by: Basis
    numbers: Mapping[str, int]


def draw_marks(marks: Sequence[Mark], colours: Sequence[str], pen: Pen) -> Markup:
    """All marks in their colours."""
    rooms = _rooms(marks, pen.plot)
    drawn = (_mark(*each, pen) for each in zip(marks, colours, rooms, strict=True))
    return together(drawn)


def draw_chosen(
    marks: Iterable[Mark], pen: Pen, top: float, bottom: float, *, dark: bool
) -> Markup:
    """A frame around each of these marks, and a dotted line at its time through all lanes."""
    ink = INK.on(dark=dark)
    parts = []
    for mark in marks:
        span = mark.span
        left, right = pen.plot.days(span.first, span.last)
        pad = SYMBOL + 2 if span.has_symbol else 3
        middle = pen.plot.x(noon(span.first + (span.last - span.first) / 2))
        ends = (middle, top), (middle, bottom)
        parts.append(line("sl-time", *ends, stroke=ink, stroke_dasharray="2 3"))
        frame = left - pad, pen.middles[mark.row] - ROW / 2, right - left + 2 * pad, ROW
        look = {"fill": "none", "stroke": ink, "pointer_events": "none"}
        parts.append(box("sl-chosen", frame, stroke_width=2, **look))
    return together(parts)


def title_words(mark: Mark, pen: Pen) -> str:
    """What pointing at a mark says; of several claims all, because no click will list them."""
    if len(mark.claims) == 1:
        # Written for Plotly, which reads HTML: all but the breaks was escaped.
        words = unescape(mark_words(mark, pen.corpus, pen.by).replace("<br>", "\n"))
        return _numbered(mark.claims[0], words, pen)
    lines = (
        _numbered(claim, f"{claim.statement} ({period_words(claim.when)})", pen)
        for claim in mark.claims
    )
    return "\n".join([counted(len(mark.claims), "claim"), *(f"• {each}" for each in lines)])


def number_ranges(numbers: Iterable[int]) -> str:
    """Numbers as a reader says them: '3, 5–7'."""
    runs: list[list[int]] = []
    for each in sorted(numbers):
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _mark(mark: Mark, colour: str, room: tuple[float, float], pen: Pen) -> Markup:
    y = pen.middles[mark.row]
    return link(
        [claim.id for claim in mark.claims],
        title_words(mark, pen),
        *_soft(list(soft_bars(mark)), y, colour, pen.plot),
        *(_stated(bar, y, colour, pen.plot) for bar in stated_box(mark)),
        *(_symbol(pen.plot.x(at), y, sign, size, colour) for at, sign, size in symbols(mark)),
        *_label(mark, y, room, pen),
        name="sl-mark",
    )


def _soft(bars: Sequence[Bar], y: float, colour: str, plot: Plot) -> Iterator[Markup]:
    """The steps of a mark's soft parts."""
    steps = []
    for bar in bars:
        x, top, width, height = _place(bar, y, plot)
        size = {"x": x, "y": top, "width": width, "height": height}
        steps.append(element("rect", **size, fill_opacity=bar.opacity))
    if steps:
        # Steps that meet between two pixels would show a seam.
        look = {"class_": "sl-soft", "fill": colour, "shape_rendering": "crispEdges"}
        yield element("g", *steps, **look)


def _stated(bar: Bar, y: float, colour: str, plot: Plot) -> Markup:
    """Outlined if ahead, hatched if on some day of it, else filled."""
    span, frame = bar.mark.span, _place(bar, y, plot)
    if span.ahead:
        return _outline("sl-ahead", frame, "none", colour)
    if span.look is MarkShape.SOME_DAY:
        lines = hatched("sl-hatching", frame, colour)
        return together([lines, _outline("sl-hatched", frame, "none", colour)])
    return _outline("sl-filled", frame, colour, colour)


def _outline(name: str, frame: tuple[float, float, float, float], fill: str, colour: str) -> Markup:
    # What is not painted can be clicked as well.
    return box(name, frame, fill=fill, stroke=colour, pointer_events="all")


def _place(bar: Bar, y: float, plot: Plot) -> tuple[float, float, float, float]:
    left, right, height = plot.x(bar.begin), plot.x(bar.end), bar.height * ROW
    return left, y - height / 2, right - left, height


def _symbol(x: float, y: float, sign: str, size: float, colour: str) -> Markup:
    shape = sign.removesuffix("-open")
    look = {"fill": "none" if shape != sign else colour, "stroke": colour}
    given = {"class_": f"sl-{sign}", "pointer_events": "all"} | look
    if shape == "circle":
        return element("circle", cx=x, cy=y, r=size / 2, stroke_width=_LINE, **given)
    points = " ".join(f"{x + a * size / 2:.2f},{y + b * size / 2:.2f}" for a, b in _SHAPES[shape])
    return element("polygon", points=points, stroke_width=_LINE, **given)


def _label(mark: Mark, y: float, room: tuple[float, float], pen: Pen) -> Iterator[Markup]:
    """The label, and the numbers of the claims in the report where the row has room for them."""
    left, right = pen.plot.days(mark.span.first, mark.span.last)
    at = left - LABEL if mark.label_left else right + LABEL
    words = mark.label
    numbers = number_ranges(pen.numbers[each.id] for each in mark.claims if each.id in pen.numbers)
    if numbers:
        full = f"{words} [{numbers}]" if words else f"[{numbers}]"
        free = at - room[0] if mark.label_left else room[1] - at
        words = full if width_of(full, LABEL) <= free else words
    if words:
        anchor = "end" if mark.label_left else "start"
        yield text(at, y + 3.3, words, size=LABEL, text_anchor=anchor, class_="sl-label")


def _rooms(marks: Sequence[Mark], plot: Plot) -> list[tuple[float, float]]:
    """For each mark, from where to where no other mark of its row reaches."""
    rooms = [(plot.left, plot.right)] * len(marks)
    order = sorted(range(len(marks)), key=lambda i: (marks[i].row, marks[i].extent))
    for one, two in pairwise(order):
        if marks[one].row == marks[two].row:
            rooms[one] = rooms[one][0], plot.x(marks[two].extent[0].isoformat())
            rooms[two] = plot.x(marks[one].extent[1].isoformat()), rooms[two][1]
    return rooms


def _numbered(claim: Claim, words: str, pen: Pen) -> str:
    number = pen.numbers.get(claim.id)
    return words if number is None else f"[{number}] {words}"
