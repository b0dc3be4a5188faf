"""What a drawing of figures says and where its marks lie, which HTML and SVG only draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from components.figures.axis import Axis, axis_of, tick_words
from components.shared.palette import KIND_COLOURS, Colour
from data.comparing.figure_groups import FigureGroup, FigureRow, Scale
from data.model.corpus import Claim, Corpus, Figure
from data.model.quantity import Dimension, QuantityForm, normalise, stated
from data.model.vocabulary import Measure
from data.text.numbers import counted
from data.wording.dates import period_words
from data.wording.labels import KIND_NAMES, MEASURE_NAMES, spaced
from data.wording.phrases import quantity_words

# The other groups are called as their measure.
_TITLES: Mapping[tuple[Measure, Dimension], str] = {
    (Measure.ATTACKS, Dimension.RATE): "Attack rate",
    (Measure.PRISONERS, Dimension.COUNT): "Detained",
    (Measure.TERRITORY_LOST, Dimension.SHARE): "Share of territory lost",
}
# The marks in the order of the key, in words.
KEY: Mapping[QuantityForm, str] = {
    QuantityForm.EXACT: "exact",
    QuantityForm.ABOUT: "“about”",
    QuantityForm.RANGE: "from … to …",
    QuantityForm.AT_LEAST: "at least",
    QuantityForm.AT_MOST: "at most",
    QuantityForm.IN_WORDS: "in words, such as “hundreds”: the range that the method gives them",
}
# Marks that stand at one value.
POINTS = frozenset({QuantityForm.EXACT, QuantityForm.ABOUT})


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in words, with its mark between `ends`, in percent of the axis.

    `claims` give it; what stands in the row is said of the first.
    """

    source: str
    publisher: str
    kind: str
    colour: Colour
    form: QuantityForm
    ends: tuple[float, float]
    words: str
    value: str
    arithmetic: str
    differs: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def period(self) -> str:
        """The time of its claim."""
        return period_words(self.claims[0].when)

    @property
    def whole(self) -> str:
        """All of the row in words, nothing cut."""
        said = f"{self.source} {self.publisher}, {self.period}: {self.value}"
        written = f"“{self.words}”"
        parts = [said, self.arithmetic, written, *self.differs, self.claims[0].statement]
        return "\n".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Group:
    """Figures on one axis. `ticks` are where its ticks lie, in percent, and their words."""

    title: str
    unit: str
    note: str
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]


def describe(groups: Iterable[FigureGroup], corpus: Corpus) -> tuple[Group, ...]:
    """The groups as they are drawn, in their order."""
    return tuple(_group(group, corpus) for group in groups)


def key_of(groups: Iterable[Group]) -> dict[QuantityForm, str]:
    """The marks that are in view, and no others, in words."""
    used = {row.form for group in groups for row in group.rows}
    return {form: words for form, words in KEY.items() if form in used}


def _group(group: FigureGroup, corpus: Corpus) -> Group:
    axis = axis_of(group)
    return Group(
        title=title_words(group),
        unit=unit_words(group),
        note=note_words(group),
        ticks=tuple((axis.at(tick), tick_words(tick)) for tick in axis.ticks),
        rows=tuple(_row(row, group, axis, corpus) for row in group.rows),
    )


def _row(row: FigureRow, group: FigureGroup, axis: Axis, corpus: Corpus) -> Row:
    kind = row.claims[0].kind
    return Row(
        source=row.source,
        publisher=corpus.sources[row.source].publisher,
        kind=KIND_NAMES[kind],
        colour=KIND_COLOURS[kind],
        form=stated(row.figure),
        ends=_ends(row.figure, axis),
        words=row.figure.as_written,
        value=_value_words(row, group),
        arithmetic=normalise(row.figure).arithmetic,
        differs=tuple(difference_words(row.source, *each) for each in row.differs_from),
        claims=row.claims,
    )


def _ends(figure: Figure, axis: Axis) -> tuple[float, float]:
    """The range on the axis; an open side reaches to the axis's end."""
    given = normalise(figure)
    left = 0.0 if given.minimum is None else axis.at(given.minimum)
    right = 100.0 if given.maximum is None else axis.at(given.maximum)
    return left, right


def also_words(claim: Claim) -> str:
    """What stands before the statement of a second claim that gives the same figure."""
    return f"also given, {period_words(claim.when)}: "


def title_words(group: FigureGroup) -> str:
    """What a group is called."""
    measure = group.measures[0]
    if group.dimension is Dimension.CHANGE:
        return f"Change in {spaced(measure)}"
    return _TITLES.get((measure, group.dimension), MEASURE_NAMES[measure])


def _value_words(row: FigureRow, group: FigureGroup) -> str:
    """The normalised range in words, with what is counted where the axis has several measures."""
    about = "about " if stated(row.figure) is QuantityForm.ABOUT else ""
    words = f"{about}{quantity_words(normalise(row.figure))}"
    if len(group.measures) == 1:
        return words
    measures = dict.fromkeys(mention.figure.measure.value for mention in row.mentions)
    return f"{words}, {' and '.join(measures)}"


def unit_words(group: FigureGroup) -> str:
    """What follows the title: the unit of all rows, or the noun that their units begin with."""
    if group.dimension is Dimension.RATE:
        return ", a month"
    units = {normalise(row.figure).unit for row in group.rows}
    shared = units if len(units) == 1 else {unit.split()[0] for unit in units}
    if shared == {group.measures[0].value}:
        return ""
    return f", {shared.pop()}" if len(shared) == 1 else ", each as its source names it"


def note_words(group: FigureGroup) -> str:
    """How many figures of how many sources, and whether the axis is logarithmic."""
    sources = len({row.source for row in group.rows})
    note = f"{counted(len(group.rows), 'figure')} of {counted(sources, 'source')}"
    return f"{note} · logarithmic axis" if group.scale is Scale.LOGARITHMIC else note


def difference_words(source: str, other: str, figure: Figure) -> str:
    """Which other source it differs from, and that one's words."""
    itself = " itself" if other == source else ""
    return f"differs from {other}{itself}: “{figure.as_written}”"
