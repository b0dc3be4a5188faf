"""The dashboard's colours on a light ground, for maps that are exported."""

from collections.abc import Mapping

from data.exports.maps.features import SEVERAL
from data.model.vocabulary import Kind

# Of each kind, and of what stands for several.
COLOURS: Mapping[str, str] = {
    Kind.ATTACK: "#c3272b",
    Kind.OPERATION: "#2f6db3",
    Kind.TERRITORY: "#645516",
    Kind.ARREST: "#882255",
    Kind.MOVEMENT: "#117733",
    Kind.STRENGTH: "#086078",
    Kind.ACTIVITY_LEVEL: "#aa4499",
    Kind.HUMANITARIAN: "#576b00",
    Kind.POLITICAL: "#6b4e9b",
    Kind.ASSESSMENT: "#5c6672",
    Kind.FORECAST: "#8a6246",
    Kind.PRESCRIPTION: "#4a6b52",
    SEVERAL: "#3d3a4b",
}
INK = "#1c1b22"
PAPER = "#fffefb"
BORDER = "#8d8779"
