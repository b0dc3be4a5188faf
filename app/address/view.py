"""What the address asks for, read from its parameters, forgiving of what cannot be used."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol, TypeVar

from components.map.layers import MapLayer
from components.timeline.lanes import LaneBy
from components.timeline.spans import Basis
from data.exports.about import filter_words
from data.model.corpus import Corpus
from data.model.period import PeriodError, parse_period
from data.model.perpetrators import side_names
from data.model.vocabulary import Kind
from data.selecting.bins import Step
from data.selecting.places import Box
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST, Filters
from data.wording.dates import day_words

# In the place of a place: the claims that have none.
NO_PLACE = "without"
# The value of a switch in the address, where it is not as usual.
HIDDEN = "hidden"
# Which claims a page is about, in the address: those that tell a violent act, or of all kinds.
ACTS, ALL_CLAIMS = "violent-acts", "all"
# What addresses held before violent acts came first. Those showed claims of all kinds, and do so
# still; the main page without any of these shows what comes first.
_EARLIER = (
    *("kind", "source", "period", "certain", "known", "map", "lanes", "by", "strip", "context"),
    *("zoom", "table", "document", "q", "show", "order"),
)
T = TypeVar("T", bound=str)


class Parameters(Protocol):
    """The query string: the last value of a name, or all of them."""

    def __contains__(self, name: object, /) -> bool: ...

    def __getitem__(self, name: str, /) -> str: ...

    def get_all(self, name: str, /) -> list[str]:
        """All values of a name."""


class Typed:
    """Parameters as typed, with the ways that a view is read from a page's address."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = tuple(pairs)

    def __contains__(self, name: object) -> bool:
        return any(each == name for each, _ in self._pairs)

    def __getitem__(self, name: str) -> str:
        return self.get_all(name)[-1]

    def get_all(self, name: str) -> list[str]:
        """All values of a name."""
        return [value for each, value in self._pairs if each == name]


@dataclass(frozen=True, slots=True)
class TimelineLook:
    """How the timeline is drawn; `zoomed` shows the filter's period alone, `table` one below."""

    lanes: LaneBy = LaneBy.KIND
    basis: Basis = Basis.EVENT
    step: Step = Step.QUARTER
    context: bool = False
    zoomed: bool = False
    table: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen on what is shown, and where the map looks (latitude, longitude and zoom).

    `among` are the claims of a mark that stands for several.
    """

    claim: str | None = None
    unknown_claim: str | None = None
    pin: str | None = None
    place: str | None = None
    among: tuple[str, ...] = ()
    document: str | None = None
    passage: int | None = None
    looks_at: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What the URL asks for, and whether the theme is dark.

    `notices` says in words what in the URL could not be used.
    """

    filters: Filters
    choice: Choice = field(default_factory=Choice)
    box: Box | None = None
    layer: MapLayer = MapLayer.ATTACKS
    known: date | None = None
    look: TimelineLook = field(default_factory=TimelineLook)
    grades: bool = True
    query: str = ""
    dark: bool = False
    notices: tuple[str, ...] = ()


def parse_view(
    params: Parameters,
    corpus: Corpus,
    *,
    known: date | None,
    dark: bool,
    main_page: bool = False,
) -> View:
    """Read the address. What it names wrongly is left out and said in `notices`.

    `known` is the day on which the corpus could be known.
    """
    notices: list[str] = []
    acts = shows_acts(params, main_page=main_page)
    filters = replace(_filters(params, corpus, notices), violent=acts)
    layer = _known(params.get_all("map")[-1:], list(MapLayer), "map layer", notices)
    return View(
        filters=filters,
        choice=_choice(params, corpus, notices),
        box=_box(_last(params, "box")),
        layer=MapLayer(layer[0]) if layer else MapLayer.ATTACKS,
        known=known,
        look=_look(params, usual_lanes(filters)),
        grades=_last(params, "grades") != HIDDEN,
        query=_last(params, "q"),
        dark=dark,
        notices=tuple(notices),
    )


def _choice(params: Parameters, corpus: Corpus, notices: list[str]) -> Choice:
    def named(name: str, known: Container[str], what: str) -> str | None:
        return next(iter(_known(params.get_all(name)[-1:], known, what, notices)), None)

    claim = _last(params, "claim") if "claim" in params else None
    found = claim in corpus.claims
    passage = _last(params, "passage")
    return Choice(
        claim=claim if found else None,
        unknown_claim=None if found else claim,
        place=named("place", [*corpus.places, NO_PLACE], "place"),
        pin=named("pin", corpus.claims, "claim"),
        among=tuple(each for each in _last(params, "among").split(",") if each in corpus.claims),
        document=named("document", corpus.sources, "document"),
        passage=int(passage) if re.fullmatch(r"\d{1,9}", passage, re.ASCII) else None,
        looks_at=_looks_at(_last(params, "view")),
    )


def shows_acts(params: Parameters, *, main_page: bool) -> bool:
    """Whether the address asks for violent acts alone, which is what the main page shows first."""
    given = _last(params, "claims")
    if given in {ACTS, ALL_CLAIMS}:
        return given == ACTS
    return main_page and not any(name in params for name in _EARLIER)


def usual_lanes(filters: Filters) -> LaneBy:
    """The lanes of the timeline where the address names none."""
    return LaneBy.TYPE if filters.violent else LaneBy.KIND


def choice(params: Parameters, name: str, allowed: Iterable[T], default: T) -> T:
    """One of a closed list; the default for one that is not in it."""
    given = _last(params, name)
    return next((each for each in allowed if each == given), default)


def parse_day(params: Parameters) -> tuple[date | None, str]:
    """The day as known on which everything is to be shown, and a notice if it is none."""
    if "known" not in params:
        return None, ""
    given = params["known"]
    try:
        return date.fromisoformat(given), ""
    except ValueError:
        return None, f"The day “{given[:60]}” was left out: it should be one such as 2019-03-31."


def window_of(view: View) -> tuple[date, date]:
    """The days shown: the filter's period when it is zoomed to, else all the years."""
    if not view.look.zoomed or view.filters.period is None:
        return WINDOW_FIRST, WINDOW_LAST
    stated = view.filters.period.stated
    first = max(stated.earliest or WINDOW_FIRST, WINDOW_FIRST)
    last = min(stated.latest or WINDOW_LAST, WINDOW_LAST)
    return (first, last) if first < last else (WINDOW_FIRST, WINDOW_LAST)


def shown_words(view: View) -> str:
    """The filters in words, and the day as known on which the corpus is shown."""
    words = filter_words(view.filters)
    return f"{words}; as known on {day_words(view.known)}" if view.known else words


def _filters(params: Parameters, corpus: Corpus, notices: list[str]) -> Filters:
    kinds = _known(params.get_all("kind"), [kind.value for kind in Kind], "kind", notices)
    sources = _known(params.get_all("source"), corpus.sources, "source", notices)
    sides = _known(params.get_all("by-whom"), side_names(corpus), "side", notices)
    filters = Filters(
        kinds=frozenset(Kind(kind) for kind in kinds),
        sources=frozenset(sources),
        sides=frozenset(sides),
    )
    if "period" in params:
        try:
            filters = replace(filters, period=parse_period(params["period"]))
        except PeriodError as error:
            notices.append(f"The period “{params['period']}” was left out: it should be {error}.")
    return replace(filters, certain="certain" in params)


def _look(params: Parameters, usual: LaneBy) -> TimelineLook:
    return TimelineLook(
        lanes=LaneBy(choice(params, "lanes", list(LaneBy), usual)),
        basis=Basis(choice(params, "by", list(Basis), Basis.EVENT)),
        step=Step(choice(params, "strip", list(Step), Step.QUARTER)),
        context="context" in params,
        zoomed="zoom" in params,
        table="table" in params,
    )


def _last(params: Parameters, name: str) -> str:
    return "".join(params.get_all(name)[-1:])


def _box(written: str) -> Box | None:
    """A box from the URL; whatever is none is left out."""
    parts = written.split(",")
    try:
        return Box.of([float(part) for part in parts])
    except ValueError:
        return None


def _looks_at(written: str) -> tuple[float, float, float] | None:
    """Where the map looks, as its script has written it; whatever is no such place is left out."""
    try:
        lat, lon, zoom = (float(part) for part in written.split(","))
    except ValueError:
        return None
    inside = abs(lat) <= 90 and abs(lon) <= 180 and 4 <= zoom <= 11
    return (lat, lon, zoom) if inside else None


def _known(given: Iterable[str], known: Container[str], what: str, notices: list[str]) -> list[str]:
    kept = []
    for name in given:
        if name in known:
            kept.append(name)
        else:
            notices.append(f"The {what} “{name[:60]}” was left out: there is none of that name.")
    return kept
