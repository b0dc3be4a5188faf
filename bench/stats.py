"""What a series of measurements amounts to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Summary:
    """Of `count` measurements: the middle, the 95th in a hundred, the ends. Units as measured."""

    count: int
    median: float
    p95: float
    least: float
    most: float


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: a value that was measured. Raises ValueError for none."""
    if not values:
        raise ValueError("no percentile of nothing")
    return sorted(values)[max(ceil(share * len(values)), 1) - 1]


def summary(values: Sequence[float]) -> Summary:
    """The summary of at least one value; the median of an even count is the mean of the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return Summary(len(ordered), median, percentile(ordered, 0.95), ordered[0], ordered[-1])
