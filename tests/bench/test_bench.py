import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import copies, move, write_corpus
from bench.expected import is_dense, wanted_cell, wanted_claim, wanted_place, wanted_whole
from bench.stats import percentile, summary
from data.loading.load import SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Claim, Corpus
from data.model.period import parse_period
from data.model.vocabulary import Kind
from data.selecting.select import Filters

# Two whole rounds of the real claims and a part of a third.
COUNT = 520


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = write_corpus(tmp_path_factory.mktemp("bench") / "corpus", COUNT)
    return load_corpus(folder, SEEDS_DIRECTORY)


def test_the_loader_accepts_as_many_claims_as_were_asked_for(synthetic: Corpus) -> None:
    assert len(synthetic.claims) == COUNT


def test_every_real_claim_is_in_it_unchanged(synthetic: Corpus, curated: Corpus) -> None:
    assert {name: synthetic.claims[name] for name in curated.claims} == curated.claims


@pytest.mark.parametrize(
    "trait",
    [
        lambda claim: claim.kind,
        lambda claim: claim.event_type,
        lambda claim: claim.when.period.precision,
        lambda claim: len(claim.excerpts),
        lambda claim: sum(len(excerpt.figures) for excerpt in claim.excerpts),
        lambda claim: len(claim.sources) > 1,
        lambda claim: [where.place for where in claim.where][:1] or None,
    ],
    ids=["kind", "event", "precision", "excerpts", "figures", "several sources", "place"],
)
def test_shares_are_those_of_the_real_corpus(
    synthetic: Corpus, curated: Corpus, trait: Callable[[Claim], object]
) -> None:
    real, made = _shares(curated.claims, trait), _shares(synthetic.claims, trait)
    assert real.keys() == made.keys()
    assert all(abs(real[each] - made[each]) < 0.05 for each in real)


def test_copies_have_statements_of_their_own_and_dates_that_differ(
    synthetic: Corpus, curated: Corpus
) -> None:
    made = [claim for name, claim in synthetic.claims.items() if name not in curated.claims]
    assert len({claim.statement for claim in made}) == len(made)
    assert len({claim.when.edtf for claim in made}) > 2 * len(
        {claim.when.edtf for claim in curated.claims.values()}
    )


def test_the_same_count_and_seed_give_the_same_bytes() -> None:
    assert list(copies(40, 8)) == list(copies(40, 8))
    assert list(copies(40, 8)) != list(copies(40, 9))


def test_fewer_claims_than_the_real_corpus_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="fewer"):
        write_corpus(tmp_path / "small", 100)


def test_what_was_written_is_kept_for_the_same_count_and_made_anew_for_another(
    tmp_path: Path,
) -> None:
    folder = write_corpus(tmp_path / "corpus", 240)
    stray = folder / "claims" / "stray.yaml"
    stray.touch()
    assert write_corpus(folder, 240) == folder
    assert stray.exists()
    write_corpus(folder, 241)
    assert not stray.exists()
    assert len(list((folder / "claims").iterdir())) == 241


@given(st.integers(min_value=0))
@pytest.mark.parametrize(
    ("dates", "shape"),
    [
        (("2019-12-02",), [(3,)]),
        (("2017-07~",), [(2,)]),
        (("2014",), [(1,)]),
        (("2016-10/2017",), [(2, 1)]),
        (("../2019-03-23", "2019-03~"), [(3,), (2,)]),
        (("2020-01-03/2020-04-30",), [(3, 3)]),
    ],
)
def test_dates_move_within_the_years_and_keep_precision_and_order(
    dates: tuple[str, ...], shape: list[tuple[int, ...]], seed: int
) -> None:
    moved = move(dates, random.Random(seed))  # noqa: S311
    found = [re.findall(r"\d[\d-]*", each) for each in moved]
    assert [tuple(len(part.split("-")) for part in each) for each in found] == shape
    assert all(2014 <= int(part[:4]) <= 2020 for each in found for part in each)
    assert [re.sub(r"[\d-]", "", each) for each in moved] == [
        re.sub(r"[\d-]", "", each) for each in dates
    ]
    for each in moved:
        stated = parse_period(each).stated
        assert stated.earliest is None or stated.latest is None or stated.earliest <= stated.latest


@pytest.mark.parametrize("dates", [("2007",), ("2019-03/2021-03~",), ("2003/2017-07~",)])
def test_what_reaches_beyond_the_years_stays(dates: tuple[str, ...]) -> None:
    assert move(dates, random.Random(1)) == dates  # noqa: S311


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7.0], 0.95, 7),
        ([3.0, 1.0, 2.0], 0.5, 2),
        ([float(n) for n in range(1, 101)], 0.95, 95),
        ([float(n) for n in range(1, 31)], 0.95, 29),
        ([1.0, 2.0], 0.0, 1),
        ([1.0, 2.0], 1.0, 2),
    ],
)
def test_a_percentile_is_a_value_that_was_measured(
    values: list[float], share: float, expected: float
) -> None:
    assert percentile(values, share) == expected


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_a_summary_lies_between_its_ends(values: list[float]) -> None:
    found = summary(values)
    assert found.count == len(values)
    assert found.least <= found.median <= found.p95 <= found.most
    assert found.least == min(values)
    assert found.most == max(values)


def test_the_median_of_an_even_count_is_the_mean_of_the_middle() -> None:
    assert summary([4.0, 1.0, 2.0, 9.0]).median == 3


def test_the_whole_is_told_with_every_symbol_and_every_mark(curated: Corpus) -> None:
    want = wanted_whole("ours", curated, Filters())
    claims = curated.claims.values()
    located = {(claim.id, where.place) for claim in claims for where in claim.locations}
    told = {each for mark in want["marks"] for each in mark.removeprefix("group:").split(",")}
    assert want["title"] == f"{len(curated.claims)} claims"
    assert sum(int(each.split()[1]) for each in want["symbols"]) == len(located)
    assert told == set(curated.claims)


def test_a_filter_is_told_by_its_count_and_on_the_layer_of_every_kind(curated: Corpus) -> None:
    kind = Kind.POLITICAL
    claims = [claim for claim in curated.claims.values() if claim.kind is kind]
    want = wanted_whole("ours", curated, Filters(kinds=frozenset({kind})))
    assert want["title"] == f"{len(claims)} of {len(curated.claims)} claims"
    assert curated.claims[want["first"]].kind is kind
    located = {(claim.id, where.place) for claim in claims for where in claim.locations}
    assert sum(int(each.split()[1]) for each in want["symbols"]) == len(located)


def test_of_the_plain_app_counts_are_told(curated: Corpus) -> None:
    located = sum(bool(claim.locations) for claim in curated.claims.values())
    total = len(curated.claims)
    assert wanted_whole("plain", curated, Filters()) == {
        "title": f"{total} claims",
        "located": located,
        "drawn": total,
    }


def test_a_cell_is_told_by_its_months_and_kind(synthetic: Corpus) -> None:
    want = wanted_cell(synthetic, "cell:attack:2017-01-01:2017-03-31")
    period = parse_period("2017-01/2017-03")
    assert want == wanted_whole(
        "ours", synthetic, Filters(kinds=frozenset({Kind.ATTACK}), period=period)
    )
    assert 0 < int(want["title"].split(" of ")[0]) < COUNT


def test_a_choice_is_told_by_the_words_of_its_heading(curated: Corpus) -> None:
    claim = next(iter(curated.claims.values()))
    assert wanted_claim(curated, claim.id) == {"claim": claim.id, "statement": claim.statement}


def test_a_place_is_told_by_its_name_and_its_first_attack(curated: Corpus) -> None:
    want = wanted_place(curated, "baghdad")
    found = curated.claims[want["first"]]
    assert want["name"] == curated.places["baghdad"].name
    assert found.kind is Kind.ATTACK
    assert any(where.place == "baghdad" for where in found.locations)


def test_few_claims_have_marks_of_their_own(curated: Corpus) -> None:
    assert not is_dense(curated)


def _shares(claims: Mapping[str, Claim], trait: Callable[[Claim], object]) -> dict[str, float]:
    counts = Counter(str(trait(claim)) for claim in claims.values())
    return {name: count / len(claims) for name, count in counts.items()}
