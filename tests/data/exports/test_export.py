"""The exported lines: their keys, their offsets, and that no half file is ever left."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from data.__main__ import main
from data.exports.records import claim_record, render_jsonl
from data.loading.load import SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Corpus
from data.text.anchor import Span
from tests.corpora import TEXT, Files, claim, excerpt, in_memory, source

KHANAQIN_SHELLED = {
    "id": "khanaqin-shelled",
    "kind": "attack",
    "event_type": "shelling",
    "perpetrator_side": "other",
    "targets": [],
    "statement": "Daesh shelled Khanaqin.",
    "when": {
        "edtf": "2019-05-03",
        "earliest": "2019-05-03",
        "latest": "2019-05-03",
        "not_after": None,
        "precision": "day",
        "basis": "as written",
    },
    "where": [
        {
            "place": "khanaqin",
            "name": "Khanaqin",
            "role": "location",
            "level": "town",
            "lat": 34.35,
            "lon": 45.39,
        }
    ],
    "actors": ["daesh"],
    "excerpts": [
        {
            "source": "000",
            "start": 25,
            "end": 81,
            "exact": "On 3 May 2019 Daesh shelled Khanaqin, killing two people",
            "prefix": "A report from the field\n\n",
            "suffix": ". Nobody claimed it.\nIn Baghdad ",
            "stance": "supports",
            "attribution": "the author",
            "origin": None,
            "modality": "asserted",
            "credibility": 3,
            "figures": [
                {
                    "measure": "killed",
                    "minimum": 2,
                    "maximum": 2,
                    "unit": "persons",
                    "as_written": "two people",
                }
            ],
        },
        {
            "source": "001",
            "start": 23,
            "end": 54,
            "exact": "mortars fell on Khanaqin in May",
            "prefix": "Three people died when ",
            "suffix": ", police said.\n",
            "stance": "supports",
            "attribution": "the author",
            "origin": "police",
            "modality": "asserted",
            "credibility": 3,
            "figures": [],
        },
    ],
    "agreement": "repeated-independence-not-established",
}


def keys(value: object) -> object:
    """The keys of an exported value in order, at every depth; lists by their first element."""
    if isinstance(value, dict):
        return [(key, keys(inner)) for key, inner in value.items()]
    return keys(value[0]) if isinstance(value, list) and value else None


def export(files: Files, target: Path) -> int:
    arguments = ["--corpus", str(files.corpus), "--seeds", str(files.seeds), "-o", str(target)]
    return main(["export", *arguments])


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def exported(curated: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "claims.jsonl"
    path.write_bytes(render_jsonl(curated.claims.values(), curated))
    return path


def test_a_claim_is_exported_as_specified(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    record = claim_record(corpus.claims["khanaqin-shelled"], corpus)
    assert record == KHANAQIN_SHELLED
    assert keys(record) == keys(KHANAQIN_SHELLED)


def test_each_line_has_the_specified_keys_and_no_other(exported: Path) -> None:
    wanted: Any = KHANAQIN_SHELLED
    for line in lines(exported):
        assert list(line) == list(wanted)
        assert list(line["when"]) == list(wanted["when"])
        assert {tuple(where) for where in line["where"]} <= {tuple(wanted["where"][0])}
        assert {tuple(each) for each in line["excerpts"]} == {tuple(wanted["excerpts"][0])}
        figures = [figure for each in line["excerpts"] for figure in each["figures"]]
        assert {tuple(each) for each in figures} <= {tuple(wanted["excerpts"][0]["figures"][0])}


def test_the_lines_are_all_claims_in_order_of_id(exported: Path, curated: Corpus) -> None:
    assert [line["id"] for line in lines(exported)] == sorted(curated.claims)


def test_offsets_and_context_are_those_of_the_seeds_as_received(exported: Path) -> None:
    excerpts = [each for line in lines(exported) for each in line["excerpts"]]
    assert excerpts
    for each in excerpts:
        (seed,) = SEEDS_DIRECTORY.glob(f"{each['source']}_*.txt")
        text = seed.read_bytes().decode("utf-8")
        start, end = each["start"], each["end"]
        assert text[start:end] == each["exact"]
        assert text[:start].endswith(each["prefix"])
        assert text[end:].startswith(each["suffix"])
        assert len(each["prefix"]) == min(32, start)
        assert len(each["suffix"]) == min(32, len(text) - end)


def test_whole_numbers_have_no_decimal_point_and_others_keep_theirs() -> None:
    figure = {"measure": "money", "unit": "US dollars", "as_written": "a sum"}
    figures = [figure | {"minimum": 283.0, "maximum": 1e9}, figure | {"minimum": 1.5}]
    corpus = in_memory(
        claim("sums", excerpt("a sum", figures=figures), where=[]),
        sources=[source("000", "a.txt", TEXT)],
    )
    found = replace(corpus, spans={"sums": (Span(0, 5),)}, texts={"000": TEXT})
    text = render_jsonl(found.claims.values(), found).decode()
    assert '"minimum": 283, "maximum": 1000000000, ' in text
    assert '"minimum": 1.5, "maximum": null, ' in text


def test_text_is_written_as_letters_not_as_escapes(exported: Path) -> None:
    assert "Iraq’s" in exported.read_text(encoding="utf-8")


def test_the_same_corpus_gives_the_same_bytes(exported: Path) -> None:
    again = load_corpus()
    assert render_jsonl(again.claims.values(), again) == exported.read_bytes()


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        pytest.param("missing/claims.jsonl", "No such file or directory", id="no such folder"),
        pytest.param("seeds/000_a.txt/claims.jsonl", "Not a directory", id="a file as folder"),
        pytest.param("seeds", "Is a directory", id="a folder as file"),
    ],
)
def test_an_export_that_fails_says_why_and_leaves_no_file(
    files: Files, target: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = files.corpus.parent
    before = sorted(folder.rglob("*"))
    assert export(files, folder / target) == 1
    assert capsys.readouterr().err == f"{folder / target}: cannot be written ({reason}).\n"
    assert sorted(folder.rglob("*")) == before


def test_an_export_into_a_read_only_folder_says_so(
    files: Files, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    # Not by chmod, which does not stop the root of a container.
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    target = files.corpus.parent / "claims.jsonl"
    assert export(files, target) == 1
    assert capsys.readouterr().err == f"{target}: cannot be written (Permission denied).\n"
    assert not target.exists()


def test_an_export_that_fails_keeps_the_file_of_the_last_one(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> NoReturn:
        raise OSError(28, "No space left on device", self, target)

    target = files.corpus.parent / "claims.jsonl"
    target.write_text("as it was\n", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refuse)
    assert export(files, target) == 1
    assert target.read_text(encoding="utf-8") == "as it was\n"
    assert [path.name for path in target.parent.iterdir() if path.is_file()] == ["claims.jsonl"]
