"""How days become room on the timeline: the years shown, their margins and how wide a text is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from data.model.period import Period
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST

# Pixels left and right of the drawing, the same in all its parts so that days stand over days.
LEFT, RIGHT = 104, 6
# The narrowest drawing that must be legible (a phone): what fits here fits everywhere.
NARROWEST = 250
# Of these, what is left free on each side for what lies before and after the days shown.
EDGE = 13
# Of a label: a letter, and the space before it.
LETTER, SPACE = 5.4, 10.0


@dataclass(frozen=True, slots=True)
class Scale:
    """The days that the timeline shows, first and last included."""

    first: date = WINDOW_FIRST
    last: date = WINDOW_LAST

    @property
    def months(self) -> int:
        """How many calendar months it touches."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def step(self) -> int:
        """The months of the finest division of time: one up to 18, three up to 48, else a year."""
        return 1 if self.months <= 18 else 3 if self.months <= 48 else 12

    def room(self, pixels: float) -> timedelta:
        """The days that so many pixels take where the drawing is narrowest; one day at least."""
        days = (self.last - self.first).days + 1
        return timedelta(days=ceil(days * pixels / (NARROWEST - 2 * EDGE)))

    def text_room(self, text: str) -> timedelta:
        """The days that a label takes, with the space before it."""
        return self.room(LETTER * len(text) + SPACE) if text else timedelta()

    @property
    def margin(self) -> timedelta:
        """How much is left free on each side."""
        return self.room(EDGE)

    @property
    def span(self) -> tuple[str, str]:
        """From where to where the drawing reaches, margins included; the last day is whole."""
        end = self.last + timedelta(days=1) + self.margin
        return (self.first - self.margin).isoformat(), end.isoformat()

    def inside(self, day: date) -> date:
        """The day, or the nearest one that is shown."""
        return min(max(day, self.first), self.last)

    def shows(self, day: date) -> bool:
        """Whether the day is one of those shown."""
        return self.first <= day <= self.last

    def shown(self, period: Period) -> tuple[date, date] | None:
        """The days of what a period states that are shown; None when there are none."""
        first = period.stated.earliest or self.first
        last = period.stated.latest or self.last
        if first > self.last or last < self.first:
            return None
        return self.inside(first), self.inside(last)


def noon(day: date) -> str:
    """Where a single day is marked: in its middle."""
    return f"{day.isoformat()}T12:00"


def day_after(day: date) -> str:
    """Where what includes the day ends."""
    return (day + timedelta(days=1)).isoformat()


def free_row(ends: list[float], begin: float, end: float) -> int:
    """The first row that is free from `begin` on, which is then taken to its `end`."""
    row = next((index for index, taken in enumerate(ends) if taken < begin), len(ends))
    ends[row : row + 1] = [end]
    return row
