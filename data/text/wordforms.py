"""Words of a text in a form in which they can be compared, each with its place in that text.

Folding takes away case, diacritics, the shape of an apostrophe, the possessive 's and characters
that are not seen, such as bidi controls. It may lengthen or shorten a text ("ß", "İ", "ﬁ",
combining marks), so every word keeps its offsets in the text as it was given.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from threading import Lock

import snowballstemmer

# No word of a language is longer; longer ones are neither compared nor searched for.
LONGEST_WORD = 60
APOSTROPHES = frozenset("'’‘ʼʻʽʾʿ`´′")
# A number with its thousands is one word, "2,000", and so is a word with an apostrophe, "Da’ash".
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\w)|\w+(?:'\w+)*")
_TATWEEL = "\u0640"
# Between two words of a phrase: a space, a hyphen, ", " or "’s ", but never a line break.
_WIDEST_GAP = 3
_STOPS = frozenset(".!?")
# British spellings as American ones, so that both have one stem; the result is a key, not a word.
_BRITISH = (
    (re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our"), "or"),
    (re.compile(r"ence(?=s?$)"), "ense"),
)
_STEMMER = snowballstemmer.stemmer("english")
# The stemmer keeps the word it works on in itself, and sessions run in threads.
_STEMMING = Lock()

# Words that carry grammar and no subject: nobody searches for them. Some are spelled like an
# abbreviation ("us", "is", "who").
_FUNCTION_WORDS = """
    a about after all also an and any are as at be because been before but by can could did do does
    for from had has have he her him his how i if in into is it its may me more most my no nor not
    of on or our out over said she should so some such than that the their them then there these
    they this those to under up us was we were what when where which while who whom whose why will
    with would you your
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the text: code points, `end` exclusive."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that stand together in this order.

    `capitals` are those words, by their index, that count only when written in these capitals,
    because in small letters they are function words: "US", "IS". `stops` says whether there may be
    full stops between the words, as in "U.S." and "Lt. Gen.".
    """

    words: tuple[str, ...]
    capitals: Mapping[int, str]
    stops: bool

    def stands_at(self, at: int, words: Sequence[Word], text: str) -> bool:
        """Whether the words of a text from one index on are this phrase."""
        run = words[at : at + len(self.words)]
        if tuple(word.folded for word in run) != self.words:
            return False
        gaps = (text[one.end : other.start] for one, other in pairwise(run))
        return all(
            text[run[index].start : run[index].end] == written
            for index, written in self.capitals.items()
        ) and all(
            len(gap) <= _WIDEST_GAP
            and "\n" not in gap
            and (self.stops or not _STOPS.intersection(gap))
            for gap in gaps
        )


def phrase_of(written: str) -> Phrase:
    """The phrase that a piece of writing is; without words when it has none."""
    words = words_in(written)
    slices = [written[word.start : word.end] for word in words]
    capitals = {
        index: piece
        for index, piece in enumerate(slices)
        if words[index].folded in FUNCTION_WORDS and piece.isupper() and len(piece) > 1
    }
    return Phrase(tuple(word.folded for word in words), capitals, "." in written)


def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text in order, without the possessive 's."""
    folded, origins = _folded(text)
    found = []
    for match in _WORD.finditer(folded):
        word = match.group().removesuffix("'s")
        end = _with_marks(text, origins[match.start() + len(word) - 1] + 1)
        plain = word.replace("'", "").replace(",", "")
        found.append(Word(plain, origins[match.start()], end))
    return tuple(found)


@lru_cache(maxsize=8192)
def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(word.folded for word in words_in(text))


def fold(text: str) -> str:
    """The folded words of a text, with single spaces between them."""
    return " ".join(folded_words(text))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The Snowball stem (English) of a folded word; words of other scripts stay as they are."""
    for british, american in _BRITISH:
        word = british.sub(american, word)
    with _STEMMING:
        stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the offset that it comes from."""
    pieces = [_folded_character(character) for character in text]
    origins = [offset for offset, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origins


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    if character in APOSTROPHES:
        return "'"
    if character == _TATWEEL or unicodedata.category(character) == "Cf":
        return ""
    folded = unicodedata.normalize("NFKD", character).casefold()
    return "".join(
        each
        for each in unicodedata.normalize("NFKD", folded)
        if not unicodedata.category(each).startswith("M")
    )


def _with_marks(text: str, end: int) -> int:
    """The end of a word with the combining marks of its last letter."""
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return end
