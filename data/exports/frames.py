"""Claims as a pandas table, for those who read tables and for tools that take them."""

from collections.abc import Sequence

import pandas as pd

from data.exports.tables import claim_values, summary_values
from data.model.corpus import Claim, Corpus
from data.model.perpetrators import side_names, sides_of

# What a spreadsheet would run as a formula when the table is saved and opened there.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    *("id", "kind", "event_type", "by_whom", "targets", "statement", "period", "earliest"),
    *("latest", "precision", "places", "levels", "sources", "agreement"),
)


_COLUMNS = (
    *("id", "kind", "event_type", "by_whom", "targets", "statement", "period"),
    *("earliest", "latest", "precision", "places", "levels", "sources", "agreement"),
)


def claims_frame(claims: Sequence[Claim], corpus: Corpus) -> pd.DataFrame:
    """One row a claim, in the order given.

    Columns: id, kind, event_type, by_whom and targets (names), statement, period (EDTF), earliest
    and latest (ISO days, empty when open), precision, places, levels, sources, agreement. All
    text; none can act as a formula.
    """
    return pd.DataFrame([_row(each, corpus) for each in claims], columns=_COLUMNS, dtype="str")


def plain_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _row(claim: Claim, corpus: Corpus) -> dict[str, str]:
    names = side_names(corpus)
    values = {
        **claim_values(claim, corpus),
        **summary_values(claim, corpus),
        "by_whom": ", ".join(names[side] for side in sides_of(claim, corpus.actors)),
        "period": claim.when.edtf,
        "sources": " ".join(claim.sources),
    }
    return {name: plain_cell(str(values[name] or "")) for name in _COLUMNS}
