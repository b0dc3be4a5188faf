"""Claims as GeoJSON (RFC 7946): one feature for each claim and place, each with its quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from data.agreement import assess
from data.exports.about import About
from data.exports.jsonld import WHOLE, encode, provenance, quoted_from
from data.exports.shapes import Form, shape_of
from data.model import Claim, Corpus, Where
from data.perpetrators import perpetrator_side, target_names
from data.terms import Level

# docs/method.md, “Places”.
UCDP_WHERE_PREC: Mapping[Level, int] = {
    Level.SITE: 1,
    Level.TOWN: 1,
    Level.NEAR: 2,
    Level.DISTRICT: 3,
    Level.GOVERNORATE: 4,
    Level.REGION: 5,
    Level.COUNTRY: 6,
}
# ACLED places nothing by country alone, so a country has no value.
ACLED_GEO_PRECISION: Mapping[Level, int] = {
    Level.SITE: 1,
    Level.TOWN: 1,
    Level.NEAR: 2,
    Level.DISTRICT: 2,
    Level.GOVERNORATE: 3,
    Level.REGION: 3,
}
ATTRIBUTION = (
    "Outlines made with Natural Earth 1:10m (public domain), as drawn in 32–51° E, 27–41° N; they "
    "are no statement on anyone's claims.",
    "Coordinates as `coordinates_source` of each feature says: GeoNames (CC BY 4.0); UCDP GED "
    "(CC BY 4.0; Sundberg & Melander 2013, Högbladh 2019); OurAirports (public domain).",
    "The quoted documents belong to their publishers and are quoted for analysis.",
)


def render_geojson(claims: Iterable[Claim], corpus: Corpus, about: About = WHOLE) -> bytes:
    """A FeatureCollection in the order given: a feature for each place of a claim, in any role.

    A claim without a place is a feature without geometry, so that none is missing.
    """
    return encode(
        {
            "type": "FeatureCollection",
            "name": "sidelight-claims",
            **provenance(corpus, about),
            "attribution": ATTRIBUTION,
            "features": [each for claim in claims for each in _features(claim, corpus)],
        }
    )


def _features(claim: Claim, corpus: Corpus) -> Iterable[dict[str, Any]]:
    said = _claim(claim, corpus)
    for number, where in enumerate(claim.where or (None,), start=1):
        shape = shape_of(where, corpus) if where else None
        width = shape.width_km if shape else None
        yield {
            "type": "Feature",
            "id": f"{claim.id}/{number}",
            "geometry": shape.geometry if shape else None,
            "properties": said
            | (_place(where, corpus) if where else dict.fromkeys(PLACE_FIELDS))
            | {"shape": shape.form.value if shape else None, "width_km": width}
            | {"near": shape is not None and shape.form is Form.CIRCLE},
        }


def _claim(claim: Claim, corpus: Corpus) -> dict[str, Any]:
    assessment, period = assess(claim, corpus), claim.when.period
    return {
        "claim": claim.id,
        "kind": claim.kind.value,
        "event_type": claim.event_type.value if claim.event_type else None,
        "perpetrator_side": perpetrator_side(claim, corpus),
        "targets": target_names(claim, corpus),
        "statement": claim.statement,
        "note": claim.note,
        "period": period.edtf,
        "holds": claim.when.holds.value,
        "earliest": _day(period.earliest),
        "latest": _day(period.latest),
        "date_precision": period.precision.value,
        "date_basis": claim.when.basis,
        "agreement": assessment.agreement.value,
        "agreement_reason": assessment.reason,
        "sources": claim.sources,
        "quotes": [excerpt.exact for excerpt in claim.excerpts],
        "quoted_from": quoted_from(claim, corpus),
        "stances": [excerpt.stance.value for excerpt in claim.excerpts],
    }


PLACE_FIELDS = (
    "place_id",
    "place",
    "level",
    "role",
    "radius_km",
    "ucdp_where_prec",
    "acled_geo_precision",
    "coordinates_source",
)


def _place(where: Where, corpus: Corpus) -> dict[str, Any]:
    place = corpus.places[where.place]
    level = where.level_at(place)
    values = (
        place.id,
        place.name,
        level.value,
        where.role.value,
        where.radius_km,
        UCDP_WHERE_PREC[level],
        ACLED_GEO_PRECISION.get(level),
        place.coordinates_source,
    )
    return dict(zip(PLACE_FIELDS, values, strict=True))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
