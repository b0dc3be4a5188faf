"""Every name of the places and actors of a corpus, found in any text.

What counts as a name: `name`, its beginning before a comma or bracket, an abbreviation in brackets,
`name_ar`, and every spelling or alias, without a leading article; of a governorate also what is
left without "province" or "governorate", unless another place has that name. A spelling that has no
capital ("the border", "security forces") describes and names nothing outside its own document; it
is left out, while scripts without capitals are kept.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from data.model.corpus import Actor, Corpus, Place
from data.model.vocabulary import LocationPrecision
from data.text.anchor import Span
from data.text.wordforms import Phrase, Word, fold, phrase_of, words_in

EntityType = Literal["place", "actor"]

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\(([A-Z]{2,})\)$")
_HEAD = re.compile(r"^[^,(]+")
_GOVERNORATE = re.compile(
    r"^(?:province|governorate) of\s+|\s+(?:province|governorate)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A name in a text and whose it is."""

    entity: EntityType
    id: str


@dataclass(frozen=True, slots=True)
class Name:
    """One way of writing one entity; `primary` is what the corpus calls it, for short."""

    spelled: str
    phrase: Phrase
    entity: EntityType
    id: str
    primary: str


class Names:
    """The names of one corpus, built once. A name is found in whole words, the longest first.

    Where entities share a name, each of them is mentioned.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self.all = tuple(names)
        self._by_first: dict[str, list[Name]] = {}
        for name in sorted(self.all, key=lambda name: -len(name.phrase.words)):
            self._by_first.setdefault(name.phrase.words[0], []).append(name)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every mention in a text, in order; a name within a longer one is none of its own.

        "Al Qaeda in Iraq" mentions that actor and not the place Iraq.
        """
        words = words_in(text)
        found: list[Mention] = []
        for mention in self._all_mentions(words, text):
            if not found or mention.start >= found[-1].end or mention.start == found[-1].start:
                found.append(mention)
        return tuple(found)

    def nested_mentions(self, words: Sequence[Word], text: str) -> tuple[Mention, ...]:
        """The same with names inside a longer one, save at its beginning.

        A name that begins with another is of something else ("Islamic State of Iraq", "Baghdad
        government"); one that goes on to another speaks of it ("the predecessor of ISIS").
        `words` are the words of the text.
        """
        return tuple(self._all_mentions(words, text))

    def starting_at(self, at: int, words: Sequence[Word], text: str) -> tuple[Name, ...]:
        """The longest names that begin with one word of a text, one for each entity."""
        longest: dict[tuple[EntityType, str], Name] = {}
        length = 0
        for name in self._by_first.get(words[at].folded, ()):
            if len(name.phrase.words) < length:
                break
            if name.phrase.stands_at(at, words, text):
                length = len(name.phrase.words)
                longest.setdefault((name.entity, name.id), name)
        return tuple(longest.values())

    def _all_mentions(self, words: Sequence[Word], text: str) -> Iterator[Mention]:
        for at, word in enumerate(words):
            for name in self.starting_at(at, words, text):
                end = words[at + len(name.phrase.words) - 1].end
                yield Mention(word.start, _closed(name, text, end), name.entity, name.id)


def names_of(corpus: Corpus) -> Names:
    """The names of all places, then of all actors, in the order of the corpus."""
    own = {fold(place.name) for place in corpus.places.values()}
    names = [name for place in corpus.places.values() for name in _names_of_place(place, own)]
    names += [
        name
        for actor in corpus.actors.values()
        for name in _named(_head(actor.name), "actor", actor.id, _spellings(actor, actor.aliases))
    ]
    return Names(names)


def _names_of_place(place: Place, own: Container[str]) -> Iterator[Name]:
    """The names of a place; `own` are the names of all places, folded."""
    spellings = [*_spellings(place, place.spellings)]
    primary = _head(place.name)
    if place.level is LocationPrecision.GOVERNORATE:
        without = [_GOVERNORATE.sub("", spelled) for spelled in (primary, *spellings)]
        spellings += [spelled for spelled in without if fold(spelled) not in own]
        primary = primary if fold(without[0]) in own else without[0]
    return _named(primary, "place", place.id, spellings)


def _named(
    primary: str, entity: EntityType, identity: str, spellings: Iterable[str]
) -> Iterator[Name]:
    """Each spelling that names something, once."""
    seen = set()
    for spelled in spellings:
        phrase = phrase_of(spelled)
        has_letters = any(character.isalpha() for character in spelled)
        if has_letters and phrase.words not in seen and not _describes(spelled):
            seen.add(phrase.words)
            yield Name(spelled, phrase, entity, identity, primary)


def _spellings(entry: Place | Actor, others: Iterable[str]) -> Iterator[str]:
    """Every way of writing an entry, the name of the corpus first."""
    yield entry.name
    yield _head(entry.name)
    yield from _ABBREVIATION.findall(entry.name)
    yield entry.name_ar or ""
    yield from (_ARTICLE.sub("", spelled).strip("[]") for spelled in others)


def _head(name: str) -> str:
    match = _HEAD.search(name)
    return match.group().strip() if match else name


def _describes(spelled: str) -> bool:
    return spelled == spelled.lower() and spelled != spelled.upper()


def _closed(name: Name, text: str, end: int) -> int:
    """The end of a mention with the bracket or stop that belongs to the name: "ISIS (Daesh)"."""
    last = name.spelled[-1]
    return end + 1 if last in ')."' and text[end : end + 1] == last else end
