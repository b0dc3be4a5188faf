"""The lanes of the timeline as SVG: where they lie and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.shared.svg import clean, element, line, lines_of, stroke, text, together
from components.timeline.drawing import ROW
from components.timeline.layout import Lane
from components.timeline.scale import RIGHT
from components.timeline.surroundings import GRID
from components.timeline.svg_plot import NAME_SIZE, Plot

_LINE = 12.0
# Names are not cut, except one that is no name.
_MOST_LINES = 8


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
        name = lines_of(lane.full_name, room, NAME_SIZE, _MOST_LINES)
        rows, written = (lane.bottom - lane.top) * ROW, len(name) * _LINE
        height = rows + written + 2 if plot.narrow else max(rows, written)
        first = top + written + 2 if plot.narrow else top + (height - rows) / 2
        placed.append(PlacedLane(lane, top, top + height, first, name))
        top += height
    return placed


def draw_names(placed: Sequence[PlacedLane], plot: Plot) -> Markup:
    """The name of each lane in full with its count, and a line above all but the first."""
    return together(part for lane in placed for part in _lane(lane, plot))


def _lane(placed: PlacedLane, plot: Plot) -> Iterator[Markup]:
    if placed.lane.top > 0:
        start = 0 if plot.narrow else plot.left, placed.top
        yield line("sl-lane-line", start, (plot.right, placed.top), **stroke(GRID))
    half = len(placed.name) * _LINE / 2
    middle = placed.top + 2 + half if plot.narrow else (placed.top + placed.bottom) / 2
    x, anchor = (plot.left, "start") if plot.narrow else (plot.left - 6, "end")
    look = {"text_anchor": anchor, "class_": "sl-lane"}
    for index, words in enumerate(_name(placed)):
        yield text(x, middle - half + 9.3 + index * _LINE, *words, size=NAME_SIZE, **look)


def _name(placed: PlacedLane) -> Iterator[tuple[Markup, ...]]:
    """The lines of a name, with the count at their end in bold."""
    count = str(placed.lane.count)
    *before, last = (Markup("{}").format(clean(words)) for words in placed.name)
    yield from ((each,) for each in before)
    yield last.removesuffix(count), element("tspan", count, font_weight=700)
