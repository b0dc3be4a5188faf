"""Context bands: read beside the claims, kept apart from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.loading.load import fingerprint, load_corpus
from data.model.corpus import ContextBand, Corpus
from data.model.problems import CorpusError
from data.selecting.as_of import begun_by
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST
from tests.corpora import Files, dump


def band(identity: str, when: str) -> dict[str, str]:
    return {
        "id": identity,
        "name": identity.title(),
        "when": when,
        "basis": "as announced",
        "source_note": "A reference book",
    }


def write_context(files: Files, *bands: dict[str, str]) -> None:
    (files.corpus / "context.yaml").write_text(dump(list(bands)), encoding="utf-8")


def test_a_corpus_without_the_file_has_no_bands(files: Files) -> None:
    assert load_corpus(files.corpus, files.seeds).context == ()


def test_bands_are_read_in_the_order_of_the_file(files: Files) -> None:
    write_context(files, band("war", "2014/2017-07-10"), band("plague", "2020-03-11/.."))
    war, plague = load_corpus(files.corpus, files.seeds).context
    assert (war.id, war.name, war.basis, war.source_note) == (
        "war",
        "War",
        "as announced",
        "A reference book",
    )
    assert (war.period.earliest, war.period.latest) == (date(2014, 1, 1), date(2017, 7, 10))
    assert (plague.period.earliest, plague.period.latest) == (date(2020, 3, 11), None)


def test_a_band_changes_nothing_else_of_a_corpus_but_its_fingerprint(files: Files) -> None:
    before = load_corpus(files.corpus, files.seeds)
    write_context(files, band("war", "2014"))
    after = load_corpus(files.corpus, files.seeds)
    assert (after.claims, after.spans, after.no_claim) == (
        before.claims,
        before.spans,
        before.no_claim,
    )
    assert after.fingerprint == fingerprint(files.corpus, files.seeds) != before.fingerprint


@pytest.mark.parametrize("name", ["Context.yaml", "context.yml", "bands.yaml"])
def test_bands_under_another_name_are_a_file_that_is_not_read(files: Files, name: str) -> None:
    (files.corpus / name).write_text(dump([band("war", "2014")]), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"found a file that is not read; expected .*context"):
        load_corpus(files.corpus, files.seeds)


@pytest.mark.parametrize(
    ("lose", "said"),
    [
        (lambda file: file.symlink_to("elsewhere.yaml"), r"cannot be read \(No such file"),
        (lambda file: file.mkdir(), r"cannot be read \(Is a directory"),
        (lambda file: file.write_text("# later\n"), "write it or delete it"),
    ],
)
def test_a_file_that_is_there_and_says_nothing_is_not_taken_for_none(
    files: Files, lose: Callable[[Path], object], said: str
) -> None:
    lose(files.corpus / "context.yaml")
    with pytest.raises(CorpusError, match=rf"context\.yaml:1: .*{said}"):
        load_corpus(files.corpus, files.seeds)


@pytest.mark.parametrize(
    ("when", "begun"),
    [
        ("2019-05-03", True),
        ("2019-05-04", False),
        ("2019-05", True),
        ("2019-06/2019-07", False),
        ("2019-05-04~", False),
        ("../2030", True),
        ("2019-05-03/..", True),
    ],
)
def test_a_band_has_begun_on_the_first_day_that_its_date_states(when: str, begun: bool) -> None:
    one = ContextBand.model_validate(band("it", when))
    assert begun_by([one], date(2019, 5, 3)) == ((one,) if begun else ())


def test_the_curated_bands_lie_in_the_years_shown_and_say_where_they_are_from(
    curated: Corpus,
) -> None:
    assert {each.id: each.when for each in curated.context} == {
        "rise-of-daesh": "2014-06/2014-08",
        "battle-of-mosul": "2016-10-17/2017-07-10",
        "fall-of-baghouz": "2019-03-23",
        "covid-19-pandemic": "2020-03-11/..",
    }
    for each in curated.context:
        assert each.period.may_touch(WINDOW_FIRST, WINDOW_LAST)
        assert "our own sources" in each.source_note
    assert {each.id for each in curated.context}.isdisjoint(curated.claims)
