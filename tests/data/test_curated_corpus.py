"""The corpus itself: every quote is where it says, and the traps of the five documents are met."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from data.loading.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY
from data.model.corpus import Corpus
from data.model.vocabulary import Kind, Role

CLAIM_IDS = sorted(path.stem for path in (CORPUS_DIRECTORY / "claims").glob("*.yaml"))
SEEDS = {
    "000": "000_6a8a34580b9b3407.txt",
    "001": "001_e29a0090681a0c5d.txt",
    "002": "002_75042e1fccbd51c3.txt",
    "003": "003_981580c976521129.txt",
    "004": "004_2f37414e3a344260.txt",
}
each_claim = pytest.mark.parametrize("claim_id", CLAIM_IDS)


def test_every_file_of_claims_is_loaded(curated: Corpus) -> None:
    assert sorted(curated.claims) == CLAIM_IDS


def test_the_seeds_are_the_five_documents_as_registered(curated: Corpus) -> None:
    assert {each.id: each.file for each in curated.sources.values()} == SEEDS
    assert sorted(path.name for path in SEEDS_DIRECTORY.iterdir()) == sorted(SEEDS.values())


@pytest.mark.parametrize("source_id", SEEDS)
def test_a_seed_has_the_hash_it_is_registered_with(curated: Corpus, source_id: str) -> None:
    content = (SEEDS_DIRECTORY / SEEDS[source_id]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == curated.sources[source_id].sha256


@each_claim
def test_each_quote_stands_at_its_span_in_the_seed(curated: Corpus, claim_id: str) -> None:
    excerpts, spans = curated.claims[claim_id].excerpts, curated.spans[claim_id]
    for excerpt, span in zip(excerpts, spans, strict=True):
        text = (SEEDS_DIRECTORY / SEEDS[excerpt.source]).read_bytes().decode("utf-8")
        assert text[span.start : span.end] == excerpt.exact


@each_claim
def test_the_statement_is_ours_and_not_a_quote(curated: Corpus, claim_id: str) -> None:
    claim = curated.claims[claim_id]
    assert claim.statement.strip(".") not in {each.exact.strip(" .") for each in claim.excerpts}
    assert claim.statement.endswith(".")


@each_claim
def test_only_what_looks_ahead_begins_after_its_last_publication(
    curated: Corpus, claim_id: str
) -> None:
    claim = curated.claims[claim_id]
    published = [curated.sources[each.source].published_period.latest for each in claim.excerpts]
    last_published = max(day for day in published if day)
    begins_later = (claim.when.period.earliest or date.min) > last_published
    assert not begins_later or claim.kind in {Kind.FORECAST, Kind.PRESCRIPTION}


@each_claim
def test_an_attack_is_located_in_or_around_iraq_and_syria(curated: Corpus, claim_id: str) -> None:
    claim = curated.claims[claim_id]
    located = [where for where in claim.where if where.role is Role.LOCATION]
    for place in (curated.places[where.place] for where in located):
        assert 28 <= place.lat <= 38
        assert 34 <= place.lon <= 49
