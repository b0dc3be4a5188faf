"""Where a term of a query stands in a text, and why that counts as standing there."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

from rapidfuzz import fuzz

from data.naming.names import Mention, Names
from data.search.query import Term
from data.text.anchor import Span
from data.text.transliteration import same_consonants
from data.text.wordforms import Word, fold, stem, words_in

# Of rapidfuzz.fuzz.ratio, 0–100.
A_SPELLING = 60


class Tier(IntEnum):
    """How far a match is from what was typed, nearest first."""

    AS_TYPED = 0
    OTHER_FORM = 1
    OTHER_NAME = 2
    NEAR = 3


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a term stands and what stands there.

    `reasons` say in words why that is a match; none when it is as typed.
    """

    span: Span
    written: str
    tier: Tier
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexedText:
    """A text made ready to be searched: its words by their folded form and by stem, its names."""

    text: str
    words: tuple[Word, ...]
    by_word: Mapping[str, Sequence[int]]
    by_stem: Mapping[str, Sequence[int]]
    mentions: tuple[Mention, ...]


def index_text(text: str, names: Names) -> IndexedText:
    """Make a text ready to be searched."""
    words = words_in(text)
    by_word: dict[str, list[int]] = {}
    by_stem: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        by_word.setdefault(word.folded, []).append(at)
        by_stem.setdefault(stem(word.folded), []).append(at)
    return IndexedText(text, words, by_word, by_stem, names.nested_mentions(words, text))


def matches(term: Term, indexed: IndexedText) -> tuple[Match, ...]:
    """Where a term stands in a text; of matches that overlap, the nearest to what was typed."""
    found: list[Match] = []
    taken: set[int] = set()
    as_written = chain(_of_phrase(term, indexed), _of_forms(term, indexed))
    of_names = _of_names(term, indexed)
    # Of another spelling there is more to say where it stands for a name.
    for match in chain(of_names, as_written) if term.spelling else chain(as_written, of_names):
        points = range(match.span.start, match.span.end)
        if taken.isdisjoint(points):
            taken.update(points)
            found.append(match)
    return tuple(found)


def _of_phrase(term: Term, indexed: IndexedText) -> Iterator[Match]:
    words = term.phrase.words
    for at in indexed.by_word.get(words[0], ()) if words else ():
        if term.phrase.stands_at(at, indexed.words, indexed.text):
            yield _at(indexed, term, Tier.AS_TYPED, at, at + len(words) - 1)


def _of_forms(term: Term, indexed: IndexedText) -> Iterator[Match]:
    for each in sorted(term.stems):
        for at in indexed.by_stem.get(each, ()):
            yield _at(indexed, term, Tier.OTHER_FORM, at, at)


def _at(indexed: IndexedText, term: Term, tier: Tier, first: int, last: int) -> Match:
    """The match of a term with some words of a text, from the first to the last."""
    span = Span(indexed.words[first].start, indexed.words[last].end)
    written = indexed.text[span.start : span.end]
    if tier is Tier.AS_TYPED and not term.near:
        return Match(span, written, tier, ())
    farther = Tier.OTHER_NAME if term.spelling else Tier.NEAR
    return Match(span, written, farther if term.near else tier, (f"{term.typed} ~ {written}",))


def _of_names(term: Term, indexed: IndexedText) -> Iterator[Match]:
    names = {(name.entity, name.id): name for name in term.names}
    for mention in indexed.mentions:
        name = names.get((mention.entity, mention.id))
        if name is None:
            continue
        span = Span(mention.start, mention.end)
        written = indexed.text[span.start : span.end]
        near = term.near and not term.spelling
        naming = tuple(_naming(term.near if near else term.typed, written, name.primary))
        if near:
            reasons = (f"{term.typed} ~ {term.near}", *naming)
            yield Match(span, written, Tier.NEAR, reasons)
        else:
            yield Match(span, written, Tier.OTHER_NAME, naming)


def _naming(known: str, written: str, primary: str) -> Iterator[str]:
    """What two names have to do with one another, by way of what the corpus calls their bearer.

    Of a name that only adds words to that one, such as "Anbar province", there is nothing to say.
    """
    for name in dict.fromkeys((known, written)):
        if not f"{fold(name)} ".startswith(f"{fold(primary)} "):
            yield f"{name} is {_relation(name, primary)} {primary}"


def _relation(name: str, primary: str) -> str:
    if any(unicodedata.bidirectional(character) == "AL" for character in name):
        return "the Arabic name of"
    return "a spelling of" if _is_spelling(name, primary) else "another name of"


def _is_spelling(name: str, primary: str) -> bool:
    """Whether two names share all consonants, or are alike in the words that they do not share."""
    one, other = fold(name).split(), fold(primary).split()
    if same_consonants(one, other):
        return True
    rest = "".join(word for word in one if word not in other)
    other_rest = "".join(word for word in other if word not in one)
    return fuzz.ratio(rest, other_rest) >= A_SPELLING if rest and other_rest else False
