"""What each source gives for each field of a claim, and how that stands to the other sources.

A value is compared with those of the other sources, never with the claim, because the claim is
written from all of them. docs/method.md, "Field by field", has the rules in words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

from data.comparing.relations import (
    Relation,
    StatedTime,
    counts_differently,
    disputes_itself,
    holds,
    relate_actors,
    relate_figures,
    relate_places,
    relate_stances,
    relate_times,
)
from data.model.corpus import Claim, Corpus, Excerpt, Figure, Place
from data.model.vocabulary import Stance
from data.naming.names import Mention, Names

V = TypeVar("V")


class Field(StrEnum):
    """The fields of a claim on which sources can agree or not."""

    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    WHO = "who"
    HOW_MANY = "how-many"


class Standing(StrEnum):
    """How what a source gives for a field stands to what the others give."""

    AGREES = "agrees"
    PARTIAL = "partial"
    DIFFERS = "differs"
    ALONE = "alone"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source gives for one field: its words, and which excerpts of the claim hold them.

    `excerpts` are positions in the claim's list. Both are empty where the source gives nothing.
    """

    words: tuple[str, ...]
    excerpts: tuple[int, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Row:
    """One field across the sources of a claim. `standing` is what the cells come to together."""

    field: Field
    cells: Mapping[str, Cell]
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Given(Generic[V]):
    value: V
    words: str
    excerpt: int


def compare_fields(claim: Claim, corpus: Corpus, names: Names) -> tuple[Row, ...]:
    """The five fields of a claim, each with what every one of its sources gives."""
    speaking = list(enumerate(claim.excerpts))
    known = [(i, each) for i, each in speaking if each.stance is not Stance.MENTIONS]
    named = list(_named(known, names))
    places = [given for name, given in named if _is_place_of(claim, name, corpus.places)]
    actors = [given for name, given in named if _is_actor_of(claim, name)]

    related_places = partial(relate_places, places=corpus.places)
    related_actors = partial(relate_actors, claim=claim)
    return (
        _row(Field.WHAT, claim, _stances(speaking), relate_stances, disputes_itself),
        _row(Field.WHERE, claim, places, related_places),
        _row(Field.WHEN, claim, _times(known, corpus), relate_times),
        _row(Field.WHO, claim, actors, related_actors),
        _row(Field.HOW_MANY, claim, _figures(known), relate_figures, counts_differently),
    )


def _row(
    field: Field,
    claim: Claim,
    given: Iterable[_Given[V]],
    relate: Callable[[Sequence[V], Sequence[V]], Relation],
    contradicts_itself: Callable[[Sequence[V]], bool] = lambda _: False,
) -> Row:
    by_source: dict[str, list[_Given[V]]] = {source: [] for source in claim.sources}
    for each in given:
        by_source[claim.excerpts[each.excerpt].source].append(each)
    cells = {}
    for source, own in by_source.items():
        others = [theirs for name, theirs in by_source.items() if name != source and theirs]
        relations = [relate(_values(own), _values(theirs)) for theirs in others] if own else []
        if contradicts_itself(_values(own)):
            relations.append(Relation.DIFFERENT)
        standing = _standing(relations) if own else Standing.SILENT
        cells[source] = Cell(
            words=tuple(dict.fromkeys(each.words for each in own)),
            excerpts=tuple(dict.fromkeys(each.excerpt for each in own)),
            standing=standing,
        )
    return Row(field, cells, _together([cell.standing for cell in cells.values()]))


def _values(given: Iterable[_Given[V]]) -> list[V]:
    return [each.value for each in given]


def _standing(relations: Sequence[Relation]) -> Standing:
    if Relation.DIFFERENT in relations:
        return Standing.DIFFERS
    if Relation.PARTIAL in relations:
        return Standing.PARTIAL
    return Standing.AGREES if Relation.SAME in relations else Standing.ALONE


def _together(standings: Sequence[Standing]) -> Standing:
    order = (Standing.DIFFERS, Standing.PARTIAL, Standing.AGREES, Standing.ALONE)
    return next((standing for standing in order if standing in standings), Standing.SILENT)


def _stances(excerpts: Iterable[tuple[int, Excerpt]]) -> Iterator[_Given[Stance]]:
    for i, excerpt in excerpts:
        yield _Given(excerpt.stance, f"{excerpt.stance}, {excerpt.modality}", i)


def _named(
    excerpts: Iterable[tuple[int, Excerpt]], names: Names
) -> Iterator[tuple[Mention, _Given[str]]]:
    """The names in the quotes, each with the id of what it names as the value."""
    for i, excerpt in excerpts:
        for mention in names.mentions(excerpt.exact):
            yield mention, _Given(mention.id, excerpt.exact[mention.start : mention.end], i)


def _is_place_of(claim: Claim, mention: Mention, places: Mapping[str, Place]) -> bool:
    """Whether a place of the claim is named, or what holds it or lies in it."""
    return mention.entity == "place" and any(
        holds(mention.id, where.place, places) or holds(where.place, mention.id, places)
        for where in claim.where
    )


def _is_actor_of(claim: Claim, mention: Mention) -> bool:
    return mention.entity == "actor" and any(who.actor == mention.id for who in claim.actors)


def _times(excerpts: Iterable[tuple[int, Excerpt]], corpus: Corpus) -> Iterator[_Given[StatedTime]]:
    for i, excerpt in excerpts:
        if excerpt.when:
            published = corpus.sources[excerpt.source].published_period
            yield _Given(StatedTime.of(excerpt.when, published), excerpt.when.as_written, i)


def _figures(excerpts: Iterable[tuple[int, Excerpt]]) -> Iterator[_Given[Figure]]:
    for i, excerpt in excerpts:
        for figure in excerpt.figures:
            yield _Given(figure, figure.as_written, i)
