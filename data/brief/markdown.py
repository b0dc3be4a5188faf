"""The brief as Markdown (CommonMark with the tables and footnotes that GitHub and Pandoc read).

All text that is not ours is escaped, so that it can become neither a link, an image, a heading,
HTML, a column nor a note, and so that no reader changes its quotation marks or dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from data.brief.contents import CLAIMS, NOTES, PROVENANCE, Brief, Note, notes_of
from data.brief.parts import Line, Part, Table, parts_of
from data.brief.words import note_words, summary_words
from data.model.corpus import Corpus
from data.naming.names import Names
from data.text.plain import plain

# Marks that mean something wherever they stand, and those that do in some company alone.
_MARKS = re.compile(
    r"[\\`*_{}\[\]#|<>~&$^@\"'+]"
    r"|:(?=\S)"  # https://, :emoji:
    r"|(?<=\w)\.(?=[^\W\d_])"  # www.example
    r"|(?<=\.)\.|(?<=-)-|(?<==)="  # what is set as … or –, or underlines a heading
    r"|\((?=(?:c|r|tm|p)\))"  # what is set as ©
    r"|^[-=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]",  # lists
    re.IGNORECASE,
)
_BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
# Four of them would begin a block of code.
_AT_ENDS = re.compile(r"^ | $")
_NO_PICTURES: Mapping[str, str] = {}


def render_markdown(
    brief: Brief, corpus: Corpus, names: Names, pictures: Mapping[str, str] = _NO_PICTURES
) -> bytes:
    """The brief as UTF-8; each claim is a line, each excerpt a footnote with its exact words.

    `pictures` are files that stand beside it, by what is said where one cannot be seen.
    """
    blocks = (
        f"# {escaped(brief.title)}",
        escaped(summary_words(brief, corpus)),
        *(f"![{escaped(name)}](<{quote(file)}>)" for name, file in pictures.items()),
        # A line of evidence says all that the table of the claims says.
        *(_part(each) for each in parts_of(brief, corpus, names) if each.heading != CLAIMS),
        _under(
            NOTES, (_note(each) for group in notes_of(brief, corpus).values() for each in group)
        ),
    )
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is, on one line."""
    marked = _MARKS.sub(lambda match: f"\\{match.group()}", plain(text))
    broken = "".join(_BREAKS.get(character, character) for character in marked)
    return _AT_ENDS.sub("&#32;", broken)


def _part(part: Part) -> str:
    if part.is_empty:
        return _under(part.heading, [part.otherwise])
    if isinstance(part.content, Table):
        return _under(part.heading, _table(part.content, named=part.heading != PROVENANCE))
    return _under(part.heading, map(_line, part.content))


def _under(heading: str, lines: Iterable[str]) -> str:
    content = "\n".join(lines)
    return f"## {heading}\n\n{content}" if content else ""


def _line(line: Line) -> str:
    start = f"{line.number}." if line.number else f"- {line.before}".rstrip()
    lead = f"**{escaped(line.lead)}**{line.gap}" if line.lead else ""
    cites = "".join(f"[^{note.number}]" for note in line.notes)
    end = f" ({escaped(line.end)})" if line.end else ""
    return f"{start} {lead}{escaped(line.words)}{cites}{end}"


def _table(table: Table, *, named: bool) -> Iterator[str]:
    """The lines of a table; one of names and values needs no names over its columns."""
    yield _cells(table.columns if named else [""] * len(table.columns))
    yield _cells(["---"] * len(table.columns))
    for row in table.rows:
        yield _cells(list(map(escaped, row)))


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _note(note: Note) -> str:
    words = note_words(note)
    # A line between two notes, because some readers take the next for more of the last.
    return f"[^{note.number}]: {escaped(words.lead)}“{escaped(words.quote)}”{escaped(words.rest)}\n"
