"""Which claims a view is about: those at a place, in a box, at one mark, or all that pass."""

from __future__ import annotations

from collections.abc import Sequence

from app.corpus import Library
from app.view import NO_PLACE, View
from components.map_layers import MapLayer, shown_on
from data.model import Claim, Corpus
from data.places import inside
from data.select import in_order, located, passes
from data.terms import Kind


def selected(
    corpus: Corpus, view: View, claims: Sequence[Claim]
) -> tuple[str | None, tuple[Claim, ...]]:
    """What was selected on the map, in words, and its claims: those that its number counts."""
    if view.among:
        return "At this mark", in_order(corpus.claims[each] for each in view.among)
    if view.box is None and view.place is None:
        return None, tuple(claims)
    if view.box:
        held = [place.id for place in corpus.places.values() if view.box.holds(place)]
        return "Inside the box", inside(corpus, _drawn(corpus, view, held), view.box)
    if view.place is None or view.place == NO_PLACE:
        return "Without a place", _drawn(corpus, view, [None])
    return corpus.places[view.place].name, _drawn(corpus, view, [view.place])


def _drawn(corpus: Corpus, view: View, places: Sequence[str | None]) -> tuple[Claim, ...]:
    """What the map's layer shows of the claims at these places."""
    return tuple(shown_on(layer_of(view), located(corpus, places, view.filters), view.claim))


def with_claim(claims: tuple[Claim, ...], corpus: Corpus, claim: str | None) -> tuple[Claim, ...]:
    """These claims and one more, in order of time."""
    if claim is None:
        return claims
    return in_order({each.id: each for each in (*claims, corpus.claims[claim])}.values())


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
