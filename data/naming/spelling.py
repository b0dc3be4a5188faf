"""What a run of words is another spelling of, or one slip of the pen away from.

A spelling is known in three ways, the surest first: it is listed, apart from articles, spaces and
doubled letters; it sounds like a name (`transliteration.py`); it is one letter off a name or
listed spelling of six letters or more (one too many, missing, wrong, or two that changed places).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.model.corpus import Corpus
from data.naming.names import EntityType, Name, Names
from data.naming.spellings import Listing, listings, no_names
from data.text.transliteration import (
    FEWEST_CONSONANTS,
    Sounding,
    compact,
    is_arabic,
    is_article,
    unfused,
    without_articles,
)
from data.text.wordforms import FUNCTION_WORDS, Word, folded_words, stem

# In a shorter name, one letter makes another name ("Mosul", "mogul").
SHORTEST_SLIP = 6
# In a longer name, a slip may leave a very short word ("Grand a-Nuri Mosque").
LONG_NAME = 8
SHORTEST_WORD = 2


@dataclass(frozen=True, slots=True)
class Spelled:
    """What some words stand for: `names`, or the forms of a word, by their `stems`.

    `read_as` is how the corpus has it; `slip` says that a letter was wrong.
    """

    read_as: str
    names: tuple[Name, ...] = ()
    stems: frozenset[str] = frozenset()
    slip: bool = False


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One way of writing, in folded words, what is `meant`."""

    words: tuple[str, ...]
    meant: Spelled


class Spellings:
    """The spellings of the names of one corpus, built once.

    `written` maps each folded word of the corpus to how the corpus writes it. A word that it writes
    in small letters is an ordinary one, and part of no name but those that have that very word.
    """

    def __init__(
        self, names: Names, written: Mapping[str, str], listed: Iterable[Listing] = ()
    ) -> None:
        self._written = written
        self._stems = frozenset(map(stem, written))
        own = _of_names(names)
        others = list(_of_listings(listed, own, written))
        heard = list(self._heard(own, [each for each, heard in others if heard]))
        self.heard = frozenset(word for each in heard for word in each.words)
        self._sounding = Sounding((each.words, each) for each in heard)
        every = [*own, *(each for each, _ in others)]
        self._name_stems = frozenset(stem(word) for each in every for word in each.words)
        self._listed: dict[str, list[_Spelling]] = {}
        for each in every:
            self._listed.setdefault(compact(each.words), []).append(each)
        self._most_words = 1 + max((len(each.words) for each in every), default=0)
        self._in_order = every
        self._by_length: dict[int, dict[int, str]] = {}
        for index, each in enumerate(every):
            for letters in _letters(each.words):
                if len(letters) >= SHORTEST_SLIP:
                    self._by_length.setdefault(len(letters), {})[index] = letters

    def longest(
        self, at: int, words: Sequence[Word], *, more_than: int
    ) -> tuple[Spelled | None, int]:
        """What the longest run from one word on is a spelling of, and how many words it takes.

        Only runs of more than some words are looked at.
        """
        for length in range(min(self._most_words, len(words) - at), more_than, -1):
            run = tuple(word.folded for word in words[at : at + length])
            found = self._read(run) if self._may_be_name(run) else None
            if found:
                return found, length
        return None, 0

    def _heard(self, own: Sequence[_Spelling], more: Iterable[_Spelling]) -> Iterator[_Spelling]:
        """What others may write as it sounds: Arabic names, and names of those who have one.

        A name with an ordinary word is English.
        """
        arabic = [*(each for each in own if is_arabic(each.words[0])), *more]
        bearers = {bearer for each in arabic for bearer in _bearers(each)}
        yield from arabic
        for each in own:
            if not bearers.isdisjoint(_bearers(each)) and not any(map(self._ordinary, each.words)):
                yield each

    def _may_be_name(self, run: tuple[str, ...]) -> bool:
        """Whether some of a run is no ordinary word, and none an ordinary one that no name has."""
        bare = without_articles(run)
        ordinary = {word for word in bare if self._ordinary(word)}
        return ordinary != set(bare) and all(
            stem(word) in self._name_stems or len(word) <= SHORTEST_WORD for word in ordinary
        )

    def _ordinary(self, word: str) -> bool:
        if word in FUNCTION_WORDS or word in no_names():
            return True
        return self._written.get(word, "")[:1].islower()

    def _read(self, run: tuple[str, ...]) -> Spelled | None:
        found = self._as_listed(run)
        if not found and not self._written.keys() >= set(run):
            found = self._as_listed(unfused(run)) or self._as_it_sounds(run)
        return _together(found) or self._with_a_slip(run)

    def _as_listed(self, run: tuple[str, ...]) -> list[_Spelling]:
        return self._fitting(run, self._listed.get(compact(run), ()))

    def _as_it_sounds(self, run: tuple[str, ...]) -> list[_Spelling]:
        if len(run) == 1 and stem(run[0]) in self._stems:
            return []
        article = is_article(run[0], "".join(run[1:2]))
        found = self._fitting(run, self._sounding.like(run, FEWEST_CONSONANTS - article))
        # A spelling in the same script tells more: it has all the vowels.
        found.sort(key=lambda each: is_arabic(each.words[0]) != is_arabic(run[0]))
        return [each for each in found if each.words == found[0].words]

    def _with_a_slip(self, run: tuple[str, ...]) -> Spelled | None:
        if len(run) == 1 and run[0] in self._written:
            return None
        for letters in _letters(run):
            near = list(self._one_off(letters))
            found = self._fitting(run, near)
            if not found and len(letters) >= LONG_NAME:
                found = self._fitting(
                    tuple(word for word in run if len(word) > SHORTEST_WORD),
                    (each for each in near if len(each.words) == len(run)),
                )
            meant = _together([each for each in found if each.words == found[0].words])
            if meant:
                return replace(meant, slip=True)
        return None

    def _one_off(self, letters: str) -> Iterator[_Spelling]:
        """The spellings that are at most one letter off some letters, the nearest first."""
        lengths = range(len(letters) - 1, len(letters) + 2)
        found = [
            (distance, index)
            for choices in filter(None, map(self._by_length.get, lengths))
            for _, distance, index in process.extract(
                letters, choices, scorer=OSA.distance, score_cutoff=1
            )
        ]
        yield from (self._in_order[index] for _, index in sorted(found))

    def _fitting(self, run: tuple[str, ...], spellings: Iterable[_Spelling]) -> list[_Spelling]:
        """The spellings with every ordinary word of a run, in whatever form, and single letter."""
        near = list(spellings)
        if not near:
            return near
        bare = without_articles(run)
        kept = {stem(word) for word in bare if self._ordinary(word) or len(word) == 1}
        return [each for each in near if kept.issubset(map(stem, each.words))]


def listed_for(corpus: Corpus) -> Iterator[Listing]:
    """The listings, those of a place of a corpus under the name that the corpus gives it."""
    places = {place.geonames: place.name for place in corpus.places.values() if place.geonames}
    for each in listings():
        yield replace(each, of=places.get(each.geonames or 0, each.of))


def _of_names(names: Names) -> list[_Spelling]:
    """The names of a corpus, each once with all who bear it."""
    bearers: dict[tuple[str, ...], list[Name]] = {}
    for name in names.all:
        bearers.setdefault(name.phrase.words, []).append(name)
    return [_Spelling(words, Spelled(called(of), tuple(of))) for words, of in bearers.items()]


def called(names: Sequence[Name]) -> str:
    """What to call those who share a name: by that name, or if it is Arabic by the shortest."""
    if is_arabic(names[0].phrase.words[0]):
        return min((name.primary for name in names), key=len)
    return names[0].spelled


def _of_listings(
    listed: Iterable[Listing], own: Iterable[_Spelling], written: Mapping[str, str]
) -> Iterator[tuple[_Spelling, bool]]:
    """The listed spellings of what a corpus has, and whether they are to be heard."""
    named = {each.words: each.meant for each in own}
    for listing in listed:
        of = folded_words(listing.of)
        meant = named.get(of) or _of_word(of, written)
        if meant:
            for words in dict.fromkeys(map(folded_words, listing.spellings)):
                if words and words != of:
                    yield _Spelling(words, meant), listing.heard


def _of_word(of: tuple[str, ...], written: Mapping[str, str]) -> Spelled | None:
    if len(of) == 1 and of[0] in written:
        return Spelled(written[of[0]], stems=frozenset({stem(of[0])}))
    return None


def _together(found: Sequence[_Spelling]) -> Spelled | None:
    """What several spellings mean, called what the first of them is."""
    if not found:
        return None
    names = {(name.entity, name.id): name for each in found for name in each.meant.names}
    stems = frozenset(each for spelling in found for each in spelling.meant.stems)
    return Spelled(found[0].meant.read_as, tuple(names.values()), stems)


def _letters(words: tuple[str, ...]) -> tuple[str, ...]:
    """The letters of some words, with their articles and without."""
    return tuple(dict.fromkeys(("".join(words), "".join(without_articles(words)))))


def _bearers(spelling: _Spelling) -> frozenset[tuple[EntityType, str]]:
    return frozenset((name.entity, name.id) for name in spelling.meant.names)
