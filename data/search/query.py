"""From what somebody typed to the terms that every hit must hold.

Words in quotation marks stand for themselves. Other words are read from left to right: the longest
run that is a name of the corpus, another spelling of one, or one slip of the pen away from one,
stands for every spelling of what it names; a word that the corpus has stands for all its forms
(Snowball stem); what it has not stands for the name or the words most like it, when they are like
enough; what is left stands for itself and finds nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data.naming.lexicon import Lexicon
from data.naming.names import EntityType, Name
from data.naming.spelling import Spelled
from data.text.transliteration import is_article
from data.text.wordforms import (
    FUNCTION_WORDS,
    LONGEST_WORD,
    Phrase,
    Word,
    phrase_of,
    stem,
    words_in,
)

LONGEST_QUERY = 1000
MOST_TERMS = 24

_QUOTATION_MARKS = re.compile('["“”„«»″]')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a hit must hold, in any of the ways given.

    `typed` is how the query has it. `phrase` is found wherever it stands; `stems` find the forms of
    a word, `names` whom or what it names under every other name. `near` is what the term was read
    as when the corpus has nothing that is written as typed, and empty otherwise; `spelling` says
    that what was typed is another spelling of that and not merely like it.
    """

    typed: str
    phrase: Phrase
    stems: frozenset[str] = frozenset()
    names: tuple[Name, ...] = ()
    near: str = ""
    spelling: bool = False

    @property
    def entities(self) -> frozenset[tuple[EntityType, str]]:
        """Whom or what the term names."""
        return frozenset((name.entity, name.id) for name in self.names)


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a query and, in sentences, what of it was not used."""

    terms: tuple[Term, ...]
    notices: tuple[str, ...]


@dataclass
class _Progress:
    """What has been read of a query so far; `common` are the function words left out."""

    terms: list[Term] = field(default_factory=list)
    common: list[str] = field(default_factory=list)
    too_long: bool = False


def read_query(text: str, lexicon: Lexicon) -> Query:
    """Read a query. Never fails: what cannot be used is said in the notices."""
    reading = _Progress()
    for piece, quoted in _pieces(text[:LONGEST_QUERY]):
        words = words_in(piece)
        usable = [word for word in words if len(word.folded) <= LONGEST_WORD]
        reading.too_long = reading.too_long or len(usable) < len(words)
        if not quoted:
            _read(piece, usable, lexicon, reading)
        elif usable and len(usable) == len(words):
            typed = _typed(piece, usable)
            reading.terms.append(Term(f"“{typed}”", phrase_of(typed)))
    terms = tuple({term.typed.casefold(): term for term in reversed(reading.terms)}.values())[::-1]
    notices = (
        (f"Only the first {LONGEST_QUERY:,} characters were read.", len(text) > LONGEST_QUERY),
        (f"Words of more than {LONGEST_WORD} letters were left out.", reading.too_long),
        (f"Only the first {MOST_TERMS} words were searched for.", len(terms) > MOST_TERMS),
        (_left_out(reading.common), bool(reading.common)),
    )
    return Query(terms[:MOST_TERMS], tuple(notice for notice, applies in notices if applies))


def _left_out(common: Sequence[str]) -> str:
    words = ", ".join(f"“{word}”" for word in dict.fromkeys(common))
    return f"Too common to be searched for, unless in quotation marks: {words}."


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The runs of a query outside and inside quotation marks; a mark without its pair is none."""
    pieces = _QUOTATION_MARKS.split(text)
    for index, piece in enumerate(pieces):
        yield piece, index % 2 == 1 and index < len(pieces) - 1


def _read(piece: str, words: Sequence[Word], lexicon: Lexicon, reading: _Progress) -> None:
    """Read a run of words from left to right."""
    at = 0
    while at < len(words):
        term, length = _name(piece, at, words, lexicon)
        if term is not None:
            reading.terms.append(term)
        elif _is_grammar(at, words):
            reading.common.append(words[at].folded)
        else:
            reading.terms.append(_word(_typed(piece, [words[at]]), words[at].folded, lexicon))
        at += length


def _is_grammar(at: int, words: Sequence[Word]) -> bool:
    """Whether a word has no subject: a function word, or the Arabic article before another word."""
    word, following = words[at].folded, words[at + 1 : at + 2]
    return word in FUNCTION_WORDS or any(is_article(word, each.folded) for each in following)


def _name(piece: str, at: int, words: Sequence[Word], lexicon: Lexicon) -> tuple[Term | None, int]:
    """The name that begins at a word, or the names most like it, and how many words that takes."""
    exact = lexicon.names.starting_at(at, words, piece)
    length = len(exact[0].phrase.words) if exact else 0
    spelled, more = lexicon.spellings.longest(at, words, more_than=length)
    if spelled:
        typed = _typed(piece, words[at : at + more])
        return _spelled(typed, spelled), more
    if exact:
        return _exact(_typed(piece, words[at : at + length]), exact, lexicon), length
    near = lexicon.near_names(at, words)
    if near.names and near.score >= lexicon.near_words(words[at].folded).score:
        typed = _typed(piece, words[at : at + near.length])
        first = near.names[0]
        return Term(typed, first.phrase, names=near.names, near=first.spelled), near.length
    return None, 1


def _exact(typed: str, names: tuple[Name, ...], lexicon: Lexicon) -> Term:
    """A name as the corpus has it; if only its lists have it, as another spelling of the first."""
    phrase = phrase_of(typed)
    primary = min((name.primary for name in names), key=len)
    if lexicon.written.keys().isdisjoint(phrase.words) and primary != names[0].spelled:
        return _spelled(typed, Spelled(primary, names))
    return Term(typed, phrase, _inflected(phrase), names)


def _spelled(typed: str, spelled: Spelled) -> Term:
    """What the corpus has under another spelling finds what that one finds."""
    phrase = phrase_of(spelled.read_as)
    stems = spelled.stems or _inflected(phrase)
    return Term(typed, phrase, stems, spelled.names, spelled.read_as, not spelled.slip)


def _inflected(phrase: Phrase) -> frozenset[str]:
    """The stem of a name of one word: "Iraqis" is also a form of "Iraqi"; "US" is none of "us"."""
    one = len(phrase.words) == 1 and not phrase.capitals
    return frozenset(map(stem, phrase.words)) if one else frozenset()


def _word(typed: str, folded: str, lexicon: Lexicon) -> Term:
    """A word in all its forms, or the words that sound like it or are most like it."""
    sounding = lexicon.sounding_words(folded)
    if sounding:
        written = lexicon.written[sounding[0]]
        stems = frozenset(map(stem, sounding))
        return Term(typed, phrase_of(written), stems, near=written, spelling=True)
    near = lexicon.near_words(folded).words
    if near:
        written = lexicon.written[near[0]]
        return Term(typed, phrase_of(""), frozenset(map(stem, near)), near=written)
    return Term(typed, phrase_of(typed), frozenset({stem(folded)}))


def _typed(piece: str, words: Sequence[Word]) -> str:
    return piece[words[0].start : words[-1].end]
