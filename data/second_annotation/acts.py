"""How far readers who had not seen the corpus mark the same violent acts in the same documents.

Their marks lie in `data/second_annotation/violent_acts/*.jsonl`, a line a mark. What is compared is
sentences: one counts as marked when a reader has a mark in it, or when an excerpt of a claim that
tells a violent act reaches into it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from data.model.corpus import Corpus
from data.model.vocabulary import EventType
from data.second_annotation.agreement import SECOND_DIRECTORY, f1, kappa, read_lines
from data.text.anchor import Span, anchor
from data.text.sentences import sentences

ACT_DIRECTORY = SECOND_DIRECTORY / "violent_acts"


class ActMark(BaseModel):
    """One mark of a reader: by the number of its sentence, counted from 1 through all documents
    in order of their ids, or by its exact words. `sure` is whether the reader called it so; None
    where the reader was not asked."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    source: str
    event_type: EventType
    sentence: int | None = None
    exact: str = ""
    sure: bool | None = None


@dataclass(frozen=True, slots=True)
class ActAgreement:
    """Sentences marked by the reader, and in common with the corpus; F1 and Cohen's kappa over all
    sentences of all documents; `types`, of those in common, have an event type in common."""

    reading: str
    marked: int
    common: int
    f1: float
    kappa: float
    types: int


Types = Mapping[int, set[EventType]]


def compare_acts(corpus: Corpus, directory: Path = ACT_DIRECTORY) -> tuple[ActAgreement, ...]:
    """Each reading with the corpus; once more for its sure marks alone, where it has such."""
    first, total = corpus_acts(corpus), len(_numbered(corpus))
    found = []
    for path in sorted(directory.glob("*.jsonl")):
        marks = read_lines(path, ActMark)
        sure = [mark for mark in marks if mark.sure]
        for name, some in ((path.stem, marks), (f"{path.stem}, sure", sure)):
            if some is marks or some:
                found.append(_agreement(name, first, reader_acts(some, corpus), total))
    return tuple(found)


def corpus_acts(corpus: Corpus) -> Types:
    """The event types that the corpus has in each sentence, by its number."""
    numbered = _numbered(corpus)
    return _by_sentence(
        (number, claim.event_type)
        for claim in corpus.claims.values()
        if claim.event_type is not None
        for excerpt, span in corpus.anchored(claim)
        for number in _within(excerpt.source, span, numbered)
    )


def reader_acts(marks: Iterable[ActMark], corpus: Corpus) -> Types:
    """The event types that a reader marked in each sentence, by its number."""
    numbered = _numbered(corpus)

    def numbers(mark: ActMark) -> list[int]:
        if mark.sentence is not None:
            return [mark.sentence]
        return _within(mark.source, anchor(corpus.texts[mark.source], mark.exact), numbered)

    return _by_sentence((number, mark.event_type) for mark in marks for number in numbers(mark))


def _by_sentence(marked: Iterable[tuple[int, EventType]]) -> Types:
    types: dict[int, set[EventType]] = {}
    for number, event_type in marked:
        types.setdefault(number, set()).add(event_type)
    return types


def _numbered(corpus: Corpus) -> Sequence[tuple[str, Span]]:
    return [
        (source, span)
        for source in sorted(corpus.sources)
        for span in sentences(corpus.texts[source])
    ]


def _within(source: str, span: Span, numbered: Sequence[tuple[str, Span]]) -> list[int]:
    return [
        number
        for number, (where, each) in enumerate(numbered, start=1)
        if where == source and span.overlaps(each)
    ]


def _agreement(reading: str, first: Types, second: Types, total: int) -> ActAgreement:
    common = first.keys() & second.keys()
    every = range(1, total + 1)
    return ActAgreement(
        reading=reading,
        marked=len(second),
        common=len(common),
        f1=f1(len(common), len(first), len(common), len(second)),
        kappa=kappa([(number in first, number in second) for number in every]),
        types=sum(bool(first[number] & second[number]) for number in common),
    )
