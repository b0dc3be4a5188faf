"""How far readers agree on violent acts, and that the documents say what is measured."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.second_annotation.acts import (
    ACT_DIRECTORY,
    ActMark,
    compare_acts,
    corpus_acts,
    reader_acts,
)
from data.second_annotation.agreement import read_lines
from tests.corpora import Files
from tests.serving import ROOT


def test_the_method_says_what_is_measured(curated: Corpus) -> None:
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (marks\S*(?:, sure)?) \| (.*) \| [\d.]+ \|$", text, re.MULTILINE)
    measured = [
        (
            each.reading,
            f"{each.marked} | {each.common} | {each.f1:.2f} | {each.kappa:.2f} | {each.types}",
        )
        for each in compare_acts(curated)
    ]
    assert rows == measured
    assert f"corpus marks {len(corpus_acts(curated))}\nsentences" in text


def test_every_difference_of_the_readers_is_settled(curated: Corpus) -> None:
    first = set(corpus_acts(curated))
    readings = [
        set(reader_acts(read_lines(path, ActMark), curated))
        for path in sorted(ACT_DIRECTORY.glob("*.jsonl"))
    ]
    differing = set().union(*(first ^ reading for reading in readings))
    text = (ROOT / "docs" / "second-annotation.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| ([\d, ]+) \| \d{3} \|", text, re.MULTILINE)
    settled = {int(number) for cell in cells for number in cell.split(",")}
    assert differing <= settled


def test_readers_are_compared_sentence_by_sentence(files: Files, tmp_path: Path) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    exact = {"source": "000", "exact": "Daesh shelled Khanaqin", "event_type": "shelling"}
    beside = {"source": "000", "exact": "The minister denied", "event_type": "unspecified"}
    marks = [exact | {"sure": "yes"}, beside | {"sure": "no"}]
    (tmp_path / "reader.jsonl").write_text("\n".join(map(json.dumps, marks)), encoding="utf-8")
    every, sure = compare_acts(corpus, tmp_path)
    acts = len(corpus_acts(corpus))
    assert (every.marked, sure.reading, sure.marked) == (2, "reader, sure", 1)
    assert every.common == sure.common == 1
    assert sure.f1 == pytest.approx(2 * (1 / acts) / (1 / acts + 1))
    assert sure.types == 1
