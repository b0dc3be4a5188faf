"""The annotations, read by a JSON-LD library and checked against the W3C's model and vocabulary.

The network is refused: the terms of http://www.w3.org/ns/anno.jsonld that are used stand below.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from data.exports.about import About
from data.exports.annotations import CONTEXT, render_annotations
from data.loading.load import SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Corpus
from data.selecting.select import in_order
from data.text.anchor import anchor
from tests.corpora import Files, claim, excerpt, place, source, write_files

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
NUMBER = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
VOCABULARIES = (OA, AS, RDF, DC, RDFS)

CLASSES = {
    "Annotation": f"{OA}Annotation",
    "TextualBody": f"{OA}TextualBody",
    "SpecificResource": f"{OA}SpecificResource",
    "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "TimeState": f"{OA}TimeState",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Text": "http://purl.org/dc/dcmitype/Text",
}
MOTIVATIONS = {
    name: OA + name
    for name in ("linking", "describing", "classifying", "tagging", "commenting", "assessing")
}
LITERALS = {
    "value": f"{RDF}value",
    "format": f"{DC}format",
    "language": f"{DC}language",
    "label": f"{RDFS}label",
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
}
NUMBERS = {
    "start": f"{OA}start",
    "end": f"{OA}end",
    "total": f"{AS}totalItems",
    "startIndex": f"{AS}startIndex",
}
RESOURCES = {
    "body": f"{OA}hasBody",
    "target": f"{OA}hasTarget",
    "source": f"{OA}hasSource",
    "selector": f"{OA}hasSelector",
    "state": f"{OA}hasState",
    "cached": f"{OA}cachedSource",
    "partOf": f"{AS}partOf",
    "first": f"{AS}first",
    "last": f"{AS}last",
}
WORDS = {"motivation": f"{OA}motivatedBy", "purpose": f"{OA}hasPurpose"}
W3C = {
    "id": "@id",
    "type": "@type",
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    **CLASSES,
    **MOTIVATIONS,
    **LITERALS,
    **{term: {"@id": iri, "@type": NUMBER} for term, iri in NUMBERS.items()},
    **{term: {"@id": iri, "@type": "@id"} for term, iri in RESOURCES.items()},
    **{term: {"@id": iri, "@type": "@vocab"} for term, iri in WORDS.items()},
}
Triple = tuple[str, str, str]


def load(url: str, _: object) -> dict[str, Any]:
    """The context from above; anything else would be the network."""
    assert url == CONTEXT
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": W3C}}


def triples(rendered: bytes) -> set[Triple]:
    graph = jsonld.to_rdf(json.loads(rendered), {"documentLoader": load})["@default"]
    return {
        tuple(each[part]["value"] for part in ("subject", "predicate", "object")) for each in graph
    }


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Every object of a JSON document."""
    if isinstance(value, dict):
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from nodes(part)


@pytest.fixture(scope="module")
def rendered(curated: Corpus) -> bytes:
    return render_annotations(in_order(curated.claims.values()), curated)


@pytest.fixture(scope="module")
def graph(rendered: bytes) -> set[Triple]:
    return triples(rendered)


@pytest.fixture(scope="module")
def values(graph: set[Triple]) -> Callable[[str, str], list[str]]:
    """The values of a property of a thing."""
    found: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, value in sorted(graph):
        found.setdefault((subject, predicate), []).append(value)
    return lambda subject, predicate: found.get((subject, predicate), [])


Values = Callable[[str, str], list[str]]


def of_class(graph: set[Triple], name: str) -> list[str]:
    return sorted(s for s, p, o in graph if p == f"{RDF}type" and o == CLASSES[name])


def test_every_key_and_word_is_a_term_of_the_context(rendered: bytes) -> None:
    for node in nodes(json.loads(rendered)):
        assert set(node) - {"@context"} <= set(W3C)
        assert node.get("type", "Text") in CLASSES
        for word in ("motivation", "purpose"):
            assert node.get(word, "linking") in MOTIVATIONS


def test_every_property_and_class_is_of_the_vocabularies(graph: set[Triple]) -> None:
    assert {p for _, p, _ in graph if not p.startswith(VOCABULARIES)} == set()
    assert {o for _, p, o in graph if p == f"{RDF}type"} == set(CLASSES.values())


def test_nothing_of_the_document_is_lost_in_the_graph(rendered: bytes, graph: set[Triple]) -> None:
    known = {part for triple in graph for part in triple}
    for node in nodes(json.loads(rendered)):
        for term in (set(LITERALS) | set(NUMBERS) | {"id"}) & set(node):
            assert str(node[term]) in known
        for term in set(RESOURCES) & set(node):
            assert not isinstance(node[term], str) or node[term] in known


def test_there_is_an_annotation_for_each_excerpt(curated: Corpus, graph: set[Triple]) -> None:
    excerpts = sum(len(each.excerpts) for each in curated.claims.values())
    assert len(of_class(graph, "Annotation")) == excerpts
    totals = [o for _, p, o in graph if p == f"{AS}totalItems"]
    assert totals == [str(excerpts)]


def test_an_annotation_has_what_the_model_requires(graph: set[Triple], values: Values) -> None:
    for each in of_class(graph, "Annotation"):
        assert values(each, f"{OA}motivatedBy") == [f"{OA}assessing"]
        assert len(values(each, f"{OA}hasBody")) == 7
        [target] = values(each, f"{OA}hasTarget")
        [document] = values(target, f"{OA}hasSource")
        assert values(document, f"{RDF}type") == [CLASSES["Text"]]
        assert len(values(target, f"{OA}hasSelector")) == 2
    for each in of_class(graph, "TextualBody"):
        assert len(values(each, f"{RDF}value")) == len(values(each, f"{OA}hasPurpose")) == 1
    for each in of_class(graph, "TextQuoteSelector"):
        for term in ("exact", "prefix", "suffix"):
            assert len(values(each, OA + term)) == 1
    for each in of_class(graph, "TextPositionSelector"):
        [start], [end] = values(each, f"{OA}start"), values(each, f"{OA}end")
        assert 0 <= int(start) < int(end)


def test_the_page_is_of_the_collection_and_both_point_to_each_other(graph: set[Triple]) -> None:
    [collection], [page] = (
        of_class(graph, "AnnotationCollection"),
        of_class(graph, "AnnotationPage"),
    )
    assert (page, f"{AS}partOf", collection) in graph
    assert (collection, f"{AS}first", page) in graph
    assert (collection, f"{AS}last", page) in graph


def test_both_selectors_lead_to_the_same_words_of_the_seed(
    curated: Corpus, rendered: bytes
) -> None:
    files = {f"urn:sidelight:source:{each.id}": each.file for each in curated.sources.values()}
    for item in json.loads(rendered)["first"]["items"]:
        quote, position = item["target"]["selector"]
        text = (SEEDS_DIRECTORY / files[item["target"]["source"]["id"]]).read_bytes().decode()
        assert text[position["start"] : position["end"]] == quote["exact"]
        span = anchor(text, quote["exact"], quote["prefix"], quote["suffix"])
        assert (span.start, span.end) == (position["start"], position["end"])


def test_the_state_names_the_bytes_of_the_document_by_their_digest(
    curated: Corpus, rendered: bytes
) -> None:
    digests = {each.file: each.sha256 for each in curated.sources.values()}
    for item in json.loads(rendered)["first"]["items"]:
        name = item["target"]["state"]["cached"].removeprefix("ni:///sha-256;").split("?")[0]
        file = item["target"]["source"]["label"].rpartition("(")[2].rstrip(")")
        assert urlsafe_b64decode(f"{name}=").hex() == digests[file]
        assert hashlib.sha256((SEEDS_DIRECTORY / file).read_bytes()).hexdigest() == digests[file]


def test_the_bodies_say_claim_statement_stance_modality_and_credibility(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    items = json.loads(render_annotations([corpus.claims["khanaqin-shelled"]], corpus))
    link, *bodies = items["first"]["items"][1]["body"]
    assert link == {
        "type": "SpecificResource",
        "source": "urn:sidelight:claim:khanaqin-shelled",
        "purpose": "linking",
    }
    assert [(body["purpose"], body["value"]) for body in bodies] == [
        ("describing", "Daesh shelled Khanaqin."),
        ("classifying", "attack"),
        ("tagging", "stance: supports"),
        ("tagging", "modality: asserted"),
        ("commenting", "according to: the author"),
        ("assessing", "credibility 3: test"),
    ]


def repeated(folder: Path) -> Corpus:
    """A quote that stands twice between the same words, and characters beyond the first plane."""
    same = "x" * 60
    text = f"🏴 Daesh (داعش) one {same} a bomb {same} two {same} a bomb {same} three.\n"
    written = write_files(
        folder,
        sources=[source("000", "a.txt", text)],
        texts={"a.txt": text},
        places=[place("khanaqin")],
        claims=[claim("bomb", excerpt("a bomb", prefix=f"two {same} "))],
    )
    return load_corpus(written.corpus, written.seeds)


def test_a_repeated_quote_gets_as_many_words_around_it_as_make_it_unique(tmp_path: Path) -> None:
    corpus = repeated(tmp_path)
    rendered = render_annotations(corpus.claims.values(), corpus)
    quote, position = json.loads(rendered)["first"]["items"][0]["target"]["selector"]
    span = anchor(corpus.texts["000"], quote["exact"], quote["prefix"], quote["suffix"])
    assert (span.start, span.end) == (position["start"], position["end"])
    assert corpus.texts["000"][span.start : span.end] == "a bomb"


def test_a_choice_of_no_claims_is_a_collection_without_a_page(curated: Corpus) -> None:
    about = About("kind: arrest", date(2026, 1, 2))
    empty = json.loads(render_annotations([], curated, about))
    assert empty["total"] == 0
    said = f"fingerprint: {curated.fingerprint}; filters: kind: arrest; made: 2026-01-02"
    assert empty["label"] == f"Excerpts of Sidelight; {said}"
    assert "first" not in empty
    assert of_class(triples(render_annotations([], curated)), "AnnotationCollection")


def test_the_same_claims_give_the_same_bytes_and_others_another_name(
    curated: Corpus, rendered: bytes
) -> None:
    claims = in_order(curated.claims.values())
    assert render_annotations(claims, load_corpus()) == rendered
    fewer = json.loads(render_annotations(claims[:3], curated))
    assert fewer["id"] != json.loads(rendered)["id"]
    assert curated.fingerprint in fewer["id"]
