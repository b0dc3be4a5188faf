"""The corpus as rows of plain values: one function for each table, its keys are the columns.

The id of an excerpt or a figure is the claim's with its position there (`claim.1`, `claim.1.2`),
counted from 1, so it is the same under every filter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from data.comparing.agreement import assess
from data.exports.columns import SHEETS
from data.exports.records import FIGURE, around, plain_values
from data.model.corpus import Claim, Corpus, Excerpt, Place, Source
from data.model.perpetrators import perpetrator_side, target_names
from data.model.quantity import normalise
from data.model.vocabulary import LocationPrecision

CellValue = str | int | float | None
TableRow = dict[str, CellValue]


def sheets(claims: Sequence[Claim], corpus: Corpus) -> Mapping[str, Iterable[TableRow]]:
    """The rows of each table of `SHEETS`."""
    return {
        "claims": (claim_values(each, corpus) | summary_values(each, corpus) for each in claims),
        "excerpts": (row for each in claims for row in excerpt_values(each, corpus)),
        "figures": (row for each in claims for row in _figure_values(each)),
        "places": (row for each in claims for row in place_values(each, corpus)),
        "sources": (source_values(each) for each in sources_of(claims, corpus)),
    }


def claim_values(claim: Claim, corpus: Corpus) -> TableRow:
    """What is said of a claim as such; days are ISO 8601."""
    agreed = assess(claim, corpus)
    return {
        **plain_values(claim, "id kind event_type statement note"),
        **plain_values(claim.when, "edtf holds basis"),
        **plain_values(claim.when.period, "earliest latest precision"),
        **plain_values(agreed, "agreement"),
        "agreement_reason": agreed.reason,
        "perpetrator_side": perpetrator_side(claim, corpus),
        "targets": target_names(claim, corpus),
    }


def summary_values(claim: Claim, corpus: Corpus) -> TableRow:
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


NO_POINT: TableRow = {"latitude": None, "longitude": None}


def point_of(place: Place, level: LocationPrecision) -> TableRow:
    """The coordinates where the level is a site or a town; what is vaguer is no point."""
    if level.rank > LocationPrecision.TOWN.rank:
        return NO_POINT
    return {"latitude": place.lat, "longitude": place.lon}


def excerpt_values(claim: Claim, corpus: Corpus) -> Iterator[TableRow]:
    """One row an excerpt: the quote with its offsets, and how it stands to the claim."""
    for number, (excerpt, span) in enumerate(corpus.anchored(claim), start=1):
        yield {
            "id": f"{claim.id}.{number}",
            "claim": claim.id,
            "quote": excerpt.exact,
            **plain_values(span, "start end"),
            **around(corpus.texts[excerpt.source], span),
            **plain_values(excerpt, "source stance modality attribution origin credibility"),
            "credibility_reason": excerpt.credibility_reason,
            "stated_edtf": excerpt.when.edtf if excerpt.when else None,
            "stated_as_written": excerpt.when.as_written if excerpt.when else None,
        }


def _figure_values(claim: Claim) -> Iterator[TableRow]:
    """One row a figure, as its source gives it and in common units with the arithmetic."""
    for number, excerpt in enumerate(claim.excerpts, start=1):
        for position, figure in enumerate(excerpt.figures, start=1):
            common = plain_values(normalise(figure), "minimum maximum unit")
            yield {
                "id": f"{claim.id}.{number}.{position}",
                "excerpt": f"{claim.id}.{number}",
                "claim": claim.id,
                "source": excerpt.source,
                **plain_values(figure, FIGURE),
                **{f"common_{name}": value for name, value in common.items()},
                "arithmetic": normalise(figure).arithmetic,
            }


def place_values(claim: Claim, corpus: Corpus) -> Iterator[TableRow]:
    """One row a place of the claim, with its part in it and how precisely it is placed."""
    for number, where in enumerate(claim.where, start=1):
        place = corpus.places[where.place]
        level = where.level_at(place)
        yield {
            "claim": claim.id,
            "number": number,
            **plain_values(where, "place role radius_km"),
            "level": level.value,
            **point_of(place, level),
            **plain_values(place, "name geonames coordinates_source"),
        }


def source_values(source: Source) -> TableRow:
    """A document and what is known of it; `sha256` is of the file as it was read."""
    values = plain_values(source, " ".join(SHEETS["sources"]))
    return values | {"derives_from": " ".join(source.derives_from)}


def figures_as_written(excerpt: Excerpt) -> str:
    """The figures of an excerpt in the words of its source."""
    return "; ".join(figure.as_written for figure in excerpt.figures)


def sources_of(claims: Sequence[Claim], corpus: Corpus) -> tuple[Source, ...]:
    """The sources that speak to the claims, in order of id."""
    ids = {source for claim in claims for source in claim.sources}
    return tuple(corpus.sources[each] for each in sorted(ids))
