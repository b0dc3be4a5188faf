"""The words beside a figure as SVG: who says it, what it says, and what differs from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from components.figures.description import Row, also_words
from components.shared.svg import element, line, lines_of, link, text
from data.model.corpus import Claim
from data.text.plain import clean

USUAL, SMALL = 13.4, 12.2
_DIFFERS = "#c98a00"


@dataclass(slots=True)
class Lines:
    """Lines of text below one another, `y` being where the next begins."""

    x: float
    y: float
    room: float
    parts: list[Markup] = field(default_factory=list)

    def add(self, words: str, size: float, most: int = 2, **look: str | float | None) -> None:
        """A text in at most so many lines."""
        # Bold letters are wider.
        room = self.room * (0.93 if "font_weight" in look else 1)
        self.put(lines_of(words, room, size, most), size, **look)

    def put(self, lines: Sequence[str | Markup], size: float, **look: str | float | None) -> None:
        """Lines as they are."""
        for each in lines:
            self.parts.append(text(self.x, self.y + size, each, size=size, **look))
            self.y += size * 1.35


def add_who(row: Row, lines: Lines, colour: str) -> Lines:
    """The source by number and publisher, the time of the claim and its kind."""
    named = lines_of(f"{row.source} {row.publisher}", lines.room, USUAL, 2)
    strong = element("tspan", row.source, font_weight=700)
    begin = strong + clean(named[0].removeprefix(row.source))
    lines.put([begin, *named[1:]], USUAL, class_="sl-fig-source")
    lines.add(row.period, USUAL, 4, opacity=0.8, class_="sl-fig-when")
    lines.add(row.kind, SMALL, font_weight=650, fill=colour, class_="sl-fig-kind")
    return lines


def add_says(row: Row, lines: Lines) -> Lines:
    """The words as written, the range that they stand for, and what they cannot be right with."""
    # Room for the quotation marks, of which the last is kept when the words are cut.
    words = lines_of(row.words, lines.room * 0.93 - USUAL, USUAL, 2)
    quoted = "\n".join(words)
    lines.put(f"“{quoted}”".split("\n"), USUAL, font_weight=700, class_="sl-fig-words")
    lines.add(row.value, USUAL, class_="sl-fig-range-words")
    if row.arithmetic:
        lines.add(row.arithmetic, SMALL, 3, opacity=0.85, class_="sl-fig-sum")
    for words_of in row.differs:
        _add_difference(f"≠ {words_of}", lines)
    lines.add(row.claims[0].statement, SMALL, opacity=0.75, class_="sl-fig-claim")
    return lines


def _add_difference(words: str, lines: Lines) -> None:
    """Indented lines beside a dashed rule."""
    begin = lines.y + 3
    indented = Lines(lines.x + 8, begin, lines.room - 8)
    indented.add(words, SMALL, font_weight=600, class_="sl-fig-differs")
    ends = (lines.x + 1.5, begin), (lines.x + 1.5, indented.y)
    rule = line("sl-fig-dashes", *ends, stroke=_DIFFERS, stroke_width=3, stroke_dasharray="4 3")
    lines.parts += [rule, *indented.parts]
    lines.y = indented.y + 2


def add_also(claim: Claim, says: Lines) -> Markup:
    """A link to another claim that gives the same number, below what was said so far."""
    words = f"{also_words(claim)}{claim.statement}"
    lines = Lines(says.x, says.y + 2, says.room)
    lines.add(words, SMALL, text_decoration="underline")
    says.y = lines.y
    return link([claim.id], words, *lines.parts, name="sl-also")
