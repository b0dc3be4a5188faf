"""By what the spellings of one Arabic name are known from one another, in either script.

`compact` is a key that leaves out what spellings may or may not have: the article, spaces and
hyphens, doubled letters. `sounds` gives the ways in which a spelling may be read aloud: consonants,
and the vowels before, between and after them. Arabic writes long vowels only and romanisations
write each sound in several ways, so that readings are compared with `agree` and not as keys. The
rules are in docs/method.md, "Search".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import Final, Generic, TypeVar

_FOLDED: Final = str.maketrans("əıłیېێکگەہھۆۇڵڕپڤ", "eilيييككهههوولربف", "ء")
"""Letters that fold into no other: of Turkish, Polish, Azeri; Persian and Kurdish for Arabic."""

_ARABIC: Final = re.compile("[\u0620-\u064a]")
_ARABIC_ARTICLE: Final = re.compile(r"^ال(?=..)")
_ARTICLES: Final = frozenset({"al", "el", "ul"})
# The l of the article becomes the sun letter after it: "az Zawr", "ash Shaabi", "ez-Zor".
_ASSIMILATED: Final = re.compile(r"^(?:[ae]|u(?=[dz]))(dh|sh|th|[dlnrstz])$")
_FUSED: Final = re.compile(r"^(?:[aeu]l(?=..)|[aeu](dh|sh|th|[dnrstz])(?=\1))")
_SERVANT: Final = re.compile(r"^(?:abd[aeou](?:l|([dnrstz])(?=\1))|عبدال)")
_INITIAL_ALIF: Final = re.compile(r"\bا")
_DOUBLED: Final = re.compile(r"(.)\1+")

_PIECES: Final = re.compile(
    "dsch|sch|dzh|dj|zh|sh|ch|kh|gh|th|dh|ck|qu(?=[aei])|oo|ou|ee|[aeiouwy]|[^ ]| "
)
_SPELLED: Final[dict[str, str]] = {
    "B": "b ب",
    "C": "sch sh ش",
    "CX": "ch",
    "D": "d د",
    "DZ": "dh ذ ض ظ",
    "F": "f ف",
    "G": "غ",
    "GQ": "gh",
    "GQJ": "g",
    "-H": "ح ه",
    "-HX": "h",
    "J": "dsch dzh dj zh ج",
    "JX": "j",
    "K": "ك",
    "KQ": "ck c",
    "KQX": "k",
    "L": "l ل",
    "M": "m م",
    "N": "n ن",
    "Q": "qu q ق",
    "R": "r ر",
    "S": "s س ص",
    "T": "th t ت ث ط",
    "X": "kh x خ",
    "Z": "z ز",
    "a": "a ا ى ة",
    "e": "e",
    "i": "ee i y ي",
    "u": "oo ou o u w و",
    "*": "ع",
}
"""Sounds, any one of several, and the pieces of a spelling that may stand for them.

Capitals are consonants, of which "-" is none at all. Small letters are the vowels that Arabic tells
apart; "e" is a or i, "*" any vowel or none, " " the end of a word.
"""
_READINGS: Final[dict[str, str]] = {" ": " "} | {
    piece: sounds for sounds, pieces in _SPELLED.items() for piece in pieces.split()
}

# Two consonants sound like too much ("Baiji", "beige"), unless an article says that it is a name;
# in several words, so do three.
FEWEST_CONSONANTS: Final = 3
MOST_READINGS: Final = 64
"""A phrase with more is English and not the name of a person or place."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sound:
    """One reading: consonants, and the vowels before, between and after them, one more.

    `consonants` may be compared for equality, `vowels` only with `agree`.
    """

    consonants: str
    vowels: tuple[str, ...]
    arabic: bool

    @property
    def several(self) -> bool:
        """Whether it is of several words."""
        return any(" " in slot for slot in self.vowels)


@lru_cache(maxsize=8192)
def without_articles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Folded words without those that are the Arabic article before another, as romanised."""
    followed = zip(words, (*words[1:], ""), strict=False)
    return tuple(word for word, following in followed if not is_article(word, following))


@lru_cache(maxsize=8192)
def compact(words: tuple[str, ...]) -> str:
    """The letters of folded words without articles and doubling, in one piece."""
    letters = "".join(map(_letters, without_articles(words))).replace("ى", "ي").replace("ة", "ه")
    return _DOUBLED.sub(r"\1", letters)


def unfused(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without an article that is written in one with the first: "Almosul", "Ezzor"."""
    first = _FUSED.sub("", words[0])
    return (first, *words[1:]) if len(first) > 3 else words


def is_article(word: str, following: str) -> bool:
    """Whether a folded word is the Arabic article before another, as romanised."""
    assimilated = _ASSIMILATED.match(word)
    same = bool(assimilated and following.startswith(assimilated[1]))
    return bool(following) and (word in _ARTICLES or same)


def is_arabic(word: str) -> bool:
    """Whether a word is written in the Arabic script."""
    return bool(_ARABIC.search(word))


@lru_cache(maxsize=4096)
def sounds(words: tuple[str, ...]) -> tuple[Sound, ...]:
    """The readings of some folded words; none of words in another script or with too many."""
    text = " ".join(_DOUBLED.sub(_single, _letters(word)) for word in without_articles(words))
    # An alif at the beginning of a word only carries its vowel, which may be any.
    pieces = _PIECES.findall(_INITIAL_ALIF.sub("ع", text))
    choices = [_READINGS.get(piece, "") for piece in pieces]
    if not pieces or not all(choices) or prod(map(len, choices)) > MOST_READINGS:
        return ()
    arabic = is_arabic(text)
    return tuple(dict.fromkeys(_sound(reading, arabic=arabic) for reading in product(*choices)))


class Sounding(Generic[T]):
    """Things by how their spellings sound."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._by_consonants: dict[str, list[tuple[Sound, T]]] = {}
        for words, thing in entries:
            for sound in sounds(words):
                self._by_consonants.setdefault(sound.consonants, []).append((sound, thing))

    def like(self, words: tuple[str, ...], fewest: int = FEWEST_CONSONANTS) -> Iterator[T]:
        """What may sound like some words, with at least so many consonants for one word."""
        for sound in sounds(words):
            if len(sound.consonants.replace("H", "")) >= fewest + sound.several:
                for other, thing in self._by_consonants.get(sound.consonants, ()):
                    if agree(sound, other):
                        yield thing


def same_consonants(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two spellings may be read with the same consonants: "Al Mawsil" and "Mosul"."""
    mine, yours = ({each.consonants for each in sounds(tuple(words))} for words in (one, other))
    return not mine.isdisjoint(yours)


def agree(one: Sound, other: Sound) -> bool:
    """Whether two readings with the same consonants have vowels that may be of one name."""
    last = len(one.vowels) - 1
    return all(
        _agree(mine, yours, one, other, outer=index in {0, last})
        for index, (mine, yours) in enumerate(zip(one.vowels, other.vowels, strict=True))
    )


def _agree(mine: str, yours: str, one: Sound, other: Sound, *, outer: bool) -> bool:
    """Whether the vowels in one place agree; `outer` is the beginning or the end of all."""
    both = mine + yours
    if "*" in both or (" " in both and not outer):
        # An ʿayn is heard as any vowel or none, at the beginning as one. Where a word ends, another
        # spelling may have the vowel of an article.
        return not outer or bool(mine and yours)
    mine, yours = _plain(mine), _plain(yours)
    if one.arabic == other.arabic:
        return _alike(mine, yours) if mine and yours else mine == yours
    written, spoken = (mine, yours) if one.arabic else (yours, mine)
    if not written:
        # A short vowel, which Arabic leaves out, but never at the end, nor ever at the beginning.
        return not spoken or (len(spoken) == 1 and not outer)
    return all(_alike(vowel, spoken) for vowel in written)


def _alike(mine: str, yours: str) -> bool:
    """Whether some of the vowels are the same."""
    return bool(_vowels(mine) & _vowels(yours))


@lru_cache(maxsize=256)
def _vowels(slot: str) -> frozenset[str]:
    return frozenset(slot.replace("e", "ai"))


@lru_cache(maxsize=256)
def _plain(slot: str) -> str:
    return _DOUBLED.sub(r"\1", slot.replace(" ", ""))


def _sound(reading: Sequence[str], *, arabic: bool) -> Sound:
    consonants, vowels = "", [""]
    for each in reading:
        if each.isupper():
            consonants += each
            vowels.append("")
        elif each != "-":
            vowels[-1] += each
    return Sound(consonants, tuple(vowels), arabic)


def _letters(word: str) -> str:
    """A word in the letters that are compared, without its Arabic article or that of "ʿAbd al-"."""
    plain = _ARABIC_ARTICLE.sub("", word.translate(_FOLDED))
    return _SERVANT.sub(lambda match: "عبد" if match[0][0] == "ع" else "abd", plain)


def _single(match: re.Match[str]) -> str:
    """One letter for two; two of "ee" and "oo", which are another vowel than one."""
    return match[0][:2] if match[1] in "eo" else match[1]
