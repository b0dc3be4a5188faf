"""Where days and lanes lie in the timeline as SVG, and what is drawn around its marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from components.shared.svg import (
    box,
    element,
    fill,
    line,
    lines_of,
    stroke,
    text,
    together,
    width_of,
)
from components.timeline.drawing import LANES, ROW, TimelineDrawing
from components.timeline.rows import Lane
from components.timeline.scale import LEFT, RIGHT, Scale, day_after
from components.timeline.surroundings import BAND_EDGE, GRID, PUBLICATION
from data.selecting.bins import calendar_units
from data.text.plain import clean

# Narrower than this, the names of the lanes stand above them.
NARROW = 800
# A name that takes more than this much is written in several lines.
WIDEST_NAME = 190.0
NAME_LINE = 12.0
# Names are not cut, except one that is no name.
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Plot:
    """The room of the days, from `left` to `right` in pixels of a drawing of some `width`."""

    scale: Scale
    left: float
    right: float
    width: int

    @property
    def narrow(self) -> bool:
        """Whether names have no room on the left."""
        return self.width < NARROW

    def x(self, moment: str | datetime) -> float:
        """Where a moment lies; a day given alone begins there."""
        begin, end = (datetime.fromisoformat(each) for each in self.scale.span)
        at = moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
        return self.left + (self.right - self.left) * ((at - begin) / (end - begin))

    def days(self, first: date, last: date) -> tuple[float, float]:
        """From where to where these days reach, the last one included."""
        return self.x(first.isoformat()), self.x(day_after(last))


def plot_of(drawing: TimelineDrawing, width: int) -> Plot:
    """The days get what the names leave, and nearly all where the names stand above."""
    left: float = RIGHT
    if width >= NARROW:
        names = (width_of(lane.full_name, LANES) for lane in drawing.lanes)
        left = max(LEFT, min(max(names, default=0.0), WIDEST_NAME) + 12)
    return Plot(drawing.scale, left, width - RIGHT, width)


def draw_behind(plot: Plot, drawing: TimelineDrawing, bottom: float) -> Markup:
    """What is shaded, and the lines of the calendar."""
    parts = []
    for shade in drawing.shades:
        first, last = plot.days(shade.first, shade.last)
        look = fill(shade.paint) | (stroke(BAND_EDGE) if shade.lines else {})
        parts.append(box(f"sl-{shade.name}", (first, 0, last - first, bottom), **look))
    parts += [line("sl-grid", (x, 0), (x, bottom), **stroke(GRID)) for x in _calendar(plot)]
    return together(parts)


def draw_publications(plot: Plot, drawing: TimelineDrawing, top: float, bottom: float) -> Markup:
    """A thin line where each source was published: it knew nothing later."""
    ends = [plot.x(day_after(each.day)) for each in drawing.published]
    look = stroke(PUBLICATION)
    return together(line("sl-publication", (x, top), (x, bottom), **look) for x in ends)


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane in pixels: where it begins and ends, its first row, and the lines of its name."""

    lane: Lane
    top: float
    bottom: float
    first_row: float
    name: tuple[str, ...]

    @property
    def rows(self) -> range:
        """Its rows, counted through all lanes."""
        return range(self.lane.top, self.lane.bottom)

    def middle(self, row: float) -> float:
        """The middle of one of its rows."""
        return self.first_row + (row - self.lane.top + 0.5) * ROW


def place_lanes(lanes: Sequence[Lane], plot: Plot, top: float) -> list[PlacedLane]:
    """The lanes below one another, each as high as its rows and its name need."""
    placed = []
    room = plot.width - 2 * RIGHT if plot.narrow else plot.left - 12
    for lane in lanes:
        name = lines_of(lane.full_name, room, LANES, _MOST_LINES)
        rows, written = (lane.bottom - lane.top) * ROW, len(name) * NAME_LINE
        height = rows + written + 2 if plot.narrow else max(rows, written)
        first = top + written + 2 if plot.narrow else top + (height - rows) / 2
        placed.append(PlacedLane(lane, top, top + height, first, name))
        top += height
    return placed


def draw_names(placed: Sequence[PlacedLane], plot: Plot) -> Markup:
    """The name of each lane in full with its count, and a line above all but the first."""
    return together(part for lane in placed for part in _lane(lane, plot))


def _calendar(plot: Plot) -> Iterator[float]:
    scale = plot.scale
    for first, _ in calendar_units(scale.step, scale.first, scale.last):
        yield plot.x(first.isoformat())
    yield plot.x(day_after(scale.last))


def _lane(placed: PlacedLane, plot: Plot) -> Iterator[Markup]:
    if placed.lane.top > 0:
        start = 0 if plot.narrow else plot.left, placed.top
        yield line("sl-lane-line", start, (plot.right, placed.top), **stroke(GRID))
    half = len(placed.name) * NAME_LINE / 2
    middle = placed.top + 2 + half if plot.narrow else (placed.top + placed.bottom) / 2
    x, anchor = (plot.left, "start") if plot.narrow else (plot.left - 6, "end")
    look = {"text_anchor": anchor, "class_": "sl-lane"}
    for index, words in enumerate(_name(placed)):
        yield text(x, middle - half + 9.3 + index * NAME_LINE, *words, size=LANES, **look)


def _name(placed: PlacedLane) -> Iterator[tuple[Markup, ...]]:
    """The lines of a name, with the count at their end in bold."""
    count = str(placed.lane.count)
    *before, last = (Markup("{}").format(clean(words)) for words in placed.name)
    yield from ((each,) for each in before)
    yield last.removesuffix(count), element("tspan", count, font_weight=700)
