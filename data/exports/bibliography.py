"""The sources as reference managers read them: BibTeX, RIS and CSL-JSON.

Dates stay as vague as they are known (reference_dates.py). The documents have no stable address
of their own, so their file name and the SHA-256 of the file identify the copy read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import rispy
from pylatexenc.latexencode import unicode_to_latex

from data.exports.about import About
from data.exports.reference_dates import bibtex_dates, csl_date, ris_dates
from data.exports.tables import sources_of
from data.model.corpus import Claim, Corpus, Source
from data.text.plain import one_line
from data.wording.dates import edtf_words


def render_bibtex(claims: Sequence[Claim], corpus: Corpus, _about: About) -> bytes:
    """BibTeX and biblatex, an entry for each source, as UTF-8."""
    return "\n".join(f"{bibtex(each)}\n" for each in sources_of(claims, corpus)).encode()


def render_ris(claims: Sequence[Claim], corpus: Corpus, _about: About) -> bytes:
    """RIS, an entry for each source, as UTF-8."""
    return "\n".join(f"{ris(each)}\n" for each in sources_of(claims, corpus)).encode()


def render_csl(claims: Sequence[Claim], corpus: Corpus, _about: About) -> bytes:
    """CSL-JSON 1.0.2, an array with an item for each source, as UTF-8."""
    items = [csl_item(each) for each in sources_of(claims, corpus)]
    return f"{json.dumps(items, ensure_ascii=False, indent=2)}\n".encode()


def bibtex(source: Source) -> str:
    """An entry for BibTeX and biblatex; what LaTeX would run or choke on is encoded."""
    author = _latex(author_name(source))
    fields = {
        # In braces a name stays one: "Iraqi Studies Unit" is not the person Unit.
        "author": f"{{{author}}}" if ", " in author else f"{{{{{author}}}}}",
        "title": f"{{{_latex(source.title)}}}",
        "journal": f"{{{_latex(source.publisher)}}}",
        **bibtex_dates(source.published_period),
        "note": f"{{{_latex(copy_note(source))}}}",
        "langid": f"{{{source.language}}}",
    }
    lines = (f"  {name} = {value}," for name, value in fields.items())
    return "\n".join((f"@article{{sidelight{source.id},", *lines, "}"))


def ris(source: Source) -> str:
    """An entry in the RIS format, as reference managers read it."""
    entry: dict[str, Any] = {
        "type_of_reference": "NEWS",
        "authors": [one_line(author_name(source))],
        "title": one_line(source.title),
        "secondary_title": one_line(source.publisher),
        **ris_dates(source.published_period),
        "language": source.language,
        "notes": [one_line(copy_note(source))],
    }
    return str(rispy.dumps([entry], implementation=_Unnumbered)).strip()


class _Unnumbered(rispy.RisWriter):  # type: ignore[misc]  # the package has no types
    """The library's writer without a number before each entry."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  # the library passes it
        """What stands before an entry: nothing."""
        return ""


def _latex(text: str) -> str:
    plain = one_line(text)
    latex = str(unicode_to_latex(plain, non_ascii_only=False, unknown_char_warning=False))
    # BibTeX counts an escaped brace like any other, so one alone would end the field.
    return latex.replace(r"\{", r"{\textbraceleft}").replace(r"\}", r"{\textbraceright}")


def csl_item(source: Source) -> dict[str, Any]:
    """One source as CSL-JSON; the id is that of its BibTeX entry."""
    return {
        "id": f"sidelight{source.id}",
        "type": "article-newspaper",
        "title": one_line(source.title),
        "author": [_name(source)],
        "container-title": one_line(source.publisher),
        "issued": csl_date(source.published_period),
        "language": source.language,
        "genre": source.genre.value,
        "note": one_line(copy_note(source)),
    }


def _name(source: Source) -> dict[str, str]:
    family, comma, given = author_name(source).partition(", ")
    if source.author and comma:
        return {"family": family, "given": given}
    return {"literal": one_line(author_name(source))}


def copy_note(source: Source) -> str:
    """Who carried it, when it was published, and which copy was read."""
    carried = f"Carried by {source.carried_by}. " if source.carried_by else ""
    return (
        f"{carried}Published {edtf_words(source.published)} (inferred). "
        f"File {source.file}, SHA-256 {source.sha256}"
    )


def author_name(source: Source) -> str:
    """'Loveluck, Louisa': a name of two words is a person's and goes by the last.

    A longer one may be a person's or an office's and stays; without an author the publisher is it.
    """
    name = source.author or source.publisher
    words = name.split()
    person = source.author is not None and len(words) == 2 and "," not in name
    return f"{words[1]}, {words[0]}" if person else name
