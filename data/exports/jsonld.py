"""What the JSON exports share: the names of things, the words for a source, and the bytes.

A name is a URN and no web address, because nothing of the corpus stands on the web; the same thing
has the same name in every export.
"""

import json
from collections.abc import Mapping

from data.exports.about import About
from data.model.corpus import Claim, Corpus, Source

WHOLE = About()


def claim_iri(claim: str) -> str:
    """The name of a claim."""
    return f"urn:sidelight:claim:{claim}"


def place_iri(place: str) -> str:
    """The name of a gazetteer entry."""
    return f"urn:sidelight:place:{place}"


def source_iri(source: str) -> str:
    """The name of a document."""
    return f"urn:sidelight:source:{source}"


def annotation_iri(claim: str, number: int) -> str:
    """The name of a claim's excerpt; `number` counts them from 1 in the order of the claim."""
    return f"urn:sidelight:annotation:{claim}:{number}"


def source_label(source: Source) -> str:
    """A document in words: number, publisher and title."""
    return f"{source.id} {source.publisher}, “{source.title}”"


def quoted_from(claim: Claim, corpus: Corpus) -> tuple[str, ...]:
    """For each excerpt the file and the span in it, as a fragment of RFC 5147 (code points)."""
    return tuple(
        f"{corpus.sources[excerpt.source].file}#char={span.start},{span.end}"
        for excerpt, span in corpus.anchored(claim)
    )


def provenance(corpus: Corpus, about: About) -> dict[str, str]:
    """From which corpus something was taken, what was kept of it and, where told, on which day."""
    made = {"made": about.made.isoformat()} if about.made else {}
    return {"fingerprint": corpus.fingerprint, "filters": about.filters} | made


def encode(value: Mapping[str, object]) -> bytes:
    """JSON in UTF-8 on one line; the same value gives the same bytes."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()
