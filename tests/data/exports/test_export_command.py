"""`python -m data export` with each format and filter, as a person types it."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

import openpyxl
import pytest

from data.__main__ import main
from data.exports import FORMATS
from data.loading.load import ROOT
from tests.corpora import Files

TEXTS = sorted(name for name, each in FORMATS.items() if not each.binary)
BINARIES = sorted(name for name, each in FORMATS.items() if each.binary)


def export(files: Files, *arguments: str) -> int:
    return main(["export", "--corpus", str(files.corpus), "--seeds", str(files.seeds), *arguments])


def ids(content: bytes) -> list[str]:
    """The claims of a CSV file, each once."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return list(dict.fromkeys(row["claim"] for row in rows))


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written_and_said_in_words(
    name: str, files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"claims{FORMATS[name].suffix}"
    assert export(files, "--format", name, "-o", str(target)) == 0
    assert capsys.readouterr().out == f"{target}: 2 claims, {FORMATS[name].words}.\n"
    assert target.stat().st_size > 0


@pytest.mark.parametrize("name", TEXTS)
def test_without_a_file_a_text_goes_to_standard_output_and_nothing_else_does(
    name: str, files: Files, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "claims"
    assert export(files, "--format", name, "-o", str(target)) == 0
    capfdbinary.readouterr()
    assert export(files, "--format", name) == 0
    assert capfdbinary.readouterr() == (target.read_bytes(), b"")


@pytest.mark.parametrize("name", BINARIES)
def test_what_is_no_text_is_kept_from_a_terminal(
    name: str,
    files: Files,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert export(files, "--format", name) == 1
    complaint = f"{name} is not text and not for a terminal; name a file with -o.\n"
    assert capsys.readouterr() == ("", complaint)


def test_what_is_no_text_can_be_piped(
    files: Files, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert export(files, "--format", "xlsx") == 0
    book = openpyxl.load_workbook(io.BytesIO(capfdbinary.readouterr().out))
    assert book["claims"].max_row == 3


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        ([], ["khanaqin-shelled", "baghdad-bomb"]),
        (["--kind", "attack"], ["khanaqin-shelled", "baghdad-bomb"]),
        (["--kind", "arrest"], []),
        (["--kind", "arrest", "--kind", "attack"], ["khanaqin-shelled", "baghdad-bomb"]),
        (["--source", "001"], ["khanaqin-shelled"]),
        (["--source", "001", "--source", "000"], ["khanaqin-shelled", "baghdad-bomb"]),
        (["--period", "2019"], ["khanaqin-shelled", "baghdad-bomb"]),
        (["--period", "2019", "--certain"], ["khanaqin-shelled"]),
        (["--period", "2018"], ["baghdad-bomb"]),
        (["--period", "2018", "--source", "001"], []),
    ],
)
def test_only_what_passes_all_filters_is_exported_in_order_of_time(
    arguments: list[str], kept: list[str], files: Files, tmp_path: Path
) -> None:
    target = tmp_path / "claims.csv"
    assert export(files, "--format", "csv", "-o", str(target), *arguments) == 0
    assert ids(target.read_bytes()) == kept


def test_the_filters_stand_in_the_file(files: Files, tmp_path: Path) -> None:
    target = tmp_path / "claims.db"
    chosen = ["--kind", "attack", "--period", "2019", "--certain"]
    assert export(files, "--format", "sqlite", "-o", str(target), *chosen) == 0
    with closing(sqlite3.connect(target)) as database:
        facts = dict(database.execute("SELECT what, value FROM about").fetchall())
    assert facts["filters"] == "kind: attack; surely on a day of: 2019 (EDTF 2019)"
    assert facts["claims"] == "1 of 2"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--source", "007"], "--source 007: no such source; there are 000, 001.\n"),
        (["--certain"], "--certain: needs --period, because it asks what surely holds in it.\n"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused_and_nothing_written(
    arguments: list[str],
    complaint: str,
    files: Files,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "claims.csv"
    assert export(files, "--format", "csv", "-o", str(target), *arguments) == 1
    assert capsys.readouterr() == ("", complaint)
    assert not target.exists()


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_cannot_be_replaced_stays_as_it_was(
    name: str,
    files: Files,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "claims"
    target.write_text("as it was\n", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refuse)
    assert export(files, "--format", name, "-o", str(target)) == 1
    reason = f"{target}: cannot be written (No space left on device).\n"
    assert capsys.readouterr() == ("", reason)
    assert [path.read_text(encoding="utf-8") for path in folder.iterdir()] == ["as it was\n"]


def test_a_reader_that_has_gone_is_said_in_one_line() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "data", "export", "--format", "csv"]
    result = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert result.returncode == 1
    assert result.stderr == b"standard output: cannot be written (Broken pipe).\n"


def test_a_style_for_qgis_stands_beside_the_features(files: Files, tmp_path: Path) -> None:
    assert export(files, "--format", "geojson", "-o", str(tmp_path / "claims.geojson")) == 0
    assert ElementTree.parse(tmp_path / "claims.qml").getroot().tag == "qgis"  # noqa: S314
    assert {path.name for path in tmp_path.glob("claims.*")} == {"claims.geojson", "claims.qml"}


def test_the_types_of_a_csv_stand_beside_it(files: Files, tmp_path: Path) -> None:
    assert export(files, "--format", "csv", "-o", str(tmp_path / "claims.csv")) == 0
    names = (tmp_path / "claims.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    types = (tmp_path / "claims.csvt").read_text(encoding="utf-8").strip().split(",")
    assert dict(zip(names, types, strict=True))["source"] == '"String"'
    assert dict(zip(names, types, strict=True))["earliest"] == '"Date"'
