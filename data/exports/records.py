"""The claims as data for others: one JSON object a line, with every quote and its offsets."""

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.comparing.agreement import assess
from data.model.corpus import Claim, Corpus, Excerpt, Figure, Where
from data.model.period import Period
from data.model.perpetrators import perpetrator_side, targets_of
from data.text.anchor import Span

# Enough of the surrounding text to find a quote again by eye, as W3C Web Annotation advises.
CONTEXT = 32


def claim_record(claim: Claim, corpus: Corpus) -> dict[str, Any]:
    """One claim as plain values. Offsets are Unicode code points of the decoded seed file."""
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        "event_type": claim.event_type.value if claim.event_type else None,
        "perpetrator_side": perpetrator_side(claim, corpus),
        "targets": list(targets_of(claim)),
        "statement": claim.statement,
        "when": _when(claim.when.period, claim.when.basis),
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


def render_jsonl(claims: Iterable[Claim], corpus: Corpus) -> bytes:
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


def plain_number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point: 283 persons are not 283.0."""
    return int(value) if value is not None and value.is_integer() else value


def _when(period: Period, basis: str) -> dict[str, Any]:
    return {
        "edtf": period.edtf,
        "earliest": period.earliest.isoformat() if period.earliest else None,
        "latest": period.latest.isoformat() if period.latest else None,
        "not_after": period.not_after.isoformat() if period.not_after else None,
        "precision": period.precision.value,
        "basis": basis,
    }


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
        "start": span.start,
        "end": span.end,
        "exact": excerpt.exact,
        **around(corpus.texts[excerpt.source], span),
        "stance": excerpt.stance.value,
        "attribution": excerpt.attribution,
        "origin": excerpt.origin,
        "modality": excerpt.modality.value,
        "credibility": excerpt.credibility.value,
        "figures": [_figure(figure) for figure in excerpt.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "measure": figure.measure.value,
        "minimum": plain_number(figure.minimum),
        "maximum": plain_number(figure.maximum),
        "unit": figure.unit,
        "as_written": figure.as_written,
    }
