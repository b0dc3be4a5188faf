"""The timeline of many claims: in each lane, how many are expected in each month or quarter.

Thousands of marks could not be told apart, nor drawn in time. A cell is the darker the more claims
are expected in it; a click on it keeps them, until they are few enough to be drawn one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any

import numpy as np

from components.shared.palette import KIND_COLOURS, MIXED, Colour
from components.timeline.chart import Chart
from components.timeline.lanes import LaneBy, divide
from components.timeline.layout import Lane
from components.timeline.marks import rgba
from components.timeline.scale import Scale
from components.timeline.words import bin_words, joined
from data.model.corpus import Claim, Corpus
from data.model.vocabulary import Kind
from data.selecting.bins import Bin, Step, column_bins
from data.selecting.claim_columns import Columns, Numbers, columns

# More claims than these are counted in cells.
MOST_MARKS = 1000
# Rows of a lane, and the share of them that a cell fills.
ROWS, FILLED = 3, 0.86
FAINTEST = 0.06
_CELL = "cell:"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that was clicked: the key of its lane (`Members.key`), and its days."""

    lane: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Counted:
    """What a lane counts: the columns of its claims, and its key (`Members.key`)."""

    key: str
    rows: Columns


def count_lanes(
    claims: Sequence[Claim], corpus: Corpus, lanes: LaneBy
) -> tuple[tuple[Counted, Lane], ...]:
    """The lanes with what they count, each of the same height."""
    whole = columns(claims)
    row_of = {id(claim): row for row, claim in enumerate(claims)}
    return tuple(
        (
            Counted(members.key, whole.of(_rows(members.claims, row_of))),
            Lane(members.name, index * ROWS, (index + 1) * ROWS, len(members.claims)),
        )
        for index, members in enumerate(divide(claims, corpus, lanes))
    )


def _rows(claims: Sequence[Claim], row_of: Mapping[int, int]) -> Numbers:
    return np.array([row_of[id(claim)] for claim in claims], np.int64)


def add_cells(
    chart: Chart,
    lanes: Sequence[tuple[Counted, Lane]],
    scale: Scale,
    step: Step,
    *,
    by: LaneBy,
    dark: bool,
) -> None:
    """Add the cells of all lanes as one trace; shades of different lanes are comparable."""
    cells = [
        (counted, lane, each)
        for counted, lane in lanes
        for each in column_bins(counted.rows, step, scale.first, scale.last)
        if each.possible
    ]
    most = max((_expected(each) for _, _, each in cells), default=0.0) or 1.0
    chart.add_bar(
        orientation="h",
        base=[each.first.isoformat() for _, _, each in cells],
        x=[_milliseconds(each) for _, _, each in cells],
        y=[lane.top + (ROWS - 1) / 2 for _, lane, _ in cells],
        width=[ROWS * FILLED] * len(cells),
        marker={
            "color": [
                rgba(_colour(counted.key, by).on(dark=dark), _opacity(each, most))
                for counted, _, each in cells
            ],
            "line": {"width": 0},
        },
        name="cells",
        customdata=[f"{_CELL}{counted.key}:{each.first}:{each.last}" for counted, _, each in cells],
        hovertext=[joined(iter((lane.name, bin_words(each)))) for _, lane, each in cells],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def selected_cell(value: Any) -> Cell | None:
    """The cell that was clicked, from what the browser sent; None when it was none."""
    kind, _, rest = clicked_mark(value).partition(":")
    try:
        lane, first, last = rest.split(":")
        cell = Cell(lane, date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    return cell if f"{kind}:" == _CELL else None


def clicked_mark(value: Any) -> str:
    """What the mark that was clicked carries; empty for what is no mark."""
    carried = getattr(value, "clicked", None)
    return carried if isinstance(carried, str) else ""


def _colour(key: str, by: LaneBy) -> Colour:
    return KIND_COLOURS[Kind(key)] if by is LaneBy.KIND else MIXED


def _expected(each: Bin) -> float:
    return sum(each.expected.values())


def _opacity(each: Bin, most: float) -> float:
    """By the root, so that few are seen beside many."""
    return FAINTEST + (1 - FAINTEST) * sqrt(_expected(each) / most)


def _milliseconds(each: Bin) -> int:
    return int((each.last + timedelta(days=1) - each.first) / timedelta(milliseconds=1))
