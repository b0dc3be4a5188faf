"""Which claims a view is about: those at a place, in a box, at one mark, or all that pass."""

from __future__ import annotations

from collections.abc import Sequence

from app.address.view import NO_PLACE, View
from app.library.loaded_corpus import LoadedCorpus
from components.map.layers import OF_ACTS, MapLayer
from data.model.corpus import Claim, Corpus
from data.model.vocabulary import Kind
from data.selecting.places import inside
from data.selecting.select import in_order, located, passes


def selected(
    corpus: Corpus, view: View, claims: Sequence[Claim]
) -> tuple[str | None, tuple[Claim, ...]]:
    """What was selected on the map, in words, and its claims: those that its number counts."""
    if view.choice.among:
        return "At this mark", in_order(corpus.claims[each] for each in view.choice.among)
    if view.box is None and view.choice.place is None:
        return None, tuple(claims)
    if view.box:
        held = [place.id for place in corpus.places.values() if view.box.holds(place)]
        return "Inside the box", inside(corpus, located(corpus, held, view.filters), view.box)
    if view.choice.place is None or view.choice.place == NO_PLACE:
        return "Without a place", located(corpus, [None], view.filters)
    return corpus.places[view.choice.place].name, located(corpus, [view.choice.place], view.filters)


def with_claim(claims: tuple[Claim, ...], corpus: Corpus, claim: str | None) -> tuple[Claim, ...]:
    """These claims and one more, in order of time."""
    if claim is None:
        return claims
    return in_order({each.id: each for each in (*claims, corpus.claims[claim])}.values())


def outside(view: View, library: LoadedCorpus) -> str | None:
    """The chosen claim, where the filters would hide it: it stays in sight."""
    if view.choice.claim is None or passes(
        library.corpus.claims[view.choice.claim], view.filters, library.corpus
    ):
        return None
    return view.choice.claim


def layer_of(view: View) -> MapLayer:
    """What to colour by: violent acts by type or by whom, unless other claims are shown too."""
    usable = layers_of(view)
    return view.layer if view.layer in usable else usable[0]


def layers_of(view: View) -> tuple[MapLayer, ...]:
    """What the claims in view can be coloured by, the usual first."""
    filters = view.filters
    acts_alone = filters.violent or filters.sides or filters.kinds == {Kind.ATTACK}
    unusable = {MapLayer.KINDS} if acts_alone else OF_ACTS
    return tuple(layer for layer in MapLayer if layer not in unusable)
