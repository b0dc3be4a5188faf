"""The timeline as a table, for those who read better than they see."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.timeline.lanes import LaneBy, divide
from components.timeline.words import bin_words
from data.model.corpus import Claim, Corpus
from data.model.perpetrators import by_whom_words, target_names
from data.selecting.bins import Bin
from data.text.numbers import counted
from data.wording.dates import period_words
from data.wording.labels import PRECISION_NAMES
from data.wording.phrases import location_words

_ROW = Markup('<div role="row" class="sl-row">{}</div>')
_PICK = Markup('<button type="button" data-pick="claim:{}">{}</button>')
_CELL = Markup('<span role="cell" dir="auto">{}</span>')
_NAMES = ("When", "Statement", "Where", "Sources")
_OF_ACTS = ("By whom", "Against")


def build_timeline_table(
    claims: Sequence[Claim], corpus: Corpus, lanes: LaneBy, bins: Sequence[Bin] = ()
) -> Markup:
    """HTML: a table for each lane with a row for each claim, and a list of the counts.

    Where violent acts are among the claims, two more columns say by whom and against whom. A row is
    picked as `claim:<id>`.
    """
    acts = any(claim.is_violent for claim in claims)
    headings = Markup("").join(
        Markup('<span role="columnheader">{}</span>').format(name)
        for name in (*_NAMES, *(_OF_ACTS if acts else ()))
    )
    tables = [
        Markup(
            '<h2 dir="auto" class="sl-times-lane">{}: {}</h2>'
            '<div role="table" aria-label="{}" class="sl-times{}">'
            '<div role="row" class="sl-row">{}</div>{}</div>'
        ).format(
            lane.name,
            counted(len(lane.claims), "claim"),
            lane.name,
            " sl-acts" if acts else "",
            headings,
            Markup("").join(_row(claim, corpus, acts=acts) for claim in lane.claims),
        )
        for lane in divide(claims, corpus, lanes)
    ]
    return Markup("").join([*tables, _counts(bins)] if bins else tables)


def _row(claim: Claim, corpus: Corpus, *, acts: bool) -> Markup:
    cells = [
        f"{period_words(claim.when)} ({PRECISION_NAMES[claim.when.period.precision]})",
        _PICK.format(claim.id, claim.statement),
        location_words(claim, corpus),
        ", ".join(claim.sources),
    ]
    if acts:
        cells += [by_whom_words(claim, corpus), target_names(claim, corpus) or ""]
    return _ROW.format(Markup("").join(_CELL.format(cell) for cell in cells))


def _counts(bins: Sequence[Bin]) -> Markup:
    items = Markup("").join(
        Markup('<span role="listitem">{}</span>').format(bin_words(each)) for each in bins
    )
    return Markup(
        '<h2 class="sl-times-lane">Counts</h2><div role="list" class="sl-times">{}</div>'
    ).format(items)
