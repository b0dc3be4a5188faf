"""One colour for each kind, side and source, shared by every view.

The kinds' colours are from Paul Tol's "bright" and "muted" schemes, made to be told apart with any
of the common forms of colour blindness; no view relies on colour alone (lanes, words and shapes say
the same). Each has a lighter variant for dark backgrounds, and as text each has at least the
contrast that WCAG 2.2 asks for, 4.5 to 1, on every ground that it stands on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from data.model.vocabulary import EventType, Kind


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour on a light and on a dark background, as #rrggbb."""

    light: str
    dark: str

    def on(self, *, dark: bool) -> str:
        """The variant for a background."""
        return self.dark if dark else self.light


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour #rrggbb and how much it covers, from 0 to 1."""

    colour: str
    opacity: float


KIND_COLOURS: Mapping[Kind, Colour] = {
    Kind.ATTACK: Colour("#c3272b", "#ff7a70"),
    Kind.OPERATION: Colour("#2f6db3", "#7ab3f0"),
    Kind.TERRITORY: Colour("#645516", "#e0c25c"),
    Kind.ARREST: Colour("#882255", "#e08bb9"),
    Kind.MOVEMENT: Colour("#117733", "#6fcf8e"),
    Kind.STRENGTH: Colour("#086078", "#7fd3e0"),
    Kind.ACTIVITY_LEVEL: Colour("#aa4499", "#e39ad8"),
    Kind.HUMANITARIAN: Colour("#576b00", "#cfc96a"),
    Kind.POLITICAL: Colour("#6b4e9b", "#b9a3e3"),
    Kind.ASSESSMENT: Colour("#5c6672", "#aab4c0"),
    Kind.FORECAST: Colour("#8a6246", "#d3ab8e"),
    Kind.PRESCRIPTION: Colour("#4a6b52", "#a3c4ab"),
}
# A symbol that stands for claims of several kinds.
MIXED = Colour("#3d3a4b", "#d8d4e4")
INK = Colour("#141319", "#f2f0ea")

# Behind headings that stay in sight while text scrolls under them; the theme's second background.
RAISED = Colour("#f1eee6", "#20252c")
# On a button in the theme's primary colour. Streamlit writes white on it, in the dark theme too.
ON_PRIMARY = Colour("#fffefb", "#15181d")


@dataclass(frozen=True, slots=True)
class Hue:
    """What a symbol's colour stands for, in words, and the colour."""

    name: str
    colour: Colour


# Searched for the greatest least difference (CAM02-UCS) between any two of them, the colour of
# several and any of the common colour blindnesses included; test_map.py measures it.
_BOMB = Hue("bomb", Colour("#aa1500", "#ea4055"))
_SHELLING = Hue("shelling, air or drone strike", Colour("#6a0095", "#bf40ff"))
_ARMED = Hue("clash, assault or checkpoint", Colour("#406aff", "#6aaad4"))
_PERSON = Hue("abduction or assassination", Colour("#006a40", "#6affaa"))
_CIVILIANS = Hue("attack on civilians", Colour("#d46a00", "#eaaa00"))
_UNSPECIFIED = Hue("manner not said", Colour("#808080", "#959595"))
EVENT_HUES: Mapping[EventType, Hue] = {
    EventType.CAR_BOMB: _BOMB,
    EventType.EXPLOSION: _BOMB,
    EventType.SUICIDE_BOMB: _BOMB,
    EventType.SHELLING: _SHELLING,
    EventType.AIR_STRIKE: _SHELLING,
    EventType.DRONE_STRIKE: _SHELLING,
    EventType.ARMED_CLASH: _ARMED,
    EventType.GROUND_ASSAULT: _ARMED,
    EventType.ARMED_ASSAULT: _ARMED,
    EventType.CHECKPOINT: _ARMED,
    EventType.ABDUCTION: _PERSON,
    EventType.ASSASSINATION: _PERSON,
    EventType.ATTACK_ON_CIVILIANS: _CIVILIANS,
    EventType.UNSPECIFIED: _UNSPECIFIED,
}
SEVERAL = Hue("several", MIXED)
# For those who did violent acts, in their order, and where nobody is named; searched and measured
# as the hues of events are.
SIDE_COLOURS = (
    Colour("#aa1500", "#ea4055"),
    Colour("#006a40", "#55d495"),
    Colour("#955595", "#d495ff"),
    Colour("#d46a15", "#ea9500"),
    Colour("#6a80ff", "#556a95"),
    Colour("#6a0080", "#d415ff"),
    Colour("#0000ff", "#aaff2a"),
)
UNSAID = _UNSPECIFIED.colour
# For sources, in their order; a seventh source begins again.
SOURCE_COLOURS = tuple(
    each.colour for each in (_ARMED, _CIVILIANS, _PERSON, _SHELLING, _BOMB, _UNSPECIFIED)
)


def theme_style(*, dark: bool) -> Markup:
    """A style sheet with what of the theme our own style sheets need."""
    return Markup("<style>:root {{ --sl-raised: {}; --sl-on-primary: {}; }}</style>").format(
        RAISED.on(dark=dark), ON_PRIMARY.on(dark=dark)
    )
