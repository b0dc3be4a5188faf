"""How to cite what a source says: a sentence with the quote, Chicago, BibTeX and RIS.

Dates stay as vague as they are known and stand in square brackets, as Chicago has it for a date
that the document does not give. The documents have no stable address of their own, so their file
name and the SHA-256 of the file identify the copy that was read.
"""

from __future__ import annotations

import re
from typing import Any

import rispy
from pylatexenc.latexencode import unicode_to_latex

from components.wording import edtf_words
from data.model import Claim, Corpus, Excerpt, Source


def cite_claim(claim: Claim, corpus: Corpus) -> str:
    """The statement, then one sentence for each quote: what goes into a report."""
    sentences = (cite_excerpt(each, corpus.sources[each.source]) for each in claim.excerpts)
    return "\n".join((claim.statement, *sentences))


def cite_excerpt(excerpt: Excerpt, source: Source) -> str:
    """One full sentence: who, where, when, in which words, from whom."""
    who = f"{source.author} ({source.publisher})" if source.author else source.publisher
    carried = f", carried by {source.carried_by}" if source.carried_by else ""
    return _one_line(
        f"{who}{carried}, [{edtf_words(source.published)}], in “{source.title}”: “{excerpt.exact}” "
        f"({excerpt.stance}; {excerpt.modality}; attributed to {excerpt.attribution})."
    )


def chicago(source: Source) -> str:
    """An entry of a bibliography after the Chicago Manual of Style, 17th edition, 14.191."""
    author = _author(source)
    carried = f" Carried by {source.carried_by}." if source.carried_by else ""
    stop = "" if source.title.endswith((".", "?", "!")) else "."
    return _one_line(
        f"{author.rstrip('.')}. “{source.title}{stop}” {source.publisher}, "
        f"[{edtf_words(source.published)}].{carried} File {source.file}, "
        f"SHA-256 {source.sha256[:12]}."
    )


def bibtex(source: Source) -> str:
    """A BibTeX entry; what LaTeX would run or choke on is encoded."""
    author = _latex(_author(source))
    fields = {
        # In braces a name stays one: "Iraqi Studies Unit" is not the person Unit.
        "author": author if ", " in author else f"{{{author}}}",
        "title": _latex(source.title),
        "journal": _latex(source.publisher),
        "year": _year(source),
        "note": _latex(_note(source)),
        "langid": source.language,
    }
    lines = (f"  {name} = {{{value}}}," for name, value in fields.items())
    return "\n".join((f"@article{{sidelight{source.id},", *lines, "}"))


def ris(source: Source) -> str:
    """An entry in the RIS format, as reference managers read it."""
    entry: dict[str, Any] = {
        "type_of_reference": "NEWS",
        "authors": [_one_line(_author(source))],
        "title": _one_line(source.title),
        "secondary_title": _one_line(source.publisher),
        "year": _year(source),
        "language": source.language,
        "notes": [_one_line(_note(source))],
    }
    return str(rispy.dumps([entry], implementation=_Unnumbered)).strip()


class _Unnumbered(rispy.RisWriter):  # type: ignore[misc]  # the package has no types
    """The library's writer without a number before each entry."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  # the library passes it
        """What stands before an entry: nothing."""
        return ""


def _latex(text: str) -> str:
    plain = _one_line(text)
    latex = str(unicode_to_latex(plain, non_ascii_only=False, unknown_char_warning=False))
    # BibTeX counts an escaped brace like any other, so one alone would end the field.
    return latex.replace(r"\{", r"{\textbraceleft}").replace(r"\}", r"{\textbraceright}")


def _note(source: Source) -> str:
    carried = f"Carried by {source.carried_by}. " if source.carried_by else ""
    return (
        f"{carried}Published {edtf_words(source.published)} (inferred). "
        f"File {source.file}, SHA-256 {source.sha256}"
    )


def _year(source: Source) -> str:
    match = re.search(r"\d{4}", source.published)
    return match.group() if match else ""


def _author(source: Source) -> str:
    """'Loveluck, Louisa': a name of two words is a person's and goes by the last.

    A longer one may be a person's or an office's and stays; without an author the publisher is it.
    """
    name = source.author or source.publisher
    words = name.split()
    person = source.author is not None and len(words) == 2 and "," not in name
    return f"{words[1]}, {words[0]}" if person else name


def _one_line(text: str) -> str:
    return " ".join(text.split())
