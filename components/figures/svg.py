"""Figures as ranges on one axis for each measure, as one stand-alone SVG for reports.

Each row leads to `#claim-<id>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.figures.description import Group, Row, describe, key_of
from components.figures.svg_marks import MIDDLE, draw_mark, fillings, sample_ends
from components.figures.svg_words import SMALL, Lines, add_also, add_says, add_who
from components.shared.palette import INK, Paint
from components.shared.svg import (
    document,
    element,
    line,
    lines_of,
    link,
    stroke,
    text,
    together,
    width_of,
)
from data.comparing.figure_groups import FigureGroup
from data.model.corpus import Corpus
from data.model.quantity import QuantityForm

_RULE, _GRID = Paint("#808080", 0.28), Paint("#808080", 0.2)
# Narrower than this, the columns of a row stand below one another.
_NARROW = 600
# Pixels: around the whole, above and below the text of a row, between columns and groups.
_EDGE, _PAD, _GUTTER, _APART = 10.0, 8.0, 18.0, 28.0
_TITLE, _SAMPLE, _BESIDE = 17.0, 34.0, 52.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand, as left end and width: who says it, the axis, what is said."""

    who: tuple[float, float]
    axis: tuple[float, float]
    says: tuple[float, float]
    stacked: bool

    def x(self, percent: float) -> float:
        """Where a share of the axis lies."""
        return self.axis[0] + self.axis[1] * percent / 100


def build_figure_svg(
    groups: Sequence[FigureGroup], corpus: Corpus, *, dark: bool, width: int = 1000
) -> Markup:
    """All groups under one key, `width` pixels wide. The same input gives the same bytes."""
    described, columns = describe(groups, corpus), _columns(width)
    key, y = _key(key_of(described), width, dark=dark)
    parts = [key]
    for group in described:
        drawn, y = _group(group, columns, y, dark=dark)
        parts.append(drawn)
        y += _APART
    ink = INK.on(dark=dark)
    colours = {row.colour.on(dark=dark) for group in described for row in group.rows}
    words = ", ".join(f"{group.title}: {group.note}" for group in described)
    content = together([fillings(colours | {ink}), *parts])
    height = max(y - _APART, 0) + 2 * _EDGE
    return document(width, height, content, title="Figures", words=words or "None.", dark=dark)


def _columns(width: int) -> _Columns:
    inner = width - 2 * _EDGE
    if width < _NARROW:
        whole = _EDGE, inner
        return _Columns(whole, (_EDGE + 14, inner - 28), whole, True)
    who = 180.0 if width >= 900 else 130.0
    rest = inner - who - 2 * _GUTTER
    axis = rest * (0.55 if width >= 900 else 0.5)
    left = _EDGE + who + _GUTTER
    says = left + axis + _GUTTER, rest - axis
    return _Columns((_EDGE, who), (left + 10, axis - 20), says, False)


def _group(group: Group, columns: _Columns, y: float, *, dark: bool) -> tuple[Markup, float]:
    """A group from `y` down, and where it ends."""
    right = columns.says[0] + columns.says[1]
    heading = Lines(_EDGE, y, right - _EDGE)
    heading.add(f"{group.title}{group.unit}", _TITLE, 3, font_weight=650, class_="sl-fig-title")
    heading.add(group.note, SMALL, opacity=0.75, class_="sl-fig-note")
    y = heading.y + 5
    parts = [*heading.parts, line("sl-fig-rule", (_EDGE, y), (right, y), stroke="currentColor")]
    y += 26
    parts += [
        *_ticks(group, columns, y),
        line("sl-fig-base", (_EDGE, y), (right, y), **stroke(_RULE)),
    ]
    for row in group.rows:
        drawn, y = _row(row, group, columns, y, dark=dark)
        parts += [drawn, line("sl-fig-rule", (_EDGE, y), (right, y), **stroke(_RULE))]
    return element("g", *parts, class_="sl-fig-group", color=INK.on(dark=dark)), y


def _ticks(group: Group, columns: _Columns, y: float) -> Iterator[Markup]:
    """Ticks with their values; every other one where they do not fit beside one another."""
    left, room = columns.axis
    crowded = sum(width_of(label, SMALL) + 12 for _, label in group.ticks) > room
    for index, (percent, label) in enumerate(group.ticks):
        x = columns.x(percent)
        yield line("sl-fig-tick", (x, y - 5), (x, y), stroke="currentColor")
        if index % 2 and crowded:
            continue
        half = width_of(label, SMALL) / 2
        at = min(max(x, left - 14 + half), left + room + 14 - half)
        yield text(at, y - 8, label, size=SMALL, text_anchor="middle", class_="sl-fig-value")


def _row(
    row: Row, group: Group, columns: _Columns, top: float, *, dark: bool
) -> tuple[Markup, float]:
    """A row from `top` down, and where it ends: a link to its first claim, and to the others."""
    colour = row.colour.on(dark=dark)
    who = add_who(row, Lines(columns.who[0], top + _PAD, columns.who[1]), colour)
    track = who.y if columns.stacked else top
    low = track + 2 * MIDDLE if columns.stacked else top + _PAD
    says = add_says(row, Lines(columns.says[0], low, columns.says[1]))
    body = [*who.parts, *says.parts]
    also = [add_also(claim, says) for claim in row.claims[1:]]
    bottom = max(who.y, says.y, track + 2 * MIDDLE) + _PAD
    end = track + 2 * MIDDLE if columns.stacked else bottom
    grid = [columns.x(percent) for percent, _ in group.ticks]
    marked = [line("sl-fig-line", (x, track), (x, end), **stroke(_GRID)) for x in grid]
    left, right = map(columns.x, row.ends)
    marked.append(draw_mark(row.form, (left, right), track + MIDDLE, colour))
    drawn = link([claim.id for claim in row.claims], row.whole, *marked, *body, name="sl-row")
    return together([drawn, *also]), bottom


def _key(key: Mapping[QuantityForm, str], width: int, *, dark: bool) -> tuple[Markup, float]:
    """The marks with their words, and where what follows can begin."""
    ink = INK.on(dark=dark)
    x, y = _EDGE, _EDGE
    parts = []
    for put, words in key.items():
        lines = lines_of(words, width - 2 * _EDGE - _BESIDE, SMALL, 3)
        room = _BESIDE + max(width_of(each, SMALL) for each in lines)
        if x > _EDGE and x + room > width - _EDGE:
            x, y = _EDGE, y + 20
        mark = draw_mark(put, sample_ends(put, x + 5, _SAMPLE), y + 8, ink)
        label = Lines(x + _BESIDE, y, width)
        label.put(lines, SMALL)
        parts.append(element("g", mark, *label.parts, class_="sl-fig-sample"))
        x, y = x + room + 18, label.y - SMALL * 1.35
    return together(parts), y + (34 if parts else 0)
