"""Figures as ranges on one axis for each measure, beside the words of the sources.

Each row is a button that chooses its claim. Positions are shares of the axis in percent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from components.figures.axis import Axis, axis_of, tick_words
from components.shared.palette import KIND_COLOURS
from data.comparing.figure_groups import FigureGroup, FigureRow, Scale
from data.model.corpus import Claim, Corpus, Figure
from data.model.quantity import Dimension, QuantityForm, normalise, stated
from data.model.vocabulary import Measure
from data.text.numbers import counted
from data.wording.dates import period_words
from data.wording.labels import KIND_NAMES

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
_GROUP = Markup(
    '<section class="sl-fig-group" aria-label="{title}">'
    '<div class="sl-fig-head"><span class="sl-fig-title" role="heading" aria-level="2">{title}'
    '<bdi class="sl-fig-unit" dir="auto">{unit}</bdi></span>'
    '<span class="sl-fig-note">{note}</span></div>'
    '<div class="sl-fig-axis{crowded}" aria-hidden="true">'
    '<span class="sl-fig-scale">{ticks}</span></div>'
    '<div role="list" aria-label="{title}">{rows}</div></section>'
)
_ROW = Markup(
    '<div role="listitem" class="sl-fig-row{chosen}" style="--kind:{colour}">'
    '<button type="button" class="sl-fig-pick" data-pick="claim:{id}"{current}>'
    '<span class="sl-fig-who"><span class="sl-fig-source"><b>{source}</b> '
    '<bdi dir="auto">{publisher}</bdi></span>'
    '<span class="sl-fig-when">{period}</span><span class="sl-fig-kind">{kind}</span></span>'
    '<span class="sl-fig-track">{grid}{mark}</span>'
    '<span class="sl-fig-says"><b class="sl-fig-words" dir="auto">“{words}”</b>'
    '<span class="sl-fig-value" dir="auto">{value}</span>{arithmetic}{differs}'
    '<span class="sl-fig-claim" dir="auto">{statement}</span></span></button>{also}</div>'
)
_ALSO = Markup(
    '<button type="button" class="sl-fig-also" data-pick="claim:{id}"{current}><span>'
    'also given, {period}: <bdi dir="auto">{statement}</bdi></span></button>'
)
_MARK = Markup('<i class="sl-fig-mark sl-fig-{}" style="left:{:.2f}%;width:{:.2f}%"></i>')
_LINE = Markup('<i class="sl-fig-line" style="left:{:.2f}%"></i>')
_TICK = Markup('<span class="sl-fig-tick" style="left:{:.2f}%"><span>{}</span></span>')
_SAMPLE = Markup('<span role="listitem"><span class="sl-fig-sample">{}</span>{}</span>')
_SPAN = Markup('<span class="{}" dir="auto">{}</span>')
_CURRENT = Markup(' aria-current="true"')
# How many characters fit below the axis where a claim stands beside the figures.
_ROOM = 34


def build_figures(
    groups: Sequence[FigureGroup], corpus: Corpus, *, chosen: str | None, dark: bool
) -> Markup:
    """HTML of all groups under one key; the rows of the claim `chosen` are highlighted."""
    drawn = Markup("").join(_group(group, corpus, chosen=chosen, dark=dark) for group in groups)
    rows = [row for group in groups for row in group.rows]
    return Markup('<div class="sl-fig">{}{}</div>').format(_key(rows), drawn)


def _group(group: FigureGroup, corpus: Corpus, *, chosen: str | None, dark: bool) -> Markup:
    axis = axis_of(group)
    labels = [tick_words(tick) for tick in axis.ticks]
    longest = max(map(len, labels))
    return _GROUP.format(
        title=title_words(group),
        unit=unit_words(group),
        note=note_words(group),
        crowded=" sl-fig-crowded" if longest * (len(labels) - 1) > _ROOM else "",
        ticks=Markup("").join(map(_TICK.format, map(axis.at, axis.ticks), labels)),
        rows=Markup("").join(
            _row(row, group, axis, corpus, chosen=chosen, dark=dark) for row in group.rows
        ),
    )


def _row(
    row: FigureRow,
    group: FigureGroup,
    axis: Axis,
    corpus: Corpus,
    *,
    chosen: str | None,
    dark: bool,
) -> Markup:
    first, *others = row.claims
    normalised = normalise(row.figure)
    differs = [difference_words(row.source, source, figure) for source, figure in row.differs_from]
    return _ROW.format(
        chosen=" sl-fig-chosen" if chosen in {claim.id for claim in row.claims} else "",
        colour=KIND_COLOURS[first.kind].on(dark=dark),
        id=first.id,
        current=_CURRENT if first.id == chosen else "",
        source=row.source,
        publisher=corpus.sources[row.source].publisher,
        period=period_words(first.when),
        kind=KIND_NAMES[first.kind],
        grid=Markup("").join(_LINE.format(axis.at(tick)) for tick in axis.ticks),
        mark=_mark(row.figure, axis),
        value=value_words(row, group),
        arithmetic=_spans("sl-fig-sum", [normalised.arithmetic]),
        words=row.figure.as_written,
        differs=_spans("sl-fig-differs", [f"≠ {each}" for each in differs]),
        statement=first.statement,
        also=Markup("").join(_also(claim, chosen=chosen) for claim in others),
    )


def _also(claim: Claim, *, chosen: str | None) -> Markup:
    return _ALSO.format(
        id=claim.id,
        statement=claim.statement,
        period=period_words(claim.when),
        current=_CURRENT if claim.id == chosen else "",
    )


def _mark(figure: Figure, axis: Axis) -> Markup:
    """The range on the axis; an open side reaches to the axis's end."""
    normalised = normalise(figure)
    left = 0.0 if normalised.minimum is None else axis.at(normalised.minimum)
    right = 100.0 if normalised.maximum is None else axis.at(normalised.maximum)
    return _MARK.format(stated(figure).value, left, right - left)


def title_words(group: FigureGroup) -> str:
    """What a group is called."""
    measure = group.measures[0]
    if group.dimension is Dimension.CHANGE:
        return f"Change in {measure.replace('-', ' ')}"
    return _TITLES.get((measure, group.dimension), measure.replace("-", " ").capitalize())


def value_words(row: FigureRow, group: FigureGroup) -> str:
    """The normalised range in words, with what is counted where the axis has several measures."""
    given = normalise(row.figure)
    about = "about " if stated(row.figure) is QuantityForm.ABOUT else ""
    unit = given.unit.replace("persons", "person", 1) if given.words == "1" else given.unit
    words = f"{about}{given.words} {unit}"
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


def _spans(name: str, texts: Iterable[str]) -> Markup:
    return Markup("").join(_SPAN.format(name, text) for text in texts if text)


def _key(rows: Iterable[FigureRow]) -> Markup:
    """The marks that are in view, and no others."""
    used = {stated(row.figure) for row in rows}
    points = {QuantityForm.EXACT, QuantityForm.ABOUT}
    items = Markup("").join(
        _SAMPLE.format(_MARK.format(each.value, *((50, 0) if each in points else (8, 84))), words)
        for each, words in KEY.items()
        if each in used
    )
    return Markup('<div class="sl-fig-key" role="list" aria-label="Key">{}</div>').format(items)
