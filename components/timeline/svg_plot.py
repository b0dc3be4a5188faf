"""Where days lie in the timeline as SVG, and what is drawn behind its marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from components.shared.svg import box, fill, line, stroke, together, width_of
from components.timeline.drawing import TimelineDrawing
from components.timeline.scale import LEFT, RIGHT, Scale, day_after
from components.timeline.surroundings import BAND_EDGE, GRID, PUBLICATION
from data.selecting.bins import calendar_units

# Narrower than this, the names of the lanes stand above them.
NARROW = 800
NAME_SIZE = 10.5
# A name that takes more than this much is written in several lines.
WIDEST_NAME = 190.0


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
        names = (width_of(lane.full_name, NAME_SIZE) for lane in drawing.lanes)
        left = max(LEFT, min(max(names, default=0.0), WIDEST_NAME) + 12)
    return Plot(drawing.scale, left, width - RIGHT, width)


def draw_behind(plot: Plot, drawing: TimelineDrawing, bottom: float) -> Markup:
    """What is shaded, and the lines of the calendar."""
    parts = []
    for shade in drawing.shades:
        first, last = plot.days(shade.first, shade.last)
        look = fill(shade.paint) | (stroke(BAND_EDGE) if shade.edged else {})
        parts.append(box(f"sl-{shade.name}", (first, 0, last - first, bottom), **look))
    parts += [line("sl-grid", (x, 0), (x, bottom), **stroke(GRID)) for x in _calendar(plot)]
    return together(parts)


def draw_publications(plot: Plot, drawing: TimelineDrawing, top: float, bottom: float) -> Markup:
    """A thin line where each source was published: it knew nothing later."""
    ends = [plot.x(day_after(each.day)) for each in drawing.published]
    look = stroke(PUBLICATION)
    return together(line("sl-publication", (x, top), (x, bottom), **look) for x in ends)


def _calendar(plot: Plot) -> Iterator[float]:
    scale = plot.scale
    for first, _ in calendar_units(scale.step, scale.first, scale.last):
        yield plot.x(first.isoformat())
    yield plot.x(day_after(scale.last))
