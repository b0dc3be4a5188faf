"""BibTeX and RIS: complete, and read back by other programs as they were meant."""

from __future__ import annotations

from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from data.bibliography import bibtex, ris
from data.model import Source
from tests.corpora import source
from tests.hostile import STRINGS

HOSTILE = (
    "two\nlines",
    "TY  - BOOK",
    "x\nER  - \nTY  - BOOK\nTI  - y",
    "x\r\nER  - \r\n\r\nTY  - BOOK",
    "x\u2028ER  - \u2029TY  - BOOK",
    "x\x85TI  - y\x0bTI  - z\x0cTI  - w",
    "balanced {braces} here",
    "x}, year = {1066",
    "x},\n}\n@book{y,\n  title = {z",
    "back\\slash \\",
    "\\input{/etc/passwd} \\write18{touch x}",
    "100 % of $x$ & #1_2, y = z",
    "@string{a = b}",
    'a "quoted" title',
    "داعش في العراق",
    *(each.strip() for each in STRINGS if len(each) < 200),
)


def of(**changes: Any) -> Source:
    return Source.model_validate(source("000", "000_a.txt", "x", **changes))


def one_line(text: str) -> str:
    return " ".join(text.split())


def parsed_bibtex(text: str) -> dict[str, str]:
    """The fields of the only entry; every block was understood."""
    library = parse_string(text)
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries) == 1
    return {name: field.value for name, field in library.entries[0].fields_dict.items()}


def parsed_ris(text: str) -> dict[str, Any]:
    """The only entry."""
    (entry,) = rispy.loads(text)
    return dict(entry)


def test_bibtex_names_what_identifies_the_copy_that_was_read() -> None:
    given = of(author="Louisa Loveluck", carried_by="Al-Ahed", published="2019-03~")
    assert parsed_bibtex(bibtex(given)) == {
        "author": "Loveluck, Louisa",
        "title": "A report",
        "journal": "The Paper",
        "year": "2019",
        "note": "Carried by Al-Ahed. Published about March 2019 (inferred). "
        rf"File 000\_a.txt, SHA-256 {given.sha256}",
        "langid": "en",
    }


def test_ris_names_what_identifies_the_copy_that_was_read() -> None:
    given = of(author="Louisa Loveluck", carried_by="Al-Ahed", published="2019-03~")
    assert parsed_ris(ris(given)) == {
        "type_of_reference": "NEWS",
        "authors": ["Loveluck, Louisa"],
        "title": "A report",
        "secondary_title": "The Paper",
        "year": "2019",
        "language": "en",
        "notes": [
            "Carried by Al-Ahed. Published about March 2019 (inferred). "
            f"File 000_a.txt, SHA-256 {given.sha256}"
        ],
    }


def letters(text: str) -> str:
    """A text without what typesetting changes of it."""
    return "".join(each for each in text if each.isalnum())


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_stays_one_field_of_one_bibtex_entry(text: str) -> None:
    entry = bibtex(of(title=text, publisher=text, author=f"{text} and more", carried_by=text))
    assert len(entry.splitlines()) == 8
    fields = parsed_bibtex(entry)
    assert set(fields) == {"author", "title", "journal", "year", "note", "langid"}
    assert (fields["year"], fields["langid"]) == ("2020", "en")
    assert fields["title"] == fields["journal"]
    assert "\\input" not in fields["title"]
    assert "\\write" not in fields["title"]
    assert letters(LatexNodes2Text().latex_to_text(fields["title"])) == letters(text)


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("100 % of $x$ & #1_2", r"100 \% of \$x\$ \& \#1\_2"),
        ("a\\b", r"a{\textbackslash}b"),
        ("~ ^", r"{\textasciitilde} {\textasciicircum}"),
        ("Mosul’s é", r"Mosul{\textquoteright}s \'e"),
        ("داعش", "داعش"),
    ],
)
def test_what_latex_would_run_or_choke_on_is_encoded(text: str, encoded: str) -> None:
    assert parsed_bibtex(bibtex(of(title=text)))["title"] == encoded


@pytest.mark.parametrize("text", ["a { b", "a } b", "x}, year = {1066"])
def test_braces_pair_within_a_field_even_where_the_text_has_one_alone(text: str) -> None:
    depth = 0
    for character in parsed_bibtex(bibtex(of(title=text)))["title"]:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_stays_one_field_of_one_ris_entry(text: str) -> None:
    entry = ris(of(title=text, publisher=text, author=f"{text} and two more", carried_by=text))
    tags = [line[:5] for line in entry.splitlines()]
    assert " ".join(tags) == "TY  - AU  - TI  - T2  - PY  - LA  - N1  - ER  -"
    fields = parsed_ris(entry)
    assert fields["title"] == fields["secondary_title"] == one_line(text)
    assert fields["authors"] == [one_line(f"{text} and two more")]
    assert fields["notes"][0].startswith(f"Carried by {one_line(text)}. Published ")
    assert fields["type_of_reference"] == "NEWS"


def test_entries_of_several_sources_stay_apart() -> None:
    sources = [of(), of(id="001", title="Another")]
    library = parse_string("\n\n".join(bibtex(each) for each in sources))
    assert [entry.key for entry in library.entries] == ["sidelight000", "sidelight001"]
    entries = rispy.loads("\n\n".join(ris(each) for each in sources))
    assert [entry["title"] for entry in entries] == ["A report", "Another"]


@pytest.mark.parametrize(
    ("author", "sorted_name", "in_bibtex"),
    [
        ("Louisa Loveluck", "Loveluck, Louisa", "Loveluck, Louisa"),
        ("Iraqi Studies Unit", "Iraqi Studies Unit", "{Iraqi Studies Unit}"),
        ("Reuters", "Reuters", "{Reuters}"),
        ("Anna and Ben Smith", "Anna and Ben Smith", "{Anna and Ben Smith}"),
        (None, "The Paper", "{The Paper}"),
        ("Loveluck, Louisa", "Loveluck, Louisa", "Loveluck, Louisa"),
    ],
)  # fmt: skip
def test_a_person_goes_by_the_last_name_and_an_office_stays_one(
    author: str | None, sorted_name: str, in_bibtex: str
) -> None:
    given = of(author=author)
    assert parsed_bibtex(bibtex(given))["author"] == in_bibtex
    assert parsed_ris(ris(given))["authors"] == [sorted_name]


@pytest.mark.parametrize(
    ("published", "year"),
    [
        ("2020-01-15", "2020"),
        ("2019-03~", "2019"),
        ("[2018-05-28..2018-06-10]", "2018"),
        ("../2018-05-09", "2018"),
    ],
)
def test_a_reference_manager_gets_the_year_and_nothing_that_is_not_known(
    published: str, year: str
) -> None:
    given = of(published=published)
    assert parsed_bibtex(bibtex(given))["year"] == parsed_ris(ris(given))["year"] == year
