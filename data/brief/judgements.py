"""An analyst's own judgements: kept apart from evidence, and each tied to claims or said to be an
assumption.

Likelihood speaks of the event and confidence of the grounds for saying so; the terms are those of
US Intelligence Community Directive 203, which asks that the two are never mixed in one word.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from data.model.corpus import Id, Text


class Likelihood(StrEnum):
    """How likely what is judged is, by ICD 203; `percent` is the directive's own range."""

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"

    @property
    def percent(self) -> str:
        """The range in percent, as a reader says it: '55–80 %'."""
        return _PERCENT[self]


_PERCENT = {
    Likelihood.ALMOST_NO_CHANCE: "1–5 %",
    Likelihood.VERY_UNLIKELY: "5–20 %",
    Likelihood.UNLIKELY: "20–45 %",
    Likelihood.ROUGHLY_EVEN: "45–55 %",
    Likelihood.LIKELY: "55–80 %",
    Likelihood.VERY_LIKELY: "80–95 %",
    Likelihood.ALMOST_CERTAIN: "95–99 %",
}


class Confidence(StrEnum):
    """How good the grounds of a judgement are."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Judgement(BaseModel):
    """One judgement: what is judged, how likely, how surely, and on which claims it stands.

    One that stands on no claim has to be marked as an assumption; one that is may name none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[Text, Field(max_length=2000)]
    likelihood: Likelihood
    confidence: Confidence
    claims: tuple[Id, ...] = ()
    assumption: bool = False

    @model_validator(mode="after")
    def _stands_on_something(self) -> Self:
        if not self.claims and not self.assumption:
            raise PydanticCustomError(
                "claims", "at least one claim in `claims`, or `assumption: true`"
            )
        if self.claims and self.assumption:
            raise PydanticCustomError("claims", "either `claims` or `assumption: true`, not both")
        return self


def judgement_words(judgement: Judgement) -> str:
    """How likely and how surely, as two things: 'Likely (55–80 %), moderate confidence'."""
    likelihood = judgement.likelihood
    return (
        f"{likelihood.capitalize()} ({likelihood.percent}), {judgement.confidence.value} confidence"
    )
