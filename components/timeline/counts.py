"""What is counted: the strip under the lanes, and the cells of lanes with very many claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np

from components.shared.palette import KIND_COLOURS, MIXED, Paint
from components.timeline.lanes import LaneBy, Members
from components.timeline.rows import Lane
from components.timeline.scale import Scale
from components.timeline.spans import Basis
from components.timeline.words import bin_words
from data.model.corpus import Claim
from data.model.vocabulary import Kind
from data.selecting.bins import Bin, Step, column_bins
from data.selecting.claim_columns import columns
from data.wording.labels import KIND_NAMES

# More claims than these are counted in cells: thousands of marks could not be told apart, nor drawn
# in time.
MOST_MARKS = 1000
# Of so many months each has room for a cell of its own.
FEW_MONTHS = 36
# Rows of a lane of cells, and the share of them that a cell fills.
ROWS, FILLED = 3, 0.86
FAINTEST = 0.06
# How much higher than its highest bar each side of the strip is.
ABOVE, BELOW = 1.08, 1.05
# A bar that is lower cannot be seen.
SEEN = 0.05


@dataclass(frozen=True, slots=True)
class Series:
    """A kind of the strip with its colour and how many are expected in each bin."""

    kind: Kind
    colour: str
    expected: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The counts of the days shown: `series` are stacked, `most` and `deepest` how far they go."""

    bins: tuple[Bin, ...]
    series: tuple[Series, ...]
    most: float
    deepest: int
    unit: str

    @property
    def name(self) -> str:
        """What the upper axis counts."""
        return f"Claims a {self.unit}"

    @property
    def name_below(self) -> str:
        """What the lower axis counts, and how far."""
        return f"possibly: max {self.deepest}"


@dataclass(frozen=True, slots=True)
class CellMark:
    """The claims of a lane that are expected within some days; `data` is what a click reports."""

    lane: Lane
    first: date
    last: date
    paint: Paint
    data: str
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The middle of its lane, in rows."""
        return self.lane.top + (ROWS - 1) / 2


def in_cells(claims: Sequence[Claim], by: Basis) -> bool:
    """Whether so many claims are counted in cells."""
    return by is Basis.EVENT and len(claims) > MOST_MARKS


def strip_of(bins: Sequence[Bin], scale: Scale, *, dark: bool) -> Strip:
    """The bins that are wholly shown; the first and the last of all may be cut."""
    shown = tuple(each for each in bins if scale.shows(each.first) and scale.shows(each.last))
    series = tuple(
        Series(
            kind,
            KIND_COLOURS[kind].on(dark=dark),
            tuple(each.expected.get(kind, 0) for each in shown),
        )
        for kind in Kind
        if any(kind in each.expected for each in shown)
    )
    longest = max(((each.last - each.first).days for each in shown), default=0)
    return Strip(
        shown,
        series,
        max(map(expected, shown), default=0) or 1,
        max((each.possible for each in shown), default=0) or 1,
        "quarter" if longest > 31 else "month",
    )


def bin_lines(each: Bin) -> list[str]:
    """The counts of a bin, and what is expected by kind."""
    kinds = [(KIND_NAMES[kind], each.expected.get(kind, 0)) for kind in Kind]
    return [bin_words(each), *(f"{name} {count:.1f}" for name, count in kinds if count >= SEEN)]


def lanes_of_cells(
    divided: Sequence[Members], claims: Sequence[Claim], scale: Scale, by: LaneBy, *, dark: bool
) -> tuple[tuple[CellMark, ...], tuple[Lane, ...]]:
    """The cells and the lanes, each of the same height.

    A cell is the darker the more claims are expected in it, compared with those of all lanes.
    """
    step = Step.MONTH if scale.months <= FEW_MONTHS else Step.QUARTER
    lanes = tuple(
        Lane(members.name, index * ROWS, (index + 1) * ROWS, len(members.claims))
        for index, members in enumerate(divided)
    )
    whole = columns(claims)
    row_of = {id(claim): row for row, claim in enumerate(claims)}
    found = []
    for members, lane in zip(divided, lanes, strict=True):
        rows = whole.of(np.array([row_of[id(claim)] for claim in members.claims], np.int64))
        counted = column_bins(rows, step, scale.first, scale.last)
        found += [(members.key, lane, each) for each in counted if each.possible]
    most = max((expected(each) for _, _, each in found), default=0) or 1
    cells = (_cell(key, lane, each, most, by, dark=dark) for key, lane, each in found)
    return tuple(cells), lanes


def expected(each: Bin) -> float:
    """How many claims of all kinds are expected in a bin."""
    return sum(each.expected.values())


def _cell(key: str, lane: Lane, each: Bin, most: float, by: LaneBy, *, dark: bool) -> CellMark:
    colour = KIND_COLOURS[Kind(key)] if by is LaneBy.KIND else MIXED
    # By the root, so that few are seen beside many.
    paint = Paint(colour.on(dark=dark), FAINTEST + (1 - FAINTEST) * sqrt(expected(each) / most))
    data = f"cell:{key}:{each.first}:{each.last}"
    return CellMark(lane, each.first, each.last, paint, data, (lane.name, bin_words(each)))
