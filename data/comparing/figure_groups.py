"""The figures of claims, grouped by the axis that they share.

docs/method.md, "Figures", has the rules in words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from data.model.corpus import Claim, Corpus, Figure
from data.model.quantity import Dimension, bounds, comparable, normalise, overlap
from data.model.vocabulary import Measure
from data.selecting.select import in_order
from data.text.anchor import Span


class Scale(StrEnum):
    """How an axis is divided."""

    LINEAR = "linear"
    LOGARITHMIC = "logarithmic"
    PERCENT = "percent"


# Measures of one axis stand together; the order is that of an analyst's questions.
AXES: tuple[tuple[Measure, ...], ...] = tuple(
    tuple(map(Measure, axis.split()))
    for axis in (
        *("attacks", "fighters", "prisoners arrested", "released", "displaced", "killed"),
        *("injured", "territory-lost", "troops", "fronts", "materiel", "money", "stateless"),
        *("countries", "disease-cases", "disease-deaths", "years"),
    )
)
# On a linear axis what is smaller than a twentieth of the largest can hardly be seen.
WIDE_SPREAD = 20


@dataclass(frozen=True, slots=True)
class FigureUse:
    """A figure at one excerpt of one claim; `excerpt` is its position in the claim's list."""

    claim: Claim
    excerpt: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number as it stands once in a source, with every claim that gives it.

    `differs_from` are the figures of the same claims that cannot be right together with it, each
    with its source.
    """

    source: str
    mentions: tuple[FigureUse, ...]
    differs_from: tuple[tuple[str, Figure], ...]

    @property
    def figure(self) -> Figure:
        """The figure as the first of the claims records it."""
        return self.mentions[0].figure

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that give it, each once."""
        return tuple({each.claim.id: each.claim for each in self.mentions}.values())


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures that share an axis, in order of time."""

    measures: tuple[Measure, ...]
    dimension: Dimension
    scale: Scale
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    source: str
    words: Span
    mention: FigureUse


def figure_groups(claims: Iterable[Claim], corpus: Corpus) -> tuple[FigureGroup, ...]:
    """Every figure of the claims, grouped by axis; the axes in the order of `AXES`."""
    groups: dict[tuple[int, int], list[list[_Found]]] = {}
    for each in _find(claims, corpus):
        figure = each.mention.figure
        axis = next(i for i, measures in enumerate(AXES) if figure.measure in measures)
        dimension = list(Dimension).index(normalise(figure).dimension)
        rows = groups.setdefault((axis, dimension), [])
        same = next((row for row in rows if _same_words(row[0], each)), None)
        if same is None:
            rows.append([each])
        else:
            same.append(each)
    return tuple(
        _group(AXES[axis], list(Dimension)[dimension], rows)
        for (axis, dimension), rows in sorted(groups.items())
    )


def _find(claims: Iterable[Claim], corpus: Corpus) -> Iterator[_Found]:
    """The figures of each claim in order of time, within it by source and place in the text."""
    for claim in in_order(claims):
        found = []
        for index, (excerpt, span) in enumerate(corpus.anchored(claim)):
            for figure in excerpt.figures:
                start = span.start + excerpt.exact.find(figure.as_written)
                words = Span(start, start + len(figure.as_written))
                found.append(_Found(excerpt.source, words, FigureUse(claim, index, figure)))
        yield from sorted(found, key=lambda each: (each.source, each.words.start))


def _same_words(one: _Found, other: _Found) -> bool:
    """Whether two excerpts quote one number: overlapping words of one source, the same range.

    What one excerpt gives twice are two numbers, as in "two killed in Mosul and two in Tikrit".
    """
    same_range = bounds(one.mention.figure) == bounds(other.mention.figure)
    excerpts = {(each.mention.claim.id, each.mention.excerpt) for each in (one, other)}
    return (
        one.source == other.source
        and one.words.overlaps(other.words)
        and same_range
        and len(excerpts) == 2
    )


def _group(
    measures: tuple[Measure, ...], dimension: Dimension, found: Sequence[Sequence[_Found]]
) -> FigureGroup:
    rows = tuple(
        FigureRow(
            source=row[0].source,
            mentions=tuple(each.mention for each in row),
            differs_from=tuple(
                (other[0].source, figure)
                for other in found
                if (figure := _contradiction(row, other)) is not None
            ),
        )
        for row in found
    )
    return FigureGroup(measures, dimension, _scale(dimension, rows), rows)


def _contradiction(row: Sequence[_Found], other: Sequence[_Found]) -> Figure | None:
    """The figure of another row that cannot be right together with this row's in one claim."""
    for one in (each.mention for each in row):
        for two in (each.mention for each in other):
            same = one.claim.id == two.claim.id and comparable(one.figure, two.figure)
            if same and not overlap(one.figure, two.figure):
                return two.figure
    return None


def _scale(dimension: Dimension, rows: Iterable[FigureRow]) -> Scale:
    known = [bound for row in rows for bound in bounds(row.figure) if isfinite(bound)]
    if dimension is Dimension.SHARE and 0 <= min(known) <= max(known) <= 100:
        return Scale.PERCENT
    wide = min(known) > 0 and max(known) >= WIDE_SPREAD * min(known)
    return Scale.LOGARITHMIC if dimension is Dimension.COUNT and wide else Scale.LINEAR
