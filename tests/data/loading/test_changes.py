"""What differs between two corpora is named by id and field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loading.changes import Changes, changes_between
from data.model.corpus import Corpus
from tests.corpora import claim, excerpt, in_memory, place, source

FIRST = excerpt("a bomb killed four")
SECOND = excerpt("mortars fell", source="001")


def one(**changes: Any) -> Corpus:
    return in_memory(claim("a", *changes.pop("excerpts", (FIRST, SECOND)), **changes))


@pytest.mark.parametrize(
    ("after", "fields"),
    [
        ({}, ()),
        ({"statement": "Somebody shelled Khanaqin."}, ("statement",)),
        ({"when": {"edtf": "2019-05-04", "basis": "as written"}}, ("when.edtf",)),
        ({"kind": "operation", "event_type": None}, ("kind", "event_type")),
        ({"where": [{"place": "baghdad"}]}, ("where.0.place",)),
        ({"where": []}, ("where",)),
        ({"note": "New."}, ("note",)),
        ({"excerpts": (FIRST, SECOND | {"credibility": "2"})}, ("excerpts.1.credibility",)),
        ({"excerpts": (FIRST,)}, ("excerpts",)),
        (
            {"excerpts": (SECOND, FIRST)},
            ("excerpts.0.exact", "excerpts.0.source", "excerpts.1.exact", "excerpts.1.source"),
        ),
        (
            {"excerpts": (FIRST | {"when": {"edtf": "2019", "as_written": "in 2019"}}, SECOND)},
            ("excerpts.0.when",),
        ),
    ],
)
def test_the_fields_that_changed_are_named_and_no_others(
    after: dict[str, Any], fields: tuple[str, ...]
) -> None:
    found = changes_between(one(), one(**after))["claims"]
    assert found == Changes((), {"a": fields} if fields else {}, ())


def test_a_part_that_was_taken_out_is_named_whole() -> None:
    dated = FIRST | {"when": {"edtf": "2019", "as_written": "in 2019"}}
    found = changes_between(one(excerpts=(dated,)), one(excerpts=(FIRST,)))["claims"]
    assert found.changed == {"a": ("excerpts.0.when",)}


def test_what_came_and_what_went_is_named_for_every_kind_of_entry() -> None:
    text = "text"
    before = in_memory(
        claim("a", FIRST), sources=[source("000", "a.txt", text)], places=[place("khanaqin")]
    )
    after = in_memory(
        claim("b", FIRST),
        sources=[source("000", "a.txt", text, title="Another"), source("001", "b.txt", text)],
        places=[],
    )
    found = changes_between(before, after)
    assert found["claims"] == Changes(("b",), {}, ("a",))
    assert found["sources"] == Changes(("001",), {"000": ("title",)}, ())
    assert found["places"] == Changes((), {}, ("khanaqin",))
    assert found["actors"] == found["context"] == Changes((), {}, ())


names = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["One.", "Two."]))


@given(names, names)
def test_the_changes_lead_from_one_corpus_to_the_other(
    old: dict[str, str], new: dict[str, str]
) -> None:
    corpora = [
        in_memory(*(claim(name, FIRST, statement=text) for name, text in each.items()))
        for each in (old, new)
    ]
    found = changes_between(*corpora)["claims"]
    assert set(old) - set(found.removed) | set(found.added) == set(new)
    assert set(found.changed) == {
        each for each in old.keys() & new.keys() if old[each] != new[each]
    }
    assert all(fields == ("statement",) for fields in found.changed.values())


def test_no_value_of_a_field_is_given() -> None:
    found = changes_between(one(statement="Secret old."), one(statement="Secret new."))
    assert "Secret" not in repr(found)
