"""Files that are taken out, opened by the programs that read them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from data.exports import FORMATS
from data.exports.about import ALL, About, filter_words
from data.exports.bibliography import csl_item
from data.loading.load import ROOT, SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Claim, Corpus, Source
from data.model.period import parse_period
from data.model.vocabulary import Kind
from data.selecting.select import Filters
from data.text.anchor import Span
from tests.corpora import Files, claim, excerpt, in_memory, place, source
from tests.hostile import write_hostile_corpus

ABOUT = About()
HOSTILE_CELLS = (
    ("=1+1", "'=1+1"),
    ('=HYPERLINK("http://127.0.0.1:9/","x")', '\'=HYPERLINK("http://127.0.0.1:9/","x")'),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ("1 - 1 = 0", "1 - 1 = 0"),
    ("#N/A", "#N/A"),
    ("2019-11", "2019-11"),
    ("000", "000"),
    ('a "b", c;=d', 'a "b", c;=d'),
    ("two\r\nlines\nmore", "two\r\nlines\nmore"),
    ("داعش", "داعش"),
)


def everything(corpus: Corpus) -> list[Claim]:
    return list(corpus.claims.values())


def quoting(*quotes: str) -> Corpus:
    """A corpus of one claim, with a source that is its quotes and nothing else."""
    made = in_memory(
        claim("said", *(excerpt(each) for each in quotes), actors=[]),
        sources=[source("000", "000_a.txt", "x")],
        places=[place("khanaqin")],
    )
    spans, start = [], 0
    for each in quotes:
        spans.append(Span(start, start + len(each)))
        start += len(each)
    return replace(made, texts={"000": "".join(quotes)}, spans={"said": tuple(spans)})


def csv_rows(content: bytes) -> list[dict[str, str]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


def rendered(name: str, corpus: Corpus, about: About = ABOUT) -> bytes:
    return FORMATS[name].render(everything(corpus), corpus, about)


def book_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet_rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    columns, *lines = book[sheet].values
    return [dict(zip(columns, line, strict=True)) for line in lines]


def unescaped(cell: str) -> str:
    """The text of a cell without the apostrophe that keeps it from running."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell


@pytest.fixture
def small(files: Files) -> Corpus:
    return load_corpus(files.corpus, files.seeds)


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_quote_of_the_csv_stands_at_its_offsets_in_the_very_file_it_names(
    curated: Corpus,
) -> None:
    rows = csv_rows(rendered("csv", curated))
    assert len(rows) == sum(len(each.excerpts) for each in everything(curated))
    for row in rows:
        seed = (SEEDS_DIRECTORY / row["file"]).read_bytes()
        assert hashlib.sha256(seed).hexdigest() == row["sha256"]
        text = seed.decode("utf-8")
        assert text[int(row["start"]) : int(row["end"])] == unescaped(row["quote"])
        assert row["corpus"] == curated.fingerprint


def test_a_row_of_the_csv_has_all_that_leads_back_from_a_quote(small: Corpus) -> None:
    first, *_ = csv_rows(FORMATS["csv"].render([small.claims["khanaqin-shelled"]], small, ABOUT))
    assert first == {
        "claim": "khanaqin-shelled",
        "kind": "attack",
        "event_type": "shelling",
        "perpetrator_side": "other",
        "targets": "",
        "statement": "Daesh shelled Khanaqin.",
        "edtf": "2019-05-03",
        "holds": "on-some-day",
        "earliest": "2019-05-03",
        "latest": "2019-05-03",
        "precision": "day",
        "places": "Khanaqin",
        "levels": "town",
        "latitude": "34.35",
        "longitude": "45.39",
        "other_places": "",
        "actors": "Daesh (perpetrator)",
        "agreement": "repeated-independence-not-established",
        "agreement_reason": "000 and 001 say it, but not all say where they have it from",
        "excerpt": "khanaqin-shelled.1",
        "source": "000",
        "publisher": "The Paper",
        "author": "",
        "carried_by": "",
        "title": "A report",
        "published": "2020-01-15",
        "quote": "On 3 May 2019 Daesh shelled Khanaqin, killing two people",
        "start": "25",
        "end": "81",
        "stance": "supports",
        "modality": "asserted",
        "attribution": "the author",
        "origin": "",
        "stated_edtf": "",
        "stated_as_written": "",
        "reliability": "B",
        "credibility": "3",
        "figures_as_written": "two people",
        "file": "000_a.txt",
        "sha256": small.sources["000"].sha256,
        "corpus": small.fingerprint,
    }


def test_the_csv_begins_with_a_mark_for_excel_and_its_lines_end_as_excel_ends_them(
    small: Corpus,
) -> None:
    content = rendered("csv", small)
    assert content.startswith(b"\xef\xbb\xbfclaim,")
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + 3


@pytest.mark.parametrize(("text", "cell"), HOSTILE_CELLS, ids=ascii)
def test_no_text_runs_as_a_formula_in_the_csv(text: str, cell: str) -> None:
    assert [row["quote"] for row in csv_rows(rendered("csv", quoting(text)))] == [cell]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40))
def test_any_quote_comes_back_from_the_csv_harmless_and_whole(text: str) -> None:
    (row,) = csv_rows(rendered("csv", quoting(text)))
    assert not row["quote"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text in {row["quote"], unescaped(row["quote"])}


@pytest.mark.parametrize(
    ("where", "point"),
    [
        ([{"place": "site"}], (-33.5, -70.25)),
        ([{"place": "town"}], (34.35, 45.39)),
        ([{"place": "town", "level": "near", "radius_km": "10"}], None),
        ([{"place": "town", "level": "governorate"}], None),
        ([{"place": "district"}], None),
        ([{"place": "country"}, {"place": "town"}], None),
        ([{"place": "country", "role": "origin"}, {"place": "town"}], (34.35, 45.39)),
        ([{"place": "town", "role": "origin"}], None),
        ([], None),
    ],
)
def test_only_a_site_or_a_town_has_coordinates(
    where: list[dict[str, str]], point: tuple[float, float] | None
) -> None:
    corpus = in_memory(
        claim("said", excerpt("x"), where=where),
        sources=[source("000", "000_a.txt", "x")],
        places=[
            place("site", level="site", lat="-33.5", lon="-70.25"),
            place("town"),
            place("district", level="district", areas=["iq-di"]),
            place("country", level="country", areas=["iq"]),
        ],
    )
    corpus = replace(corpus, texts={"000": "x"}, spans={"said": (Span(0, 1),)})
    (row,) = csv_rows(rendered("csv", corpus))
    found = (row["latitude"], row["longitude"])
    assert found == ((str(point[0]), str(point[1])) if point else ("", ""))
    (line,) = sheet_rows(book_of(rendered("xlsx", corpus)), "claims")
    assert (line["latitude"], line["longitude"]) == (point or (None, None))


# ── XLSX ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_workbook_has_the_whole_corpus_on_sheets_that_refer_to_one_another(
    curated: Corpus,
) -> None:
    book = book_of(rendered("xlsx", curated))
    assert book.sheetnames == ["claims", "excerpts", "figures", "places", "sources", "about"]
    sheets = {name: sheet_rows(book, name) for name in book.sheetnames}
    assert [row["id"] for row in sheets["claims"]] == list(curated.claims)
    assert [row["id"] for row in sheets["sources"]] == sorted(curated.sources)
    ids = {name: {row["id"] for row in sheets[name]} for name in ("claims", "excerpts", "sources")}
    assert len(ids["excerpts"]) == len(sheets["excerpts"])
    for row in sheets["excerpts"]:
        assert row["claim"] in ids["claims"]
        text = curated.texts[row["source"]]
        assert text[row["start"] : row["end"]] == unescaped(row["quote"])
    figures = [each for one in everything(curated) for x in one.excerpts for each in x.figures]
    assert [row["as_written"] for row in sheets["figures"]] == [each.as_written for each in figures]
    assert [row["minimum"] for row in sheets["figures"]] == [each.minimum for each in figures]
    assert {row["excerpt"] for row in sheets["figures"]} <= ids["excerpts"]
    assert [row["place"] for row in sheets["places"]] == [
        where.place for each in everything(curated) for where in each.where
    ]


@pytest.mark.parametrize(("text", "cell"), HOSTILE_CELLS, ids=ascii)
def test_no_text_is_a_formula_a_number_or_an_error_in_the_workbook(text: str, cell: str) -> None:
    content = rendered("xlsx", quoting(text))
    written = book_of(content)["excerpts"]["D2"]
    assert (written.value, written.data_type) == (cell, "s")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a" * 32_767, "a" * 32_767),
        ("a" * 32_768, "a" * 32_766 + "…"),
        ("=" + "a" * 32_767, "'=" + "a" * 32_764 + "…"),
        ("a\x00b\x0bc\x1f", "a\ufffdb\ufffdc\ufffd"),
    ],
    ids=["just fits", "too long", "too long formula", "controls"],
)
def test_what_a_cell_cannot_hold_is_cut_or_replaced_where_it_shows(text: str, cell: str) -> None:
    book = book_of(rendered("xlsx", quoting(text)))
    assert book["excerpts"]["D2"].value == cell
    assert book["excerpts"]["F2"].value == len(text)
    assert "is cut and ends in “…”" in dict(book["about"].values)["texts"]


def test_the_workbook_says_from_which_corpus_it_is_what_was_kept_and_when(small: Corpus) -> None:
    about = About("kind: attack", date(2020, 5, 1))
    content = FORMATS["xlsx"].render([small.claims["baghdad-bomb"]], small, about)
    facts = dict(book_of(content)["about"].values)
    assert facts["corpus"] == small.fingerprint
    assert (facts["filters"], facts["made on"]) == ("kind: attack", "2020-05-01")
    assert (facts["claims"], facts["excerpts"]) == ("1 of 2", "1")
    assert "made on" not in dict(book_of(rendered("xlsx", small))["about"].values)


def test_nothing_in_the_workbook_tells_when_it_was_written(small: Corpus) -> None:
    content = rendered("xlsx", small)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = book_of(content).properties
    assert properties.created.isoformat() == properties.modified.isoformat()
    assert properties.created.isoformat() == "1980-01-01T00:00:00"


# ── Sources ──────────────────────────────────────────────────────────────────────────────────────


def test_each_source_of_the_claims_is_listed_once_for_reference_managers(small: Corpus) -> None:
    only = [small.claims["baghdad-bomb"]]
    for claims, ids in ((everything(small), ["000", "001"]), (only, ["000"])):
        text = {
            name: FORMATS[name].render(claims, small, ABOUT).decode()
            for name in ("csl", "bibtex", "ris")
        }
        keys = [f"sidelight{each}" for each in ids]
        assert [item["id"] for item in json.loads(text["csl"])] == keys
        library = parse_string(text["bibtex"])
        assert library.failed_blocks == []
        assert [entry.key for entry in library.entries] == keys
        files = [small.sources[each].file for each in ids]
        notes = [entry["notes"][0] for entry in rispy.loads(text["ris"])]
        assert [note.split("File ")[1].split(",")[0] for note in notes] == files


def of(**changes: Any) -> Source:
    return Source.model_validate(source("000", "000_a.txt", "x", **changes))


def test_a_csl_item_names_what_identifies_the_copy_that_was_read() -> None:
    about = of(author="Louisa Loveluck", carried_by="Al-Ahed", title="A\nreport")
    assert csl_item(about) == {
        "id": "sidelight000",
        "type": "article-newspaper",
        "title": "A report",
        "author": [{"family": "Loveluck", "given": "Louisa"}],
        "container-title": "The Paper",
        "issued": {"date-parts": [[2020, 1, 15]]},
        "language": "en",
        "genre": "news",
        "note": "Carried by Al-Ahed. Published 15 January 2020 (inferred). "
        f"File 000_a.txt, SHA-256 {about.sha256}",
    }


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Louisa Loveluck", {"family": "Loveluck", "given": "Louisa"}),
        ("Iraqi Studies Unit", {"literal": "Iraqi Studies Unit"}),
        (None, {"literal": "Paper, The"}),
    ],
)
def test_csl_has_a_family_name_for_persons_only(author: str | None, name: dict[str, str]) -> None:
    assert csl_item(of(author=author, publisher="Paper, The"))["author"] == [name]


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2020-01-15", {"date-parts": [[2020, 1, 15]]}),
        ("2020-01-15~", {"date-parts": [[2020, 1, 15]], "circa": True}),
        ("2017-07~", {"date-parts": [[2017, 7]], "circa": True}),
        ("2019", {"date-parts": [[2019]]}),
        ("2020-21", {"date-parts": [[2020]], "season": 1}),
        ("2020-34", {"literal": "April 2020 and the months after"}),
        ("[2018-05-28..2018-06-10]", {"date-parts": [[2018, 5, 28], [2018, 6, 10]]}),
        ("2018-12/2019-03~", {"date-parts": [[2018, 12], [2019, 3]], "circa": True}),
        ("2018-21/2019-03", {"literal": "between spring 2018 and March 2019"}),
        ("../2018-05-09", {"literal": "no later than 9 May 2018"}),
    ],
)
def test_csl_has_a_date_no_more_precise_than_it_is_known(
    published: str, issued: dict[str, Any]
) -> None:
    assert csl_item(of(published=published))["issued"] == issued


# ── All formats ──────────────────────────────────────────────────────────────────────────────────

_HASHES = """
import hashlib
from data.exports import FORMATS
from data.exports.about import About
from data.loading.load import load_corpus
corpus = load_corpus()
claims = list(corpus.claims.values())
for name, each in FORMATS.items():
    print(name, hashlib.sha256(each.render(claims, corpus, About())).hexdigest())
"""


def test_the_same_corpus_gives_the_same_bytes_in_every_run(curated: Corpus) -> None:
    result = subprocess.run(
        [sys.executable, "-c", _HASHES],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    hashes = dict(line.split() for line in result.stdout.splitlines())
    assert hashes == {name: hashlib.sha256(rendered(name, curated)).hexdigest() for name in FORMATS}


def test_hostile_text_comes_out_of_every_file_as_text(tmp_path: Path) -> None:
    files = write_hostile_corpus(tmp_path)
    corpus = load_corpus(files.corpus, files.seeds)
    statements = [each.statement for each in everything(corpus)]
    rows = csv_rows(rendered("csv", corpus))
    assert [unescaped(row["statement"]) for row in rows[::2]] == statements
    book = book_of(rendered("xlsx", corpus))
    kept = [unescaped(row["statement"]) for row in sheet_rows(book, "claims")]
    assert [text for text in kept if not text.endswith("…")] == [
        text for text in statements if len(text) <= 32_767
    ]
    assert len(json.loads(rendered("csl", corpus))) == len(
        rispy.loads(rendered("ris", corpus).decode())
    )


def test_claims_come_in_the_order_given(small: Corpus) -> None:
    backwards = everything(small)[::-1]
    rows = csv_rows(FORMATS["csv"].render(backwards, small, ABOUT))
    assert list(dict.fromkeys(row["claim"] for row in rows)) == [each.id for each in backwards]


def test_no_claims_make_files_that_open_and_say_so(small: Corpus) -> None:
    files = {name: each.render([], small, ABOUT) for name, each in FORMATS.items()}
    assert csv_rows(files["csv"]) == []
    assert files["csv"].count(b"\r\n") == 1
    book = book_of(files["xlsx"])
    assert [book[name].max_row for name in book.sheetnames[:-1]] == [1, 1, 1, 1, 1]
    assert dict(book["about"].values)["claims"] == "0 of 2"
    assert (files["jsonl"], json.loads(files["csl"])) == (b"", [])
    assert (files["bibtex"], files["ris"]) == (b"", b"")


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(), ALL),
        (Filters(kinds=frozenset({Kind.TERRITORY, Kind.ARREST})), "kind: arrest, territory"),
        (Filters(sources=frozenset({"003", "001"})), "source: 001, 003"),
        (
            Filters(period=parse_period("2019-03~")),
            "possibly on a day of: about March 2019 (EDTF 2019-03~)",
        ),
        (
            Filters(frozenset({Kind.ATTACK}), period=parse_period("2019"), certain=True),
            "kind: attack; surely on a day of: 2019 (EDTF 2019)",
        ),
    ],
)
def test_filters_are_said_in_words(filters: Filters, words: str) -> None:
    assert filter_words(filters) == words
