"""Where the chosen claim lies on the timeline: the frame that is drawn over the lanes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from components.timeline.lanes import LaneBy, divide
from components.timeline.layout import Lane, Mark
from components.timeline.scale import Scale
from components.timeline.spans import Span, event_span
from data.model.corpus import Claim, Corpus


@dataclass(frozen=True, slots=True)
class Drawing:
    """What lies where in the lanes; without `marks`, claims are counted in cells."""

    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    scale: Scale
    by: LaneBy
    corpus: Corpus


def frames(drawing: Drawing, claim: str | None) -> list[dict[str, float]]:
    """Each frame of a claim: its first row and how many it has, and from where to where and about
    which middle, as shares of the drawing's width from 0 to 1."""
    begin, end = (datetime.fromisoformat(each) for each in drawing.scale.span)

    def share(moment: datetime) -> float:
        return round((moment - begin) / (end - begin), 5)

    found = []
    for row, rows, span in _lying(drawing, claim):
        pad = drawing.scale.room(5 if span.has_symbol else 2)
        first, last = (datetime.combine(day, time()) for day in (span.first, span.last))
        last += timedelta(days=1)
        found.append(
            {
                "row": row,
                "rows": rows,
                "from": share(first - pad),
                "to": share(last + pad),
                "middle": share(first + (last - first) / 2),
            }
        )
    return found


def _lying(drawing: Drawing, claim: str | None) -> Iterator[tuple[int, int, Span]]:
    """First row, number of rows and span of each mark of a claim."""
    for mark in drawing.marks:
        if any(each.id == claim for each in mark.claims):
            yield mark.row, 1, mark.span
    told = drawing.corpus.claims.get(claim or "")
    if told is not None and not drawing.marks:
        yield from _in_cells(drawing, told)


def _in_cells(drawing: Drawing, claim: Claim) -> Iterator[tuple[int, int, Span]]:
    lanes = {lane.name: lane for lane in drawing.lanes}
    span = event_span(claim, drawing.corpus, drawing.scale)
    for members in divide([claim], drawing.corpus, drawing.by):
        # A lane that is none of the most frequent is part of "Other …".
        other = next((lane for name, lane in lanes.items() if name.startswith("Other ")), None)
        lane = lanes.get(members.name, other)
        if lane is not None:
            yield lane.top, lane.bottom - lane.top, span
