"""Figures of the sources brought to common units, read as they were put, and compared.

docs/method.md, "Figures", has the rules in words. No bound is ever rounded; only words are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import inf

from data.model.corpus import Figure
from data.text.numbers import number_words, range_words


class Dimension(StrEnum):
    """What sort of quantity a figure is. Only figures of one sort can share an axis."""

    RATE = "rate"
    COUNT = "count"
    SHARE = "share"
    CHANGE = "change"


class QuantityForm(StrEnum):
    """How a source put a number, which is how it is drawn."""

    EXACT = "exact"
    ABOUT = "about"
    RANGE = "range"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    IN_WORDS = "in-words"


_DAYS_A_MONTH = Fraction(36525, 1200)
_A_MONTH: Mapping[str, Fraction] = {
    "day": _DAYS_A_MONTH,
    "week": _DAYS_A_MONTH / 7,
    "month": Fraction(1),
    "year": Fraction(1, 12),
}
_ADVERBS: Mapping[str, str] = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}
_RATE = re.compile(
    rf"(?:\b(?:a|per|each|every)\s|/\s?)({'|'.join(_A_MONTH)})\b|\b({'|'.join(_ADVERBS)})\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"^(?:%|per\s?cent\b)", re.IGNORECASE)
# A change is the difference between two quantities, so it may be below zero or above 100 percent.
_CHANGE = re.compile(
    r"^change\b|^percentage\spoints?\b|^(?:%|per\s?cent\b)\s?.*\b(?:changes?|(?:in|de)creases?|"
    r"growth|gains?|rises?|falls?|drops?|declines?|reductions?|more|less|fewer|higher|lower)\b",
    re.IGNORECASE,
)
_SYNONYMS: Mapping[str, str] = {"incidents": "attacks", "people": "persons"}

_VAGUE: Mapping[str, tuple[int, int]] = {
    "a couple": (2, 2),
    "several": (3, 9),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "several hundred": (300, 999),
    "thousands": (2_000, 9_999),
    "several thousand": (3_000, 9_999),
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
}
_NUMBER_WORD = (
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|a\s+couple|several|tens|dozens?|scores?|"
    r"hundreds?|thousands?|millions?|billions?)"
)
_NUMBER_WORDS = re.compile(rf"\b{_NUMBER_WORD}(?:[\s-]+(?:of\s+)?{_NUMBER_WORD})*\b")
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx|roughly|nearly|almost|circa|some(?=\s+\d))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in common units. `unit` is the source's noun, with "a month" for a rate.

    `arithmetic` says in words how the bounds came about; it is empty where they were kept.
    """

    minimum: float | None
    maximum: float | None
    unit: str
    dimension: Dimension
    arithmetic: str = ""

    @property
    def words(self) -> str:
        """The range in words without its unit, rounded where it was computed: '22–30'."""
        if not self.arithmetic:
            return range_words(self.minimum, self.maximum)
        return range_words(_rounded(self.minimum), _rounded(self.maximum))


def normalise(figure: Figure) -> Quantity:
    """The figure with a rate as a rate a month, and percent spelt in one way.

    A change is kept as it is, also one of a rate: "percent fewer attacks a week".
    """
    unit = " ".join(figure.unit.split())
    if _CHANGE.match(unit):
        plain = _SHARE.sub("percent", unit)
        return Quantity(figure.minimum, figure.maximum, plain, Dimension.CHANGE)
    rate = _RATE.search(unit)
    if rate is None:
        share = Dimension.SHARE if _SHARE.match(unit) else Dimension.COUNT
        return Quantity(figure.minimum, figure.maximum, _SHARE.sub("percent", unit), share)
    per = (rate[1] or _ADVERBS[rate[2].lower()]).lower()
    noun = " ".join((unit[: rate.start()] + " " + unit[rate.end() :]).split())
    low, high = (_times(bound, _A_MONTH[per]) for bound in (figure.minimum, figure.maximum))
    arithmetic = "" if per == "month" else _arithmetic(figure, per, low, high)
    return Quantity(low, high, f"{noun} a month".strip(), Dimension.RATE, arithmetic)


def impossible(figure: Figure) -> Iterator[tuple[str, str, str, str]]:
    """The bounds that no quantity of this unit can have: the field, and what was found, is expected
    and fixes it.

    Nothing is counted below zero and no share is above 100 percent, but a change may be either.
    """
    dimension = normalise(figure).dimension
    if dimension is Dimension.CHANGE:
        return
    most = 100.0 if dimension is Dimension.SHARE else inf
    for field, bound in (("minimum", figure.minimum), ("maximum", figure.maximum)):
        if bound is not None and bound < 0:
            yield (
                field,
                number_words(bound),
                f"a {dimension} of 0 or more",
                f"correct it{_OR_CHANGE}",
            )
        elif bound is not None and bound > most:
            wanted = "a share of at most 100 percent"
            yield (
                field,
                number_words(bound),
                wanted,
                f"correct it, or name what is counted{_OR_CHANGE}",
            )


_OR_CHANGE = (
    ", or say in `unit` that it is a change: 'change in …', 'percentage points' or "
    "'percent' with a word such as rise, fall, more or fewer"
)


def vague_words(as_written: str) -> tuple[int, int] | None:
    """The documented range of the first vague number in a source's words; None without one.

    A number counts with all its words, so '20 thousand' and 'dozens of thousands' are none of them.
    """
    for words in _NUMBER_WORDS.finditer(as_written.casefold()):
        known = _VAGUE.get(" ".join(re.split(r"[\s-]+", words[0])))
        if known:
            return known
    return None


def stated(figure: Figure) -> QuantityForm:
    """How the source put the number. The first rule that applies decides."""
    if figure.minimum is None or figure.maximum is None:
        return QuantityForm.AT_MOST if figure.minimum is None else QuantityForm.AT_LEAST
    if vague_words(figure.as_written):
        return QuantityForm.IN_WORDS
    if figure.minimum != figure.maximum:
        return QuantityForm.RANGE
    return QuantityForm.ABOUT if _ABOUT.search(figure.as_written) else QuantityForm.EXACT


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same thing in the same sort of quantity."""
    return one.measure is other.measure and _counted(one) == _counted(other)


def overlap(one: Figure, other: Figure) -> bool:
    """Whether two comparable figures can both be right: their normalised ranges meet."""
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    return low <= other_high and other_low <= high


def bounds(figure: Figure) -> tuple[float, float]:
    """The normalised bounds, an open one as infinity."""
    given = normalise(figure)
    low = float("-inf") if given.minimum is None else given.minimum
    high = float("inf") if given.maximum is None else given.maximum
    return low, high


def _counted(figure: Figure) -> tuple[str, ...]:
    """The words of the normalised unit, which tell a rate and a share from a count as well."""
    words = normalise(figure).unit.casefold().split()
    return tuple(_SYNONYMS.get(word, word) for word in words)


def _times(value: float | None, factor: Fraction) -> float | None:
    return None if value is None else float(Fraction(value) * factor)


def _arithmetic(figure: Figure, per: str, low: float | None, high: float | None) -> str:
    """The sum in words: '5–7 a week × 4.35 weeks a month ≈ 22–30 a month'."""
    factor = _A_MONTH[per]
    step = (
        f"× {float(factor):.2f} {per}s a month" if factor > 1 else f"÷ {1 / factor} months a {per}"
    )
    rounded = _rounded(low), _rounded(high)
    sign = "=" if rounded == (low, high) else "≈"
    given = range_words(figure.minimum, figure.maximum)
    return f"{given} a {per} {step} {sign} {range_words(*rounded)} a month"


def _rounded(value: float | None) -> float | None:
    """To a whole number from 10 on, below to two digits."""
    if value is None:
        return None
    return float(round(value)) if abs(value) >= 10 else float(f"{value:.2g}")
