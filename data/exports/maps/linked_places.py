"""Places with what is claimed of them, in the Linked Places Format 1.3 (GeoJSON and JSON-LD).

A claim is a relation of a place: a statement that refers to it (CIDOC CRM P67), whose certainty
follows from how its sources agree and whose citations are the annotations of its excerpts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from data.comparing.agreement import Agreement, assess
from data.exports.about import About
from data.exports.jsonld import (
    WHOLE,
    annotation_iri,
    claim_iri,
    encode,
    place_iri,
    provenance,
    source_iri,
    source_label,
)
from data.exports.maps.features import ATTRIBUTION
from data.exports.maps.shapes import Form, shape_of
from data.model.corpus import Claim, Corpus, Place, Where
from data.model.gazetteer import upwards
from data.model.period import Period, ends
from data.model.vocabulary import LocationPrecision

LPF_CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
# What the format has no word for.
_WORDS = (
    *("role", "level", "radius_km", "width_km", "agreement", "stance", "fingerprint", "filters"),
    *("made", "attribution"),
)
OWN_TERMS = {
    "sidelight": "urn:sidelight:term:",
    **{word: f"sidelight:{word}" for word in _WORDS},
}
# GeoNames' feature class, which version 1.3 asks for, and a term of the Getty Art & Architecture
# Thesaurus; a site has none that fits all of them.
TYPES: Mapping[LocationPrecision, tuple[str, str, str]] = {
    LocationPrecision.SITE: ("S", "", ""),
    LocationPrecision.TOWN: ("P", "aat:300008375", "town"),
    LocationPrecision.DISTRICT: ("A", "aat:300232418", "administrative division"),
    LocationPrecision.GOVERNORATE: ("A", "aat:300000774", "province"),
    LocationPrecision.REGION: ("L", "aat:300182722", "region (geographic)"),
    LocationPrecision.COUNTRY: ("A", "aat:300128207", "nation"),
}


def render_linked_places(claims: Iterable[Claim], corpus: Corpus, about: About = WHOLE) -> bytes:
    """A FeatureCollection: a feature for each place that the claims speak of, in order of id."""
    told: dict[str, list[tuple[Claim, Where]]] = {}
    for claim in claims:
        for where in claim.where:
            told.setdefault(where.place, []).append((claim, where))
    return encode(
        {
            "type": "FeatureCollection",
            "@context": [LPF_CONTEXT, OWN_TERMS],
            **provenance(corpus, about),
            "attribution": ATTRIBUTION,
            "features": [
                _feature(corpus.places[place], told[place], corpus) for place in sorted(told)
            ],
        }
    )


def _feature(place: Place, told: Sequence[tuple[Claim, Where]], corpus: Corpus) -> dict[str, Any]:
    # Periods that are written alike may have been cut at different publications.
    spans = {(each.edtf, each.latest): each for each in (claim.when.period for claim, _ in told)}
    feature = {
        "@id": place_iri(place.id),
        "type": "Feature",
        "properties": _properties(place, corpus),
        "when": {
            "timespans": [timespan(each) for each in sorted(spans.values(), key=_in_time)],
            "label": "the periods of the claims that speak of this place",
        },
        "names": _names(place, corpus),
        "types": _types(place),
        "geometry": _geometry(place, corpus),
        "links": [{"type": "closeMatch", "identifier": f"gn:{place.geonames}"}]
        if place.geonames
        else [],
        "relations": [*_parent(place, corpus), *(_relation(*each, corpus) for each in told)],
        "descriptions": [{"value": place.note, "lang": "en"}] if place.note else [],
    }
    return {key: value for key, value in feature.items() if value != []}


def _properties(place: Place, corpus: Corpus) -> dict[str, Any]:
    codes = _countries(place, corpus)
    properties = {"title": place.name, "fclasses": [TYPES[place.level][0]]}
    return properties | ({"ccodes": codes} if codes else {})


def _in_time(period: Period) -> tuple[str, date]:
    return period.edtf, period.latest or date.max


def timespan(period: Period) -> dict[str, dict[str, str]]:
    """A period as the format has it: the bounds of its first day and of its last."""
    first, latest_start, earliest_end, last = ends(period)
    return {"start": _moment(first, latest_start), "end": _moment(earliest_end, last)}


def _moment(earliest: date | None, latest: date | None) -> dict[str, str]:
    if earliest is not None and earliest == latest:
        return {"in": earliest.isoformat()}
    bounds = {"earliest": earliest, "latest": latest}
    return {name: day.isoformat() for name, day in bounds.items() if day}


def _names(place: Place, corpus: Corpus) -> list[dict[str, Any]]:
    """Every toponym, with the documents that use it; our own name cites the gazetteer."""
    gazetteer = {"label": place.coordinates_source}
    names: list[dict[str, Any]] = [
        {"toponym": place.name, "lang": "en", "citations": [gazetteer, *_uses(place.name, corpus)]}
    ]
    if place.name_ar:
        names.append({"toponym": place.name_ar, "lang": "ar"})
    for spelling in place.spellings:
        uses = _uses(spelling, corpus)
        names.append({"toponym": spelling, "lang": "en"} | ({"citations": uses} if uses else {}))
    return names


def _uses(toponym: str, corpus: Corpus) -> list[dict[str, str]]:
    whole = re.compile(rf"(?<!\w){re.escape(toponym)}(?!\w)")
    return [
        {"@id": source_iri(source), "label": source_label(corpus.sources[source])}
        for source, text in corpus.texts.items()
        if whole.search(text)
    ]


def _types(place: Place) -> list[dict[str, Any]]:
    _, identifier, label = TYPES[place.level]
    if not identifier:
        return []
    ours = [{"label": place.level.value, "lang": "en"}]
    return [{"identifier": identifier, "label": label, "sourceLabels": ours}]


def _geometry(place: Place, corpus: Corpus) -> dict[str, Any] | None:
    shape = shape_of(Where(place=place.id), corpus)
    if shape is None:
        return None
    outlined = shape.form is Form.AREA
    source = "outline of Natural Earth 1:10m (public domain)" if outlined else None
    geometry = dict(shape.geometry) | {"citations": [{"label": source or place.coordinates_source}]}
    if place.level is LocationPrecision.REGION:
        # A region has no certain border. Of the rest nobody has rated the coordinates.
        geometry["certainty"] = "less-certain"
    return geometry | ({"width_km": shape.width_km} if shape.width_km else {})


def _countries(place: Place, corpus: Corpus) -> list[str]:
    """ISO 3166 codes of the countries that the place lies in, so far as the gazetteer says."""
    areas = next((each.areas for each in upwards(place.id, corpus.places) if each.areas), ())
    return sorted({code.split("-")[0].upper() for code in areas})


def _parent(place: Place, corpus: Corpus) -> list[dict[str, str]]:
    if place.parent is None:
        return []
    label = f"part of {corpus.places[place.parent].name}"
    iri = place_iri(place.parent)
    return [{"relationType": "gvp:broaderPartitive", "relationTo": iri, "label": label}]


def _relation(claim: Claim, where: Where, corpus: Corpus) -> dict[str, Any]:
    agreement = assess(claim, corpus).agreement
    stated = {
        "relationType": "crm:P67i_is_referred_to_by",
        "relationTo": claim_iri(claim.id),
        "label": claim.statement,
        "role": where.role.value,
        "level": where.level_at(corpus.places[where.place]).value,
        "radius_km": where.radius_km,
        "when": {"timespans": [timespan(claim.when.period)], "label": claim.when.edtf},
        "agreement": agreement.value,
        "certainty": certainty(agreement),
        "citations": _citations(claim, corpus),
    }
    return {key: value for key, value in stated.items() if value is not None}


def certainty(agreement: Agreement) -> str:
    """How sure the format may call a claim: sure if corroborated, unsure if disputed."""
    if agreement is Agreement.CORROBORATED:
        return "certain"
    return "uncertain" if agreement is Agreement.DISPUTED else "less-certain"


def _citations(claim: Claim, corpus: Corpus) -> list[dict[str, str]]:
    return [
        {
            "@id": annotation_iri(claim.id, number),
            "label": f"{source_label(corpus.sources[excerpt.source])}: “{excerpt.exact}”",
            "stance": excerpt.stance.value,
        }
        for number, excerpt in enumerate(claim.excerpts, start=1)
    ]
