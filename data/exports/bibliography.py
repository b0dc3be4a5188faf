"""The sources that speak to the claims, as reference managers read them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from data.bibliography import author_name, bibtex, copy_note, one_line, ris
from data.calendar_unit import DatePrecision
from data.exports.about import About
from data.exports.tables import sources_of
from data.model import Claim, Corpus, Source
from data.period import Period
from data.period_words import edtf_words

_WRITTEN = re.compile(r"\d{4}(?:-\d{2}){0,2}")
# EDTF's numbers of spring, summer and autumn, and CSL's.
_SEASONS = {21: 1, 22: 2, 23: 3}


def render_bibtex(claims: Sequence[Claim], corpus: Corpus, _about: About) -> bytes:
    """BibTeX, an entry for each source, as UTF-8."""
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
        "issued": _issued(source.published_period),
        "language": source.language,
        "genre": source.genre.value,
        "note": one_line(copy_note(source)),
    }


def _name(source: Source) -> dict[str, str]:
    family, comma, given = author_name(source).partition(", ")
    if source.author and comma:
        return {"family": family, "given": given}
    return {"literal": one_line(author_name(source))}


def _issued(period: Period) -> dict[str, Any]:
    """The date as it was written, a range as a range; what CSL has no form for stands in words."""
    written = _WRITTEN.findall(period.edtf)
    parts = [[int(number) for number in each.split("-")] for each in written]
    circa = {"circa": True} if period.approximate else {}
    if period.precision is DatePrecision.SEASON and parts[0][1] in _SEASONS:
        return {"date-parts": [parts[0][:1]], "season": _SEASONS[parts[0][1]], **circa}
    months = [each[1] for each in parts if len(each) > 1]
    if period.precision is DatePrecision.OPEN or any(month > 12 for month in months):
        return {"literal": edtf_words(period.edtf)}
    return {"date-parts": parts if len(parts) == 1 else [parts[0], parts[-1]], **circa}
