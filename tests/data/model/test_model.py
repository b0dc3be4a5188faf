"""What entries work out of their fields is worked out once, and never outlives the fields."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data.model.corpus import Claim, Entry, Source, StatedWhen, When, Where
from data.model.period import parse_period
from data.model.vocabulary import Role
from tests.corpora import claim, excerpt, source


def two_sources() -> Claim:
    return Claim.model_validate(
        claim(
            "it",
            excerpt("words", source="001"),
            excerpt("words"),
            where=[{"place": "khanaqin"}, {"place": "basra", "role": "origin"}],
        )
    )


def document() -> Source:
    return Source.model_validate(source("000", "a.txt", "a", published="2020-01"))


def lasting() -> When:
    return When.model_validate({"edtf": "2019~", "holds": "throughout", "basis": "test"})


def stated() -> StatedWhen:
    return StatedWhen(edtf="2019-05", as_written="in May")


WORKED_OUT: list[tuple[Callable[[], Entry], str, Any]] = [
    (two_sources, "sources", ("000", "001")),
    (two_sources, "locations", (Where(place="khanaqin", role=Role.LOCATION),)),
    (document, "published_period", parse_period("2020-01")),
    (lasting, "period", parse_period("2019~", lasting().holds)),
    (stated, "period", parse_period("2019-05")),
]
worked_out = pytest.mark.parametrize(("make", "name", "value"), WORKED_OUT)


@worked_out
def test_what_follows_from_the_fields_is_worked_out_once(
    make: Callable[[], Entry], name: str, value: Any
) -> None:
    entry = make()
    assert getattr(entry, name) == value
    assert getattr(entry, name) is getattr(entry, name)


@worked_out
def test_an_entry_is_the_same_whether_or_not_it_was_asked(
    make: Callable[[], Entry], name: str, value: Any
) -> None:
    asked, fresh = make(), make()
    assert getattr(asked, name) == value
    assert asked == fresh
    assert fresh == asked
    assert hash(asked) == hash(fresh)
    assert repr(asked) == repr(fresh)
    assert asked.model_dump() == fresh.model_dump()
    assert asked.model_dump_json() == fresh.model_dump_json()


@worked_out
def test_a_pickled_entry_comes_back_as_it_was(
    make: Callable[[], Entry], name: str, value: Any
) -> None:
    entry = make()
    assert getattr(entry, name) == value
    again = pickle.loads(pickle.dumps(entry))  # noqa: S301  # of our own making
    assert again == make()
    assert getattr(again, name) == value


@pytest.mark.parametrize("deep", [False, True])
def test_a_changed_copy_works_it_out_anew(deep: bool) -> None:
    whole, paper = two_sources(), document()
    assert len(whole.sources) == 2
    assert paper.published_period.latest == date(2020, 1, 31)
    part = whole.model_copy(update={"excerpts": whole.excerpts[:1]}, deep=deep)
    assert (part.sources, whole.sources) == (("001",), ("000", "001"))
    assert whole.model_copy(update={"where": ()}, deep=deep).locations == ()
    later = paper.model_copy(update={"published": "2021"}, deep=deep)
    assert later.published_period == parse_period("2021")
    assert lasting().model_copy(update={"edtf": "2018"}, deep=deep).period.edtf == "2018"
