"""Small parts of a stand-alone SVG file: elements, text, titles, and the document around them.

All text and all values of attributes are escaped here, and what XML forbids is replaced; widths of
text are estimates for a common sans serif, because nothing here can ask the font.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from math import ceil

from markupsafe import Markup, escape

from components.shared.palette import INK, Colour, Paint
from data.text.plain import clean, one_line

# Quoted, because a name with a word that begins with a digit would void the whole list.
FONT = "'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif"
# The theme's background, so that a drawing looks the same in a file as in the dashboard.
PAPER = Colour("#fffefb", "#15181d")

# Pixels from one line of a hatching to the next.
_STEP = 5.0
# Widths of letters in shares of the font's size.
_NARROW, _USUAL, _CAPITAL, _WIDE, _SQUARE = 0.32, 0.57, 0.68, 0.9, 1.0


def element(name: str, *content: str, **attributes: str | float | None) -> Markup:
    """An element; `fill_opacity=0.5` becomes `fill-opacity="0.5"`, what is None is left out."""
    given = Markup("").join(
        Markup(' {}="{}"').format(key.strip("_").replace("_", "-"), _value(value))
        for key, value in attributes.items()
        if value is not None
    )
    if not content:
        return Markup("<{}{}/>").format(name, given)
    return Markup("<{}{}>{}</{}>").format(name, given, together(content), name)


def box(name: str, frame: tuple[float, float, float, float], **look: str | float | None) -> Markup:
    """A rectangle of a class; `frame` is its left, its top, its width and its height."""
    x, y, width, height = frame
    return element("rect", class_=name, x=x, y=y, width=width, height=height, **look)


def line(
    name: str, start: tuple[float, float], end: tuple[float, float], **look: str | float | None
) -> Markup:
    """A straight line of a class."""
    (x1, y1), (x2, y2) = start, end
    return element("line", class_=name, x1=x1, y1=y1, x2=x2, y2=y2, **look)


def together(parts: Iterable[str]) -> Markup:
    """The parts one after another; what is not markup is escaped."""
    return Markup("").join(part if isinstance(part, Markup) else clean(part) for part in parts)


def document(
    width: float, height: float, *content: str, title: str, words: str, dark: bool
) -> Markup:
    """The whole file: `title` names the drawing, `words` says what is on it."""
    return element(
        "svg",
        element("title", title),
        element("desc", words),
        element("rect", width=width, height=height, fill=PAPER.on(dark=dark)),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        # Not an image, which would hide the links in it from a screen reader.
        role="group",
        font_family=FONT,
        fill=INK.on(dark=dark),
    )


def text(
    x: float, y: float, *content: str, size: float, **attributes: str | float | None
) -> Markup:
    """A line of text with its baseline at `y`; its own direction decides how it is read."""
    lines = [each if isinstance(each, Markup) else one_line(each) for each in content]
    return element("text", *lines, x=x, y=y, font_size=size, unicode_bidi="plaintext", **attributes)


def link(claims: Iterable[str], words: str, *content: str, name: str) -> Markup:
    """What leads to the first of these claims in the page around it, with words on pointing."""
    ids = list(claims)
    return element(
        "a",
        element("title", words),
        *content,
        href=f"#claim-{ids[0]}",
        class_=name,
        data_claims=" ".join(ids),
    )


def fill(paint: Paint) -> dict[str, str | float | None]:
    """What fills an element with a paint."""
    return {"fill": paint.colour, "fill_opacity": paint.opacity}


def stroke(paint: Paint) -> dict[str, str | float | None]:
    """The same for a line."""
    return {"stroke": paint.colour, "stroke_opacity": paint.opacity}


def hatched(
    name: str, frame: tuple[float, float, float, float], colour: str, opacity: float | None = None
) -> Markup:
    """Diagonal lines within a frame; those of neighbouring frames go on in one another.

    Lines and no pattern, of which browsers make enormous pictures when they print.
    """
    x, y, width, height = frame
    lines = []
    begin = ceil((x - height) / _STEP) * _STEP
    while begin < x + width:
        left, right = max(begin, x), min(begin + height, x + width)
        top, rise = number(y + height - (left - begin)), number(right - left)
        lines.append(f"M{number(left)} {top}l{rise}-{rise}")
        begin += _STEP
    look = {"class_": name, "fill": "none", "stroke": colour, "pointer_events": "none"}
    return element("path", d="".join(lines), stroke_width=1.6, stroke_opacity=opacity, **look)


def number(value: float) -> str:
    """A length to a hundredth, as short as it can be written."""
    # Adding nothing makes nought of minus nought.
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def width_of(words: str, size: float) -> float:
    """About how many pixels a text takes, rather too many than too few."""
    return sum(map(_letter, words)) * size


def lines_of(words: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """The words in lines of at most `room` pixels; what `most` lines do not hold ends in '…'."""
    whole = one_line(words)
    # Nothing beyond this can be drawn, and a text may be very long.
    rest = whole[: int(room / size * most / _NARROW) + most]
    cut = len(rest) < len(whole)
    lines: list[str] = []
    while rest and len(lines) < most:
        fits = _fitting(rest, room, size)
        line, rest = rest[:fits].rstrip(), rest[fits:].lstrip()
        lines.append(line)
    if rest or cut:
        last = lines[-1]
        lines[-1] = last[: _letters(last, room - size, size)].rstrip() + "…"
    return tuple(lines)


def _fitting(words: str, room: float, size: float) -> int:
    """How many letters of the words go into a line: whole words, unless the first is too long."""
    fits = _letters(words, room, size)
    if fits == len(words) or words[fits].isspace():
        return fits
    space = words.rfind(" ", 0, fits)
    return space if space > 0 else max(fits, 1)


def _letters(words: str, room: float, size: float) -> int:
    taken = 0.0
    for index, letter in enumerate(words):
        taken += _letter(letter) * size
        if taken > room:
            return index
    return len(words)


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if letter in "iIjlftr.,:;'’|!()[] ·":
        return _NARROW
    if letter in "mwMW@%—…":
        return _WIDE
    if unicodedata.east_asian_width(letter) in "WF":
        return _SQUARE
    return _CAPITAL if letter.isupper() else _USUAL


def _value(value: str | float) -> str:
    return escape(clean(value)) if isinstance(value, str) else number(value)
