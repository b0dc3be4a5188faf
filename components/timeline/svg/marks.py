"""The marks of the timeline as SVG, each a link to the first of its claims, and its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from components.shared.svg import box, element, fill, hatched, line, link, text, together, width_of
from components.timeline import pieces
from components.timeline.counts import FILLED, ROWS, CellMark
from components.timeline.drawing import LABELS, ROW, TimelineDrawing, lying
from components.timeline.pieces import Bar, Fill, Symbol
from components.timeline.rows import SYMBOL, Mark
from components.timeline.scale import noon
from components.timeline.svg.plot import Plot
from data.model.corpus import Claim
from data.text.numbers import counted
from data.wording.dates import period_words

# Plotly's shapes for a radius of 1, so that both drawings look the same.
_SHAPES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "triangle-left": ((0.5, 1.155), (0.5, -1.155), (-1, 0)),
    "triangle-right": ((-0.5, 1.155), (-0.5, -1.155), (1, 0)),
    "diamond": ((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    "line-ns": ((0, 1.4), (0, -1.4)),
}


@dataclass(frozen=True, slots=True)
class Pen:
    """Where days and rows lie, and the numbers of claims in the report around, by their ids."""

    plot: Plot
    middles: Mapping[int, float]
    numbers: Mapping[str, int]

    def frame(self, bar: Bar, row: int) -> tuple[float, float, float, float]:
        """Where a bar of a row lies."""
        left, right, height = self.plot.x(bar.begin), self.plot.x(bar.end), bar.height * ROW
        return left, self.middles[row] - height / 2, right - left, height

    def numbered(self, claim: Claim, words: str) -> str:
        """Words about a claim, after its number."""
        number = self.numbers.get(claim.id)
        return words if number is None else f"[{number}] {words}"


def draw_marks(marks: Sequence[Mark], pen: Pen) -> Markup:
    """All marks in their colours."""
    rooms = _rooms(marks, pen.plot)
    return together(_mark(*each, pen) for each in zip(marks, rooms, strict=True))


def draw_cells(cells: Sequence[CellMark], pen: Pen) -> Markup:
    """The cells that count claims, each with its counts on pointing."""
    parts = []
    for each in cells:
        left, right = pen.plot.days(each.first, each.last)
        height = ROWS * FILLED * ROW
        frame = left, pen.middles[each.lane.top + ROWS // 2] - height / 2, right - left, height
        title = element("title", "\n".join(each.lines))
        parts.append(element("g", title, box("sl-cell", frame, **fill(each.paint))))
    return together(parts)


def draw_chosen(
    drawing: TimelineDrawing, chosen: str | None, pen: Pen, ends: tuple[float, float]
) -> Markup:
    """A frame around each place of a claim, and a dotted line at its time through all lanes."""
    ink, (top, bottom) = drawing.ink, ends
    look = {"fill": "none", "stroke": ink, "pointer_events": "none"}
    parts = []
    for row, rows, span in lying(drawing, chosen):
        left, right = pen.plot.days(span.first, span.last)
        pad = SYMBOL + 2 if span.has_symbol else 3
        x = pen.plot.x(noon(span.first + (span.last - span.first) / 2))
        parts.append(line("sl-time", (x, top), (x, bottom), stroke=ink, stroke_dasharray="2 3"))
        frame = left - pad, pen.middles[row] - ROW / 2, right - left + 2 * pad, rows * ROW
        parts.append(box("sl-chosen", frame, stroke_width=2, **look))
    return together(parts)


def number_ranges(numbers: Iterable[int]) -> str:
    """Numbers as a reader says them: '3, 5–7'."""
    runs: list[list[int]] = []
    for each in sorted(numbers):
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _mark(mark: Mark, room: tuple[float, float], pen: Pen) -> Markup:
    return link(
        [claim.id for claim in mark.claims],
        _title(mark, pen),
        *_soft(mark, pen),
        *(_box(bar, mark, pen) for bar in pieces.box(mark.span)),
        *(_symbol(symbol, mark, pen) for symbol in pieces.symbols(mark.span)),
        *_label(mark, room, pen),
        name="sl-mark",
    )


def _title(mark: Mark, pen: Pen) -> str:
    """What pointing at a mark says; of several claims all, because no click will list them."""
    if len(mark.claims) == 1:
        return pen.numbered(mark.claims[0], "\n".join(mark.lines))
    lines = (
        pen.numbered(claim, f"{claim.statement} ({period_words(claim.when)})")
        for claim in mark.claims
    )
    return "\n".join([counted(len(mark.claims), "claim"), *(f"• {each}" for each in lines)])


def _soft(mark: Mark, pen: Pen) -> Iterator[Markup]:
    """The steps of a mark's soft parts."""
    steps = []
    for bar in pieces.soft_bars(mark.span):
        x, y, width, height = pen.frame(bar, mark.row)
        size = {"x": x, "y": y, "width": width, "height": height}
        steps.append(element("rect", **size, fill_opacity=bar.opacity))
    if steps:
        # Steps that meet between two pixels would show a seam.
        look = {"class_": "sl-soft", "fill": mark.colour, "shape_rendering": "crispEdges"}
        yield element("g", *steps, **look)


def _box(bar: Bar, mark: Mark, pen: Pen) -> Markup:
    frame, filled = pen.frame(bar, mark.row), bar.fill is Fill.FILLED
    look = {"fill": mark.colour if filled else "none", "stroke": mark.colour}
    # What is not painted can be clicked as well.
    outline = box(f"sl-{bar.fill.value}", frame, **look, pointer_events="all")
    if bar.fill is not Fill.HATCHED:
        return outline
    return together([hatched("sl-hatching", frame, mark.colour), outline])


def _symbol(symbol: Symbol, mark: Mark, pen: Pen) -> Markup:
    x, y, radius = pen.plot.x(symbol.at), pen.middles[mark.row], symbol.size / 2
    shape = symbol.shape.removesuffix("-open")
    look = {"fill": "none" if shape != symbol.shape else mark.colour, "stroke": mark.colour}
    given = {"class_": f"sl-{symbol.shape}", "pointer_events": "all"} | look
    if shape == "circle":
        return element("circle", cx=x, cy=y, r=radius, stroke_width=pieces.LINE, **given)
    points = " ".join(f"{x + a * radius:.2f},{y + b * radius:.2f}" for a, b in _SHAPES[shape])
    return element("polygon", points=points, stroke_width=pieces.LINE, **given)


def _label(mark: Mark, room: tuple[float, float], pen: Pen) -> Iterator[Markup]:
    """The label, and the numbers of the claims in the report where the row has room for them."""
    left, right = pen.plot.days(mark.span.first, mark.span.last)
    at = left - LABELS if mark.label_left else right + LABELS
    words = mark.label
    numbers = number_ranges(pen.numbers[each.id] for each in mark.claims if each.id in pen.numbers)
    if numbers:
        full = f"{words} [{numbers}]" if words else f"[{numbers}]"
        free = at - room[0] if mark.label_left else room[1] - at
        words = full if width_of(full, LABELS) <= free else words
    if words:
        look = {"text_anchor": "end" if mark.label_left else "start", "class_": "sl-label"}
        yield text(at, pen.middles[mark.row] + 3.3, words, size=LABELS, **look)


def _rooms(marks: Sequence[Mark], plot: Plot) -> list[tuple[float, float]]:
    """For each mark, from where to where no other mark of its row reaches."""
    rooms = [(plot.left, plot.right)] * len(marks)
    order = sorted(range(len(marks)), key=lambda i: (marks[i].row, marks[i].extent))
    for one, two in pairwise(order):
        if marks[one].row == marks[two].row:
            rooms[one] = rooms[one][0], plot.x(marks[two].extent[0].isoformat())
            rooms[two] = plot.x(marks[one].extent[1].isoformat()), rooms[two][1]
    return rooms
