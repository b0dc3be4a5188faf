"""The sources that speak to the claims, as reference managers read them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from data.exports.about import About
from data.exports.citation_entries import author_name, bibtex, copy_note, one_line, ris
from data.exports.reference_dates import csl_date
from data.exports.tables import sources_of
from data.model.corpus import Claim, Corpus, Source


def render_bibtex(claims: Sequence[Claim], corpus: Corpus, _about: About) -> bytes:
    """BibTeX and biblatex, an entry for each source, as UTF-8."""
    return "\n".join(f"{bibtex(each)}\n" for each in sources_of(claims, corpus)).encode()


def render_ris(claims: Sequence[Claim], corpus: Corpus, _about: About) -> bytes:
    """RIS, an entry for each source, as UTF-8."""
    return "\n".join(f"{ris(each)}\n" for each in sources_of(claims, corpus)).encode()


def render_csl(claims: Sequence[Claim], corpus: Corpus, _about: About) -> bytes:
    """CSL-JSON 1.0.2, an array with an item for each source, as UTF-8."""
    items = [csl_item(each) for each in sources_of(claims, corpus)]
    return f"{json.dumps(items, ensure_ascii=False, indent=2)}\n".encode()


def csl_item(source: Source) -> dict[str, Any]:
    """One source as CSL-JSON; the id is that of its BibTeX entry."""
    return {
        "id": f"sidelight{source.id}",
        "type": "article-newspaper",
        "title": one_line(source.title),
        "author": [_name(source)],
        "container-title": one_line(source.publisher),
        "issued": csl_date(source.published_period),
        "language": source.language,
        "genre": source.genre.value,
        "note": one_line(copy_note(source)),
    }


def _name(source: Source) -> dict[str, str]:
    family, comma, given = author_name(source).partition(", ")
    if source.author and comma:
        return {"family": family, "given": given}
    return {"literal": one_line(author_name(source))}
