"""Where the sources of a claim have it from: origins, not publishers, are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from data.comparing.lineage import (
    Evidence,
    Lineage,
    evidence,
    independent_pair,
    lineage_of,
    pair_lineage,
    part_of_origin,
)
from data.model.corpus import Claim, Excerpt, Source
from data.model.vocabulary import ActorRole
from data.wording.phrases import evidence_words
from tests.corpora import claim, excerpt, source

SINGLE, INDEPENDENT, DERIVED, UNKNOWN = Lineage
Derived = Mapping[str, Sequence[str]]


def said(words: str) -> dict[str, Any]:
    """'000 police qualifies': the source, whom it names as its origin if anybody, the stance."""
    name, *rest = words.split()
    stances = [each for each in rest if each in {"qualifies", "disputes", "mentions"}]
    origins = [each for each in rest if each not in stances]
    stance = stances[0] if stances else "supports"
    return excerpt(words, source=name, origin=origins[0] if origins else None, stance=stance)


def told(listed: str, actors: Sequence[tuple[str, str]] = ()) -> Claim:
    """A claim with the excerpts between the commas and actors with their roles."""
    parts = [{"actor": actor, "role": role} for actor, role in actors]
    excerpts = [said(each) for each in listed.split(",")]
    changes = {"actors": parts, "note": "Not all agree."}
    return Claim.model_validate(claim("it-happened", *excerpts, **changes))


def sources(derived: Derived) -> dict[str, Source]:
    return {
        each: Source.model_validate(source(each, each, each, derives_from=derived.get(each, ())))
        for each in ("000", "001", "002")
    }


@pytest.mark.parametrize(
    ("one", "other", "derived", "lineage"),
    [
        ("000 daesh", "001 police", {}, INDEPENDENT),
        ("000 daesh", "000 police", {}, SINGLE),  # one document, whomever it names
        ("000", "001", {}, UNKNOWN),
        ("000 daesh", "001", {}, UNKNOWN),
        ("000 police", "001 police", {}, DERIVED),  # two documents of one origin
        ("000 daesh", "001 police", {"001": ["000"]}, DERIVED),
        ("000", "001", {"001": ["000"]}, DERIVED),
        ("000 daesh", "001", {"001": ["000"]}, DERIVED),
        ("000 daesh", "001 police", {"001": ["002"]}, INDEPENDENT),
        ("000 daesh", "002 police", {"002": ["001"], "001": ["000"]}, DERIVED),
    ],
)  # fmt: skip
def test_two_excerpts_are_independent_only_of_two_named_origins(
    one: str, other: str, derived: Derived, lineage: Lineage
) -> None:
    first, second = (Excerpt.model_validate(said(each)) for each in (one, other))
    assert pair_lineage(first, second, sources(derived)) is lineage
    assert pair_lineage(second, first, sources(derived)) is lineage


@pytest.mark.parametrize(
    ("excerpts", "derived", "lineage", "pair"),
    [
        ("000 daesh", {}, SINGLE, None),
        ("000 daesh,000 police", {}, SINGLE, None),
        ("000,001", {}, UNKNOWN, None),
        ("000 daesh,001 daesh", {}, DERIVED, None),
        ("000 daesh,001 police", {}, INDEPENDENT, ("000", "001")),
        # Only what supports counts.
        ("000 daesh,001 police qualifies", {}, SINGLE, None),
        ("000 daesh,001 police disputes,002 daesh", {}, DERIVED, None),
        ("000 daesh mentions,001 police,002", {}, UNKNOWN, None),
        ("000 disputes", {}, SINGLE, None),
        # One independent pair is enough, and before that one unknown pair.
        ("000,001 daesh,002 police", {}, INDEPENDENT, ("001", "002")),
        ("000 daesh,001 police,002 police", {"001": ["000"]}, INDEPENDENT, ("000", "002")),
        ("000 daesh,001 daesh,002", {}, UNKNOWN, None),
        ("000 daesh,001 police", {"000": ["001"]}, DERIVED, None),
        ("000,000 daesh,001 police", {}, INDEPENDENT, ("000", "001")),
    ],
)
def test_one_independent_pair_that_supports_makes_a_claim_independent(
    excerpts: str, derived: Derived, lineage: Lineage, pair: tuple[str, str] | None
) -> None:
    given = told(excerpts)
    assert lineage_of(given, sources(derived)) is lineage
    found = independent_pair(given, sources(derived))
    assert (found and (found[0].source, found[1].source)) == pair
    if found:
        assert found[0].origin is not None
        assert found[1].origin is not None


@pytest.mark.parametrize(
    ("excerpts", "quotes", "documents", "origins", "unnamed"),
    [
        ("000", 1, 1, (), 1),
        ("000 daesh", 1, 1, ("daesh",), 0),
        ("000,000 daesh", 2, 1, ("daesh",), 0),  # a document that names one names one
        ("000 daesh,001 daesh,002", 3, 3, ("daesh",), 1),
        ("001 police,000 daesh,001,002", 4, 3, ("police", "daesh"), 1),
        ("000 daesh disputes,001 mentions", 2, 2, ("daesh",), 1),  # whatever its stance
    ],
)
def test_quotes_documents_and_named_origins_are_counted(
    excerpts: str, quotes: int, documents: int, origins: tuple[str, ...], unnamed: int
) -> None:
    assert evidence(told(excerpts)) == Evidence(quotes, documents, origins, unnamed)


@pytest.mark.parametrize(
    ("excerpts", "words"),
    [
        ("000", "1 quote · 1 document · no named origin"),
        ("000 daesh,000 police", "2 quotes · 1 document · 2 named origins"),
        ("000,001 daesh", "2 quotes · 2 documents · 1 named origin · lineage unknown"),
        ("000 daesh,001 daesh",
         "2 quotes · 2 documents · 1 named origin · derived from one another"),
        ("000 daesh,001 police", "2 quotes · 2 documents · 2 named origins · independent origins"),
    ],
)  # fmt: skip
def test_the_lineages_are_told_apart_in_words(excerpts: str, words: str) -> None:
    given = told(excerpts)
    assert evidence_words(evidence(given), lineage_of(given, sources({}))) == words


def test_two_documents_are_never_called_one() -> None:
    given = told("000,001 qualifies")
    assert "one document" not in evidence_words(evidence(given), lineage_of(given, sources({})))


@pytest.mark.parametrize(
    ("origin", "actors", "part"),
    [
        ("daesh", [("daesh", "perpetrator")], ActorRole.PERPETRATOR),
        ("police", [("daesh", "perpetrator"), ("police", "target")], ActorRole.TARGET),
        ("police", [("daesh", "perpetrator")], None),
        ("", [("daesh", "perpetrator")], None),
        ("daesh", [], None),
        ("daesh", [("daesh", "subject"), ("daesh", "perpetrator")], ActorRole.PERPETRATOR),
    ],
)  # fmt: skip
def test_an_origin_may_have_played_a_part_in_what_it_tells(
    origin: str, actors: Sequence[tuple[str, str]], part: ActorRole | None
) -> None:
    given = told(f"000 {origin}", actors)
    assert part_of_origin(given.excerpts[0], given) is part
