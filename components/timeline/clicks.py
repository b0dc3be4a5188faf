"""What was clicked on or dragged over the timeline, from what the browser sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data.selecting.select import WINDOW_FIRST, WINDOW_LAST

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that was clicked: the key of its lane (`Members.key`), and its days."""

    lane: str
    first: date
    last: date


def selected_claims(value: Any) -> tuple[str, ...]:
    """Ids of the claims of the mark that was clicked."""
    carried = _clicked(value).removeprefix("group:")
    return tuple(each for each in carried.split(",") if _ID.fullmatch(each))


def selected_cell(value: Any) -> Cell | None:
    """The cell that was clicked; None when it was none."""
    try:
        kind, lane, first, last = _clicked(value).split(":")
        cell = Cell(lane, date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    return cell if kind == "cell" else None


def selected_period(value: Any) -> tuple[date, date] | None:
    """The whole months that were dragged over; None when none were.

    A month counts from its middle on, and one month at least, within the years of the timeline.
    """
    ends = getattr(value, "dragged", None)
    days = sorted(day for end in (ends if isinstance(ends, list) else []) if (day := _day(end)))
    if len(days) != 2 or days[1] < WINDOW_FIRST or days[0] > WINDOW_LAST:
        return None
    first = (days[0] + timedelta(days=15)).replace(day=1)
    last = (days[1] + timedelta(days=15)).replace(day=1) - timedelta(days=1)
    if last < first:
        first = (days[0] + (days[1] - days[0]) / 2).replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return max(first, WINDOW_FIRST), min(last, WINDOW_LAST)


def _clicked(value: Any) -> str:
    """What the mark that was clicked carries; empty for what is no mark."""
    carried = getattr(value, "clicked", None)
    return carried if isinstance(carried, str) else ""


def _day(end: object) -> date | None:
    if not isinstance(end, str):
        return None
    try:
        # Margins keep arithmetic with months clear of the ends of the calendar.
        return min(max(date.fromisoformat(end[:10]), date(1000, 1, 1)), date(9000, 1, 1))
    except ValueError:
        return None
