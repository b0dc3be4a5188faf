"""The database that is taken out, opened by SQLite and asked what Datasette would ask."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from data.exports.about import About
from data.exports.sqlite import render_sqlite
from data.loading.load import SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Corpus
from tests.corpora import Files
from tests.hostile import write_hostile_corpus


def opened(corpus: Corpus, about: About | None = None) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(render_sqlite(list(corpus.claims.values()), corpus, about or About()))
    return database


@pytest.fixture(scope="module")
def database(curated: Corpus) -> Iterator[sqlite3.Connection]:
    with closing(opened(curated)) as connection:
        yield connection


def test_the_database_is_whole_and_every_reference_leads_somewhere(
    database: sqlite3.Connection,
) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {
        (table, key[3], key[2])
        for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for key in database.execute(f"PRAGMA foreign_key_list('{table}')")
    }
    assert keys == {
        ("places", "parent", "places"),
        ("claim_places", "claim", "claims"),
        ("claim_places", "place", "places"),
        ("claim_actors", "claim", "claims"),
        ("claim_actors", "actor", "actors"),
        ("excerpts", "claim", "claims"),
        ("excerpts", "source", "sources"),
        ("excerpts", "origin", "actors"),
        ("figures", "excerpt", "excerpts"),
        ("figures", "claim", "claims"),
        ("figures", "source", "sources"),
    }


def test_nothing_of_the_corpus_is_missing_in_the_database(
    database: sqlite3.Connection, curated: Corpus
) -> None:
    claims = list(curated.claims.values())
    excerpts = [each for claim in claims for each in claim.excerpts]
    expected = {
        "claims": len(claims),
        "excerpts": len(excerpts),
        "figures": sum(len(each.figures) for each in excerpts),
        "claim_places": sum(len(claim.where) for claim in claims),
        "claim_actors": sum(len(claim.actors) for claim in claims),
        "sources": len(curated.sources),
    }
    counted = {
        table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in expected
    }
    assert counted == expected


def test_every_quote_of_the_database_stands_at_its_offsets_in_the_file_of_its_source(
    database: sqlite3.Connection,
) -> None:
    asked = 'SELECT quote, "start", "end", prefix, suffix, file FROM excerpts JOIN sources '
    rows = database.execute(asked + "ON source = sources.id").fetchall()
    assert rows
    for quote, start, end, prefix, suffix, file in rows:
        text = (SEEDS_DIRECTORY / file).read_bytes().decode("utf-8")
        assert text[start:end] == quote
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)


def test_a_question_across_the_tables_has_its_answer(files: Files) -> None:
    with closing(opened(load_corpus(files.corpus, files.seeds))) as database:
        rows = database.execute(
            "SELECT actors.name, places.name, figures.minimum, excerpts.quote FROM claims "
            "JOIN claim_actors ON claim_actors.claim = claims.id "
            "JOIN actors ON actors.id = actor "
            "JOIN claim_places ON claim_places.claim = claims.id "
            "JOIN places ON places.id = place "
            "JOIN excerpts ON excerpts.claim = claims.id "
            "JOIN figures ON figures.excerpt = excerpts.id WHERE earliest >= '2019'"
        ).fetchall()
        parents = database.execute("SELECT id, parent, latitude FROM places ORDER BY id").fetchall()
    quote = "On 3 May 2019 Daesh shelled Khanaqin, killing two people"
    assert rows == [("Daesh", "Khanaqin", 2.0, quote)]
    assert parents == [
        ("baghdad", None, 33.34),
        ("diyala", "iraq", None),
        ("iraq", None, None),
        ("khanaqin", "diyala", 34.35),
    ]


def test_quotes_and_statements_are_found_by_their_words(files: Files) -> None:
    with closing(opened(load_corpus(files.corpus, files.seeds))) as database:
        quotes = database.execute(
            "SELECT excerpts.id FROM excerpts_fts JOIN excerpts "
            "ON excerpts.rowid = excerpts_fts.rowid WHERE excerpts_fts MATCH 'mortars'"
        ).fetchall()
        statements = database.execute(
            "SELECT claims.id FROM claims_fts JOIN claims "
            "ON claims.rowid = claims_fts.rowid WHERE claims_fts MATCH 'shelled'"
        ).fetchall()
        schema = database.execute("SELECT sql FROM sqlite_schema WHERE name LIKE '%s_fts'")
        assert {sql.split("content=")[1] for (sql,) in schema} == {'"claims")', '"excerpts")'}
    assert quotes == [("khanaqin-shelled.2",)]
    assert statements == [("khanaqin-shelled",)]


def test_the_database_says_from_which_corpus_it_is_and_what_was_kept(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    with closing(opened(corpus, About("kind: attack"))) as database:
        facts = dict(database.execute("SELECT what, value FROM about").fetchall())
    assert (facts["corpus"], facts["filters"]) == (corpus.fingerprint, "kind: attack")
    assert "made on" not in facts


def test_hostile_text_is_kept_letter_for_letter_and_none_of_it_runs(tmp_path: Path) -> None:
    files = write_hostile_corpus(tmp_path)
    corpus = load_corpus(files.corpus, files.seeds)
    with closing(opened(corpus)) as database:
        statements = dict(database.execute("SELECT id, statement FROM claims").fetchall())
        names = dict(database.execute("SELECT id, name FROM actors").fetchall())
    assert statements == {each.id: each.statement for each in corpus.claims.values()}
    assert names == {each.id: each.name for each in corpus.actors.values()}
