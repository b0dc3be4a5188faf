"""The brief as Markdown (CommonMark with the tables and footnotes that GitHub and Pandoc read).

All text that is not ours is escaped, so that it can become neither a link, an image, a heading,
HTML, a column nor a note, and so that no reader changes its quotation marks or dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from data.brief.contents import (
    CONTRARY,
    EVIDENCE,
    FIGURES,
    GAPS,
    JUDGEMENTS,
    NO_CONTRARY,
    NO_EVIDENCE,
    NO_FIGURE,
    NO_GAP,
    NO_JUDGEMENT,
    NOTES,
    PROVENANCE,
    SOURCES,
    Brief,
    Note,
    contrary,
    gaps,
    notes_of,
    provenance,
    sources_of,
)
from data.brief.judgements import judgement_words
from data.brief.words import (
    FIGURE_COLUMNS,
    agreement_words,
    basis_words,
    figure_rows,
    finding_words,
    gap_words,
    kind_words,
    note_words,
    number_words,
    source_words,
    summary_words,
    where_words,
)
from data.model.corpus import Claim, Corpus
from data.naming.names import Names
from data.text.plain import plain
from data.wording.dates import period_words

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
    notes = notes_of(brief, corpus)
    blocks = (
        f"# {escaped(brief.title)}",
        escaped(summary_words(brief, corpus)),
        *(f"![{escaped(name)}](<{quote(file)}>)" for name, file in pictures.items()),
        _part(EVIDENCE, _evidence(brief, corpus, notes), NO_EVIDENCE),
        _part(JUDGEMENTS, _judgements(brief, corpus), NO_JUDGEMENT),
        _part(CONTRARY, _contrary(brief, corpus, names), NO_CONTRARY),
        _part(GAPS, _gaps(brief, corpus), NO_GAP),
        _part(FIGURES, _table(FIGURE_COLUMNS, figure_rows(brief, corpus)), NO_FIGURE),
        _part(SOURCES, (f"- {escaped(source_words(each))}" for each in sources_of(brief, corpus))),
        _part(PROVENANCE, _table(("", ""), provenance(brief, corpus))),
        _part(NOTES, (_note(each) for group in notes.values() for each in group)),
    )
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is, on one line."""
    marked = _MARKS.sub(lambda match: f"\\{match.group()}", plain(text))
    broken = "".join(_BREAKS.get(character, character) for character in marked)
    return _AT_ENDS.sub("&#32;", broken)


def _part(heading: str, lines: Iterable[str], otherwise: str = "") -> str:
    """A heading over its lines, or over what is said where there are none."""
    content = "\n".join(lines) or otherwise
    return f"## {heading}\n\n{content}" if content else ""


def _evidence(brief: Brief, corpus: Corpus, notes: Mapping[str, Sequence[Note]]) -> Iterator[str]:
    for number, claim in enumerate(brief.claims, start=1):
        cites = "".join(f"[^{note.number}]" for note in notes[claim.id])
        yield (
            f"- {number_words([number])} **{escaped(period_words(claim.when))}**, "
            f"{escaped(where_words(claim, corpus))}: {escaped(claim.statement)}{cites} "
            f"({_verdict(claim, corpus)})"
        )


def _verdict(claim: Claim, corpus: Corpus) -> str:
    return escaped(f"{kind_words(claim, corpus)}; {agreement_words(claim, corpus)}")


def _judgements(brief: Brief, corpus: Corpus) -> Iterator[str]:
    for number, each in enumerate(brief.judgements, start=1):
        basis = escaped(basis_words(each, brief, corpus))
        yield f"{number}. **{escaped(judgement_words(each))}.** {escaped(each.text)} ({basis})"


def _contrary(brief: Brief, corpus: Corpus, names: Names) -> Iterator[str]:
    for finding in contrary(brief, corpus, names):
        claim, words = finding_words(finding, brief)
        yield f"- **{escaped(claim)}** {escaped(words)}"


def _gaps(brief: Brief, corpus: Corpus) -> Iterator[str]:
    for gap in gaps(brief, corpus):
        name, numbers = gap_words(gap, brief)
        yield f"- **{escaped(name)}:** {escaped(numbers)}"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for index, row in enumerate(rows):
        if index == 0:
            yield _cells(columns)
            yield _cells(["---"] * len(columns))
        yield _cells([escaped(cell) for cell in row])


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _note(note: Note) -> str:
    words = note_words(note)
    # A line between two notes, because some readers take the next for more of the last.
    return f"[^{note.number}]: {escaped(words.lead)}“{escaped(words.quote)}”{escaped(words.rest)}\n"
