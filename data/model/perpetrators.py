"""By whom a violent act was done, and on whom: worked out from a claim's actors, never typed in."""

from collections.abc import Mapping

from data.model.corpus import Actor, Claim, Corpus
from data.model.vocabulary import ActorRole

# The actor is of no side; no actor is named. Both are no ids of sides.
OTHER, NOT_SAID = "other", "not-said"
RESERVED = frozenset({OTHER, NOT_SAID})


def sides_of(claim: Claim, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The sides that did a violent act, in the order of the claim's actors; none of other claims.

    A clash that names no perpetrator is fought by its participants. OTHER stands for actors of no
    side, NOT_SAID where the claim names nobody who did it.
    """
    if not claim.is_violent:
        return ()
    acting = _with_role(claim, ActorRole.PERPETRATOR) or _with_role(claim, ActorRole.PARTICIPANT)
    return tuple(dict.fromkeys(actors[each].side or OTHER for each in acting)) or (NOT_SAID,)


def targets_of(claim: Claim) -> tuple[str, ...]:
    """The actors that a violent act was aimed at or struck; none of other claims."""
    return _with_role(claim, ActorRole.TARGET) if claim.is_violent else ()


def side_names(corpus: Corpus) -> Mapping[str, str]:
    """The sides that a violent act of this corpus can be of, by id, in their order."""
    named = {side.id: side.name for side in corpus.sides.values()}
    return {**named, OTHER: "Others", NOT_SAID: "Not said"}


def by_whom_words(claim: Claim, corpus: Corpus) -> str:
    """Who did a violent act: 'Iraqi forces, US and coalition forces', 'by whom not said'."""
    names = side_names(corpus)
    sides = sides_of(claim, corpus.actors)
    return "by whom not said" if sides == (NOT_SAID,) else ", ".join(names[side] for side in sides)


def perpetrator_side(claim: Claim, corpus: Corpus) -> str | None:
    """The ids of the sides that did it, joined by '; '; None where no violent act is told."""
    return "; ".join(sides_of(claim, corpus.actors)) or None


def target_names(claim: Claim, corpus: Corpus) -> str | None:
    """The names of the targets, joined by '; '; None where there are none."""
    return "; ".join(corpus.actors[each].name for each in targets_of(claim)) or None


def _with_role(claim: Claim, role: ActorRole) -> tuple[str, ...]:
    return tuple(who.actor for who in claim.actors if who.role is role)
