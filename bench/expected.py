"""What the page must show after each step, worked out from the corpus for observe.js."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from components.map.symbols import key_of
from components.timeline.counts import MOST_MARKS
from components.timeline.timeline import build_timeline
from data.model.corpus import Claim, Corpus
from data.model.period import parse_period
from data.model.vocabulary import Kind
from data.selecting.places import at_place, place_marks
from data.selecting.select import Filters, matching
from data.text.numbers import counted

App = Literal["ours", "plain"]
Want = dict[str, Any]


def is_dense(corpus: Corpus) -> bool:
    """Whether the lanes of the whole corpus count claims in cells, so that none has a mark."""
    return len(corpus.claims) > MOST_MARKS


def wanted_claim(corpus: Corpus, claim: str) -> Want:
    """One claim is chosen."""
    return {"claim": claim, "statement": corpus.claims[claim].statement}


def wanted_place(corpus: Corpus, place: str) -> Want:
    """The claims of a place are listed, nothing being filtered."""
    listed = at_place(matching(corpus, Filters()), place)
    return {"name": corpus.places[place].name, "first": listed[0].id}


def wanted_whole(app: App, corpus: Corpus, filters: Filters) -> Want:
    """What passes the filters is shown, and nothing is chosen."""
    claims = matching(corpus, filters)
    if app == "plain":
        located = sum(bool(claim.locations) for claim in claims)
        return {"title": f"{len(claims)} claims", "located": located, "drawn": len(claims)}
    total = counted(len(corpus.claims), "claim")
    return {
        "title": f"{len(claims)} of {total}" if filters.active else total,
        "first": claims[0].id,
        "symbols": _symbols(corpus, claims),
        "marks": _marks(corpus, claims, filters),
    }


def wanted_cell(corpus: Corpus, carried: str) -> Want:
    """What a cell counts is shown: its months and its kind."""
    _, lane, *days = carried.split(":")
    first, last = (date.fromisoformat(day) for day in days)
    period = parse_period(f"{first:%Y-%m}/{last:%Y-%m}")
    return wanted_whole("ours", corpus, Filters(kinds=frozenset({Kind(lane)}), period=period))


def _symbols(corpus: Corpus, claims: Sequence[Claim]) -> list[str]:
    marks = place_marks(corpus, claims)
    return [f"{key_of(mark)} {len(mark.claims)}" for mark in marks]


def _marks(corpus: Corpus, claims: Sequence[Claim], filters: Filters) -> list[str]:
    """What the marks, or the cells, of the lanes carry."""
    drawn = build_timeline(claims, corpus, filters=filters, dark=False).lanes.to_dict()
    return sorted({each for trace in drawn["data"] for each in trace.get("customdata", ())})
