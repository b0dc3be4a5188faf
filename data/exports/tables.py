"""The corpus as rows of plain values: one function for each table, its keys are the columns.

The id of an excerpt or a figure is the claim's with its position there (`claim.1`, `claim.1.2`),
counted from 1, so it is the same under every filter.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from data.comparing.agreement import assess
from data.exports.records import around, plain_number
from data.model.corpus import Claim, Corpus, Excerpt, Figure, Place, Source, Where
from data.model.period import Period
from data.model.perpetrators import perpetrator_side, target_names
from data.model.quantity import normalise
from data.model.vocabulary import LocationPrecision

Cell = str | int | float | None
Row = dict[str, Cell]


def claim_row(claim: Claim, corpus: Corpus) -> Row:
    """What is said of a claim as such; days are ISO 8601."""
    agreed = assess(claim, corpus)
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        "event_type": claim.event_type.value if claim.event_type else None,
        "perpetrator_side": perpetrator_side(claim, corpus),
        "targets": target_names(claim, corpus),
        "statement": claim.statement,
        "edtf": claim.when.edtf,
        "holds": claim.when.holds.value,
        **_bounds(claim.when.period),
        "precision": claim.when.period.precision.value,
        "basis": claim.when.basis,
        "agreement": agreed.agreement.value,
        "agreement_reason": agreed.reason,
        "note": claim.note,
    }


def summary_row(claim: Claim, corpus: Corpus) -> Row:
    """Places and actors of a claim in one cell each, and the point of its first location."""
    located = [(where, corpus.places[where.place]) for where in claim.locations]
    others = [where for where in claim.where if where not in claim.locations]
    point = located[0] if located else None
    return {
        "places": "; ".join(place.name for _, place in located),
        "levels": "; ".join(where.level_at(place) for where, place in located),
        **(point_of(point[1], point[0].level_at(point[1])) if point else NO_POINT),
        "other_places": "; ".join(
            f"{corpus.places[where.place].name} ({where.role})" for where in others
        ),
        "actors": "; ".join(
            f"{corpus.actors[who.actor].name} ({who.role})" for who in claim.actors
        ),
    }


NO_POINT: Row = {"latitude": None, "longitude": None}


def point_of(place: Place, level: LocationPrecision) -> Row:
    """The coordinates where the level is a site or a town; what is vaguer is no point."""
    if level.rank > LocationPrecision.TOWN.rank:
        return NO_POINT
    return {"latitude": place.lat, "longitude": place.lon}


def excerpt_rows(claim: Claim, corpus: Corpus) -> Iterator[Row]:
    """One row an excerpt: the quote with its offsets, and how it stands to the claim."""
    for number, (excerpt, span) in enumerate(corpus.anchored(claim), start=1):
        yield {
            "id": f"{claim.id}.{number}",
            "claim": claim.id,
            "source": excerpt.source,
            "quote": excerpt.exact,
            "start": span.start,
            "end": span.end,
            **around(corpus.texts[excerpt.source], span),
            "stance": excerpt.stance.value,
            "modality": excerpt.modality.value,
            "attribution": excerpt.attribution,
            "origin": excerpt.origin,
            "credibility": excerpt.credibility.value,
            "credibility_reason": excerpt.credibility_reason,
            "stated_edtf": excerpt.when.edtf if excerpt.when else None,
            "stated_as_written": excerpt.when.as_written if excerpt.when else None,
        }


def figure_rows(claim: Claim) -> Iterator[Row]:
    """One row a figure, as its source gives it and in common units with the arithmetic."""
    for number, excerpt in enumerate(claim.excerpts, start=1):
        for place, figure in enumerate(excerpt.figures, start=1):
            yield {
                "id": f"{claim.id}.{number}.{place}",
                "excerpt": f"{claim.id}.{number}",
                "claim": claim.id,
                "source": excerpt.source,
                **_figure(figure),
            }


def place_rows(claim: Claim, corpus: Corpus) -> Iterator[Row]:
    """One row a place of the claim, with its part in it and how precisely it is placed."""
    for number, where in enumerate(claim.where, start=1):
        place = corpus.places[where.place]
        yield {
            "claim": claim.id,
            "number": number,
            "place": place.id,
            "name": place.name,
            **_placed(where, place),
            **point_of(place, where.level_at(place)),
            "geonames": place.geonames,
            "coordinates_source": place.coordinates_source,
        }


def source_row(source: Source) -> Row:
    """A document and what is known of it; `sha256` is of the file as it was read."""
    return {
        "id": source.id,
        "publisher": source.publisher,
        "author": source.author,
        "title": source.title,
        "carried_by": source.carried_by,
        "altered": source.altered,
        "genre": source.genre.value,
        "language": source.language,
        "translation": source.translation,
        "published": source.published,
        "published_basis": source.published_basis,
        "reliability": source.reliability.value,
        "reliability_reason": source.reliability_reason,
        "derives_from": " ".join(source.derives_from),
        "file": source.file,
        "sha256": source.sha256,
    }


def figures_as_written(excerpt: Excerpt) -> str:
    """The figures of an excerpt in the words of its source."""
    return "; ".join(figure.as_written for figure in excerpt.figures)


def sources_of(claims: Sequence[Claim], corpus: Corpus) -> tuple[Source, ...]:
    """The sources that speak to the claims, in order of id."""
    ids = {source for claim in claims for source in claim.sources}
    return tuple(corpus.sources[each] for each in sorted(ids))


def _bounds(period: Period) -> Row:
    return {"earliest": _day(period.earliest), "latest": _day(period.latest)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _placed(where: Where, place: Place) -> Row:
    return {
        "role": where.role.value,
        "level": where.level_at(place).value,
        "radius_km": plain_number(where.radius_km),
    }


def _figure(figure: Figure) -> Row:
    common = normalise(figure)
    return {
        "measure": figure.measure.value,
        "minimum": plain_number(figure.minimum),
        "maximum": plain_number(figure.maximum),
        "unit": figure.unit,
        "as_written": figure.as_written,
        "common_minimum": plain_number(common.minimum),
        "common_maximum": plain_number(common.maximum),
        "common_unit": common.unit,
        "arithmetic": common.arithmetic,
    }
