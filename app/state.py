"""The only module that touches the URL and the session.

The query string is the store: `claim`, `pin`, `place`, `kind`, `source`, `period` (EDTF), `map`;
`document` and `passage` of the sources page, `show` and `order` of the agreement page, `q` of the
search, and `grades`.
Widgets are set from it before they are drawn and write to it when they change, so a link, a reload
and the browser's Back all show the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from data.model import Corpus
from data.period import PeriodError, parse_period
from data.select import Filters
from data.terms import Kind

MAP = "map"
TIMELINE = "timeline"
CLAIM_LIST = "claim-list"
_ALL_KINDS = "all"
_HIDDEN = "hidden"
_REQUEST = "requested-page"


@dataclass(frozen=True, slots=True)
class View:
    """What the URL asks for, and whether the theme is dark.

    `notices` says in words what in the URL could not be used.
    """

    filters: Filters
    claim: str | None = None
    unknown_claim: str | None = None
    pin: str | None = None
    place: str | None = None
    every_kind_on_map: bool = False
    grades: bool = True
    document: str | None = None
    passage: int | None = None
    query: str = ""
    dark: bool = False
    notices: tuple[str, ...] = ()


def read_view(corpus: Corpus) -> View:
    """Read the URL. What it names wrongly is left out and said in `notices`."""
    notices: list[str] = []
    params = st.query_params
    kinds = _known(params.get_all("kind"), [kind.value for kind in Kind], "kind", notices)
    sources = _known(params.get_all("source"), corpus.sources, "source", notices)
    filters = Filters(frozenset(Kind(kind) for kind in kinds), frozenset(sources))
    if "period" in params:
        try:
            filters = replace(filters, period=parse_period(params["period"]))
        except PeriodError as error:
            notices.append(f"The period “{params['period']}” was left out: it should be {error}.")
    place = _known(params.get_all("place")[-1:], corpus.places, "place", notices)
    pin = _known(params.get_all("pin")[-1:], corpus.claims, "claim", notices)
    document = _known(params.get_all("document")[-1:], corpus.sources, "document", notices)
    passage = params.get("passage", "")
    claim = params.get("claim")
    known = claim is not None and claim in corpus.claims
    return View(
        filters=filters,
        claim=claim if known else None,
        unknown_claim=None if known else claim,
        pin=pin[0] if pin else None,
        place=place[0] if place else None,
        every_kind_on_map=params.get("map") == _ALL_KINDS,
        grades=params.get("grades") != _HIDDEN,
        document=document[0] if document else None,
        passage=int(passage) if re.fullmatch(r"\d{1,9}", passage, re.ASCII) else None,
        query=params.get("q", ""),
        dark=st.context.theme.type == "dark",
        notices=tuple(notices),
    )


def choose_claim(claim: str | None) -> None:
    """Put a claim into the URL, or take it out; a passage was the way to it."""
    _put("claim", [claim] if claim else [])
    _put("passage", [])


def choose_place(place: str | None) -> None:
    """Put a place into the URL, or take it out; its claims are then listed instead of one claim."""
    _put("claim", [])
    _put("place", [place] if place else [])


def pin_claim(claim: str | None) -> None:
    """Keep a claim to put the chosen one beside, or let it go."""
    _put("pin", [claim] if claim else [])


def choose_document(source: str | None) -> None:
    """Open a document, at its beginning."""
    _put("document", [source] if source else [])
    _put("passage", [])


def choose_passage(offset: int | None) -> None:
    """List the claims that quote the passage at this offset, instead of one claim."""
    _put("claim", [])
    _put("passage", [str(offset)] if offset is not None else [])


def search_for(query: str) -> None:
    """Put a search into the URL."""
    _put("q", [query] if query else [])


def show_grades(*, shown: bool) -> None:
    """Show the grades of the Admiralty code, or hide them."""
    _put("grades", [] if shown else [_HIDDEN])


def choice(name: str, allowed: Iterable[str], default: str) -> str:
    """One of a page's own choices, such as how to sort; the default for one that is not allowed."""
    given = st.query_params.get(name, default)
    return given if given in set(allowed) else default


def choose(name: str, value: str, default: str) -> None:
    """Store one of a page's own choices."""
    _put(name, [] if value == default else [value])


def request_page(name: str) -> None:
    """Ask, from a callback, for another page."""
    st.session_state[_REQUEST] = name


def take_request() -> str | None:
    """The page that a callback asked for, once."""
    name: str | None = st.session_state.pop(_REQUEST, None)
    return name


def parameters() -> dict[str, list[str]]:
    """The whole query string, to carry along to another page."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def set_kinds(kinds: Iterable[Kind]) -> None:
    """Keep these kinds; none keeps all."""
    _put("kind", [kind.value for kind in kinds])


def set_sources(sources: Iterable[str]) -> None:
    """Keep these sources; none keeps all."""
    _put("source", list(sources))


def set_period(expression: str | None) -> None:
    """Keep what possibly holds in this EDTF period; None keeps all."""
    _put("period", [expression] if expression else [])


def set_every_kind_on_map(*, every: bool) -> None:
    """Draw every kind on the map, or attacks alone."""
    _put("map", [_ALL_KINDS] if every else [])


def clear_filters() -> None:
    """Take all filters and the place out of the URL; the chosen claim stays."""
    for name in ("kind", "source", "period", "place"):
        _put(name, [])


def widget(key: str) -> Any:
    """The value of the widget with this key, while one of its callbacks runs."""
    return st.session_state.get(key)


def set_widget(key: str, value: object) -> None:
    """Give a widget its value from the URL, before it is drawn."""
    st.session_state[key] = value


def _put(name: str, values: list[str]) -> None:
    if values:
        st.query_params[name] = values
    elif name in st.query_params:
        del st.query_params[name]


def _known(given: Iterable[str], known: Iterable[str], what: str, notices: list[str]) -> list[str]:
    allowed = set(known)
    kept = []
    for name in given:
        if name in allowed:
            kept.append(name)
        else:
            notices.append(f"The {what} “{name[:60]}” was left out: there is none of that name.")
    return kept
