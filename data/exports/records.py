"""The claims as data for others: one JSON object a line, with every quote and its offsets."""

import json
import os
import tempfile
from collections.abc import Iterable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from data.comparing.agreement import assess
from data.exports.about import About
from data.exports.jsonld import WHOLE
from data.model.corpus import Claim, Corpus, Excerpt, Where
from data.model.perpetrators import perpetrator_side, targets_of
from data.text.anchor import Span

# Enough of the surrounding text to find a quote again by eye, as W3C Web Annotation advises.
CONTEXT = 32
FIGURE = "measure minimum maximum unit as_written"


def claim_record(claim: Claim, corpus: Corpus) -> dict[str, Any]:
    """One claim as plain values. Offsets are Unicode code points of the decoded seed file."""
    return {
        **plain_values(claim, "id kind event_type"),
        "perpetrator_side": perpetrator_side(claim, corpus),
        "targets": list(targets_of(claim)),
        "statement": claim.statement,
        "when": plain_values(claim.when.period, "edtf earliest latest not_after precision")
        | {"basis": claim.when.basis},
        "where": [_where(where, corpus) for where in claim.where],
        "actors": [who.actor for who in claim.actors],
        "excerpts": [_excerpt(excerpt, span, corpus) for excerpt, span in corpus.anchored(claim)],
        "agreement": assess(claim, corpus).agreement.value,
    }


def around(text: str, span: Span) -> dict[str, str]:
    """What stands before and after a quote, as W3C Web Annotation names it."""
    return {
        "prefix": text[max(span.start - CONTEXT, 0) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }


def render_jsonl(claims: Iterable[Claim], corpus: Corpus, _about: About = WHOLE) -> bytes:
    """The claims as UTF-8, one JSON object a line, in order of id."""
    lines = (
        json.dumps(claim_record(claim, corpus), ensure_ascii=False) + "\n"
        for claim in sorted(claims, key=lambda claim: claim.id)
    )
    return "".join(lines).encode()


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what stood there stays if this fails. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def plain_values(entry: object, names: str) -> dict[str, Any]:
    """Some attributes of an entry, as JSON and a table have them, by their names."""
    return {name: _plain(getattr(entry, name)) for name in names.split()}


def _plain(value: object) -> object:
    """Days are ISO 8601; whole numbers have no decimal point: 283 persons are not 283.0."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _where(where: Where, corpus: Corpus) -> dict[str, Any]:
    place = corpus.places[where.place]
    return {
        "place": place.id,
        "name": place.name,
        "role": where.role.value,
        "level": where.level_at(place).value,
        "lat": place.lat,
        "lon": place.lon,
    }


def _excerpt(excerpt: Excerpt, span: Span, corpus: Corpus) -> dict[str, Any]:
    return {
        "source": excerpt.source,
        **plain_values(span, "start end"),
        "exact": excerpt.exact,
        **around(corpus.texts[excerpt.source], span),
        **plain_values(excerpt, "stance attribution origin modality credibility"),
        "figures": [plain_values(figure, FIGURE) for figure in excerpt.figures],
    }
