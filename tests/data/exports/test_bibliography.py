"""BibTeX, RIS and CSL: complete, and read back by other programs as they were meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import MonthIntMiddleware
from citeproc.source.json import CiteProcJSON
from hypothesis import given as given_by
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from data.exports.bibliography import bibtex, csl_item, ris
from data.model.corpus import Corpus, Source
from data.model.period import parse_period
from data.wording.dates import edtf_words
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
        "date": "2019-03~",
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
        "date": "2019/03//about March 2019",
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
    assert len(entry.splitlines()) == 10
    fields = parsed_bibtex(entry)
    dates = {"year": "2020", "month": "jan", "date": "2020-01-15"}
    assert set(fields) == {"author", "title", "journal", *dates, "note", "langid"}
    assert (fields | dates, fields["langid"]) == (fields, "en")
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
    assert " ".join(tags) == "TY  - AU  - TI  - T2  - PY  - DA  - LA  - N1  - ER  -"
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


# ── Dates, as far as they are certain ────────────────────────────────────────────────────────────

MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Dated:
    """A date of publication and what is to be read of it.

    `month` is BibTeX's, `edtf` biblatex's, `rest` what follows the year in RIS (None where RIS has
    no date), `csl` the dates, "circa" or the season as citeproc reads them, or words.
    """

    published: str
    year: str
    month: str | None
    edtf: str | None
    rest: str | None
    csl: tuple[Any, ...] | str


DATES = [
    Dated("2020-01-15", "2020", "jan", "2020-01-15", "01/15/", ([2020, 1, 15],)),
    Dated("2020-04", "2020", "apr", "2020-04", "04//", ([2020, 4],)),
    Dated("2019", "2019", None, "2019", "//", ([2019],)),
    Dated("2017-07~", "2017", None, "2017-07~", "07//about July 2017", ([2017, 7], "circa")),
    Dated("2017-07?", "2017", None, "2017-07?", "07//about July 2017", ([2017, 7], "circa")),
    Dated(
        *("2020-04-15~", "2020", "apr", "2020-04-15~", "04/15/about 15 April 2020"),
        ([2020, 4, 15], "circa"),
    ),
    Dated(
        *("2020-05-01%", "2020", None, "2020-05-01%", "05/01/about 1 May 2020"),
        ([2020, 5, 1], "circa"),
    ),
    Dated("2019~", "2019", None, "2019~", "//about 2019", ([2019], "circa")),
    Dated(
        *("[2020-04-28..2020-04-30]", "2020", "apr", "2020-04-28/2020-04-30"),
        *("04//between 28 and 30 April 2020", ([2020, 4, 28], [2020, 4, 30])),
    ),
    Dated(
        *("[2018-05-28..2018-06-10]", "2018", None, "2018-05-28/2018-06-10"),
        *("//between 28 May and 10 June 2018", ([2018, 5, 28], [2018, 6, 10])),
    ),
    Dated(
        *("[2018-12-20..2019-01-05]", "2018/2019", None, "2018-12-20/2019-01-05"),
        *(None, ([2018, 12, 20], [2019, 1, 5])),
    ),
    Dated(
        *("2018-12/2019-03~", "2018/2019", None, "2018-12/2019-03~"),
        *(None, ([2018, 12], [2019, 3], "circa")),
    ),
    Dated(
        *("2018-02~/2018-03", "2018", None, "2018-02~/2018-03"),
        *("//between about February and March 2018", ([2018, 2], [2018, 3], "circa")),
    ),
    Dated("2020-21", "2020", None, "2020-21", "//spring 2020", ([2020], 1)),
    Dated(
        *("2020-34", "2020", None, "2020-04/2020-06", "//April 2020 and the months after"),
        "April 2020 and the months after",
    ),
    Dated(
        *("../2018-05-09", "2018", None, None, "//no later than 9 May 2018"),
        "no later than 9 May 2018",
    ),
    Dated("2018-05/..", "2018", None, None, "//from May 2018 on", "from May 2018 on"),
    Dated(
        *("2018-05/", "2018", None, None, "//from May 2018, end not known"),
        "from May 2018, end not known",
    ),
    Dated("2019-03-XX", "2019", "mar", "2019-03", "03//", ([2019, 3],)),
    Dated("2019-03-05T10:10:10Z", "2019", "mar", "2019-03-05", "03/05/", ([2019, 3, 5],)),
    Dated("201X", "2010/2019", None, "2010/2019", None, ([2010], [2019])),
    Dated("2019-24", "2019/2020", None, "2019-24", None, ([2019], 4)),
]
each_date = pytest.mark.parametrize("dated", DATES, ids=[each.published for each in DATES])


@each_date
def test_bibtex_has_the_certain_month_and_biblatex_the_rest(dated: Dated) -> None:
    entry = bibtex(of(published=dated.published))
    fields = parsed_bibtex(entry)
    read = fields["year"], fields.get("month"), fields.get("date")
    assert read == (dated.year, dated.month, dated.edtf)
    # A macro and no text: other readers know it for the month.
    library = parse_string(entry, append_middleware=[MonthIntMiddleware()])
    numbers = {name: each.value for name, each in library.entries[0].fields_dict.items()}
    assert numbers.get("month") == (MONTHS.index(dated.month) if dated.month else None)


@each_date
def test_ris_has_what_is_stated_and_what_is_vague_of_it_in_words(dated: Dated) -> None:
    entry = parsed_ris(ris(of(published=dated.published)))
    known = dated.rest is not None
    expected = (dated.year, f"{dated.year}/{dated.rest}") if known else (None, None)
    assert (entry.get("year"), entry.get("date")) == expected


@each_date
def test_citeproc_reads_the_date_of_csl_as_it_is_known(dated: Dated) -> None:
    item = csl_item(of(published=dated.published))
    if isinstance(dated.csl, str):  # citeproc-py makes nothing of words
        assert item["issued"] == {"literal": dated.csl}
        return
    read = CiteProcJSON([item])["sidelight000"].issued
    ends = [read["begin"], read["end"]] if "begin" in read else [read]
    found = [[each[name] for name in ("year", "month", "day") if name in each] for each in ends]
    season = [read["season"]] if "season" in read else []
    assert (*found, *season, *["circa"] * item["issued"].get("circa", False)) == dated.csl
    assert bool(read["circa"]) is ("circa" in dated.csl)


@each_date
def test_biblatex_gets_an_edtf_that_says_no_more_than_ours(dated: Dated) -> None:
    if dated.edtf is not None:
        ours, theirs = parse_period(dated.published), parse_period(dated.edtf)
        assert (theirs.stated, theirs.approximate) == (ours.stated, ours.approximate)
        assert (theirs.earliest, theirs.latest) == (ours.earliest, ours.latest)


@given_by(st.dates(), st.dates())
def test_no_format_is_more_precise_than_the_days_that_are_known(one: date, other: date) -> None:
    first, last = sorted((one, other))
    given = of(published=f"[{first}..{last}]")
    fields = parsed_bibtex(bibtex(given))
    same_month = (first.year, first.month) == (last.year, last.month)
    assert ("month" in fields) is same_month
    assert fields["year"].split("/") == sorted({f"{each.year:04}" for each in (first, last)})
    period = parse_period(fields["date"])
    assert (period.stated.earliest, period.stated.latest) == (first, last)
    entry = parsed_ris(ris(given))
    assert ("date" in entry) is (first.year == last.year)
    if same_month:
        assert entry["date"].startswith(f"{first.year:04}/{first.month:02}/")


@pytest.mark.parametrize("published", ["-0043", "Y17000000", "-0300/-0200"])
def test_years_that_no_calendar_here_has_stay_words(published: str) -> None:
    given = of(published=published)
    fields, entry = parsed_bibtex(bibtex(given)), parsed_ris(ris(given))
    assert not {"year", "month", "date"} & {*fields, *entry}
    assert csl_item(given)["issued"] == {"literal": edtf_words(published)}
    assert f"Published {edtf_words(published)} (inferred)" in entry["notes"][0]


def test_every_source_of_the_corpus_has_its_month_where_that_is_certain(curated: Corpus) -> None:
    for each in curated.sources.values():
        period = each.published_period
        assert period.earliest is not None
        assert period.latest is not None
        months = {(day.year, day.month) for day in (period.earliest, period.latest)}
        fields, entry = parsed_bibtex(bibtex(each)), parsed_ris(ris(each))
        assert ("month" in fields) is (len(months) == 1)
        assert parse_period(fields["date"]).stated == period.stated
        if len(months) == 1:
            ((year, month),) = months
            assert (fields["year"], fields["month"]) == (str(year), MONTHS[month])
            assert entry["date"].startswith(f"{year}/{month:02}/")
