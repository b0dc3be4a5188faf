"""What the marks of the timeline mean, each drawn as it is drawn there."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

WIDTH, HEIGHT = 30, 14
# SVG in the colour of the text. Nothing but these literals goes into it.
_HATCHING = (
    '<path d="M4 11l6-8M9 11l6-8M14 11l6-8M19 11l6-8" stroke="currentColor" stroke-width="1.6"/>'
)
_BOX = '<rect x="3" y="3" width="24" height="8" fill="{}" stroke="currentColor"/>'
_STEPS = "".join(
    f'<rect x="{x}" y="{y}" width="3" height="{h}" fill="currentColor" opacity="{o}"/>'
    for x, y, h, o in ((2, 3, 8, 0.15), (5, 3, 8, 0.35), (22, 3, 8, 0.35), (25, 3, 8, 0.15))
)
_TAIL = "".join(
    f'<rect x="{8 + 4 * i}" y="5.5" width="4" height="3" fill="currentColor" opacity="{o}"/>'
    for i, o in enumerate((0.15, 0.3, 0.45, 0.65))
)
_LEFT, _RIGHT = "M8 2.5v9l-6-4.5z", "M22 2.5v9l6-4.5z"
_ARROW = '<path d="{}" fill="currentColor"/>'
_TEXT = '<text x="15" y="11.5" font-size="11" text-anchor="middle" fill="currentColor">{}</text>'

# The sign, what it means, and what can be done with it on a screen.
_SIGNS: tuple[tuple[str, ...], ...] = (
    ('<circle cx="15" cy="7" r="5" fill="currentColor"/>', "one day"),
    (
        '<circle cx="15" cy="7" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6"/>',
        "about a day",
    ),
    (_BOX.format("none") + _HATCHING, "on some day of it"),
    (_BOX.format("currentColor"), "throughout"),
    (
        '<rect x="8" y="3" width="14" height="8" fill="currentColor" opacity="0.7"/>' + _STEPS,
        "soft end: “about”",
    ),
    (
        _ARROW.format(_LEFT)
        + _TAIL
        + '<path d="M25 1v12" stroke="currentColor" stroke-width="2"/>',
        "no later than the line, perhaps long before",
    ),
    (
        '<path d="M3 1v12" stroke="currentColor" stroke-width="2"/>'
        '<rect x="4" y="5.5" width="18" height="3" fill="currentColor" opacity="0.6"/>'
        + _ARROW.format(_RIGHT),
        "from the line on",
    ),
    (
        '<path d="M3 3h17v8h-17z M21 3.5v7l6-3.5z" fill="none" stroke="currentColor"/>',
        "expected or called for",
    ),
    (_ARROW.format(_LEFT), "goes on outside, or lies there"),
    (
        '<rect x="5" y="3" width="20" height="8" fill="currentColor" opacity="0.85"/>',
        "dark: several colours in one",
    ),
    (_TEXT.format("×3"), "claims drawn alike", ": a click lists them"),
    (_ARROW.format("M10 3h10l-5 8z"), "source published"),
    (
        '<rect x="5" y="2" width="20" height="10" fill="none" stroke="currentColor" '
        'stroke-width="2"/><path d="M15 0v14" stroke="currentColor" stroke-dasharray="2 2"/>',
        "the chosen claim; the dotted line shows its time",
    ),
    (
        '<path d="M5 13v-6h7v-4h7v7h7v3z" fill="currentColor" opacity="0.6"/>',
        "expected, each claim spread over its period",
    ),
    ('<path d="M3 7h24" stroke="currentColor" stroke-width="2"/>', "surely"),
    (
        '<path d="M3 1v4h9v7h9v-5h6v-6" fill="none" stroke="currentColor"/>',
        "possibly",
        ". Drag over the strip to keep a period, double-click to clear it",
    ),
)

_SHADES = "".join(
    f'<rect x="{3 + 8 * i}" y="2" width="8" height="10" fill="currentColor" opacity="{o}"/>'
    for i, o in enumerate((0.15, 0.45, 0.9))
)
# Where claims are counted in cells, there are no marks to be told apart.
_CELLS = (_SHADES, "the darker, the more claims are expected", ": a click keeps them")
_OF_CELLS = ("source published", "the chosen claim", "expected, each", "surely", "possibly")


def build_timeline_key(*, printed: bool = False, cells: bool = False) -> Markup:
    """HTML for what the marks mean, and the counts below the lanes.

    `printed` leaves out what can be done with them, which is nothing on paper. `cells` is for lanes
    that count claims in cells.
    """
    signs = (
        [_CELLS, *(each for each in _SIGNS if each[1].startswith(_OF_CELLS))] if cells else _SIGNS
    )
    items = Markup("").join(
        _item(sign, "".join(words[:1] if printed else words)) for sign, *words in signs
    )
    return Markup('<div class="sl-legend" role="list" aria-label="Key">{}</div>').format(items)


def _item(sign: str, words: str) -> Markup:
    drawn = Markup(
        '<svg width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>'
    ).format(WIDTH, HEIGHT, WIDTH, HEIGHT, Markup(sign))  # noqa: S704 - literals above
    return Markup('<span role="listitem">{}{}</span>').format(drawn, words)


# Not `st.html`, which leaves drawings out.
_draw = {
    cells: st.components.v2.component(
        f"sidelight_timeline_key{'_of_cells' if cells else ''}",
        html=str(build_timeline_key(cells=cells)),
        isolate_styles=False,
    )
    for cells in (False, True)
}


def draw_timeline_key(*, key: str, cells: bool) -> None:
    """Draw the key below the timeline; `cells` where its lanes count claims in cells."""
    _draw[cells](key=f"{key}-{cells}".lower())
