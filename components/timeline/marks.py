"""The marks of the timeline as Plotly traces. Each carries what a click on it reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

from components.shared.palette import INK, Colour
from components.timeline.chart import Chart
from components.timeline.layout import Mark
from components.timeline.scale import day_after, noon
from components.timeline.spans import MarkShape

# How a soft end is drawn: in so many steps, from clear to faint.
STEPS = 6
CLEAR, FAINT = 0.62, 0.06
# Heights in rows: of a period, and of what is open on a side, which has no box.
BOX, THIN = 0.66, 0.3
SYMBOL_SIZE, ARROW_SIZE = 9, 7
_OPEN = {MarkShape.NO_LATER, MarkShape.FROM_ON}
_BARE, _UNFILLED = {"soft", "touch"}, {"touch", "ahead"}
_HATCHED = {"fillmode": "replace", "size": 5, "solidity": 0.45}


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a mark from one moment to another (ISO), `height` rows high."""

    mark: Mark
    begin: datetime
    end: datetime
    height: float
    opacity: float


def add_marks(
    figure: Chart,
    marks: Sequence[Mark],
    hovers: Mapping[str, str],
    colours: Mapping[str, Colour],
    *,
    dark: bool,
) -> None:
    """Soft parts, stated parts, outlines, symbols and labels, in the order to draw them.

    Hover texts and colours are by the data of a mark.
    """
    add = _Adder(figure, hovers, colours, dark)
    soft = [(mark, list(soft_bars(mark))) for mark in marks]
    add.bars("soft", [bar for _, bars in soft for bar in bars])
    add.bars("touch", [_around(mark, bars) for mark, bars in soft if bars])
    boxes = [bar for mark in marks for bar in stated_box(mark)]
    add.bars("stated", [bar for bar in boxes if not bar.mark.span.ahead])
    add.bars("ahead", [bar for bar in boxes if bar.mark.span.ahead])
    add.symbols([(mark, *each) for mark in marks for each in symbols(mark)])
    add.labels([mark for mark in marks if mark.label])


def soft_bars(mark: Mark) -> Iterator[Bar]:
    """What of a mark is less than stated: the ends of "about", and the tail of an open side."""
    span = mark.span
    if span.edge or (span.ahead and span.look in _OPEN):
        return
    height = THIN if span.look in _OPEN else BOX
    first, last = _midnight(span.first), _midnight(span.last, after=True)
    if span.high < span.low:
        # Nothing stated lies within the days shown: all that reaches into them is faint.
        yield Bar(mark, first, last, height, 0.25)
        return
    low, high = _midnight(span.low), _midnight(span.high, after=True)
    if span.look is MarkShape.NO_LATER:
        low = high
    if span.look is MarkShape.FROM_ON:
        yield Bar(mark, low, high, height, CLEAR)
    yield from _fade(mark, low, first, height)
    yield from _fade(mark, high, last, height)


def symbols(mark: Mark) -> Iterator[tuple[str, str, float]]:
    """The symbols of a mark: where, which, and how large in pixels."""
    span = mark.span
    if span.edge:
        yield noon(span.first), "triangle-left" if span.edge < 0 else "triangle-right", ARROW_SIZE
        return
    stated = span.low <= span.high
    if span.look in {MarkShape.DAY, MarkShape.ABOUT_DAY} and stated:
        hollow = "circle-open" if span.look is MarkShape.ABOUT_DAY else "circle"
        yield noon(span.low), "diamond-open" if span.ahead else hollow, SYMBOL_SIZE
    open_sign = "-open" if span.ahead else ""
    if span.goes_on[0]:
        yield span.first.isoformat(), f"triangle-left{open_sign}", ARROW_SIZE
    if span.goes_on[1]:
        yield day_after(span.last), f"triangle-right{open_sign}", ARROW_SIZE
    if span.look is MarkShape.NO_LATER and stated:
        yield day_after(span.high), "line-ns-open", SYMBOL_SIZE
    if span.look is MarkShape.FROM_ON and stated and not span.ahead:
        yield span.low.isoformat(), "line-ns-open", SYMBOL_SIZE


def stated_box(mark: Mark) -> Iterator[Bar]:
    """The stated part of a period; of what lies ahead with an open side, all of it."""
    span = mark.span
    if span.look in {MarkShape.SOME_DAY, MarkShape.THROUGHOUT} and span.low <= span.high:
        yield Bar(mark, _midnight(span.low), _midnight(span.high, after=True), BOX, 1)
    elif span.ahead and span.look in _OPEN:
        yield Bar(mark, _midnight(span.first), _midnight(span.last, after=True), BOX, 1)


def _fade(mark: Mark, clear: datetime, faint: datetime, height: float) -> Iterator[Bar]:
    """From a clear end to a faint one, in either direction."""
    if clear == faint:
        return
    part = (faint - clear) / STEPS
    for step in range(STEPS):
        begin, end = sorted((clear + part * step, clear + part * (step + 1)))
        yield Bar(mark, begin, end, height, CLEAR + (FAINT - CLEAR) * step / (STEPS - 1))


def _around(mark: Mark, bars: Sequence[Bar]) -> Bar:
    """What of a mark's soft parts can be pointed at: all of them, as one."""
    begin, end = min(bar.begin for bar in bars), max(bar.end for bar in bars)
    return Bar(mark, begin, end, max(bar.height for bar in bars), 0)


def _midnight(day: date, *, after: bool = False) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(days=after)  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class _Adder:
    """Adds traces to a figure; hover texts and colours are by the data of a mark."""

    figure: Chart
    hovers: Mapping[str, str]
    shades: Mapping[str, Colour]
    dark: bool

    def bars(self, name: str, bars: Sequence[Bar]) -> None:
        """One trace of bars: soft, stated (hatched or filled), outlined, or clear and there to be
        pointed at, which soft ones are not: they are many, and each would carry the same words."""
        if not bars:
            return
        reporting = (
            {"hoverinfo": "skip"} if name == "soft" else self._reporting([bar.mark for bar in bars])
        )
        marker: dict[str, Any] = {"color": [self._fill(name, bar) for bar in bars]}
        if name in _BARE:
            marker["line"] = {"width": 0}
        else:
            marker["line"] = {"width": 1, "color": [self._colour(bar.mark) for bar in bars]}
        if name == "stated":
            marker["pattern"] = _HATCHED | {"shape": [_pattern(bar) for bar in bars]}
        self.figure.add_bar(
            orientation="h",
            base=[bar.begin.isoformat() for bar in bars],
            x=[(bar.end - bar.begin) / timedelta(milliseconds=1) for bar in bars],
            y=[bar.mark.row for bar in bars],
            width=[bar.height for bar in bars],
            marker=marker,
            name=name,
            **reporting,
        )

    def symbols(self, found: Sequence[tuple[Mark, str, str, float]]) -> None:
        """One trace of dots, arrows and bounds."""
        colours = [self._colour(mark) for mark, _, _, _ in found]
        self.figure.add_scatter(
            x=[at for _, at, _, _ in found],
            y=[mark.row for mark, _, _, _ in found],
            mode="markers",
            marker={
                "color": colours,
                "symbol": [symbol for _, _, symbol, _ in found],
                "size": [size for _, _, _, size in found],
                "line": {"width": 1.4, "color": colours},
                "opacity": 1,
            },
            name="symbols",
            **self._reporting([mark for mark, _, _, _ in found]),
        )

    def labels(self, marks: Sequence[Mark]) -> None:
        """Counts and names beside their marks."""
        ink = INK.on(dark=self.dark)
        self.figure.add_scatter(
            x=[_beside(mark) for mark in marks],
            y=[mark.row for mark in marks],
            mode="text",
            # The space keeps the words off the symbol that they stand beside.
            text=[
                f"{escape(mark.label)}\u2003" if mark.label_left else f"\u2003{escape(mark.label)}"
                for mark in marks
            ],
            textposition=["middle left" if mark.label_left else "middle right" for mark in marks],
            textfont={"size": 9.5, "color": ink},
            name="labels",
            **self._reporting(marks),
        )

    def _reporting(self, marks: Sequence[Mark]) -> dict[str, Any]:
        return {
            "customdata": [mark.data for mark in marks],
            "hovertext": [self.hovers[mark.data] for mark in marks],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }

    def _colour(self, mark: Mark) -> str:
        return self.shades[mark.data].on(dark=self.dark)

    def _fill(self, name: str, bar: Bar) -> str:
        return "rgba(0,0,0,0)" if name in _UNFILLED else rgba(self._colour(bar.mark), bar.opacity)


def _pattern(bar: Bar) -> str:
    return "/" if bar.mark.span.look is MarkShape.SOME_DAY else ""


def _beside(mark: Mark) -> str:
    """Where the label of a mark begins, or ends if it stands on the left."""
    if mark.label_left:
        return mark.span.first.isoformat()
    return day_after(mark.span.last)


def rgba(colour: str, opacity: float) -> str:
    """A colour #rrggbb with an opacity, as CSS writes it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:.3f})"
