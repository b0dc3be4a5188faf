"""Claims as a pandas table, for those who read tables and for tools that take them."""

from collections.abc import Sequence

import pandas as pd

from data.comparing.agreement import assess
from data.model.corpus import Claim, Corpus
from data.model.perpetrators import side_names, sides_of, target_names

# What a spreadsheet would run as a formula when the table is saved and opened there.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def claims_frame(claims: Sequence[Claim], corpus: Corpus) -> pd.DataFrame:
    """One row a claim, in the order given.

    Columns: id, kind, event_type, by_whom and targets (names), statement, period (EDTF), earliest
    and latest (ISO days, empty when open), precision, places, levels, sources, agreement. All
    text; none can act as a formula.
    """
    rows = [_row(claim, corpus) for claim in claims]
    columns = [
        "id",
        "kind",
        "event_type",
        "by_whom",
        "targets",
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
    period, names = claim.when.period, side_names(corpus)
    located = [(where, corpus.places[where.place]) for where in claim.locations]
    values = {
        "id": claim.id,
        "kind": claim.kind.value,
        "event_type": claim.event_type.value if claim.event_type else "",
        "by_whom": ", ".join(names[side] for side in sides_of(claim, corpus.actors)),
        "targets": target_names(claim, corpus) or "",
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
