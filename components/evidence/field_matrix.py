"""Field by field: what each source gives, and on what exactly they differ."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.evidence.excerpts import Manner, anchor_of
from data.comparing.agreement import listed
from data.comparing.fields import Cell, Field, Row, Standing
from data.wording.labels import FIELD_NAMES, STANDING_NAMES, STANDING_SIGNS

_TABLE = Markup(
    '<div class="sl-fields" role="table" aria-label="Field by field" '
    'style="--sources:{count}"><div role="row" class="sl-row">'
    '<span role="columnheader"><span class="sl-unseen">Field</span></span>{sources}</div>'
    "{rows}</div>"
)
_WHOLE = Markup('<details class="sl-compared"{open}><summary>{summary}</summary>{table}</details>')
_ROW = Markup(
    '<div role="row" class="sl-row sl-{standing}"><span role="rowheader">{name}</span>{cells}</div>'
)
_CELL = Markup(
    '<span role="cell" class="sl-cell sl-{standing}"><a href="#{anchor}" title="{meaning}">'
    '<i aria-hidden="true">{sign}</i><span class="sl-unseen">{meaning}: </span>'
    '<bdi dir="auto">{words}</bdi></a></span>'
)
_SILENT = Markup(
    '<span role="cell" class="sl-cell sl-silent-cell" title="{meaning}">'
    '<i aria-hidden="true">–</i>{meaning}</span>'
)


def build_matrix(rows: Sequence[Row], manner: Manner) -> Markup:
    """HTML with a row for each field and a column for each source; a cell leads to its quote.

    It stands open where the sources differ, and behind its summary where they do not. Empty where
    there is nothing to compare: one source that does not contradict itself.
    """
    sources = list(rows[0].cells)
    if len(sources) < 2 and not differing(rows):
        return Markup("")
    heads = Markup("").join(
        Markup('<span role="columnheader">{}</span>').format(each) for each in sources
    )
    lines = Markup("").join(
        _ROW.format(
            standing=row.standing.value,
            name=FIELD_NAMES[row.field],
            cells=Markup("").join(_cell(row.cells[source], row, manner) for source in sources),
        )
        for row in rows
        if row.standing is not Standing.SILENT
    )
    table = _TABLE.format(count=len(sources), sources=heads, rows=lines)
    is_open = Markup(" open") if differing(rows) else Markup("")
    return _WHOLE.format(open=is_open, summary=summary(rows), table=table)


def summary(rows: Sequence[Row]) -> str:
    """One sentence: on which fields they differ, meet in part, and agree."""
    parts = []
    for standing, words in (
        (Standing.DIFFERS, "differ on"),
        (Standing.PARTIAL, "meet in part on"),
        (Standing.AGREES, "agree on"),
    ):
        fields = [FIELD_NAMES[row.field].lower() for row in rows if row.standing is standing]
        if fields:
            parts.append(f"{words} {listed(fields)}")
    if not parts:
        return "No two sources give the same field."
    if len(rows[0].cells) == 1:
        fields = [FIELD_NAMES[field].lower() for field in differing(rows)]
        return f"The source contradicts itself on {listed(fields)}."
    return f"The sources {'; '.join(parts)}."


def differing(rows: Sequence[Row]) -> tuple[Field, ...]:
    """The fields on which the sources differ."""
    return tuple(row.field for row in rows if row.standing is Standing.DIFFERS)


def _cell(cell: Cell, row: Row, manner: Manner) -> Markup:
    if cell.standing is Standing.SILENT:
        return _SILENT.format(meaning="not in these words")
    return _CELL.format(
        standing=cell.standing.value,
        anchor=anchor_of(manner, cell.excerpts[0]),
        meaning=STANDING_NAMES[cell.standing],
        sign=STANDING_SIGNS[cell.standing],
        words=" · ".join(cell.words)
        if row.field is Field.WHAT
        else " · ".join(f"“{words}”" for words in cell.words),
    )
