"""Excerpts as W3C Web Annotations (JSON-LD): what each passage says, and how it was judged.

Only terms of the W3C's own context are used. The motivation is `assessing`, because a person judged
how the passage stands to a claim; `identifying` would say that the passage *is* a mention of it.
Each body says its purpose: `linking` to the claim, `describing` what it says in our words,
`classifying` its kind, `tagging` its stance and modality, `commenting` whom the source has it from,
`assessing` how credible it is.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from typing import Any

from data.exports.about import About
from data.exports.jsonld import WHOLE, annotation_iri, claim_iri, encode, provenance, source_iri
from data.model.corpus import Claim, Corpus, Excerpt, Source
from data.text.anchor import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Enough of the text around a quote to find it by eye; more where that is not enough to be unique.
AROUND = 32


def render_annotations(claims: Iterable[Claim], corpus: Corpus, about: About = WHOLE) -> bytes:
    """An AnnotationCollection of one page with an Annotation for each excerpt, in order.

    Positions are Unicode code points of the decoded file, as the model wants, not bytes and not the
    UTF-16 units of JavaScript.
    """
    items = [each for claim in claims for each in _annotations(claim, corpus)]
    iri = f"urn:sidelight:annotations:{corpus.fingerprint or 'none'}:{_digest_of(items)}"
    said = "; ".join(f"{name}: {value}" for name, value in provenance(corpus, about).items())
    collection = {
        "@context": CONTEXT,
        "id": iri,
        "type": "AnnotationCollection",
        "label": f"Excerpts of Sidelight; {said}",
        "total": len(items),
    }
    return encode(collection | (_page(iri, items) if items else {}))


def _page(iri: str, items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    # A page holds at least one annotation, so an empty collection has none.
    page = {
        "id": f"{iri}:1",
        "type": "AnnotationPage",
        "partOf": iri,
        "startIndex": 0,
        "items": items,
    }
    return {"first": page, "last": page["id"]}


def _digest_of(items: Iterable[dict[str, Any]]) -> str:
    """A short name for a choice of annotations."""
    chosen = " ".join(each["id"] for each in items)
    return hashlib.sha256(chosen.encode()).hexdigest()[:16]


def _annotations(claim: Claim, corpus: Corpus) -> Iterable[dict[str, Any]]:
    for number, (excerpt, span) in enumerate(corpus.anchored(claim), start=1):
        yield {
            "id": annotation_iri(claim.id, number),
            "type": "Annotation",
            "motivation": "assessing",
            "body": _bodies(claim, excerpt),
            "target": _target(corpus.sources[excerpt.source], span, corpus),
        }


def _bodies(claim: Claim, excerpt: Excerpt) -> list[dict[str, str]]:
    link = {"type": "SpecificResource", "source": claim_iri(claim.id), "purpose": "linking"}
    credibility = f"credibility {excerpt.credibility.value}: {excerpt.credibility_reason}"
    texts = (
        ("describing", claim.statement),
        ("classifying", claim.kind.value),
        ("tagging", f"stance: {excerpt.stance.value}"),
        ("tagging", f"modality: {excerpt.modality.value}"),
        ("commenting", f"according to: {excerpt.attribution}"),
        ("assessing", credibility),
    )
    return [link, *(_text(purpose, value) for purpose, value in texts)]


def _text(purpose: str, value: str) -> dict[str, str]:
    return {
        "type": "TextualBody",
        "value": value,
        "format": "text/plain",
        "language": "en",
        "purpose": purpose,
    }


def _target(source: Source, span: Span, corpus: Corpus) -> dict[str, Any]:
    text = corpus.texts[source.id]
    prefix, suffix = _around(text, span)
    exact = text[span.start : span.end]
    return {
        "type": "SpecificResource",
        "source": {
            "id": source_iri(source.id),
            "type": "Text",
            "label": f"{source.publisher}: {source.title} ({source.file})",
            "format": "text/plain",
            "language": source.language,
        },
        "state": {"type": "TimeState", "cached": _named_by_digest(source.sha256)},
        "selector": [
            {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a quote, long enough that the three stand there only once."""
    width = AROUND
    while True:
        start, end = max(span.start - width, 0), min(span.end + width, len(text))
        whole = text[start:end]
        first = text.find(whole)
        if text.find(whole, first + 1) < 0:
            return text[start : span.start], text[span.end : end]
        width *= 2


def _named_by_digest(sha256: str) -> str:
    """A name of RFC 6920 for exactly these bytes: the model has no word for a digest."""
    digest = urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}?ct=text/plain"
