"""Whatever a curator gets wrong is refused with the file, the line and the way to fix it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.__main__ import main
from data.loading.load import load_corpus
from data.model.problems import CorpusError, Problem
from tests.corpora import SECOND_TEXT, Files, write_corpus

Change = Callable[[Files], object]

BAGHDAD = "claims/baghdad-bomb.yaml"
KHANAQIN = "claims/khanaqin-shelled.yaml"
BAND = """\
- id: war
  name: War
  when: 2014/2017-07-10
  basis: as announced
  source_note: A reference book
"""
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"


@dataclass(frozen=True)
class Ruin:
    """A change, the `file:line` of the problem that it makes and what is said there.

    `also_at` are the lines of further problems that follow from the same change.
    """

    name: str
    change: Change
    at: str
    says: tuple[str, ...]
    also_at: tuple[str, ...]


def problems_of(files: Files) -> tuple[Problem, ...]:
    with pytest.raises(CorpusError) as caught:
        load_corpus(files.corpus, files.seeds)
    return caught.value.problems


def path(files: Files, name: str) -> Path:
    return files.seeds.parent / name if name.startswith("seeds/") else files.corpus / name


def edit(name: str, old: str, new: str | bytes) -> Change:
    def change(files: Files) -> None:
        content = path(files, name).read_bytes()
        assert old.encode() in content
        new_bytes = new.encode() if isinstance(new, str) else new
        path(files, name).write_bytes(content.replace(old.encode(), new_bytes, 1))

    return change


def rewrite(name: str, how: Callable[[bytes], bytes]) -> Change:
    def change(files: Files) -> None:
        path(files, name).write_bytes(how(path(files, name).read_bytes()))

    return change


def write(name: str, text: str) -> Change:
    return lambda files: path(files, name).write_text(text, encoding="utf-8")


def delete(name: str) -> Change:
    return lambda files: path(files, name).unlink()


def repeat(name: str, first: int, last: int) -> Change:
    """Append the entry on these lines to its file once more."""
    return rewrite(
        name,
        lambda content: content + b"".join(content.splitlines(keepends=True)[first - 1 : last]),
    )


def when(edtf: str) -> Change:
    return edit(KHANAQIN, "'2019-05-03'", f"'{edtf}'")


def statement(new: str | bytes) -> Change:
    return edit(KHANAQIN, "Daesh shelled Khanaqin.", new)


def quote(new: str) -> Change:
    return edit(BAGHDAD, "In Baghdad a bomb killed four", new)


def band(old: str = "", new: str = "") -> Change:
    """A context band with one mistake."""
    assert old in BAND
    return write("context.yaml", BAND.replace(old, new, 1))


def seed_in_latin_1(files: Files) -> None:
    seed = "Three people died near a café.\n".encode("latin-1")
    hashes = [hashlib.sha256(text).hexdigest() for text in (SECOND_TEXT.encode(), seed)]
    (files.seeds / "001_b.txt").write_bytes(seed)
    edit("sources.yaml", *hashes)(files)


def case(name: str, change: Change, at: str, *says: str, also_at: tuple[str, ...] = ()) -> Ruin:
    return Ruin(name, change, at, says, also_at)


RUINS = [
    # Keys and values
    case(
        "an unknown key",
        edit(KHANAQIN, "kind:", "weapon: mortar\nkind:"),
        f"{KHANAQIN}:2",
        "weapon: found the unknown key 'weapon'",
        "correct its spelling or delete it",
    ),
    case(
        "a key with control characters",
        edit(KHANAQIN, "kind:", '"a\\e[31m\\nb": mortar\nkind:'),
        f"{KHANAQIN}:2",
        "the unknown key 'a\\u001b[31m\\u000ab'",
    ),
    case(
        "a misspelt key",
        edit(KHANAQIN, "basis:", "basys:"),
        f"{KHANAQIN}:7",
        "when.basys: found the unknown key 'basys'",
        also_at=(f"{KHANAQIN}:5",),
    ),
    case(
        "a missing key",
        edit(KHANAQIN, "statement: Daesh shelled Khanaqin.\n", ""),
        f"{KHANAQIN}:1",
        "statement: found no such field",
        "add the field",
    ),
    case(
        "a missing key of a place",
        edit("places.yaml", "  name: Khanaqin\n", ""),
        "places.yaml:18",
        "2.name: found no such field",
    ),
    case(
        "an unknown word of a closed list",
        edit(KHANAQIN, "stance: supports", "stance: agrees"),
        f"{KHANAQIN}:16",
        "found 'agrees'",
        "one of 'supports', 'qualifies', 'disputes' or 'mentions'",
    ),
    case(
        "a credibility off the scale",
        edit(KHANAQIN, "credibility: '3'", "credibility: '7'"),
        f"{KHANAQIN}:19",
        "found '7'",
        "one of 1, 2, 3, 4, 5 or 6",
    ),
    case(
        "an id with an underscore",
        edit(KHANAQIN, "id: khanaqin-shelled", "id: khanaqin_shelled"),
        f"{KHANAQIN}:1",
        "found 'khanaqin_shelled'",
        "rewrite it in that form",
    ),
    case(
        "an id with a capital",
        edit("places.yaml", "id: baghdad", "id: Baghdad"),
        "places.yaml:27",
        "3.id: found 'Baghdad'",
        "rewrite it in that form",
    ),
    case(
        "text with a trailing space",
        statement("'Daesh shelled Khanaqin. '"),
        f"{KHANAQIN}:4",
        "found 'Daesh shelled Khanaqin. '",
        "text without spaces at its ends",
    ),
    case(
        "no excerpts",
        rewrite(KHANAQIN, lambda text: text[: text.index(b"excerpts:")] + b"excerpts: []\n"),
        f"{KHANAQIN}:13",
        "excerpts: found",
        "at least 1 item",
    ),
    case(
        "an attack without event_type",
        edit(KHANAQIN, "event_type: shelling\n", ""),
        f"{KHANAQIN}:1",
        "an `event_type`, because this is an attack",
    ),
    case(
        "event_type on a forecast",
        edit(KHANAQIN, "kind: attack", "kind: forecast"),
        f"{KHANAQIN}:1",
        "no `event_type`, because a claim of the kind forecast tells no violent act",
    ),
    case(
        "a disputed claim without a note",
        edit(KHANAQIN, "stance: supports", "stance: disputes"),
        f"{KHANAQIN}:1",
        "a public `note`, because an excerpt disputes this",
    ),
    # Quotes
    case(
        "a quote with one changed letter",
        quote("In Baghdad a bomb kulled four"),
        f"{BAGHDAD}:15",
        "a quote that source 000 does not hold, 'In Baghdad a bomb kulled four'",
        'the nearest reads "In Baghdad a bomb killed four"',
    ),
    case(
        "an ambiguous quote",
        quote("a bomb killed"),
        f"{BAGHDAD}:15",
        "a quote that source 000 holds 3 times",
        "add `prefix` or `suffix` (it stands on lines 4, 4, 5 of the seed)",
    ),
    case(
        "a prefix that settles it wrongly",
        quote("a bomb killed\n  prefix: 'In Mosul '"),
        f"{BAGHDAD}:15",
        "'a bomb killed' nowhere between this `prefix` and `suffix`",
        'the nearest `prefix` reads "In Basra "',
    ),
    case(
        "the same passage twice in a claim",
        edit(
            KHANAQIN,
            "'001'\n  exact: mortars fell on Khanaqin in May",
            "'000'\n  exact: On 3 May 2019 Daesh shelled Khanaqin, killing two people",
        ),
        f"{KHANAQIN}:28",
        "a passage that this claim already quotes",
        "delete one of the two",
    ),
    # Dates
    case("month 13", when("2019-13"), f"{KHANAQIN}:6", "'2019-13'", "an EDTF date such as"),
    case("two empty sides", when("/"), f"{KHANAQIN}:6", "'/'", "a date on at least one side"),
    case(
        "a southern winter", when("2019-32"), f"{KHANAQIN}:6", "'2019-32'", "an interval of months"
    ),
    case("a reversed interval", when("2019/2018"), f"{KHANAQIN}:6", "starts before it ends"),
    case("a reversed set", when("[2019..2018]"), f"{KHANAQIN}:6", "starts before it ends"),
    case("29 February 2019", when("2019-02-29"), f"{KHANAQIN}:6", "an EDTF date such as"),
    case(
        "a day of no month", when("2019-XX-12"), f"{KHANAQIN}:6", "'2019-XX-12'", "rewrite the date"
    ),
    case(
        "month 13 in a source",
        edit("sources.yaml", "published: '2020-01-15'", "published: 2020-13"),
        "sources.yaml:8",
        "0.published: found '2020-13'",
    ),
    # Names that point nowhere
    case(
        "an unknown place",
        edit(BAGHDAD, "place: baghdad", "place: bagdad"),
        f"{BAGHDAD}:9",
        "where.0.place: found the unknown place 'bagdad'",
        "add the place to places.yaml",
    ),
    case(
        "an unknown actor",
        edit(BAGHDAD, "actor: daesh", "actor: isis"),
        f"{BAGHDAD}:11",
        "actors.0.actor: found the unknown actor 'isis'",
        "add the actor to actors.yaml",
    ),
    case(
        "an unknown source",
        edit(KHANAQIN, "source: '001'", "source: '009'"),
        f"{KHANAQIN}:27",
        "excerpts.1.source: found the unknown source '009'",
        "add the source to sources.yaml",
    ),
    case(
        "an unknown origin",
        edit(KHANAQIN, "origin: police", "origin: army"),
        f"{KHANAQIN}:34",
        "excerpts.1.origin: found the unknown actor 'army'",
    ),
    case(
        "an unknown parent",
        edit("places.yaml", "parent: diyala", "parent: dyala"),
        "places.yaml:24",
        "2.parent: found the unknown place 'dyala'",
    ),
    case(
        "an unknown source to derive from",
        edit("sources.yaml", "- id: '001'\n", "- id: '001'\n  derives_from: ['007']\n"),
        "sources.yaml:13",
        "1.derives_from.0: found the unknown source '007'",
    ),
    # Figures
    case(
        "a minimum above the maximum",
        edit(KHANAQIN, "minimum: '2'", "minimum: '3'"),
        f"{KHANAQIN}:22",
        "a minimum that is not above the maximum",
    ),
    case(
        "a figure without numbers",
        edit(KHANAQIN, "    minimum: '2'\n    maximum: '2'\n", ""),
        f"{KHANAQIN}:22",
        "a minimum, a maximum or both",
    ),
    case(
        "a count below zero",
        edit(KHANAQIN, "minimum: '2'", "minimum: '-2'"),
        f"{KHANAQIN}:23",
        "excerpts.0.figures.0.minimum: found -2; expected a count of 0 or more",
        "correct it, or say in `unit` that it is a change",
    ),
    case(
        "a count below zero on both sides",
        edit(KHANAQIN, "minimum: '2'\n    maximum: '2'", "minimum: '-9.5'\n    maximum: '-1'"),
        f"{KHANAQIN}:23",
        "excerpts.0.figures.0.minimum: found -9.5; expected a count of 0 or more",
        also_at=(f"{KHANAQIN}:24",),
    ),
    case(
        "a rate below zero",
        edit(
            KHANAQIN,
            "minimum: '2'\n    maximum: '2'\n    unit: persons",
            "maximum: '-1'\n    unit: persons a week",
        ),
        f"{KHANAQIN}:23",
        "excerpts.0.figures.0.maximum: found -1; expected a rate of 0 or more",
    ),
    case(
        "a share below zero",
        edit(
            KHANAQIN,
            "minimum: '2'\n    maximum: '2'\n    unit: persons",
            "minimum: '-1'\n    maximum: '7'\n    unit: percent",
        ),
        f"{KHANAQIN}:23",
        "excerpts.0.figures.0.minimum: found -1; expected a share of 0 or more",
    ),
    case(
        "a share above 100 percent",
        edit(
            KHANAQIN,
            "maximum: '2'\n    unit: persons",
            "maximum: '100.5'\n    unit: '% of the people'",
        ),
        f"{KHANAQIN}:24",
        "excerpts.0.figures.0.maximum: found 100.5; expected a share of at most 100 percent",
        "or name what is counted, or say in `unit` that it is a change",
    ),
    case(
        "a share from above 100 percent on",
        edit(
            KHANAQIN,
            "minimum: '2'\n    maximum: '2'\n    unit: persons",
            "minimum: '300'\n    unit: per cent",
        ),
        f"{KHANAQIN}:23",
        "excerpts.0.figures.0.minimum: found 300; expected a share of at most 100 percent",
    ),
    case(
        "a bound without end",
        edit(KHANAQIN, "maximum: '2'", "maximum: .inf"),
        f"{KHANAQIN}:24",
        "excerpts.0.figures.0.maximum: found '.inf'",
    ),
    case(
        "a figure whose words are not in the quote",
        edit(KHANAQIN, "as_written: two people", "as_written: two persons"),
        f"{KHANAQIN}:26",
        "found 'two persons'",
        "copy them from `exact`",
    ),
    # The time that one source gives
    case(
        "a time whose words are not in the paragraph",
        edit(
            KHANAQIN,
            "as_written: two people\n",
            "as_written: two people\n  when:\n    edtf: 2019-05\n    as_written: in June\n",
        ),
        f"{KHANAQIN}:29",
        "excerpts.0.when.as_written: found 'in June'",
        "copy them from the seed",
    ),
    case(
        "a time that is no date",
        edit(
            KHANAQIN,
            "as_written: two people\n",
            "as_written: two people\n  when:\n    edtf: May\n    as_written: 3 May\n",
        ),
        f"{KHANAQIN}:28",
        "excerpts.0.when.edtf: found 'May'",
        "an EDTF date such as",
    ),
    # One id, one entry
    case(
        "the id of another file",
        lambda files: shutil.copy(files.corpus / KHANAQIN, files.claim("other")),
        "claims/other.yaml:1",
        f"'khanaqin-shelled', already used at {KHANAQIN}:1",
        also_at=("claims/other.yaml:1",),
    ),
    case(
        "an id that is not the file's name",
        edit(KHANAQIN, "id: khanaqin-shelled", "id: khanaqin-shelling"),
        f"{KHANAQIN}:1",
        "the file's name, 'khanaqin-shelled'",
        "rename the file or the id",
    ),
    case(
        "a place twice",
        repeat("places.yaml", 18, 26),
        "places.yaml:33",
        "4.id: found 'khanaqin', already used at places.yaml:18",
    ),
    case(
        "a source twice",
        repeat("sources.yaml", 1, 11),
        "sources.yaml:23",
        "2.id: found '000', already used at sources.yaml:1",
    ),
    # Seeds
    case(
        "a seed edited",
        edit("seeds/001_b.txt", "Three", "Four"),
        "sources.yaml:14",
        hashlib.sha256(SECOND_TEXT.encode()).hexdigest(),
        "restore the document",
    ),
    case(
        "a seed missing",
        delete("seeds/001_b.txt"),
        "sources.yaml:13",
        "1.file: found '001_b.txt'",
        "put the document there or correct the name",
    ),
    case(
        "a seed that is not UTF-8",
        seed_in_latin_1,
        "sources.yaml:13",
        "seeds/001_b.txt with the byte 0xE9",
        "convert a copy to UTF-8",
    ),
    case(
        "a seed that no source names",
        write("seeds/002_c.txt", "New.\n"),
        "seeds/002_c.txt:1",
        "a document without an entry",
        "add it to sources.yaml or remove the file",
    ),
    case(
        "a seed outside its folder",
        edit("sources.yaml", "000_a.txt", "../seeds/000_a.txt"),
        "sources.yaml:2",
        "0.file: found '../seeds/000_a.txt'",
        "the bare name of a file in seeds/",
        also_at=("seeds/000_a.txt:1",),
    ),
    case(
        "a seed with a name too long for a file",
        edit("sources.yaml", "000_a.txt", "a" * 300),
        "sources.yaml:2",
        "0.file: found 'aaaa",
        also_at=("seeds/000_a.txt:1",),
    ),
    # Places
    case(
        "a latitude of 95",
        edit("places.yaml", "'33.34'", "'95'"),
        "places.yaml:30",
        "3.lat: found '95'",
        "less than or equal to 90",
    ),
    case(
        "a coordinate that is not a number",
        edit("places.yaml", "'44.40'", "nan"),
        "places.yaml:31",
        "3.lon: found 'nan'",
        "a finite number",
    ),
    case(
        "coordinates outside their governorate",
        edit(
            "places.yaml",
            "town\n  lat: '34.35'\n  lon: '45.39'\n",
            "town\n  lat: '33.42'\n  lon: '43.30'\n",
        ),
        "places.yaml:21",
        "2.lat: found (33.42, 43.3), outside Diyala",
        "coordinates inside the parent",
    ),
    case(
        "swapped coordinates",
        edit(
            "places.yaml",
            "town\n  lat: '34.35'\n  lon: '45.39'\n",
            "town\n  lat: '45.39'\n  lon: '34.35'\n",
        ),
        "places.yaml:21",
        "(45.39, 34.35), outside Diyala",
        "check for swapped or mistyped coordinates",
    ),
    case(
        "a governorate without areas",
        edit("places.yaml", "  areas:\n  - iq-di\n", ""),
        "places.yaml:9",
        "`areas` or `path`, because a governorate is not a point",
    ),
    case(
        "the code of no outline",
        edit("places.yaml", "- iq-di", "- iq-zz"),
        "places.yaml:16",
        "1.areas.0: found 'iq-zz'",
        "correct the code",
    ),
    case(
        "a parent finer than its child",
        edit("places.yaml", "parent: iraq", "parent: baghdad"),
        "places.yaml:17",
        "'baghdad', a town",
        "a place coarser than a governorate",
    ),
    case(
        "near without a radius",
        edit(KHANAQIN, "- place: khanaqin", "- place: khanaqin\n  level: near"),
        f"{KHANAQIN}:9",
        "`level: near` and `radius_km` together",
    ),
    case(
        "a level finer than the place's own",
        edit(BAGHDAD, "- place: baghdad", "- place: diyala\n  level: town"),
        f"{BAGHDAD}:10",
        "'town' for 'diyala', a governorate",
        "choose a coarser level",
    ),
    # Context bands
    case(
        "a band without its reference",
        band("  source_note: A reference book\n"),
        "context.yaml:1",
        "0.source_note: found no such field",
        "add the field",
    ),
    case(
        "a band with a colour",
        band("  basis", "  colour: red\n  basis"),
        "context.yaml:4",
        "0.colour: found the unknown key 'colour'",
    ),
    case(
        "a band that ends before it begins",
        band("2014/2017-07-10", "2017/2014-07-10"),
        "context.yaml:3",
        "0.when: found '2017/2014-07-10'",
        "an interval that starts before it ends",
    ),
    case(
        "a band without a name",
        band("name: War", "name:"),
        "context.yaml:2",
        "0.name: found an empty field",
    ),
    case(
        "a band twice",
        write("context.yaml", BAND * 2),
        "context.yaml:6",
        "1.id: found 'war', already used at context.yaml:1",
        "rename one",
    ),
    case(
        "a band that is not in a list",
        write("context.yaml", BAND.replace("- ", "  ", 1)),
        "context.yaml:1",
        "something other than a list",
        "a list of context",
    ),
    # YAML that does more than hold text
    case(
        "a key twice",
        edit(KHANAQIN, "when:", "kind: arrest\nwhen:"),
        f"{KHANAQIN}:5",
        "the key 'kind' a second time (first on line 2)",
    ),
    case("an alias bomb", write("claims/bomb.yaml", BOMB), "claims/bomb.yaml:1", "the anchor &a"),
    case(
        "a tag that runs a command",
        statement("!!python/object/apply:os.system ['exit 1']"),
        f"{KHANAQIN}:4",
        "python/object/apply:os.system",
        "delete the tag",
    ),
    case(
        "an anchor without an alias",
        statement("&words Daesh shelled Khanaqin."),
        f"{KHANAQIN}:4",
        "the anchor &words",
        "delete the anchor",
    ),
    case(
        "an alias without an anchor",
        statement("*words"),
        f"{KHANAQIN}:4",
        "the alias *words",
        "write the value out",
    ),
    case(
        "two documents",
        rewrite(BAGHDAD, lambda content: content + b"---\nid: other\n"),
        f"{BAGHDAD}:21",
        "another document",
    ),
    case(
        "a list as key",
        edit(KHANAQIN, "kind:", "? [a]\n: b\nkind:"),
        f"{KHANAQIN}:2",
        "a list or mapping as key",
    ),
    case(
        "lists nested a thousand deep",
        statement("[" * 1000 + "]" * 1000),
        f"{KHANAQIN}:4",
        "values nested more than 12 deep",
    ),
    case(
        "a list instead of a mapping",
        write("claims/listed.yaml", "- id: listed\n"),
        "claims/listed.yaml:1",
        "instance of Claim",
    ),
    case(
        "a mapping instead of a list",
        write("places.yaml", "iraq:\n  name: Iraq\n"),
        "places.yaml:1",
        "something other than a list",
        "start each entry with '- id: …'",
    ),
    case(
        "an unclosed quotation mark",
        statement('"Daesh shelled Khanaqin.'),
        f"{KHANAQIN}:35",
        "YAML that cannot be read",
    ),
    # Bytes
    case(
        "a tab as indentation",
        edit(KHANAQIN, "  edtf", "\tedtf"),
        f"{KHANAQIN}:6",
        "a tab at the start of the line",
        "indent by spaces",
    ),
    case(
        "a byte order mark",
        rewrite(KHANAQIN, lambda content: b"\xef\xbb\xbf" + content),
        f"{KHANAQIN}:1",
        "a byte order mark",
        "not 'with BOM'",
    ),
    case(
        "a Windows line end",
        edit(KHANAQIN, "Khanaqin.\n", "Khanaqin.\r\n"),
        f"{KHANAQIN}:4",
        "a carriage return",
        "save with LF ends",
    ),
    case(
        "a byte of Latin-1",
        statement(b"Daesh shelled a caf\xe9."),
        f"{KHANAQIN}:4",
        "the byte 0xE9, which is not UTF-8",
        "save the file as UTF-8",
    ),
    case("a NUL byte", statement("a\0b"), f"{KHANAQIN}:4", "U+0000", "delete it"),
    case(
        "a control character after Arabic letters",
        statement("قصف داعش مدينة خانقين بقذائف الهاون يوم الجمعة\a"),
        f"{KHANAQIN}:4",
        "U+0007",
    ),
    case(
        "an empty file",
        write("claims/empty.yaml", ""),
        "claims/empty.yaml:1",
        "an empty file",
        "write it or delete it",
    ),
    case(
        "a file of comments",
        write("actors.yaml", "# later\n"),
        "actors.yaml:1",
        "write it or delete it",
    ),
    case(
        "an oversized file",
        rewrite(BAGHDAD, lambda content: content + b"#" * 1_000_000),
        f"{BAGHDAD}:1",
        "at most 1,000,000",
        "split the file",
    ),
    # Files
    case(
        "no list of places",
        delete("places.yaml"),
        "places.yaml:1",
        "cannot be read (No such file or directory)",
        "restore it or its permissions",
    ),
    case(
        "no claims at all",
        lambda files: shutil.rmtree(files.corpus / "claims"),
        "claims:1",
        "no claim files",
        "add a claim",
    ),
    case(
        "a folder that is named as a claim",
        lambda files: files.claim("folder").mkdir(),
        "claims/folder.yaml:1",
        "cannot be read (Is a directory)",
    ),
    case(
        "a claim that cannot be read",
        lambda files: files.claim("loop").symlink_to("loop.yaml"),
        "claims/loop.yaml:1",
        "cannot be read (Too many levels of symbolic links)",
    ),
]


each_ruin = pytest.mark.parametrize("ruin", RUINS, ids=[ruin.name for ruin in RUINS])


def test_the_corpus_that_is_ruined_here_is_whole_before(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    assert list(corpus.claims) == ["baghdad-bomb", "khanaqin-shelled"]


@each_ruin
def test_a_ruined_corpus_is_refused_with_the_line_and_the_way_to_mend_it(
    files: Files, ruin: Ruin
) -> None:
    ruin.change(files)
    problems = problems_of(files)
    places = [f"{problem.file}:{problem.line}" for problem in problems]
    assert sorted(places) == sorted([ruin.at, *ruin.also_at])
    said = [str(problem) for problem in problems if str(problem).startswith(f"{ruin.at}:")]
    assert [words for words in ruin.says if not any(words in each for each in said)] == []


@each_ruin
def test_the_check_command_prints_one_line_for_each_problem_and_no_traceback(
    files: Files, ruin: Ruin, capsys: pytest.CaptureFixture[str]
) -> None:
    ruin.change(files)
    status = main(["check", "--corpus", str(files.corpus), "--seeds", str(files.seeds)])
    output = capsys.readouterr()
    *problems, last = output.err.splitlines()
    assert (status, output.out) == (1, "")
    assert len(problems) == 1 + len(ruin.also_at)
    assert any(problem.startswith(f"{ruin.at}:") for problem in problems)
    assert last.startswith(f"{len(problems)} problem")
    assert last.endswith("; nothing was loaded.")
    assert "Traceback" not in output.err


def test_each_mistake_has_a_message_of_its_own(tmp_path: Path) -> None:
    ruins_of: dict[str, list[str]] = {}
    for number, ruin in enumerate(RUINS):
        files = write_corpus(tmp_path / str(number))
        ruin.change(files)
        for problem in map(str, problems_of(files)):
            if problem.startswith(f"{ruin.at}:"):
                ruins_of.setdefault(problem.removeprefix(ruin.at), []).append(ruin.name)
    assert [names for names in ruins_of.values() if len(names) > 1] == []


def test_the_band_that_is_ruined_here_is_whole_before(files: Files) -> None:
    band()(files)
    assert [each.id for each in load_corpus(files.corpus, files.seeds).context] == ["war"]


def test_three_ruined_files_are_reported_together_in_order(files: Files) -> None:
    when("2019-13")(files)
    edit("places.yaml", "'33.34'", "'95'")(files)
    edit("actors.yaml", "  name: Daesh", "\tname: Daesh")(files)
    problems = problems_of(files)
    assert [(problem.file, problem.line) for problem in problems] == [
        ("actors.yaml", 2),
        (KHANAQIN, 6),
        ("places.yaml", 30),
    ]


def test_a_seed_that_may_not_be_read_is_a_problem_of_its_source(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def deny(self: Path) -> bytes:
        if self.suffix == ".txt":
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", deny)
    problems = problems_of(files)
    assert [(problem.file, problem.line) for problem in problems] == [
        ("sources.yaml", 2),
        ("sources.yaml", 13),
    ]
    assert all("Permission denied" in problem.found for problem in problems)


def test_a_folder_beside_the_corpus_files_is_not_read(files: Files) -> None:
    (files.corpus / "old.yaml").mkdir()
    assert len(load_corpus(files.corpus, files.seeds).claims) == 2


@pytest.mark.parametrize("empty", ["", "null", "~"])
def test_an_empty_field_is_a_field_without_a_value(files: Files, empty: str) -> None:
    edit(KHANAQIN, "maximum: '2'", f"maximum: {empty}")(files)
    edit(BAGHDAD, "event_type: explosion", f"event_type: explosion\nnote: {empty}")(files)
    claims = load_corpus(files.corpus, files.seeds).claims
    assert claims["khanaqin-shelled"].excerpts[0].figures[0].maximum is None
    assert claims["baghdad-bomb"].note is None
