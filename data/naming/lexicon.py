"""The words and names that a corpus has, and those of them most like something that it has not.

Likeness is `rapidfuzz.fuzz.ratio` on folded text, from 0 to 100: twice the letters that both have
in the same order, as a share of the letters of both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data.naming.names import Name, Names
from data.naming.spelling import SHORTEST_SLIP, Spellings
from data.naming.spellings import Listing, no_names
from data.text.transliteration import Sounding
from data.text.wordforms import FUNCTION_WORDS, LONGEST_WORD, Word, stem

# Of fewer letters, another word is always one slip away ("Iran", "Iraq").
SHORTEST_FUZZY = 5
# Two wrong letters in ten; of fewer letters, a name with two wrong ones is another word.
SHORTEST_ALIKE = 10
ALIKE_NAMES = 80
# One wrong letter in six; more would take one word for another ("mayor" for "major").
ALIKE_WORDS = 82
# For suggestions, which nobody has to take.
SOMEWHAT_ALIKE = 66
MOST_ALIKE = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NearNames:
    """The names most like a run of `length` words; no names when none is like enough."""

    score: float = 0.0
    length: int = 0
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class NearWords:
    """The folded words most like another; none when none is like enough."""

    score: float = 0.0
    words: tuple[str, ...] = ()


class Lexicon:
    """Built once for a corpus. `written` maps each folded word to how the corpus writes it."""

    def __init__(
        self, names: Names, written: Mapping[str, str], listed: Iterable[Listing] = ()
    ) -> None:
        self.names = names
        self.written = written
        self.spellings = Spellings(names, written, listed)
        self._folded_names = [" ".join(name.phrase.words) for name in names.all]
        self._longest_name = max((len(name.phrase.words) for name in names.all), default=0)
        self._stems = frozenset(stem(word) for word in written)
        self._sounding = Sounding(((word,), word) for word in self.spellings.heard & written.keys())
        self._comparable = [
            word
            for word in written
            if SHORTEST_FUZZY - 1 <= len(word) <= LONGEST_WORD and word not in FUNCTION_WORDS
        ]

    def near_names(self, at: int, words: Sequence[Word]) -> NearNames:
        """The names most like a run of words from `at` on that holds one that is not written."""
        best = NearNames()
        for length in range(1, min(self._longest_name, len(words) - at) + 1):
            run = [word.folded for word in words[at : at + length]]
            joined = " ".join(run)
            if len(joined) > LONGEST_WORD:
                break
            if len(joined) >= SHORTEST_ALIKE and not all(self._writes(word) for word in run):
                found = [
                    (score, self.names.all[index])
                    for score, index in _most_alike(joined, self._folded_names, ALIKE_NAMES)
                    if len(self._folded_names[index]) >= SHORTEST_ALIKE
                    and self._folded_names[index].count(" ") == length - 1
                ]
                if found and found[0][0] > best.score:
                    best = NearNames(found[0][0], length, _best(found))
        return best

    def sounding_words(self, word: str) -> tuple[str, ...]:
        """The words with a capital that sound like a folded one that is not written in any form."""
        if stem(word) in self._stems or word in no_names():
            return ()
        return tuple(dict.fromkeys(self._sounding.like((word,))))

    def near_words(self, word: str) -> NearWords:
        """The words most like a folded one that is not written in any of its forms."""
        if stem(word) in self._stems or len(word) < SHORTEST_FUZZY:
            return NearWords()
        # A slip is seldom in the first letter, and a word with another one is another word.
        choices = [each for each in self._comparable if each[0] == word[0]]
        found = [
            (score, choices[index])
            for score, index in _most_alike(word, choices, ALIKE_WORDS)
            if self._may_be_meant(word, choices[index])
        ]
        return NearWords(found[0][0], _best(found)) if found else NearWords()

    def _may_be_meant(self, word: str, alike: str) -> bool:
        """Whether a word stands for one like it; for a part of a name, by one slip of the pen."""
        if not self.written[alike][0].isupper():
            return True
        slip = len(alike) >= SHORTEST_SLIP and OSA.distance(word, alike) <= 1
        return slip and word not in no_names()

    def somewhat_alike(self, folded: str) -> tuple[str, ...]:
        """Names and words, as written, that are somewhat like some folded words, nearest first."""
        wanted = folded[:LONGEST_WORD]
        scored = [
            (score, self.names.all[index].spelled)
            for score, index in _most_alike(wanted, self._folded_names, SOMEWHAT_ALIKE)
        ] + [
            (score, self.written[self._comparable[index]])
            for score, index in _most_alike(wanted, self._comparable, SOMEWHAT_ALIKE)
        ]
        # The sort is stable, so that of two that are equally alike the name comes first.
        return tuple(written for _, written in sorted(scored, key=lambda each: -each[0]))

    def _writes(self, word: str) -> bool:
        return word in self.written or word in FUNCTION_WORDS or word in no_names()


def _best(found: Sequence[tuple[float, T]]) -> tuple[T, ...]:
    """Those with the score of the first."""
    return tuple(each for score, each in found if score == found[0][0])


def _most_alike(wanted: str, choices: Sequence[str], least: float) -> list[tuple[float, int]]:
    found = process.extract(
        wanted, choices, scorer=fuzz.ratio, score_cutoff=least, limit=MOST_ALIKE
    )
    return [(score, index) for _, score, index in found]
