"""Which claims a view is about: those at a place, in a box, at one mark, or all that pass."""

from __future__ import annotations

from collections.abc import Sequence

from app.corpus import Library
from app.view import NO_PLACE, View
from components.map_layers import MapLayer, shown_on
from data.model import Claim, Corpus
from data.places import at_place, inside, without_location
from data.select import in_order, passes
from data.terms import Kind


def selected(
    corpus: Corpus, view: View, claims: Sequence[Claim]
) -> tuple[str | None, tuple[Claim, ...]]:
    """What was selected on the map, in words, and its claims: those that its number counts."""
    if view.among:
        return "At this mark", in_order(corpus.claims[each] for each in view.among)
    if view.box is None and view.place is None:
        return None, tuple(claims)
    drawn = shown_on(layer_of(view), claims, view.claim)
    if view.box:
        return "Inside the box", inside(corpus, drawn, view.box)
    if view.place is None or view.place == NO_PLACE:
        return "Without a place", without_location(drawn)
    return corpus.places[view.place].name, at_place(drawn, view.place)


def with_claim(claims: Sequence[Claim], corpus: Corpus, claim: str | None) -> tuple[Claim, ...]:
    """These claims and one more, in order of time."""
    more = [corpus.claims[claim]] if claim else []
    return (
        in_order({each.id: each for each in [*claims, *more]}.values()) if more else tuple(claims)
    )


def outside(view: View, library: Library) -> str | None:
    """The chosen claim, where the filters would hide it: it stays in sight."""
    if view.claim is None or passes(library.corpus.claims[view.claim], view.filters):
        return None
    return view.claim


def layer_of(view: View) -> MapLayer:
    """The layer to draw: a filter by other kinds asks for these and not for attacks alone."""
    if view.layer is MapLayer.ATTACKS and not attacks_alone(view):
        return MapLayer.KINDS
    return view.layer


def attacks_alone(view: View) -> bool:
    """Whether the filters leave room for a layer of attacks."""
    return view.filters.kinds <= {Kind.ATTACK}
