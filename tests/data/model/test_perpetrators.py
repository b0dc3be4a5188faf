"""Who did a violent act and on whom it was done, worked out from the actors of a claim."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.exports.records import render_jsonl
from data.loading.load import load_corpus
from data.model.corpus import NO_ACT, Actor, Claim, Corpus
from data.model.perpetrators import NOT_SAID, OTHER, side_names, sides_of, targets_of
from data.model.problems import CorpusError
from data.model.vocabulary import EventType, Kind
from tests.corpora import Files, claim, dump, excerpt

ACTORS = {
    name: Actor(id=name, name=name, side=side)
    for name, side in {
        "cell": "rebels",
        "leader": "rebels",
        "army": "state",
        "nobody": None,
    }.items()
}


def act(*who: tuple[str, str], **changes: Any) -> Claim:
    actors = [{"actor": actor, "role": role} for actor, role in who]
    return Claim.model_validate(claim("act", excerpt("words"), actors=actors, **changes))


@pytest.mark.parametrize(
    ("who", "sides"),
    [
        ([("cell", "perpetrator"), ("army", "target")], ("rebels",)),
        ([("cell", "perpetrator"), ("leader", "perpetrator")], ("rebels",)),
        ([("army", "perpetrator"), ("cell", "perpetrator")], ("state", "rebels")),
        ([("nobody", "perpetrator"), ("cell", "target")], (OTHER,)),
        ([("cell", "target"), ("army", "subject")], (NOT_SAID,)),
        ([], (NOT_SAID,)),
        # A battle is fought by its sides; who merely takes part in an attack did not do it.
        ([("army", "participant"), ("cell", "participant")], ("state", "rebels")),
        ([("army", "perpetrator"), ("cell", "participant")], ("state",)),
    ],
)
def test_the_sides_are_those_of_the_perpetrators(
    who: list[tuple[str, str]], sides: tuple[str, ...]
) -> None:
    assert sides_of(act(*who), ACTORS) == sides


def test_a_claim_that_tells_no_violent_act_has_neither_side_nor_target() -> None:
    one = act(("army", "perpetrator"), ("cell", "target"), kind="arrest", event_type=None)
    assert (sides_of(one, ACTORS), targets_of(one)) == ((), ())
    assert targets_of(act(("army", "perpetrator"), ("cell", "target"))) == ("cell",)


@pytest.mark.parametrize("kind", [each for each in Kind if each not in NO_ACT])
def test_any_claim_that_tells_an_act_may_have_an_event_type(kind: Kind) -> None:
    assert act(kind=kind.value, event_type="drone-strike").event_type is EventType.DRONE_STRIKE


def test_every_violent_act_of_the_corpus_says_by_whom_in_the_export(curated: Corpus) -> None:
    claims = curated.claims.values()
    records = [json.loads(line) for line in render_jsonl(claims, curated).splitlines()]
    acts = {each.id for each in claims if each.is_violent}
    assert {each["id"] for each in records if each["event_type"]} == acts
    assert {each["id"] for each in records if each["perpetrator_side"]} == acts
    known = {*side_names(curated)}
    assert all(
        {*each["perpetrator_side"].split("; ")} <= known for each in records if each["id"] in acts
    )


def test_the_best_placed_act_is_a_violent_act(curated: Corpus) -> None:
    strike = curated.claims["soleimani-killed-in-us-strike"]
    assert (strike.kind, strike.event_type) == (Kind.OPERATION, EventType.DRONE_STRIKE)
    assert sides_of(strike, curated.actors) == ("us-and-coalition",)


def test_sides_are_read_and_an_unknown_one_is_refused(files: Files) -> None:
    sides = files.corpus / "sides.yaml"
    sides.write_text(dump([{"id": "rebels", "name": "Rebels"}]), encoding="utf-8")
    actors = files.corpus / "actors.yaml"
    actors.write_text(actors.read_text().replace("name: Daesh", "name: Daesh\n  side: rebels"))
    corpus = load_corpus(files.corpus, files.seeds)
    assert sides_of(corpus.claims["khanaqin-shelled"], corpus.actors) == ("rebels",)
    sides.write_text(dump([{"id": "others", "name": "Others"}]), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_corpus(files.corpus, files.seeds)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.field) == ("actors.yaml", 3, "0.side")
    assert "add the side to sides.yaml" in problem.fix


def test_a_side_cannot_take_the_name_of_nobody(files: Files) -> None:
    sides = files.corpus / "sides.yaml"
    sides.write_text(dump([{"id": NOT_SAID, "name": "Nobody"}]), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_corpus(files.corpus, files.seeds)
    (problem,) = caught.value.problems
    assert (problem.file, problem.field) == ("sides.yaml", "0.id")
