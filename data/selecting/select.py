"""Pure questions to a corpus: which claims, how many of them, and in which order."""

import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from data.model.corpus import Claim, Corpus, When
from data.model.period import Period, TemporalScope, ends
from data.model.perpetrators import side_names, sides_of
from data.model.vocabulary import Kind
from data.selecting.claim_columns import KINDS, ClaimColumns, Mask

WINDOW_FIRST = date(2014, 1, 1)
WINDOW_LAST = date(2020, 12, 31)


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; an empty set or None keeps everything.

    `sources` keeps claims that one of these sources speaks to. `period` keeps claims that possibly
    hold on some day of it; with `certain`, those alone that surely do. Without a period `certain`
    asks nothing. `violent` keeps claims that tell a violent act, `sides` of these the ones that one
    of these sides did (`data.model.perpetrators`).
    """

    kinds: frozenset[Kind] = frozenset()
    sources: frozenset[str] = frozenset()
    period: Period | None = None
    certain: bool = False
    violent: bool = False
    sides: frozenset[str] = frozenset()

    @property
    def active(self) -> bool:
        """Whether anything is kept out of the claims of all kinds, or of all violent acts."""
        return bool(self.kinds or self.sources or self.period or self.sides)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims each choice of one filter would leave, all the others being as they are."""

    kinds: Mapping[Kind, int]
    sources: Mapping[str, int]
    sides: Mapping[str, int]


def matching(corpus: Corpus, filters: Filters) -> tuple[Claim, ...]:
    """The claims that pass all filters, in order of time."""
    return claim_columns(corpus).listed(passing(corpus, filters))


def located(corpus: Corpus, places: Iterable[str | None], filters: Filters) -> tuple[Claim, ...]:
    """Of the claims that pass all filters those at one of these places, or, at None, nowhere."""
    table = claim_columns(corpus)
    return table.listed(table.at_places(places) & passing(corpus, filters))


def passing(corpus: Corpus, filters: Filters) -> Mask:
    """Which rows of the corpus's claim_columns pass all filters."""
    table = claim_columns(corpus)
    kept = np.ones(len(table.claims), np.bool_)
    if filters.kinds:
        kept &= table.columns.of_kinds(filters.kinds)
    if filters.sources:
        kept &= table.of_sources(filters.sources)
    if filters.violent:
        kept &= table.violent
    if filters.sides:
        kept &= table.of_sides(filters.sides)
    if filters.period:
        first, last = (day.toordinal() for day in _asked_for(filters.period))
        ask = table.columns.surely_hold if filters.certain else table.columns.may_touch
        kept &= ask(first, last)
    return kept


def counts(corpus: Corpus, filters: Filters) -> Counts:
    """The claims of each kind, each source and each side, were that filter not set.

    A side that did none of the corpus's violent acts is left out.
    """
    table = claim_columns(corpus)
    of_any_kind = passing(corpus, replace(filters, kinds=frozenset()))
    of_any_source = passing(corpus, replace(filters, sources=frozenset()))
    of_any_side = passing(corpus, replace(filters, sides=frozenset()))
    each = np.bincount(table.columns.kind[of_any_kind], minlength=len(KINDS)).tolist()
    nobody = np.zeros(len(table.claims), np.bool_)
    return Counts(
        kinds=dict(zip(KINDS, each, strict=True)),
        sources={
            source: int(np.count_nonzero(of_any_source & table.spoken_to.get(source, nobody)))
            for source in corpus.sources
        },
        sides={
            side: int(np.count_nonzero(of_any_side & table.done_by[side]))
            for side in side_names(corpus)
            if side in table.done_by
        },
    )


def in_view(corpus: Corpus, filters: Filters) -> tuple[int, int, int]:
    """How many claims pass all filters, how many tell a violent act, how many sources speak."""
    table, kept = claim_columns(corpus), passing(corpus, filters)
    acts = kept & table.violent
    sources = sum(bool((kept & spoken_to).any()) for spoken_to in table.spoken_to.values())
    return int(np.count_nonzero(kept)), int(np.count_nonzero(acts)), sources


def violent_acts(corpus: Corpus) -> int:
    """How many claims of the corpus tell a violent act."""
    return int(np.count_nonzero(claim_columns(corpus).violent))


def claim_columns(corpus: Corpus) -> ClaimColumns:
    """The claims of a corpus in order of time, as columns; made once and kept as long as it is."""
    found = _TIMETABLES.get(id(corpus))
    if found is None:
        found = _TIMETABLES[id(corpus)] = ClaimColumns.of(
            in_order(corpus.claims.values()), corpus.actors
        )
        weakref.finalize(corpus, _TIMETABLES.pop, id(corpus), None)
    return found


# By identity: a corpus holds mappings, so it has no hash, and comparing two would take as long.
_TIMETABLES: dict[int, ClaimColumns] = {}


def passes(claim: Claim, filters: Filters, corpus: Corpus) -> bool:
    """Whether one claim of a corpus passes all filters."""
    kept = (
        not (filters.kinds and claim.kind not in filters.kinds)
        and not (filters.sources and filters.sources.isdisjoint(claim.sources))
        and not (filters.violent and not claim.is_violent)
        and not (filters.sides and filters.sides.isdisjoint(sides_of(claim, corpus.actors)))
    )
    if not kept or filters.period is None:
        return kept
    first, last = _asked_for(filters.period)
    if filters.certain:
        return surely_holds(claim.when, first, last)
    return claim.when.period.may_touch(first, last)


def _asked_for(period: Period) -> tuple[date, date]:
    """The first and the last day of a filter."""
    return period.stated.earliest or date.min, period.stated.latest or date.max


def surely_holds(when: When, first: date, last: date) -> bool:
    """Whether a claim holds on some day from `first` to `last`, whichever days its period means.

    What holds on some day of its period does so where the whole period lies within, margin
    included; what holds throughout, where its latest start and its earliest end leave no gap.
    """
    if when.holds is TemporalScope.SOME_DAY:
        earliest, latest = when.period.earliest, when.period.latest
        return first <= (earliest or date.min) and (latest or date.max) <= last
    _, latest_start, earliest_end, _ = ends(when.period)
    return latest_start <= last and first <= earliest_end


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by the first day of what is stated, an open start by its end; then by id."""

    def key(claim: Claim) -> tuple[date, date, str]:
        stated = claim.when.period.stated
        first = stated.earliest or stated.latest or date.max
        return first, stated.latest or date.max, claim.id

    return tuple(sorted(claims, key=key))


def position(claims: Sequence[Claim], claim: Claim) -> int | None:
    """Where a claim of the same corpus stands in a sequence; None if it does not."""
    # By identity: to look into a hundred thousand claims takes a hundred times as long.
    return next((index for index, each in enumerate(claims) if each is claim), None)


def neighbours(claims: Sequence[Claim], index: int | None) -> tuple[str | None, str | None]:
    """Ids of the claims before and after one in a sequence; None at an end or if absent."""
    if index is None:
        return None, None
    before = claims[index - 1].id if index > 0 else None
    after = claims[index + 1].id if index + 1 < len(claims) else None
    return before, after
