"""`python -m data`, as a person types it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from data.__main__ import main
from data.loading.load import CORPUS_DIRECTORY, ROOT
from tests.corpora import Files


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "data", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def claim_ids() -> list[str]:
    return sorted(path.stem for path in (CORPUS_DIRECTORY / "claims").glob("*.yaml"))


def test_check_prints_what_it_counted_in_the_curated_corpus() -> None:
    result = run("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert re.fullmatch(
        rf"{len(claim_ids())} claims, \d+ excerpts, 5 sources, \d+ places: "
        r"all checks passed \([0-9a-f]{12}\)\.\n",
        result.stdout,
    )


def test_export_writes_one_line_for_each_claim(tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    result = run("export", "--format", "jsonl", "-o", str(target))
    lines = target.read_text(encoding="utf-8").splitlines()
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{target}: {len(lines)} claims, one a line.\n"
    assert [json.loads(line)["id"] for line in lines] == claim_ids()


def test_check_of_another_corpus_counts_that_one(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--corpus", str(files.corpus), "--seeds", str(files.seeds)]) == 0
    counts = "2 claims, 3 excerpts, 2 sources, 4 places: all checks passed ("
    assert capsys.readouterr().out.startswith(counts)


def test_a_ruined_corpus_is_not_exported(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    (files.corpus / "actors.yaml").unlink()
    target = files.corpus / "claims.jsonl"
    places = ["--corpus", str(files.corpus), "--seeds", str(files.seeds)]
    assert main(["export", *places, "-o", str(target)]) == 1
    assert capsys.readouterr().err.endswith("1 problem; nothing was loaded.\n")
    assert not target.exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param([], "the following arguments are required: command", id="nothing"),
        pytest.param(["verify"], "invalid choice: 'verify'", id="unknown command"),
        pytest.param(["check", "--quick"], "unrecognized arguments: --quick", id="unknown option"),
        pytest.param(["check", "--corpus"], "expected one argument", id="option without its value"),
        pytest.param(
            ["export", "--format", "doc", "-o", "x"], "invalid choice: 'doc'", id="unknown format"
        ),
        pytest.param(["export", "--kind", "raid"], "invalid Kind value: 'raid'", id="unknown kind"),
        pytest.param(
            ["export", "--period", "May"], "--period: wanted an EDTF date", id="no EDTF period"
        ),
    ],
)
def test_bad_arguments_exit_with_2_and_the_usage(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    error = capsys.readouterr().err
    assert caught.value.code == 2
    assert error.startswith("usage: python -m data")
    assert complaint in error
