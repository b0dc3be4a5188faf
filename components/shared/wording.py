"""Places, parts, evidence and numbers in words, the same in every view."""

from __future__ import annotations

from components.shared.palette import LEVEL_NAMES, LINEAGE_NAMES
from data.comparing.lineage import Evidence, Lineage
from data.model.corpus import Claim, Corpus, Figure, Where
from data.model.vocabulary import ActorRole, LocationPrecision


def place_words(where: Where, corpus: Corpus) -> str:
    """A place with how precise it is: 'Khanaqin (town)', 'within 10 km of Baghdad airport'."""
    place = corpus.places[where.place]
    if where.level is LocationPrecision.NEAR:
        return f"within about {where.radius_km:g} km of {place.name}"
    level = LEVEL_NAMES[where.level_at(place)]
    return place.name if place.name.endswith(level) else f"{place.name} ({level})"


def location_words(claim: Claim, corpus: Corpus) -> str:
    """The names of where a claim is located, for lists; 'no place given' when there is none."""
    names = [corpus.places[where.place].name for where in claim.locations]
    return ", ".join(names) or "no place given"


def part_words(role: ActorRole, claim: Claim) -> str:
    """What an actor is to a claim; only a violent act has a perpetrator."""
    if role is ActorRole.PERPETRATOR and not claim.is_violent:
        return "acting"
    return role.value


def evidence_words(counts: Evidence, lineage: Lineage) -> str:
    """'4 quotes · 3 documents · 2 named origins · lineage unknown'."""
    parts = [
        counted(counts.quotes, "quote"),
        counted(counts.documents, "document"),
        counted(len(counts.origins), "named origin") if counts.origins else "no named origin",
    ]
    if counts.documents > 1:
        parts.append(LINEAGE_NAMES[lineage])
    return " · ".join(parts)


def figure_words(figure: Figure) -> str:
    """The range of a figure: '283', '200–999', 'at least 61'; its unit is left out."""
    low, high = figure.minimum, figure.maximum
    if low is not None and high is not None:
        to = " to " if low < 0 else "–"
        return number_words(low) if low == high else f"{number_words(low)}{to}{number_words(high)}"
    if low is not None:
        return f"at least {number_words(low)}"
    return f"at most {number_words(high)}" if high is not None else ""


def number_words(value: float) -> str:
    """A number with thousands set apart: '15,000', '4.35'."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,g}"


def counted(count: int, noun: str) -> str:
    """A number with its noun: '1 claim', '12 claims', '5,000 claims'."""
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"
