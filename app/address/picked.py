"""What choosing a part of a pickable component does to the address."""

from __future__ import annotations

from app.address import state
from app.address.navigation import Screen
from app.address.view import NO_PLACE
from components.shared.pickable import picked
from data.model.corpus import Corpus


def follow(key: str, corpus: Corpus) -> None:
    """Do what was picked in the component with this key; what the corpus lacks is ignored."""
    sort, what = picked(state.widget(key))
    if sort == "claim" and what in corpus.claims:
        state.choose_claim(what)
    elif sort == "source" and what in corpus.sources:
        state.choose_document(what)
    elif sort == "passage" and what.isdecimal():
        state.choose_passage(int(what))
    elif sort == "document":
        source, _, offset = what.partition(":")
        if source in corpus.sources and offset.isdecimal():
            state.choose_document(source)
            state.choose_passage(int(offset))
            state.request_page(Screen.SOURCES)
    elif sort == "place" and (what in corpus.places or what == NO_PLACE):
        state.choose_place(what)
    elif sort == "query":
        state.search_for(what)
