"""One name for each kind, stance, level and verdict, and the signs that stand beside some."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from data.comparing.agreement import Agreement
from data.comparing.fields import Field, Standing
from data.comparing.lineage import Lineage
from data.model.calendar_unit import DatePrecision
from data.model.vocabulary import (
    Credibility,
    EventType,
    Kind,
    LocationPrecision,
    Measure,
    Reliability,
    Role,
    Stance,
)

_T = TypeVar("_T", bound=StrEnum)


def spaced(value: str) -> str:
    """The value of a vocabulary as words: 'activity level'."""
    return value.replace("-", " ")


def _capitalised(values: type[_T]) -> dict[_T, str]:
    return {each: spaced(each.value).capitalize() for each in values}


KIND_NAMES: Mapping[Kind, str] = _capitalised(Kind)
EVENT_TYPE_NAMES: Mapping[EventType, str] = {
    **_capitalised(EventType),
    EventType.UNSPECIFIED: "Manner not said",
}
MEASURE_NAMES: Mapping[Measure, str] = _capitalised(Measure)
STANCE_NAMES: Mapping[Stance, str] = _capitalised(Stance)
# Signs beside the words, so that a stance is seen without colour.
STANCE_SIGNS: Mapping[Stance, str] = {
    Stance.SUPPORTS: "✓",
    Stance.QUALIFIES: "≈",
    Stance.DISPUTES: "✗",
    Stance.MENTIONS: "·",
}
AGREEMENT_NAMES: Mapping[Agreement, str] = {
    **_capitalised(Agreement),
    Agreement.REPEATED: "Repeated, independence not established",
}
# As words before a sentence that says more.
LINEAGE_NAMES: Mapping[Lineage, str] = {
    Lineage.SINGLE: "no two support it",
    Lineage.INDEPENDENT: "independent origins",
    Lineage.DERIVED: "derived from one another",
    Lineage.UNKNOWN: "lineage unknown",
}
FIELD_NAMES: Mapping[Field, str] = _capitalised(Field)
STANDING_NAMES: Mapping[Standing, str] = {
    Standing.AGREES: "agrees",
    Standing.PARTIAL: "meets the others in part",
    Standing.DIFFERS: "differs",
    Standing.ALONE: "no other to compare with",
    Standing.SILENT: "silent",
}
STANDING_SIGNS: Mapping[Standing, str] = {
    Standing.AGREES: "=",
    Standing.PARTIAL: "≈",
    Standing.DIFFERS: "≠",
    Standing.ALONE: "·",
    Standing.SILENT: "–",
}
# The words of the NATO Admiralty code (STANAG 2511).
RELIABILITY_NAMES: Mapping[Reliability, str] = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}
CREDIBILITY_NAMES: Mapping[Credibility, str] = {
    Credibility.CONFIRMED: "confirmed by other sources",
    Credibility.PROBABLY_TRUE: "probably true",
    Credibility.POSSIBLY_TRUE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "truth cannot be judged",
}
LEVEL_NAMES: Mapping[LocationPrecision, str] = {
    **{each: each.value for each in LocationPrecision},
    LocationPrecision.REGION: "region, approximate",
}
ROLE_NAMES: Mapping[Role, str] = {
    Role.LOCATION: "",
    Role.ORIGIN: "from",
    Role.DESTINATION: "to",
    Role.COMPARISON: "compared with",
}
PRECISION_NAMES: Mapping[DatePrecision, str] = {
    DatePrecision.DAY: "to the day",
    DatePrecision.APPROXIMATE_DAY: "to about this day",
    DatePrecision.MONTH: "to the month",
    DatePrecision.SEASON: "to the season",
    DatePrecision.YEAR: "to the year",
    DatePrecision.DECADE: "to the decade",
    DatePrecision.CENTURY: "to the century",
    DatePrecision.INTERVAL: "to a span of time",
    DatePrecision.OPEN: "on one side only",
}
