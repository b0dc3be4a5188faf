from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.client import Answer
from bench.corpus_copy import banner_of, editions, write_copy, write_edition
from bench.outcome import Outcome, first
from bench.sessions import Log, Seen, waits_in_words
from data.loading.load import SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Corpus


def test_every_statement_of_a_copy_names_its_edition(tmp_path: Path, curated: Corpus) -> None:
    folder = write_copy(tmp_path / "copy", 1)
    write_edition(folder, 2, 0)
    made = load_corpus(folder, SEEDS_DIRECTORY).claims
    assert {name: claim.statement for name, claim in made.items()} == {
        name: f"{claim.statement} (benchmark edition 2)" for name, claim in curated.claims.items()
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["A (benchmark edition 1)", "B (benchmark edition 1)"], {1}),
        (["A (benchmark edition 1)", "B (benchmark edition 2)"], {1, 2}),
        (["nothing"], set()),
    ],
)
def test_editions_of_an_answer_are_those_of_all_its_statements(
    words: list[str], expected: set[int]
) -> None:
    assert editions(_answer(*words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["The last good corpus is shown: its files", "a.yaml:3", "(benchmark edition 1)"],
         (True, True)),
        (["The last good corpus is shown: its files", "b.yaml:3", "(benchmark edition 1)"],
         (False, True)),
        (["The corpus cannot be shown", "a.yaml:3"], (False, False)),
    ],
)  # fmt: skip
def test_a_banner_counts_where_it_names_the_file(
    words: list[str], expected: tuple[bool, bool]
) -> None:
    assert banner_of(_answer(*words), "a.yaml") == expected


def test_an_outcome_says_what_is_met_what_is_missed_and_what_was_not_asked_for() -> None:
    told = Outcome("Title", "How.")
    told.add("one", "1 s", good=True)
    told.add("two", "2 s", good=False)
    told.add("three", "3 s")
    told.add_errors(Log(errors=[(0, "Lost"), (1, "Lost")]))
    assert list(told.lines())[4:-1] == [
        "| what | measured | |",
        "|---|---|---|",
        "| one | 1 s | met |",
        "| two | 2 s | **missed** |",
        "| three | 3 s |  |",
        "| errors of sessions | 2 × Lost | **missed** |",
    ]


def test_waits_are_those_between_two_moments() -> None:
    log = Log(seen=[Seen(at, at / 10, 0, None) for at in (1.0, 2.0, 3.0)])
    assert log.waits(2, 3) == [0.2]
    assert waits_in_words(log.waits(2)) == "median 250, p95 300, max 300 ms, n 2"
    assert waits_in_words([]) == "none"


@pytest.mark.parametrize(("moments", "words"), [([5.5, 4.0], "1.0 s"), ([], "never")])
def test_the_first_of_some_moments_is_told_in_seconds(moments: list[float], words: str) -> None:
    assert first(moments, 3.0) == words


def _answer(*words: str) -> Answer:
    """What a page with these texts would send."""
    messages = []
    for each in words:
        message = ForwardMsg()
        message.delta.new_element.html.body = each
        messages.append((message.ByteSize(), message))
    return Answer(0.1, tuple(messages), ())
