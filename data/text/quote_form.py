"""Writings that differ in form alone, and what differs, in words.

Two writings differ in *form* alone when they are equal after these are set aside: Unicode form
(NFKD of UAX #15), what cannot be seen, how many spaces and of which sort, line ends, and the shapes
of dashes and of quotation marks. A form is named in words, because it is seldom seen.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from data.text.invisible_characters import is_unseen
from data.text.wordforms import APOSTROPHES

_MOST_NAMED = 5
_DASHES = frozenset("\u2212\u2043")  # minus and hyphen bullet, which are of no class of dashes
_QUOTATION_MARKS = APOSTROPHES | frozenset('"„‚‟‛″‶‵ʺ')
_RUNS = frozenset(" -'")
_COUNTS = ("no", "a", "two", "three", "four")
_SPACES = {"\n": "line end", "\r": "carriage return", "\t": "tab"}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its form: `letters`, and from where to where in the text each one stands."""

    text: str
    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether letters from one index to another are whole signs of the text: no half of 'ﬁ'."""
        return all(
            at in {0, len(self.letters)} or self.starts[at] != self.starts[at - 1]
            for at in (start, end)
        )

    def piece(self, start: int, end: int) -> str:
        """The text of letters from one index to another, with what is not seen between them."""
        first = self.starts[start] if start else 0
        return self.text[first : self.starts[end] if end < len(self.starts) else None]


# A corpus with many quotes that are not found has few documents, and one is asked after another.
@lru_cache(maxsize=8)
def plain_of(text: str) -> Plain:
    """A text without its form."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _signs(text):
        for letter in _letters(text[start:end]):
            if letter in _RUNS and letters and letters[-1] == letter:
                ends[-1] = end
            else:
                letters.append(letter)
                starts.append(start)
                ends.append(end)
    return Plain(text, "".join(letters), tuple(starts), tuple(ends))


def _signs(text: str) -> Iterator[tuple[int, int]]:
    """Where each letter stands with its combining marks; what cannot be seen is no sign."""
    start, end = 0, 0
    for at, character in enumerate(text):
        if is_unseen(character):
            continue
        if end and unicodedata.category(character).startswith("M"):
            end = at + 1
            continue
        if end:
            yield start, end
        start, end = at, at + 1
    if end:
        yield start, end


@lru_cache(maxsize=4096)
def _letters(sign: str) -> str:
    seen = "".join(_shape(each) for each in sign if not is_unseen(each))
    return "".join(_shape(each) for each in unicodedata.normalize("NFKD", seen))


def _shape(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Pd" or character in _DASHES:
        return "-"
    return "'" if category in {"Pi", "Pf"} or character in _QUOTATION_MARKS else character


def differences_in_form(quote: str, passage: str) -> tuple[str, ...]:
    """What is of another form in the passage, in words; empty where more than that differs."""
    one, other = plain_of(quote), plain_of(passage)
    if one.letters != other.letters or not one.letters:
        return ()
    named = dict.fromkeys(
        words
        for in_quote, in_passage in _in_step(one, other)
        if in_quote != in_passage
        for words in _named(in_quote, in_passage)
    )
    more = ["and more"] if len(named) > _MOST_NAMED else []
    return (*[*named][:_MOST_NAMED], *more)


def _in_step(one: Plain, other: Plain) -> Iterator[tuple[str, str]]:
    """Two writings of the same letters, in the shortest pieces that stand for the same letters."""
    joints = [
        at for at in range(1, len(one.letters)) if one.is_whole(at, at) and other.is_whole(at, at)
    ]
    for at, following in pairwise([0, *joints, len(one.letters)]):
        yield one.piece(at, following), other.piece(at, following)


def _named(in_quote: str, in_passage: str) -> Iterator[str]:
    """What differs between two writings of the same letter."""
    hidden, other_hidden = (Counter(filter(is_unseen, each)) for each in (in_quote, in_passage))
    for character in other_hidden - hidden:
        yield f"an invisible {_sign_name(character)} that the quote lacks"
    for character in hidden - other_hidden:
        yield f"no invisible {_sign_name(character)}, which the quote has"
    one, other = (
        "".join(character for character in each if not is_unseen(character))
        for each in (in_quote, in_passage)
    )
    if one == other:
        return
    if unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other):
        yield _unicode_form(one, other)
    else:
        alone = len(one) == 1 and set(one) == set(other)
        yield f"{_described(other)} where the quote has {'one' if alone else _described(one)}"


def _unicode_form(in_quote: str, in_passage: str) -> str:
    if in_passage == unicodedata.normalize("NFD", in_passage):
        has = "accents as combining marks (NFD)"
    elif in_passage == unicodedata.normalize("NFC", in_passage):
        has = "a letter and its accents as one character (NFC)"
    else:
        has = f"{_described(in_passage)} for {_described(in_quote)}"
    return f"Unicode form: the document writes {has}"


def _described(signs: str) -> str:
    """'two spaces', 'a no-break space', '“–” (en dash)'."""
    runs = [(character, len([*run])) for character, run in groupby(signs.replace("\r\n", "\r"))]
    if signs.isspace():
        windows = "\r\n" in signs
        return " and ".join(_counted(_space_name(each, windows), count) for each, count in runs)
    names = [_sign_name(each) + (f" {count} times" if count > 1 else "") for each, count in runs]
    named = "" if signs.isascii() and signs.isalnum() else f" ({', '.join(names)})"
    return f"“{signs}”{named}"


def _space_name(character: str, windows: bool) -> str:
    if character == "\r" and windows:
        return "Windows line end"
    return _SPACES.get(character) or _sign_name(character)


def _sign_name(character: str) -> str:
    code, name = f"U+{ord(character):04X}", unicodedata.name(character, "").lower()
    return f"{code} {name}".rstrip() if is_unseen(character) else name or code


def _counted(name: str, count: int) -> str:
    if count == 1:
        return f"{'an' if name[0] in 'aeio' else 'a'} {name}"
    return f"{_COUNTS[count] if count < len(_COUNTS) else count} {name}s"
