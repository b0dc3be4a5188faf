"""Figures as ranges on one axis for each measure, as HTML.

Each row is a button that chooses its claim. Positions are shares of the axis in percent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from components.figures.description import POINTS, Group, Row, also_words, describe, key_of
from data.comparing.figure_groups import FigureGroup
from data.model.corpus import Claim, Corpus
from data.model.quantity import QuantityForm

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
    '{also}<bdi dir="auto">{statement}</bdi></span></button>'
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
    described = describe(groups, corpus)
    drawn = Markup("").join(_group(each, chosen=chosen, dark=dark) for each in described)
    return Markup('<div class="sl-fig">{}{}</div>').format(_key(key_of(described)), drawn)


def _group(group: Group, *, chosen: str | None, dark: bool) -> Markup:
    longest = max(len(label) for _, label in group.ticks)
    grid = Markup("").join(_LINE.format(at) for at, _ in group.ticks)
    return _GROUP.format(
        title=group.title,
        unit=group.unit,
        note=group.note,
        crowded=" sl-fig-crowded" if longest * (len(group.ticks) - 1) > _ROOM else "",
        ticks=Markup("").join(_TICK.format(*tick) for tick in group.ticks),
        rows=Markup("").join(_row(row, grid, chosen=chosen, dark=dark) for row in group.rows),
    )


def _row(row: Row, grid: Markup, *, chosen: str | None, dark: bool) -> Markup:
    first, *others = row.claims
    left, right = row.ends
    return _ROW.format(
        chosen=" sl-fig-chosen" if chosen in {claim.id for claim in row.claims} else "",
        colour=row.colour.on(dark=dark),
        id=first.id,
        current=_CURRENT if first.id == chosen else "",
        source=row.source,
        publisher=row.publisher,
        period=row.period,
        kind=row.kind,
        grid=grid,
        mark=_MARK.format(row.form.value, left, right - left),
        value=row.value,
        arithmetic=_spans("sl-fig-sum", [row.arithmetic]),
        words=row.words,
        differs=_spans("sl-fig-differs", [f"≠ {each}" for each in row.differs]),
        statement=first.statement,
        also=Markup("").join(_also(claim, chosen=chosen) for claim in others),
    )


def _also(claim: Claim, *, chosen: str | None) -> Markup:
    current = _CURRENT if claim.id == chosen else ""
    also, statement = also_words(claim), claim.statement
    return _ALSO.format(id=claim.id, also=also, statement=statement, current=current)


def _spans(name: str, texts: Iterable[str]) -> Markup:
    return Markup("").join(_SPAN.format(name, text) for text in texts if text)


def _key(key: Mapping[QuantityForm, str]) -> Markup:
    items = Markup("").join(
        _SAMPLE.format(_MARK.format(form.value, *((50, 0) if form in POINTS else (8, 84))), words)
        for form, words in key.items()
    )
    return Markup('<div class="sl-fig-key" role="list" aria-label="Key">{}</div>').format(items)
