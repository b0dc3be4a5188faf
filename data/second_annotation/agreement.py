"""How far two annotators agree who read the same documents with the same codebook.

The second annotation lies in `data/second_annotation/<source>.jsonl`; its annotator saw the
codebook and the documents only. Spans are compared by words and by passages; kind, place and date
on the pairs of passages that both marked.
"""

import json
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from data.model.corpus import Corpus
from data.model.period import Period, parse_period
from data.model.vocabulary import Kind, LocationPrecision
from data.text.anchor import Span, anchor
from data.text.sentences import words

Line = TypeVar("Line", bound=BaseModel)

SECOND_DIRECTORY = Path(__file__).resolve().parent
# Two passages are a pair when they share at least this part of the words of both together.
LEAST_OVERLAP = 0.4
# Two dates agree when both ends lie within this of one another, or are open in both.
DATE_TOLERANCE = timedelta(days=45)


class SecondPlace(BaseModel):
    """A place as the second annotator wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    level: LocationPrecision


class Second(BaseModel):
    """One line of a second annotation."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    kind: Kind
    statement: str
    edtf: str
    places: tuple[SecondPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage that an annotator marked, reduced to what is compared."""

    words: frozenset[int]
    kind: Kind
    period: Period
    places: frozenset[str]
    joined: bool = False


@dataclass(frozen=True, slots=True)
class DocumentAgreement:
    """Agreement on one document. `spans` is F1 of passages, `word_spans` F1 of words, `kind` is
    Cohen's kappa, `place` and `date` are shares of the pairs; all from 0 (or below) to 1."""

    source: str
    first: int
    second: int
    pairs: int
    spans: float
    word_spans: float
    kind: float
    place: float
    date: float


def read_lines(path: Path, line: type[Line]) -> tuple[Line, ...]:
    """Read JSON Lines, each a `line`. Raises pydantic.ValidationError for one that is not."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.model_validate(json.loads(each)) for each in lines if each.strip())


def compare(corpus: Corpus, second: Sequence[Second], source: str) -> DocumentAgreement:
    """Compare the corpus with a second annotation on one source."""
    text = corpus.texts[source]
    spots = words(text)
    one = _first(corpus, source, spots)
    other = [_second(each, text, spots, corpus) for each in second if each.source == source]
    pairs = _pairs(one, other)
    first, also = (frozenset().union(*(mark.words for mark in marks)) for marks in (one, other))
    both = len(first & also)
    return DocumentAgreement(
        source=source,
        first=len(one),
        second=len(other),
        pairs=len(pairs),
        spans=f1(_matched(one, other), len(one), _matched(other, one), len(other)),
        word_spans=f1(both, len(first), both, len(also)),
        kind=kappa([(a.kind, b.kind) for a, b in pairs]),
        place=_share(_places_agree(a, b) for a, b in pairs),
        date=_share(dates_agree(a.period, b.period, joined=a.joined) for a, b in pairs),
    )


def f1(hits_of_first: int, first: int, hits_of_second: int, second: int) -> float:
    """Harmonic mean of the share of the first that the second has, and the reverse."""
    if not first or not second:
        return 0.0
    recall, precision = hits_of_first / first, hits_of_second / second
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa: agreement beyond what the two frequency tables would give by chance."""
    if not pairs:
        return 0.0
    total = len(pairs)
    observed = sum(a == b for a, b in pairs) / total
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(left[kind] * right[kind] for kind in left) / total**2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def dates_agree(one: Period, other: Period, *, joined: bool = False) -> bool:
    """Whether both ends of two periods lie within the tolerance, or are open in both.

    The period of a claim that is `joined` from several sources spans what all of them say, so the
    other one, who read a single source, agrees already when his lies within it.
    """
    if _close(one.earliest, other.earliest) and _close(one.latest, other.latest):
        return True
    return joined and _lies_within(other, one)


def _lies_within(inner: Period, outer: Period) -> bool:
    def reaches(low: date | None, high: date | None) -> bool:
        return low is None or (high is not None and low - DATE_TOLERANCE <= high)

    after = reaches(outer.earliest, inner.earliest)
    return after and (outer.latest is None or reaches(inner.latest, outer.latest))


def _close(one: date | None, other: date | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= DATE_TOLERANCE


def _first(corpus: Corpus, source: str, spots: Sequence[Span]) -> list[MarkedPassage]:
    return [
        MarkedPassage(
            words=_within(span, spots),
            kind=claim.kind,
            period=claim.when.as_written(),
            places=frozenset(where.place for where in claim.locations),
            joined=len(claim.sources) > 1,
        )
        for claim in corpus.claims.values()
        for excerpt, span in corpus.anchored(claim)
        if excerpt.source == source
    ]


def _second(each: Second, text: str, spots: Sequence[Span], corpus: Corpus) -> MarkedPassage:
    span = anchor(text, each.exact, each.prefix, each.suffix)
    places = frozenset(_place_id(place.name, corpus) for place in each.places)
    return MarkedPassage(_within(span, spots), each.kind, parse_period(each.edtf), places)


def _place_id(name: str, corpus: Corpus) -> str:
    """The gazetteer's id for a name, or the name itself, which then agrees with nothing."""
    for place in corpus.places.values():
        if _bare(name) in {_bare(each) for each in (place.name, *place.spellings, place.id)}:
            return place.id
    return _bare(name)


def _bare(name: str) -> str:
    """A name without case, article, hyphens and brackets: “the al-Busayrah” is “busayrah”."""
    kept = re.findall(r"\w+", name.lower())
    return " ".join(word for word in kept if word not in {"the", "al", "of"})


def _within(span: Span, spots: Sequence[Span]) -> frozenset[int]:
    return frozenset(i for i, spot in enumerate(spots) if spot.overlaps(span))


def _overlap(one: MarkedPassage, other: MarkedPassage) -> float:
    both = len(one.words & other.words)
    return both / len(one.words | other.words) if both else 0.0


def _pairs(
    one: Sequence[MarkedPassage], other: Sequence[MarkedPassage]
) -> list[tuple[MarkedPassage, MarkedPassage]]:
    """Pair passages one to one, those with most in common first, same kind before another."""
    candidates = sorted(
        (
            (_overlap(a, b), a.kind is b.kind, i, j)
            for i, a in enumerate(one)
            for j, b in enumerate(other)
            if _overlap(a, b) >= LEAST_OVERLAP
        ),
        key=lambda each: (-each[0], not each[1], each[2], each[3]),
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in candidates:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(one[i], other[j]) for i, j in pairs.items()]


def _matched(marks: Iterable[MarkedPassage], others: Sequence[MarkedPassage]) -> int:
    """How many passages the other annotator has marked too, whatever he made of them."""
    return sum(any(_overlap(mark, other) >= LEAST_OVERLAP for other in others) for mark in marks)


def _places_agree(one: MarkedPassage, other: MarkedPassage) -> bool:
    return bool(one.places & other.places) or not (one.places or other.places)


def _share(verdicts: Iterable[bool]) -> float:
    listed = list(verdicts)
    return sum(listed) / len(listed) if listed else 0.0
