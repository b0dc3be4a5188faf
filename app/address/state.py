"""The only module that touches the URL and the session.

The query string is the store: `claims` (violent acts or all), `claim`, `pin`, `place`, `kind`,
`by-whom`, `source`, `period` (EDTF), `map`, `box`, `among`, `certain` and `known`; `lanes`, `by`,
`strip`, `context`, `zoom` and `table` of the timeline; `document` and `passage` of the sources
page, `show` and `order` of the agreement page, `q` of the search, and `grades`. The map's script
keeps `view`, where the reader looks, by itself.
Widgets are set from it before they are drawn and write to it when they change, so a link, a reload
and the browser's Back all show the same page.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlsplit

import streamlit as st

from app.access.route_names import base_path
from app.address.view import (
    ACTS,
    ALL_CLAIMS,
    HIDDEN,
    TimelineLook,
    Typed,
    View,
    parse_day,
    parse_view,
    shows_acts,
)
from app.address.view import choice as parse_choice
from components.map.layers import MapLayer
from components.timeline.lanes import LaneBy
from data.brief.judgements import Judgement
from data.model.corpus import Corpus
from data.model.vocabulary import Kind
from data.selecting.places import Box

T = TypeVar("T", bound=str)
MAIN_PAGE = "explore"
MAP = "map-link"
TIMELINE = "timeline"
CHARTS = "timeline-charts"
CLAIM_LIST = "claim-list"
_REQUEST = "requested-page"
_PLAYING, _LAST_STEP = "playing", "last-step"
_JUDGEMENTS, _REMOVED, _MADE = "judgements", "removed-judgement", "made-report"
_KEEPS_NOTHING = "keeps-nothing"


def known_day() -> tuple[date | None, str]:
    """The day as known on which everything is to be shown, and a notice if it is none."""
    return parse_day(st.query_params)


def read_view(corpus: Corpus, known: date | None = None) -> View:
    """What the address asks for of this corpus, as known on a day."""
    dark = st.context.theme.type == "dark"
    return parse_view(st.query_params, corpus, known=known, dark=dark, main_page=_is_main_page())


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


def set_look(look: TimelineLook, usual_lanes: LaneBy) -> None:
    """Draw the timeline so; the usual lanes need not stand in the address."""
    usual = TimelineLook()
    _put("lanes", [look.lanes] if look.lanes is not usual_lanes else [])
    _put("by", [look.basis] if look.basis is not usual.basis else [])
    _put("strip", [look.step] if look.step is not usual.step else [])
    _put("context", ["yes"] if look.context else [])
    _put("zoom", ["yes"] if look.zoomed else [])
    _put("table", ["yes"] if look.table else [])


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
    _put("grades", [] if shown else [HIDDEN])


def choice(name: str, allowed: Iterable[T], default: T) -> T:
    """One of a page's own choices, such as how to sort."""
    return parse_choice(st.query_params, name, allowed, default)


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
    """The whole query string."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def carried() -> dict[str, list[str]]:
    """The same to carry along to another page or file, with the claims that this one is about."""
    return parameters() | {"claims": [ACTS if _shows_acts() else ALL_CLAIMS]}


def set_kinds(kinds: Iterable[Kind]) -> None:
    """Keep these kinds; none keeps all."""
    _put("kind", [kind.value for kind in kinds])


def show_claims(*, acts: bool) -> None:
    """Show the claims that tell a violent act, or those of all kinds."""
    _write({name: values for name, values in parameters().items() if name != "claims"}, acts)


def set_sides(sides: Iterable[str]) -> None:
    """Keep violent acts of these sides; none keeps all."""
    _put("by-whom", list(sides))


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
    """Take all filters, the place and the box out of the URL; the chosen claim stays, and whether
    violent acts are shown or claims of all kinds."""
    for name in ("kind", "by-whom", "source", "period", "certain", "place", "box", "among"):
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


def judgements() -> tuple[Judgement, ...] | None:
    """What the analyst judged in this session; None where the browser has not yet been asked."""
    kept: tuple[Judgement, ...] | None = st.session_state.get(_JUDGEMENTS)
    return kept


def set_judgements(judged: Sequence[Judgement]) -> None:
    """Keep these judgements, in their order."""
    st.session_state[_JUDGEMENTS] = tuple(judged)


def keeps_nothing() -> bool:
    """Whether the browser said that it keeps no judgements."""
    return bool(st.session_state.get(_KEEPS_NOTHING))


def set_keeps_nothing(refused: bool) -> None:
    """Remember whether the browser keeps judgements."""
    st.session_state[_KEEPS_NOTHING] = refused


def removed_judgement() -> tuple[int, Judgement] | None:
    """The judgement that was removed last, with where it stood."""
    removed: tuple[int, Judgement] | None = st.session_state.get(_REMOVED)
    return removed


def set_removed_judgement(removed: tuple[int, Judgement] | None) -> None:
    """Keep what was removed, so that it can be put back."""
    st.session_state[_REMOVED] = removed


def made_report() -> tuple[Hashable, str, str, bytes] | None:
    """The report that was made last: of what, its file's name, media type and content."""
    made: tuple[Hashable, str, str, bytes] | None = st.session_state.get(_MADE)
    return made


def set_made_report(made: tuple[Hashable, str, str, bytes] | None) -> None:
    """Keep a report for its download, and no other."""
    st.session_state[_MADE] = made


def pages(key: str, about: Hashable) -> int:
    """How many pages of a list of this were asked for; one at first."""
    known, count = st.session_state.get(f"pages-{key}", (None, 1))
    return int(count) if known == about else 1


def turn_page(key: str, about: Hashable) -> None:
    """Show one page more."""
    st.session_state[f"pages-{key}"] = (about, pages(key, about) + 1)


def widget(key: str) -> Any:
    """The value of the widget with this key, while one of its callbacks runs."""
    return st.session_state.get(key)


def set_widget(key: str, value: object) -> None:
    """Give a widget its value from the URL, before it is drawn."""
    st.session_state[key] = value


def _put(name: str, values: list[str]) -> None:
    """Store a parameter, or take it out; which claims the page is about stays as it is."""
    wanted = parameters() | {name: values}
    _write({each: given for each, given in wanted.items() if given}, _shows_acts())


def _write(wanted: dict[str, list[str]], acts: bool) -> None:
    """Make this the query string, as one step for the browser's Back."""
    typed = Typed((name, value) for name, values in wanted.items() for value in values)
    if shows_acts(typed, main_page=_is_main_page()) is not acts:
        wanted["claims"] = [ACTS if acts else ALL_CLAIMS]
    if wanted != parameters():
        st.query_params.from_dict(wanted)


def _shows_acts() -> bool:
    return shows_acts(st.query_params, main_page=_is_main_page())


def _is_main_page() -> bool:
    """Whether the address is that of the page with map, timeline and list."""
    path = urlsplit(st.context.url or "").path.removeprefix(base_path())
    return path.strip("/") in {"", MAIN_PAGE}
