"""How agreement between annotators is counted."""

from __future__ import annotations

import pytest

from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.model.period import parse_period
from data.model.vocabulary import Kind
from data.second_annotation.agreement import (
    SECOND_DIRECTORY,
    Second,
    compare,
    dates_agree,
    f1,
    kappa,
    read_lines,
)
from tests.corpora import Files
from tests.serving import ROOT

A, P = Kind.ATTACK, Kind.POLITICAL


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(A, A), (P, P)], 1.0),
        ([(A, A), (A, A)], 1.0),
        ([(A, P), (P, A)], -1.0),
        ([(A, A), (A, P), (P, A), (P, P)], 0.0),
        # Cohen 1960 by hand: 7 of 10 agree, chance 0.42.
        ([(A, A)] * 5 + [(P, P)] * 2 + [(A, P)] * 2 + [(P, A)], (0.7 - 0.54) / (1 - 0.54)),
        ([], 0.0),
    ],
)
def test_kappa_is_agreement_beyond_chance(pairs: list[tuple[Kind, Kind]], expected: float) -> None:
    assert kappa(pairs) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("hits", "first", "second", "expected"),
    [(0, 4, 4, 0.0), (4, 4, 4, 1.0), (2, 4, 2, 2 * 0.5 * 1 / 1.5), (0, 0, 3, 0.0)],
)
def test_f1_is_the_harmonic_mean(hits: int, first: int, second: int, expected: float) -> None:
    assert f1(hits, first, hits, second) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2019-03", "2019-03~", True),
        ("2019-03-01/2019-03-22", "2019-03~", True),
        ("2019", "2019-03", False),
        ("../2019-03", "../2019-03-22", True),
        ("../2019-03", "2019-03", False),
        ("2019-03/..", "2019-04/..", True),
    ],
)
def test_dates_agree_within_their_vagueness(one: str, other: str, agree: bool) -> None:
    assert dates_agree(parse_period(one), parse_period(other)) is agree


def test_a_single_source_agrees_with_a_joined_period_that_holds_it() -> None:
    joined, single = parse_period("2019-03/2020-04~"), parse_period("2020-04~")
    assert not dates_agree(joined, single)
    assert dates_agree(joined, single, joined=True)
    assert not dates_agree(joined, parse_period("2014"), joined=True)
    assert not dates_agree(joined, parse_period("../2020-04"), joined=True)
    assert dates_agree(parse_period("../2020-04"), single, joined=True)


def test_a_second_annotation_is_compared_passage_by_passage(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    lines: list[dict[str, object]] = [
        {
            "exact": "Daesh shelled Khanaqin, killing two people",
            "kind": "attack",
            "edtf": "2019-05-03",
            "places": [{"name": "Janaqin", "level": "town"}],
        },
        {"exact": "In Baghdad a bomb killed four", "kind": "operation", "edtf": "2019"},
        {"exact": "The minister denied", "kind": "political", "edtf": "2019"},
    ]
    second = [Second.model_validate({"source": "000", "statement": "s", **line}) for line in lines]
    found = compare(corpus, second, "000")
    assert (found.first, found.second, found.pairs) == (2, 3, 2)
    assert found.spans == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))
    assert found.place == 0.5
    assert found.date == 0.5


@pytest.mark.parametrize("source", ["002", "003"])
def test_the_published_figures_are_those_that_are_measured(curated: Corpus, source: str) -> None:
    found = compare(curated, read_lines(SECOND_DIRECTORY / f"{source}.jsonl", Second), source)
    shares = (found.spans, found.word_spans, found.kind, found.place, found.date)
    assert min(shares) >= 0.8
    row = " | ".join(
        [
            f"| {source}",
            f"{found.first}, {found.second}",
            str(found.pairs),
            *(f"{share:.2f}" for share in shares),
        ]
    )
    assert row in (ROOT / "docs" / "method.md").read_text(encoding="utf-8")


def test_the_counts_in_the_changelog_are_those_of_the_corpus(curated: Corpus) -> None:
    excerpts = sum(len(claim.excerpts) for claim in curated.claims.values())
    words = f"{len(curated.claims)} claims with {excerpts} excerpts"
    assert words in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(SECOND_DIRECTORY.glob("*.jsonl")), ids=lambda p: p.stem)
def test_every_passage_of_the_second_annotation_stands_in_its_document(
    curated: Corpus, path: object
) -> None:
    lines = read_lines(SECOND_DIRECTORY / f"{getattr(path, 'name', '')}", Second)
    assert len(lines) > 40
    for line in lines:
        assert line.exact in curated.texts[line.source]
        assert parse_period(line.edtf)
