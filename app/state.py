"""The only module that touches the URL and the session.

The query string is the store: `claim`, `pin`, `place`, `kind`, `source`, `period` (EDTF), `map`,
`box`, `among`, `certain` and `known`; `lanes`, `by`, `strip`, `context` and `zoom` of the timeline;
`document` and `passage` of the sources page, `show` and `order` of the agreement page, `q`
of the search, and `grades`. The map's script keeps `view`, where the reader looks, by itself.
Widgets are set from it before they are drawn and write to it when they change, so a link, a reload
and the browser's Back all show the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import streamlit as st

from components.map_layers import MapLayer
from components.timeline_lanes import LaneBy
from components.timeline_spans import Basis
from data.bins import Step
from data.model import Corpus
from data.period import PeriodError, parse_period
from data.places import Box
from data.select import Filters
from data.terms import Kind

MAP = "map"
TIMELINE = "timeline"
CLAIM_LIST = "claim-list"
# In the place of a place: the claims that have none.
NO_PLACE = "without"
_HIDDEN = "hidden"
_REQUEST = "requested-page"
_PLAYING, _LAST_STEP = "playing", "last-step"


@dataclass(frozen=True, slots=True)
class TimelineLook:
    """How the timeline is drawn; `zoomed` shows the filter's period alone."""

    lanes: LaneBy = LaneBy.KIND
    basis: Basis = Basis.EVENT
    step: Step = Step.QUARTER
    context: bool = False
    zoomed: bool = False


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
    box: Box | None = None
    layer: MapLayer = MapLayer.ATTACKS
    among: tuple[str, ...] = ()
    known: date | None = None
    look: TimelineLook = field(default_factory=TimelineLook)
    grades: bool = True
    document: str | None = None
    passage: int | None = None
    query: str = ""
    dark: bool = False
    notices: tuple[str, ...] = ()


def known_day() -> tuple[date | None, str]:
    """The day as known on which everything is to be shown, and a notice if it is none."""
    given = st.query_params.get("known")
    if given is None:
        return None, ""
    try:
        return date.fromisoformat(given), ""
    except ValueError:
        return None, f"The day “{given[:60]}” was left out: it should be one such as 2019-03-31."


def read_view(corpus: Corpus, known: date | None = None) -> View:
    """Read the URL. What it names wrongly is left out and said in `notices`.

    `known` is the day on which the corpus could be known.
    """
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
    places = [*corpus.places, NO_PLACE]
    filters = replace(filters, certain="certain" in params)
    place = _known(params.get_all("place")[-1:], places, "place", notices)
    layer = _known(params.get_all("map")[-1:], list(MapLayer), "map layer", notices)
    pin = _known(params.get_all("pin")[-1:], corpus.claims, "claim", notices)
    document = _known(params.get_all("document")[-1:], corpus.sources, "document", notices)
    passage = params.get("passage", "")
    claim = params.get("claim")
    found = claim is not None and claim in corpus.claims
    return View(
        filters=filters,
        claim=claim if found else None,
        unknown_claim=None if found else claim,
        pin=pin[0] if pin else None,
        place=place[0] if place else None,
        box=_box(params.get("box", "")),
        layer=MapLayer(layer[0]) if layer else MapLayer.ATTACKS,
        among=tuple(each for each in params.get("among", "").split(",") if each in corpus.claims),
        known=known,
        look=_look(),
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
    for name in ("claim", "box", "among"):
        _put(name, [])
    _put("place", [place] if place else [])


def choose_among(claims: Iterable[str]) -> None:
    """List these claims instead of one claim."""
    choose_place(None)
    _put("among", [",".join(claims)])


def set_certain(*, certain: bool) -> None:
    """Keep only what is certainly in the period, or what possibly is too."""
    _put("certain", ["yes"] if certain else [])


def set_known(day: date | None) -> None:
    """Show what could be known on a day; None shows all that is known."""
    _put("known", [day.isoformat()] if day else [])


def set_look(look: TimelineLook) -> None:
    """Draw the timeline so."""
    usual = TimelineLook()
    _put("lanes", [look.lanes] if look.lanes is not usual.lanes else [])
    _put("by", [look.basis] if look.basis is not usual.basis else [])
    _put("strip", [look.step] if look.step is not usual.step else [])
    _put("context", ["yes"] if look.context else [])
    _put("zoom", ["yes"] if look.zoomed else [])


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


def set_map_layer(layer: MapLayer) -> None:
    """Draw this layer on the map."""
    _put("map", [] if layer is MapLayer.ATTACKS else [layer.value])


def choose_box(box: Box | None) -> None:
    """List the claims inside a box drawn on the map, or let it go."""
    choose_place(None)
    sides = (box.west, box.south, box.east, box.north) if box else ()
    _put("box", [",".join(f"{side:.3f}" for side in sides)] if box else [])


def clear_filters() -> None:
    """Take all filters, the place and the box out of the URL; the chosen claim stays."""
    for name in ("kind", "source", "period", "certain", "place", "box", "among"):
        _put(name, [])


def playing() -> bool:
    """Whether the years are being played; no part of the address, so that no link plays."""
    return bool(st.session_state.get(_PLAYING))


def set_playing(*, playing: bool) -> None:
    """Begin or stop to play; the first step comes at once."""
    st.session_state[_PLAYING] = playing
    st.session_state[_LAST_STEP] = 0.0


def last_step() -> float:
    """When the last step was made, on the clock of `mark_step`."""
    return float(st.session_state.get(_LAST_STEP, 0.0))


def mark_step(moment: float) -> None:
    """Remember when a step was made."""
    st.session_state[_LAST_STEP] = moment


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


def _look() -> TimelineLook:
    params = st.query_params
    return TimelineLook(
        lanes=LaneBy(choice("lanes", list(LaneBy), LaneBy.KIND)),
        basis=Basis(choice("by", list(Basis), Basis.EVENT)),
        step=Step(choice("strip", list(Step), Step.QUARTER)),
        context="context" in params,
        zoomed="zoom" in params,
    )


def _box(written: str) -> Box | None:
    """A box from the URL; whatever is none is left out."""
    parts = written.split(",")
    try:
        return Box.of([float(part) for part in parts])
    except ValueError:
        return None


def _known(given: Iterable[str], known: Iterable[str], what: str, notices: list[str]) -> list[str]:
    allowed = set(known)
    kept = []
    for name in given:
        if name in allowed:
            kept.append(name)
        else:
            notices.append(f"The {what} “{name[:60]}” was left out: there is none of that name.")
    return kept
