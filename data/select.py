"""Pure questions to a corpus: which claims, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.model import Claim, Corpus, When
from data.period import Holding, Period
from data.terms import Kind

WINDOW_FIRST = date(2014, 1, 1)
WINDOW_LAST = date(2020, 12, 31)


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; an empty set or None keeps everything.

    `sources` keeps claims that one of these sources speaks to. `period` keeps claims that possibly
    hold on some day of it; with `certain`, those alone that surely do. Without a period `certain`
    asks nothing.
    """

    kinds: frozenset[Kind] = frozenset()
    sources: frozenset[str] = frozenset()
    period: Period | None = None
    certain: bool = False

    @property
    def active(self) -> bool:
        """Whether anything is kept out."""
        return bool(self.kinds or self.sources or self.period)


def matching(corpus: Corpus, filters: Filters) -> tuple[Claim, ...]:
    """The claims that pass all filters, in order of time."""
    return in_order(claim for claim in corpus.claims.values() if passes(claim, filters))


def passes(claim: Claim, filters: Filters) -> bool:
    """Whether one claim passes all filters."""
    if filters.kinds and claim.kind not in filters.kinds:
        return False
    if filters.sources and filters.sources.isdisjoint(claim.sources):
        return False
    if filters.period is None:
        return True
    first = filters.period.stated.earliest or date.min
    last = filters.period.stated.latest or date.max
    if filters.certain:
        return surely_holds(claim.when, first, last)
    return claim.when.period.may_touch(first, last)


def surely_holds(when: When, first: date, last: date) -> bool:
    """Whether a claim holds on some day from `first` to `last`, whichever days its period means.

    What holds on some day of its period does so where the whole period lies within, margin
    included; what holds throughout, where its latest start and its earliest end leave no gap.
    """
    if when.holds is Holding.SOME_DAY:
        earliest, latest = when.period.earliest, when.period.latest
        return first <= (earliest or date.min) and (latest or date.max) <= last
    _, latest_start, earliest_end, _ = ends(when.period)
    return latest_start <= last and first <= earliest_end


def ends(period: Period) -> tuple[date | None, date, date, date | None]:
    """The earliest and latest start, and the earliest and latest end; None where it is open.

    The margin of an "about" may cross the other end: what lasted from about June to 10 June did not
    begin in July.
    """
    start, end = period.start, period.end
    latest_start = min(start.latest or date.max, end.latest or date.max)
    earliest_end = max(end.earliest or date.min, start.earliest or date.min)
    return start.earliest, latest_start, earliest_end, end.latest


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by the first day of what is stated, an open start by its end; then by id."""

    def key(claim: Claim) -> tuple[date, date, str]:
        stated = claim.when.period.stated
        first = stated.earliest or stated.latest or date.max
        return first, stated.latest or date.max, claim.id

    return tuple(sorted(claims, key=key))


def neighbours(claims: Sequence[Claim], claim: str) -> tuple[str | None, str | None]:
    """Ids of the claims before and after `claim` in a sequence; None at an end or if absent."""
    ids = [each.id for each in claims]
    if claim not in ids:
        return None, None
    index = ids.index(claim)
    before = ids[index - 1] if index > 0 else None
    after = ids[index + 1] if index + 1 < len(ids) else None
    return before, after
