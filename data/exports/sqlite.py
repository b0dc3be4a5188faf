"""The claims as a SQLite database, ready for Datasette: tables with foreign keys and full text."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from data.exports.about import About, about_rows
from data.exports.records import plain_values
from data.exports.tables import TableRow, claim_values, place_values, point_of, sheets
from data.model.corpus import Claim, Corpus, Place
from data.model.gazetteer import upwards

_HERE = Path(__file__).parent
# Text ids are those of the other exports.
SCHEMA = (_HERE / "sqlite.sql").read_text(encoding="utf-8")
# Datasette finds the search of a table by `content=`.
FULL_TEXT = (_HERE / "sqlite_search.sql").read_text(encoding="utf-8")
_CLAIM_PLACE = (
    *("claim", "number", "place", "role", "level"),
    *("radius_km", "latitude", "longitude"),
)


def render_sqlite(claims: Sequence[Claim], corpus: Corpus, about: About) -> bytes:
    """A database file. It has a search (FTS5) where the SQLite of this Python can make one."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        # Set before the first table, so that another build's default makes no other file.
        database.executescript("PRAGMA page_size = 4096; PRAGMA foreign_keys = ON;")
        database.executescript(f"BEGIN; {SCHEMA}")
        for table, rows in _tables(claims, corpus, about):
            _insert(database, table, rows)
        database.execute("COMMIT")
        if _has_full_text(database):
            database.executescript(FULL_TEXT)
        database.execute("VACUUM")
        return bytes(database.serialize())


def _tables(
    claims: Sequence[Claim], corpus: Corpus, about: About
) -> Iterator[tuple[str, Iterable[TableRow]]]:
    """Every table with its rows, one that is referred to before those that refer to it."""
    facts, rows = about_rows(about, claims, corpus), sheets(claims, corpus)
    yield "about", ({"what": what, "value": value} for what, value in facts)
    yield "sources", rows["sources"]
    yield "actors", _actor_rows(claims, corpus)
    yield "places", _gazetteer_rows(claims, corpus)
    yield "claims", (claim_values(each, corpus) for each in claims)
    yield "claim_places", _claim_place_values(claims, corpus)
    yield "claim_actors", _claim_actor_rows(claims)
    yield "excerpts", rows["excerpts"]
    yield "figures", rows["figures"]


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[TableRow]) -> None:
    for row in rows:
        columns = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join("?" for _ in row)
        # Names of tables and columns are those of this package; values are bound.
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
        database.execute(statement, tuple(row.values()))


def _actor_rows(claims: Sequence[Claim], corpus: Corpus) -> Iterator[TableRow]:
    """Whoever has a part in a claim or is the origin of an excerpt."""
    named = {who.actor for claim in claims for who in claim.actors}
    named |= {each.origin for claim in claims for each in claim.excerpts if each.origin}
    for identity in sorted(named):
        yield plain_values(corpus.actors[identity], "id name name_ar")


def _gazetteer_rows(claims: Sequence[Claim], corpus: Corpus) -> Iterator[TableRow]:
    """The places of the claims and all that they lie in, the largest first."""
    found: dict[str, Place] = {}
    for identity in sorted({where.place for claim in claims for where in claim.where}):
        found |= {place.id: place for place in reversed([*upwards(identity, corpus.places)])}
    for place in found.values():
        described = plain_values(place, "id name name_ar level parent geonames coordinates_source")
        yield described | point_of(place, place.level)


def _claim_place_values(claims: Sequence[Claim], corpus: Corpus) -> Iterator[TableRow]:
    for claim in claims:
        for row in place_values(claim, corpus):
            yield {column: row[column] for column in _CLAIM_PLACE}


def _claim_actor_rows(claims: Sequence[Claim]) -> Iterator[TableRow]:
    for claim in claims:
        for number, who in enumerate(claim.actors, start=1):
            yield {"claim": claim.id, "number": number, **plain_values(who, "actor role")}


def _has_full_text(database: sqlite3.Connection) -> bool:
    used = database.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()
    return bool(used[0])
