"""Where days and rows lie in the timeline as SVG, and what is drawn behind its marks."""

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
from components.timeline.background import BAND, BAND_EDGE, GRID, KEPT, ROW, SHADE, band_days
from components.timeline.layout import Lane
from components.timeline.scale import LEFT, RIGHT, Scale, day_after
from data.model.corpus import ContextBand
from data.selecting.bins import calendar_units
from data.selecting.select import Filters
from data.text.plain import clean

# Narrower than this, the names of the lanes stand above them.
NARROW = 800
NAME_SIZE, NAME_LINE = 10.5, 12.0
# A name that takes more than this much is written in several lines.
WIDEST_NAME = 190.0
# Names are not cut, except one that is no name.
MOST_LINES = 8
_PUBLICATION = "rgba(128,128,128,0.55)"


@dataclass(frozen=True, slots=True)
class Plot:
    """The room of the days, from `left` to `right` in pixels."""

    scale: Scale
    left: float
    right: float

    def x(self, moment: str | datetime) -> float:
        """Where a moment lies; a day given alone begins there."""
        begin, end = (datetime.fromisoformat(each) for each in self.scale.span)
        at = moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
        return self.left + (self.right - self.left) * ((at - begin) / (end - begin))

    def days(self, first: date, last: date) -> tuple[float, float]:
        """From where to where these days reach, the last one included."""
        return self.x(first.isoformat()), self.x(day_after(last))


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

    def middle(self, row: int) -> float:
        """The middle of one of its rows."""
        return self.first_row + (row - self.lane.top + 0.5) * ROW


def plot_of(scale: Scale, lanes: Sequence[Lane], width: int) -> Plot:
    """The days get what the names leave, and nearly all where the names stand above."""
    if width < NARROW:
        return Plot(scale, RIGHT, width - RIGHT)
    longest = max((width_of(_full_name(lane), NAME_SIZE) for lane in lanes), default=0.0)
    return Plot(scale, max(LEFT, min(longest, WIDEST_NAME) + 12), width - RIGHT)


def place_lanes(lanes: Sequence[Lane], plot: Plot, top: float, width: int) -> list[PlacedLane]:
    """The lanes below one another, each as high as its rows and its name need."""
    placed = []
    above = width < NARROW
    room = width - 2 * RIGHT if above else plot.left - 12
    for lane in lanes:
        name = lines_of(_full_name(lane), room, NAME_SIZE, MOST_LINES)
        rows, written = (lane.bottom - lane.top) * ROW, len(name) * NAME_LINE
        height = rows + written + 2 if above else max(rows, written)
        first = top + written + 2 if above else top + (height - rows) / 2
        placed.append(PlacedLane(lane, top, top + height, first, name))
        top += height
    return placed


def background(
    plot: Plot, bands: Sequence[ContextBand], filters: Filters, top: float, bottom: float
) -> Markup:
    """The margins for what lies outside, the context, the period that is kept, the calendar."""
    scale = plot.scale
    begin, end = plot.days(scale.first, scale.last)
    height = bottom - top
    parts = [
        box("sl-margin", (plot.left, top, begin - plot.left, height), **fill(SHADE)),
        box("sl-margin", (end, top, plot.right - end, height), **fill(SHADE)),
    ]
    for band in bands:
        if days := band_days(band, scale):
            first, last = plot.days(*days)
            look = fill(BAND) | stroke(BAND_EDGE)
            parts.append(box("sl-context", (first, top, last - first, height), **look))
    if days := _kept(filters, scale):
        first, last = plot.days(*days)
        parts.append(box("sl-kept", (first, top, last - first, height), **fill(KEPT)))
    parts += [line("sl-grid", (x, top), (x, bottom), **stroke(GRID)) for x in _calendar(plot)]
    return together(parts)


def publication_lines(plot: Plot, days: Sequence[date], top: float, bottom: float) -> Markup:
    """A thin line where each source was published: it knew nothing later."""
    ends = [plot.x(day_after(day)) for day in days if plot.scale.first <= day <= plot.scale.last]
    look = stroke(_PUBLICATION)
    return together(line("sl-publication", (x, top), (x, bottom), **look) for x in ends)


def lane_names(placed: Sequence[PlacedLane], plot: Plot, width: int) -> Markup:
    """The name of each lane in full with its count, and a line above all but the first."""
    return together(part for lane in placed for part in _lane_parts(lane, plot, width))


def _lane_parts(placed: PlacedLane, plot: Plot, width: int) -> Iterator[Markup]:
    above = width < NARROW
    if placed.lane.top > 0:
        start = 0 if above else plot.left, placed.top
        yield line("sl-lane-line", start, (plot.right, placed.top), **stroke(GRID))
    middle = placed.top + 2 + len(placed.name) * NAME_LINE / 2
    if not above:
        middle = (placed.top + placed.bottom) / 2
    baseline = middle - len(placed.name) * NAME_LINE / 2 + 9.3
    count = str(placed.lane.count)
    for index, written in enumerate(placed.name):
        last = index == len(placed.name) - 1
        strong = [element("tspan", count, font_weight=700)] if last else []
        words = written.removesuffix(count) if last else written
        yield text(
            plot.left if above else plot.left - 6,
            baseline + index * NAME_LINE,
            Markup("{}").format(clean(words)),
            *strong,
            size=NAME_SIZE,
            text_anchor="start" if above else "end",
            class_="sl-lane",
        )


def _full_name(lane: Lane) -> str:
    return f"{lane.name} {lane.count}"


def _kept(filters: Filters, scale: Scale) -> tuple[date, date] | None:
    if filters.period is None:
        return None
    stated = filters.period.stated
    first, last = stated.earliest or scale.first, stated.latest or scale.last
    if first > scale.last or last < scale.first:
        return None
    return scale.inside(first), scale.inside(last)


def _calendar(plot: Plot) -> Iterator[float]:
    """Where months begin up to a year and a half, quarters up to four years, else years."""
    scale = plot.scale
    step = 1 if scale.months <= 18 else 3 if scale.months <= 48 else 12
    for first, _ in calendar_units(step, scale.first, scale.last):
        yield plot.x(first.isoformat())
    yield plot.x(day_after(scale.last))
