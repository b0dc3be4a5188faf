"""In which row of which lane each claim lies, with what is drawn alike made one mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from components.timeline.lanes import LaneBy, Members, divide
from components.timeline.scale import Scale, free_row
from components.timeline.spans import Basis, Span, event_span, report_span
from data.model.calendar_unit import DatePrecision
from data.model.corpus import Claim, Corpus
from data.model.vocabulary import Kind, LocationPrecision

# Pixels: how far a symbol reaches from its day, and the least room between two marks of a row.
SYMBOL, GAP = 5.0, 2.0
LONGEST_LABEL = 18
_LABELLED = {DatePrecision.DAY, DatePrecision.APPROXIMATE_DAY, DatePrecision.MONTH}


@dataclass(frozen=True, slots=True)
class Mark:
    """Claims of one lane that are drawn alike, at one place, in a row counted from the top.

    `label` stands beside it, on the left where the right has no room. `extent` is from where to
    where the mark with its symbols and its label reaches. `colour` is #rrggbb, and `lines` are what
    pointing at it says, as plain text.
    """

    claims: tuple[Claim, ...]
    span: Span
    label: str = ""
    label_left: bool = False
    extent: tuple[date, date] = (date.min, date.min)
    row: int = 0
    colour: str = ""
    lines: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of its claims; several where the lanes are not those of kinds."""
        return frozenset(claim.kind for claim in self.claims)

    @property
    def data(self) -> str:
        """What a click reports: the claim's id, or `group:` and the ids of all."""
        ids = [claim.id for claim in self.claims]
        return ids[0] if len(ids) == 1 else f"group:{','.join(ids)}"


@dataclass(frozen=True, slots=True)
class Lane:
    """The rows of one lane, from `top` (included) to `bottom` (excluded); `count` is of claims."""

    name: str
    top: int
    bottom: int
    count: int

    @property
    def full_name(self) -> str:
        """Its name and its count."""
        return f"{self.name} {self.count}"


def layout(
    claims: Sequence[Claim],
    corpus: Corpus,
    scale: Scale,
    *,
    lanes: LaneBy = LaneBy.KIND,
    by: Basis = Basis.EVENT,
) -> tuple[tuple[Mark, ...], tuple[Lane, ...]]:
    """Give every claim a mark in each of its lanes, so that no two marks of a row touch."""
    marks: list[Mark] = []
    made: list[Lane] = []
    top = 0
    for members in divide(claims, corpus, lanes):
        folded = _fold(_spans(members, corpus, scale, by))
        placed = [_measured(mark, corpus, scale, by) for mark in folded]
        packed, rows = _packed(placed, top, scale.room(GAP))
        marks += packed
        made.append(Lane(members.name, top, top + rows, len(members.claims)))
        top += rows
    return tuple(marks), tuple(made)


def _spans(
    members: Members, corpus: Corpus, scale: Scale, by: Basis
) -> Iterator[tuple[Claim, Span]]:
    for claim in members.claims:
        if by is Basis.EVENT:
            yield claim, event_span(claim, corpus, scale)
            continue
        # In a source's own lane a claim stands where that source told it, and nowhere else.
        for source in (members.source,) if members.source else claim.sources:
            yield claim, report_span(claim, corpus.sources[source], scale)


def _fold(spans: Iterable[tuple[Claim, Span]]) -> list[Mark]:
    """One mark for all claims of a lane that would be drawn as the same shape at the same place."""
    groups: dict[Span, dict[str, Claim]] = {}
    for claim, span in spans:
        groups.setdefault(span, {})[claim.id] = claim
    return [Mark(tuple(group.values()), span) for span, group in groups.items()]


def _measured(mark: Mark, corpus: Corpus, scale: Scale, by: Basis) -> Mark:
    """The mark with its label and its extent."""
    span = mark.span
    symbol = scale.room(SYMBOL) if span.has_symbol else timedelta()
    label = f"×{len(mark.claims)}" if len(mark.claims) > 1 else ""
    if not label and by is Basis.EVENT:
        label = _place_label(mark.claims[0], corpus)
    room = scale.text_room(label)
    begin, end = span.first - symbol, span.last + symbol
    left = span.edge > 0 or (span.edge == 0 and end + room > scale.last + scale.margin)
    extent = (begin - room, end) if left else (begin, end + room)
    if span.edge < 0:
        extent = scale.first - 2 * scale.margin, extent[1]
    elif span.edge > 0:
        extent = extent[0], scale.last + 2 * scale.margin
    return replace(mark, label=label, label_left=left, extent=extent)


def _place_label(claim: Claim, corpus: Corpus) -> str:
    """Where a violent act dated to the day or month was; of others their hover tells."""
    period = claim.when.period
    dated = period.precision in _LABELLED and not (
        period.approximate and period.precision is DatePrecision.MONTH
    )
    fine = [
        corpus.places[where.place].name
        for where in claim.locations
        if where.level_at(corpus.places[where.place]).rank < LocationPrecision.REGION.rank
    ]
    if not claim.is_violent or not dated or not fine:
        return ""
    return fine[0] if len(fine[0]) <= LONGEST_LABEL else ""


def _packed(marks: Iterable[Mark], top: int, gap: timedelta) -> tuple[list[Mark], int]:
    """Rows for the marks of one lane, counted from `top`, and how many were needed."""
    ends: list[float] = []
    packed = []
    for mark in sorted(marks, key=lambda mark: (*mark.extent, mark.data)):
        begin, end = (day.toordinal() for day in mark.extent)
        packed.append(replace(mark, row=top + free_row(ends, begin, end + gap.days - 1)))
    return packed, len(ends)
