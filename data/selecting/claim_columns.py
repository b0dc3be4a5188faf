"""Claims as columns of numbers, to ask the same of all of them at once.

Plain arrays and no pandas frame: a frame needs the same code to be filled, and it answers four
times as slowly of 100,000 claims and a hundred times of 300.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import compress
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt

from data.model.corpus import Actor, Claim
from data.model.period import Period, TemporalScope, ends
from data.model.perpetrators import sides_of
from data.model.vocabulary import Kind

Numbers: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]

KINDS = tuple(Kind)
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One row a claim. Days are ordinals, as of `date.toordinal`.

    The claim may hold from `earliest` to `latest`, which are the ends of the calendar where
    `open_start` and `open_end` say so. It begins by `latest_start` and does not end before
    `earliest_end`. `kind` is an index in KINDS.
    """

    earliest: Numbers
    latest_start: Numbers
    earliest_end: Numbers
    latest: Numbers
    open_start: Mask
    open_end: Mask
    throughout: Mask
    kind: Numbers

    def of(self, rows: Mask | Numbers) -> Self:
        """The columns of some rows, in the same order."""
        return type(self)(*(getattr(self, name)[rows] for name in self.__slots__))

    def may_touch(self, first: int, last: int) -> Mask:
        """Which possibly hold on some day from `first` to `last`, both included."""
        return (self.earliest <= last) & (self.latest >= first)

    def surely_hold(self, first: int, last: int) -> Mask:
        """Which surely do so; `select.surely_holds` says it of one claim, and why."""
        within = (first <= self.earliest) & (self.latest <= last)
        going_on = (self.latest_start <= last) & (first <= self.earliest_end)
        return np.where(self.throughout, going_on, within)

    def of_kinds(self, kinds: Collection[Kind]) -> Mask:
        """Which are of one of these kinds."""
        wanted = np.array([kind in kinds for kind in KINDS])
        return wanted[self.kind]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimColumns:
    """Claims in a fixed order and their columns; by source which of them it speaks to, by place the
    rows of those located there, under None of those that are nowhere, which tell a violent act, and
    by side which of these it did."""

    claims: tuple[Claim, ...]
    columns: Columns
    spoken_to: dict[str, Mask]
    located: dict[str | None, Numbers]
    violent: Mask
    done_by: dict[str, Mask]

    @classmethod
    def of(cls, claims: tuple[Claim, ...], actors: Mapping[str, Actor]) -> Self:
        """The claim_columns of these claims, in their order; `actors` are those of their corpus."""
        rows: dict[str, list[int]] = {}
        located: dict[str | None, list[int]] = {}
        sides: dict[str, list[int]] = {}
        for row, claim in enumerate(claims):
            for side in sides_of(claim, actors):
                sides.setdefault(side, []).append(row)
            for source in claim.sources:
                rows.setdefault(source, []).append(row)
            places: set[str | None] = {where.place for where in claim.locations}
            for place in places or {None}:
                located.setdefault(place, []).append(row)
        at = {place: np.array(each, np.int64) for place, each in located.items()}
        violent = np.array([claim.is_violent for claim in claims], np.bool_)
        size = len(claims)
        return cls(claims, columns(claims), _masks(rows, size), at, violent, _masks(sides, size))

    def listed(self, rows: Mask) -> IndexedClaims:
        """The claims of some rows, in the same order."""
        found = IndexedClaims(compress(self.claims, rows.tolist()))
        found.whole, found.rows = self.columns, rows
        return found

    def of_sources(self, sources: Collection[str]) -> Mask:
        """Which claims one of these sources speaks to."""
        return self._any_of(self.spoken_to, sources)

    def of_sides(self, sides: Collection[str]) -> Mask:
        """Which claims tell a violent act that one of these sides did."""
        return self._any_of(self.done_by, sides)

    def at_places(self, places: Iterable[str | None]) -> Mask:
        """Which claims are located at one of these places; None is for those that are nowhere."""
        found = np.zeros(len(self.claims), np.bool_)
        for place in self.located.keys() & places:
            found[self.located[place]] = True
        return found

    def _any_of(self, masks: Mapping[str, Mask], names: Collection[str]) -> Mask:
        found = np.zeros(len(self.claims), np.bool_)
        for name in masks.keys() & names:
            found |= masks[name]
        return found


def _masks(rows: Mapping[str, list[int]], size: int) -> dict[str, Mask]:
    """For each name a mask of the rows that it has."""
    masks = {name: np.zeros(size, np.bool_) for name in rows}
    for name, mask in masks.items():
        mask[rows[name]] = True
    return masks


class IndexedClaims(tuple[Claim, ...]):
    """Claims of a claim_columns, with their rows there: their columns need not be read anew."""

    whole: Columns
    rows: Mask


def columns(claims: Iterable[Claim]) -> Columns:
    """The columns of any claims, in their order."""
    if isinstance(claims, IndexedClaims):
        return claims.whole.of(claims.rows)
    claims = tuple(claims)
    # By identity, which is safe as long as the claims hold them. Claims share their periods, as
    # `parse_period` keeps them, and those of one period hold in the same way, as it is told how.
    seen: dict[int, int] = {}
    days: list[tuple[int, ...]] = []
    codes = {id(kind): code for code, kind in enumerate(KINDS)}
    rows, kinds = [], []
    for claim in claims:
        when = claim.when
        period = when.period
        row = seen.get(id(period))
        if row is None:
            row = seen[id(period)] = len(days)
            days.append((*_days(period), when.holds is TemporalScope.THROUGHOUT))
        rows.append(row)
        kinds.append(codes[id(claim.kind)])
    table = np.array(days, np.int64).reshape(-1, 7)[rows].T
    return Columns(*[*table[:4], *table[4:].astype(np.bool_), np.array(kinds, np.int64)])


def _days(period: Period) -> tuple[int, int, int, int, int, int]:
    earliest, latest_start, earliest_end, latest = ends(period)
    return (
        earliest.toordinal() if earliest else FIRST_DAY,
        latest_start.toordinal(),
        earliest_end.toordinal(),
        latest.toordinal() if latest else LAST_DAY,
        earliest is None,
        latest is None,
    )
