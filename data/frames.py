"""Claims as a pandas table, for those who read tables and for tools that take them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.agreement import assess
from data.model import Claim, Corpus

# What a spreadsheet would run as a formula when the table is saved and opened there.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def claims_frame(claims: Sequence[Claim], corpus: Corpus) -> pd.DataFrame:
    """One row a claim, in the order given.

    Columns: id, kind, statement, period (EDTF), earliest and latest (ISO days, empty when open),
    precision, places, levels, sources, agreement. All text; none can act as a formula.
    """
    rows = [_row(claim, corpus) for claim in claims]
    columns = [
        "id",
        "kind",
        "statement",
        "period",
        "earliest",
        "latest",
        "precision",
        "places",
        "levels",
        "sources",
        "agreement",
    ]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def plain_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _row(claim: Claim, corpus: Corpus) -> dict[str, str]:
    period = claim.when.period
    located = [(where, corpus.places[where.place]) for where in claim.locations]
    values = {
        "id": claim.id,
        "kind": claim.kind.value,
        "statement": claim.statement,
        "period": period.edtf,
        "earliest": period.earliest.isoformat() if period.earliest else "",
        "latest": period.latest.isoformat() if period.latest else "",
        "precision": period.precision.value,
        "places": "; ".join(place.name for _, place in located),
        "levels": "; ".join(where.level_at(place) for where, place in located),
        "sources": " ".join(claim.sources),
        "agreement": assess(claim, corpus).agreement.value,
    }
    return {name: plain_cell(value) for name, value in values.items()}
