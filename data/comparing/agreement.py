"""Whether the sources agree on a claim: computed from the excerpts, never typed in.

Origins are counted, not publishers (data/comparing/lineage.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from data.comparing.lineage import Lineage, independent_pair, lineage_of
from data.model.corpus import Claim, Corpus, Figure
from data.model.quantity import comparable, overlap
from data.model.vocabulary import Stance


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
        support = f"supported in {listed(supporting)}, " if supporting else ""
        against = dict.fromkeys(
            f"{excerpt.source} ({excerpt.attribution})"
            for excerpt in claim.excerpts
            if excerpt.stance is Stance.DISPUTES
        )
        reason = f"{support}contradicted in {listed(list(against))}"
        return Assessment(Agreement.DISPUTED, reason)
    differing = differing_figures(claim)
    if differing:
        (source, figure), (other_source, other) = differing
        return Assessment(
            Agreement.FIGURES_DIFFER,
            f"“{figure.as_written}” ({source}) against “{other.as_written}” ({other_source})",
        )
    pair = independent_pair(claim, corpus.sources)
    if pair:
        names = [corpus.actors[excerpt.origin].name for excerpt in pair if excerpt.origin]
        return Assessment(
            Agreement.CORROBORATED,
            f"{pair[0].source} and {pair[1].source} support it independently, "
            f"from {names[0]} and {names[1]}",
        )
    sources = _sources(claim, Stance.SUPPORTS)
    if len(sources) > 1:
        derived = lineage_of(claim, corpus.sources) is Lineage.DERIVED
        why = "but not independently" if derived else "but not all say where they have it from"
        return Assessment(Agreement.REPEATED, f"{listed(sources)} say it, {why}")
    only = sources or _sources(claim, Stance.QUALIFIES) or _sources(claim, Stance.MENTIONS)
    return Assessment(Agreement.SINGLE_SOURCE, f"only {listed(only)} says it")


def is_disputed(claim: Claim) -> bool:
    """Whether an excerpt disputes the claim."""
    return any(excerpt.stance is Stance.DISPUTES for excerpt in claim.excerpts)


def differing_figures(claim: Claim) -> tuple[tuple[str, Figure], tuple[str, Figure]] | None:
    """The first two figures of different sources that count the same and cannot both be right.

    Rates are compared by the month, so a week and a month of attacks count the same.
    """
    stated = [
        (excerpt.source, figure)
        for excerpt in claim.excerpts
        if excerpt.stance in {Stance.SUPPORTS, Stance.QUALIFIES}
        for figure in excerpt.figures
    ]
    for one, other in combinations(stated, 2):
        apart = comparable(one[1], other[1]) and not overlap(one[1], other[1])
        if one[0] != other[0] and apart:
            return one, other
    return None


def listed(names: Sequence[str]) -> str:
    """One name or more as a reader says them: '000, 001 and 002'."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _sources(claim: Claim, stance: Stance) -> list[str]:
    return sorted({excerpt.source for excerpt in claim.excerpts if excerpt.stance is stance})
