"""One colour and one name for each kind, stance, level and verdict, shared by every view.

The kinds' colours are Paul Tol's "bright" and "muted" schemes, made to be told apart with any of
the common forms of colour blindness; no view relies on colour alone (lanes, words and shapes say
the same). Each has a lighter variant for dark backgrounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.agreement import Agreement
from data.period import DatePrecision
from data.terms import Kind, Level, Modality, Role, Stance


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour on a light and on a dark background, as #rrggbb."""

    light: str
    dark: str

    def on(self, *, dark: bool) -> str:
        """The variant for a background."""
        return self.dark if dark else self.light


KIND_COLOURS: Mapping[Kind, Colour] = {
    Kind.ATTACK: Colour("#c3272b", "#ff7a70"),
    Kind.OPERATION: Colour("#2f6db3", "#7ab3f0"),
    Kind.TERRITORY: Colour("#9a7a12", "#e0c25c"),
    Kind.ARREST: Colour("#882255", "#e08bb9"),
    Kind.MOVEMENT: Colour("#117733", "#6fcf8e"),
    Kind.STRENGTH: Colour("#3a8a99", "#7fd3e0"),
    Kind.ACTIVITY_LEVEL: Colour("#aa4499", "#e39ad8"),
    Kind.HUMANITARIAN: Colour("#7f7a1f", "#cfc96a"),
    Kind.POLITICAL: Colour("#6b4e9b", "#b9a3e3"),
    Kind.ASSESSMENT: Colour("#5c6672", "#aab4c0"),
    Kind.FORECAST: Colour("#8a6246", "#d3ab8e"),
    Kind.PRESCRIPTION: Colour("#4a6b52", "#a3c4ab"),
}
# A symbol that stands for claims of several kinds.
MIXED = Colour("#3d3a4b", "#d8d4e4")
INK = Colour("#1c1b22", "#f2f0ea")

KIND_NAMES: Mapping[Kind, str] = {
    Kind.ATTACK: "Attack",
    Kind.OPERATION: "Operation",
    Kind.TERRITORY: "Territory",
    Kind.ARREST: "Arrest",
    Kind.MOVEMENT: "Movement",
    Kind.STRENGTH: "Strength",
    Kind.ACTIVITY_LEVEL: "Activity level",
    Kind.HUMANITARIAN: "Humanitarian",
    Kind.POLITICAL: "Political",
    Kind.ASSESSMENT: "Assessment",
    Kind.FORECAST: "Forecast",
    Kind.PRESCRIPTION: "Prescription",
}
STANCE_NAMES: Mapping[Stance, str] = {
    Stance.SUPPORTS: "Supports",
    Stance.QUALIFIES: "Qualifies",
    Stance.DISPUTES: "Disputes",
    Stance.MENTIONS: "Mentions",
}
# Signs beside the words, so that a stance is seen without colour.
STANCE_SIGNS: Mapping[Stance, str] = {
    Stance.SUPPORTS: "✓",
    Stance.QUALIFIES: "≈",
    Stance.DISPUTES: "✗",
    Stance.MENTIONS: "·",
}
MODALITY_NAMES: Mapping[Modality, str] = {
    Modality.ASSERTED: "asserted",
    Modality.REPORTED: "reported",
    Modality.ESTIMATED: "estimated",
    Modality.DENIED: "denied",
    Modality.FORECAST: "forecast",
    Modality.OPINION: "opinion",
}
AGREEMENT_NAMES: Mapping[Agreement, str] = {
    Agreement.SINGLE_SOURCE: "Single source",
    Agreement.REPEATED: "Repeated, independence not established",
    Agreement.CORROBORATED: "Corroborated",
    Agreement.FIGURES_DIFFER: "Figures differ",
    Agreement.DISPUTED: "Disputed",
}
LEVEL_NAMES: Mapping[Level, str] = {
    Level.SITE: "site",
    Level.TOWN: "town",
    Level.NEAR: "near",
    Level.DISTRICT: "district",
    Level.GOVERNORATE: "governorate",
    Level.REGION: "region, approximate",
    Level.COUNTRY: "country",
}
ROLE_NAMES: Mapping[Role, str] = {
    Role.LOCATION: "",
    Role.ORIGIN: "from",
    Role.DESTINATION: "to",
    Role.COMPARISON: "compared with",
}
PRECISION_NAMES: Mapping[DatePrecision, str] = {
    DatePrecision.DAY: "to the day",
    DatePrecision.APPROXIMATE_DAY: "about this day",
    DatePrecision.MONTH: "to the month",
    DatePrecision.SEASON: "to the season",
    DatePrecision.YEAR: "to the year",
    DatePrecision.INTERVAL: "some time between",
    DatePrecision.OPEN: "open on one side",
}


def kind_colour(kinds: frozenset[Kind]) -> Colour:
    """The colour of a symbol that stands for claims of these kinds."""
    return KIND_COLOURS[next(iter(kinds))] if len(kinds) == 1 else MIXED
