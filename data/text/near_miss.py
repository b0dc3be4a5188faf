"""What a text holds in place of a quote that it does not hold, for the one who has to fix it.

Quotes are exact, so nothing that is found here is ever taken for the quote.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from data.text.invisible_characters import as_yaml
from data.text.quote_form import differences_in_form, plain_of

# How alike a passage must be to be called the nearest (rapidfuzz.fuzz.ratio, 0 to 100). Stretches
# of English that have nothing to do with one another reach about 50.
ALIKE = 60
# A quote is seldom over 400 letters. Of one longer than this only the form is looked at, because
# to find what is merely like it takes seconds.
_LONGEST = 1000

_PARTS = ("prefix", "exact", "suffix")
# Of a text without its form: a run of letters with what joins them ("Da'ash", "3,000"), or a sign.
_WORD = re.compile(r"\w+(?:['.,:/-]\w+)*|\S")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text, as it stands there, with what was asked for before and after it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def nearest(text: str, exact: str, prefix: str = "", suffix: str = "") -> Passage | None:
    """The passage of `text` most like a quote that it does not hold; None when none is like it.

    Where one differs in form alone it is that one, from the quote's first sign to its last. Else
    the passage never begins or ends within a word. `prefix` and `suffix` of the passage are filled
    where they were asked for.
    """
    if not exact:
        return None
    whole = prefix + exact + suffix
    for start, end in _but_for_form(text, whole):
        parted = _parted(text[start:end], whole, len(prefix), len(prefix) + len(exact))
        if parted.exact:
            return parted
    spans = [*occurrences(text, exact)] or [*_but_for_form(text, exact)] or [*_alike(text, exact)]
    found = [_with_surroundings(text, *span, prefix, suffix) for span in spans]
    return max(found, key=lambda each: _likeness(each, prefix, suffix), default=None)


def offered(given: Passage, near: Passage) -> str:
    """The end of a fix: what stands in the text, ready to be pasted, for each part that differs.

    Where a part differs in form alone, the difference is named.
    """
    parts = {name: (getattr(given, name), getattr(near, name)) for name in _PARTS}
    wrong = {name: pair for name, pair in parts.items() if pair[0] != pair[1]}
    words = ""
    for name, (one, other) in wrong.items():
        part = "" if list(wrong) == ["exact"] else f"`{name}` "
        words += f"; the nearest {part}reads {as_yaml(other)}"
        differences = "; ".join(differences_in_form(one, other))
        words += f", which differs in form alone ({differences})" if differences else ""
    return words


def offered_words(text: str, words: str) -> str:
    """The same for words that should stand in a text and do not; empty where none are like them."""
    near = nearest(text, words)
    return offered(Passage(words), near) if near else ""


def occurrences(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Everywhere that a text holds what is wanted, from where to where."""
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)


def _but_for_form(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where the text reads the same when form is set aside."""
    plain, letters = plain_of(text), plain_of(wanted).letters
    for start, end in occurrences(plain.letters, letters) if letters else ():
        if plain.is_whole(start, end):
            yield plain.starts[start], plain.ends[end - 1]


def _alike(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """The whole words of the text that are most like what is wanted, when they are like it."""
    plain = plain_of(text)
    haystack, needle = _loose(plain.letters), _loose(plain_of(wanted).letters)
    if len(needle) > _LONGEST:
        return
    window = fuzz.partial_ratio_alignment(needle, haystack, score_cutoff=ALIKE)
    if window is None:
        return
    margin = len(needle) // 2 + 1
    words = list(_words(haystack, window.dest_start - margin, window.dest_end + margin))

    def like(span: tuple[int, int]) -> float:
        # A word that stands for another counts as one and not as two, so that none is left out.
        return Levenshtein.normalized_similarity(needle, haystack[slice(*span)])

    last = max((end for start, end in words if start < window.dest_end), default=0)
    starts = [(start, last) for start, _ in words if start <= window.dest_start + margin]
    first, _ = max(starts, key=like, default=(0, 0))
    ends = [(first, end) for _, end in words if end > max(first, window.dest_end - margin)]
    best = max(ends, key=like, default=(0, 0))
    if fuzz.ratio(needle, haystack[slice(*best)]) >= ALIKE:
        yield plain.starts[best[0]], plain.ends[best[1] - 1]


def _words(letters: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words and other signs between two indices; none is cut at the ends."""
    begin = letters.rfind(" ", 0, max(start, 0)) + 1
    stop = letters.find(" ", end)
    for word in _WORD.finditer(letters, begin, len(letters) if stop < 0 else stop):
        yield word.span()


def _loose(letters: str) -> str:
    """The letters in small ones and marks all alike, each still where it was."""
    return "".join(_loosened(each) for each in letters)


@lru_cache(maxsize=4096)
def _loosened(letter: str) -> str:
    small = letter.lower()
    return "_" if unicodedata.category(letter).startswith("M") else small[:1]


def _parted(passage: str, whole: str, start: int, end: int) -> Passage:
    """A passage that is `whole` but for form, cut where `whole` has its code points."""
    one, other = plain_of(whole), plain_of(passage)
    first, last = bisect_left(one.starts, start), bisect_left(one.starts, end)
    left, right = other.starts[first], other.ends[last - 1]
    return Passage(passage[left:right], passage[:left], passage[right:])


def _with_surroundings(text: str, start: int, end: int, prefix: str, suffix: str) -> Passage:
    """A passage with about as much before and after it as was asked for, in whole words."""
    low, high = max(start - len(prefix), 0), min(end + len(suffix), len(text))
    while prefix and low > 0 and not text[low - 1].isspace():
        low -= 1
    while suffix and high < len(text) and not text[high].isspace():
        high += 1
    return Passage(text[start:end], text[low:start], text[end:high])


def _likeness(found: Passage, prefix: str, suffix: str) -> float:
    return fuzz.ratio(prefix, found.prefix) + fuzz.ratio(suffix, found.suffix)
