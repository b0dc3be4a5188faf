"""Places, claims, evidence and figures in words, the same in every view and every file."""

from __future__ import annotations

from data.comparing.agreement import assess
from data.comparing.lineage import Evidence, Lineage
from data.model.corpus import Claim, Corpus, Figure, Where
from data.model.perpetrators import by_whom_words
from data.model.quantity import Quantity
from data.model.vocabulary import ActorRole, LocationPrecision
from data.text.numbers import counted, range_words
from data.wording.labels import AGREEMENT_NAMES, KIND_NAMES, LEVEL_NAMES, LINEAGE_NAMES, spaced

_NO_PLACE = "no place given"


def place_words(where: Where, corpus: Corpus) -> str:
    """A place with how precise it is: 'Khanaqin (town)', 'within about 10 km of Baghdad'."""
    place = corpus.places[where.place]
    if where.level is LocationPrecision.NEAR:
        return f"within about {where.radius_km:g} km of {place.name}"
    level = LEVEL_NAMES[where.level_at(place)]
    return place.name if place.name.endswith(level) else f"{place.name} ({level})"


def where_words(claim: Claim, corpus: Corpus) -> str:
    """Where it happened, with how precisely that is known; 'no place given' if it is not."""
    return ", ".join(place_words(each, corpus) for each in claim.locations) or _NO_PLACE


def location_words(claim: Claim, corpus: Corpus) -> str:
    """The names alone of where a claim is located, for rows beside a map."""
    return ", ".join(corpus.places[where.place].name for where in claim.locations) or _NO_PLACE


def kind_words(claim: Claim, corpus: Corpus) -> str:
    """'Attack (car bomb; Daesh)' of a violent act with who did it, 'Activity level'."""
    kind = KIND_NAMES[claim.kind]
    if claim.event_type is None:
        return kind
    return f"{kind} ({spaced(claim.event_type)}; {by_whom_words(claim, corpus)})"


def agreement_words(claim: Claim, corpus: Corpus) -> str:
    """What the sources of a claim amount to: 'Single source'."""
    return AGREEMENT_NAMES[assess(claim, corpus).agreement]


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
    return range_words(figure.minimum, figure.maximum)


def quantity_words(quantity: Quantity) -> str:
    """The range in common units with what is counted: '22–30 attacks a month', '1 person'."""
    one = quantity.words == "1"
    unit = quantity.unit.replace("persons", "person", 1) if one else quantity.unit
    return f"{quantity.words} {unit}"
