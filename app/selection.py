"""Which claims a view is about: those at a place, in a box, at one mark, or all that pass."""

from __future__ import annotations

from collections.abc import Sequence

from app.view import NO_PLACE, View
from components.map_layers import MapLayer, shown_on
from data.model import Claim, Corpus
from data.places import at_place, inside, without_location
from data.select import in_order
from data.terms import Kind


def selected(
    corpus: Corpus, view: View, claims: Sequence[Claim]
) -> tuple[str | None, tuple[Claim, ...]]:
    """What was selected on the map, in words, and its claims: those that its number counts."""
    drawn = shown_on(layer_of(view), claims, view.claim)
    if view.box:
        return "Inside the box", inside(corpus, drawn, view.box)
    if view.among:
        return "At this mark", in_order(corpus.claims[each] for each in view.among)
    if view.place == NO_PLACE:
        return "Without a place", without_location(drawn)
    if view.place:
        return corpus.places[view.place].name, at_place(drawn, view.place)
    return None, tuple(claims)


def with_chosen(claims: Sequence[Claim], corpus: Corpus, view: View) -> tuple[Claim, ...]:
    """A chosen claim stays in sight when the filters would hide it."""
    chosen = [corpus.claims[view.claim]] if view.claim else []
    return in_order({claim.id: claim for claim in [*claims, *chosen]}.values())


def layer_of(view: View) -> MapLayer:
    """The layer to draw: a filter by other kinds asks for these and not for attacks alone."""
    if view.layer is MapLayer.ATTACKS and not attacks_alone(view):
        return MapLayer.KINDS
    return view.layer


def attacks_alone(view: View) -> bool:
    """Whether the filters leave room for a layer of attacks."""
    return view.filters.kinds <= {Kind.ATTACK}
