"""The axis that the figures of a group share: where it ends, its ticks, where a value lies."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from data.comparing.figure_groups import FigureGroup, Scale
from data.model.quantity import Dimension, bounds

# An open side needs room beyond its one bound, or it would look closed.
_OPEN = 1.5
_MOST_DECADES = 6


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high`, with the values at its ticks."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value lies, in percent from the left end."""
        if self.logarithmic:
            return 100 * log10(value / self.low) / log10(self.high / self.low)
        return 100 * (value - self.low) / (self.high - self.low)


def axis_of(group: FigureGroup) -> Axis:
    """The axis of a group: percent from 0 to 100, linear from 0, or whole powers of ten."""
    if group.scale is Scale.PERCENT:
        return Axis(0, 100, False, (0, 25, 50, 75, 100))
    ends = [bounds(row.figure) for row in group.rows]
    lows = [low if isfinite(low) else min(high / _OPEN, high * _OPEN) for low, high in ends]
    highs = [high if isfinite(high) else max(low / _OPEN, low * _OPEN) for low, high in ends]
    if group.scale is Scale.LOGARITHMIC:
        return _logarithmic(min(lows), max(highs))
    finest = 1 if group.dimension is Dimension.COUNT else 0.001
    return _linear(min(0.0, *lows), max(0.0, *highs), finest)


def _logarithmic(low: float, high: float) -> Axis:
    first, last = floor(log10(low)), ceil(log10(high))
    step = ceil((last - first) / _MOST_DECADES)
    ticks = tuple(10.0**power for power in range(first, last + 1, step))
    return Axis(10.0**first, 10.0**last, True, ticks)


def _linear(low: float, high: float, finest: float) -> Axis:
    """Ticks at 1, 2 or 5 times a power of ten, about five parts and none below `finest`."""
    rough = max((high - low) / 5, finest)
    power = 10.0 ** floor(log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    first, last = floor(low / step), ceil(high / step)
    ticks = tuple(step * part for part in range(first, max(last, first + 1) + 1))
    return Axis(ticks[0], ticks[-1], False, ticks)


def tick_words(value: float) -> str:
    """A round number as short as it can be said: '500', '20,000', '3 million'."""
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if abs(value) >= size:
            return f"{value / size:g} {name}"
    return f"{value:,g}"
