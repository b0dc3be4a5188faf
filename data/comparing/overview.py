"""All claims against all sources: who speaks to what, and how far that agrees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.comparing.agreement import Agreement, Assessment, assess
from data.comparing.lineage import Evidence, Lineage, evidence, lineage_of, part_of_origin
from data.model.corpus import Claim, Corpus
from data.model.vocabulary import ActorRole, Stance


class Show(StrEnum):
    """Which claims of an overview to keep."""

    ALL = "all"
    CONTESTED = "contested"
    SEVERAL = "several-documents"
    SINGLE_ORIGIN = "single-origin"


class Order(StrEnum):
    """How to sort an overview."""

    DISAGREEMENT = "disagreement"
    DOCUMENTS = "documents"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one source says of one claim: its stances, weightiest first, and in how many quotes.

    `perpetrator` tells that a quote has it from one who, by the claim, made the attack.
    """

    stances: tuple[Stance, ...]
    quotes: int
    perpetrator: bool

    @property
    def stance(self) -> Stance:
        """The weightiest: what must not be overlooked."""
        return self.stances[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One claim of the overview; a source that is silent is not in `voices`."""

    claim: Claim
    assessment: Assessment
    evidence: Evidence
    lineage: Lineage
    voices: Mapping[str, Voice]


_WEIGHT = (Stance.DISPUTES, Stance.QUALIFIES, Stance.SUPPORTS, Stance.MENTIONS)
_DISAGREEMENT = (
    Agreement.DISPUTED,
    Agreement.FIGURES_DIFFER,
    Agreement.REPEATED,
    Agreement.CORROBORATED,
    Agreement.SINGLE_SOURCE,
)


def overview(claims: Iterable[Claim], corpus: Corpus) -> tuple[Line, ...]:
    """One line for each claim, in the order given."""
    return tuple(
        Line(
            claim=claim,
            assessment=assess(claim, corpus),
            evidence=evidence(claim),
            lineage=lineage_of(claim, corpus.sources),
            voices={source: _voice(claim, source) for source in claim.sources},
        )
        for claim in claims
    )


def kept(lines: Sequence[Line], show: Show) -> tuple[Line, ...]:
    """The lines that a choice keeps.

    Contested are disputed or qualified claims and differing figures. Of a single origin is what
    one document supports, or several that derive from one another.
    """
    return tuple(line for line in lines if _is_kept(line, show))


def sorted_by(lines: Sequence[Line], order: Order) -> tuple[Line, ...]:
    """The lines sorted; those that are equal keep the order that they have, which is of time."""
    if order is Order.DISAGREEMENT:
        return tuple(sorted(lines, key=_disagreement))
    if order is Order.DOCUMENTS:
        return tuple(
            sorted(lines, key=lambda line: (-line.evidence.documents, -line.evidence.quotes))
        )
    return tuple(lines)


def _voice(claim: Claim, source: str) -> Voice:
    quotes = [excerpt for excerpt in claim.excerpts if excerpt.source == source]
    stances = {excerpt.stance for excerpt in quotes}
    return Voice(
        stances=tuple(stance for stance in _WEIGHT if stance in stances),
        quotes=len(quotes),
        perpetrator=claim.is_violent
        and any(part_of_origin(each, claim) is ActorRole.PERPETRATOR for each in quotes),
    )


def _is_kept(line: Line, show: Show) -> bool:
    if show is Show.CONTESTED:
        return _is_contested(line)
    if show is Show.SEVERAL:
        return line.evidence.documents > 1
    if show is Show.SINGLE_ORIGIN:
        return line.lineage in {Lineage.SINGLE, Lineage.DERIVED}
    return True


def _is_contested(line: Line) -> bool:
    against = {Stance.DISPUTES, Stance.QUALIFIES}
    return line.assessment.agreement in {Agreement.DISPUTED, Agreement.FIGURES_DIFFER} or any(
        excerpt.stance in against for excerpt in line.claim.excerpts
    )


def _disagreement(line: Line) -> tuple[int, bool]:
    return _DISAGREEMENT.index(line.assessment.agreement), not _is_contested(line)
