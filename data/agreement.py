"""Whether the sources agree on a claim: computed from the excerpts, never typed in.

Origins are counted, not publishers. Two excerpts are independent only when both say whom they have
it from, the two differ, and neither source derives from the other. Where a source does not say, the
lineage is unknown, and nothing is established by repetition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from data.model import Claim, Corpus, Excerpt, Figure, Source
from data.terms import Stance


class Agreement(StrEnum):
    """What the excerpts of a claim amount to."""

    SINGLE_SOURCE = "single-source"
    REPEATED = "repeated-independence-not-established"
    CORROBORATED = "corroborated"
    FIGURES_DIFFER = "figures-differ"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The agreement of one claim, and the reason in words that follow a colon."""

    agreement: Agreement
    reason: str


def assess(claim: Claim, corpus: Corpus) -> Assessment:
    """Return how the sources of a claim agree. The first rule that applies decides."""
    disputing = _sources(claim, Stance.DISPUTES)
    if disputing:
        supporting = _sources(claim, Stance.SUPPORTS)
        support = f"supported in {_listed(supporting)}, " if supporting else ""
        reason = f"{support}contradicted in {_listed(disputing)}"
        return Assessment(Agreement.DISPUTED, reason)
    differing = differing_figures(claim)
    if differing:
        (source, figure), (other_source, other) = differing
        return Assessment(
            Agreement.FIGURES_DIFFER,
            f"“{figure.as_written}” ({source}) against “{other.as_written}” ({other_source})",
        )
    supports = [excerpt for excerpt in claim.excerpts if excerpt.stance is Stance.SUPPORTS]
    pair = _independent_pair(supports, corpus.sources)
    if pair:
        names = [corpus.actors[excerpt.origin].name for excerpt in pair if excerpt.origin]
        return Assessment(
            Agreement.CORROBORATED,
            f"{pair[0].source} and {pair[1].source} support it independently, "
            f"from {names[0]} and {names[1]}",
        )
    sources = _sources(claim, Stance.SUPPORTS)
    if len(sources) > 1:
        reason = f"{_listed(sources)} say it, without each naming where it has it from"
        return Assessment(Agreement.REPEATED, reason)
    only = sources or _sources(claim, Stance.QUALIFIES) or _sources(claim, Stance.MENTIONS)
    return Assessment(Agreement.SINGLE_SOURCE, f"only {_listed(only)} says it")


def differing_figures(claim: Claim) -> tuple[tuple[str, Figure], tuple[str, Figure]] | None:
    """The first two figures of different sources that count the same and cannot both be right."""
    stated = [
        (excerpt.source, figure)
        for excerpt in claim.excerpts
        if excerpt.stance in {Stance.SUPPORTS, Stance.QUALIFIES}
        for figure in excerpt.figures
    ]
    for one, other in combinations(stated, 2):
        comparable = one[1].measure is other[1].measure and one[1].unit == other[1].unit
        if one[0] != other[0] and comparable and not _overlap(one[1], other[1]):
            return one, other
    return None


def _overlap(one: Figure, other: Figure) -> bool:
    def low(figure: Figure) -> float:
        return float("-inf") if figure.minimum is None else figure.minimum

    def high(figure: Figure) -> float:
        return float("inf") if figure.maximum is None else figure.maximum

    return low(one) <= high(other) and low(other) <= high(one)


def _independent_pair(
    excerpts: Sequence[Excerpt], sources: Mapping[str, Source]
) -> tuple[Excerpt, Excerpt] | None:
    for one, other in combinations(excerpts, 2):
        known = one.origin is not None and other.origin is not None
        derived = (
            one.source in sources[other.source].derives_from
            or other.source in sources[one.source].derives_from
        )
        if known and one.origin != other.origin and one.source != other.source and not derived:
            return one, other
    return None


def _sources(claim: Claim, stance: Stance) -> list[str]:
    return sorted({excerpt.source for excerpt in claim.excerpts if excerpt.stance is stance})


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
