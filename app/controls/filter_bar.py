"""The sidebar: what to keep, with how many claims each choice would leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from app.address import state
from app.address.view import View
from app.controls.player import draw_player
from components.shared.streamlit_text import label
from data.model.corpus import Corpus
from data.model.period import Period
from data.model.perpetrators import side_names
from data.model.vocabulary import Kind
from data.selecting.as_of import known_from
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST, Filters, counts
from data.wording.dates import day_words
from data.wording.labels import KIND_NAMES

_KIND, _SOURCE, _PERIOD = "filter-kind", "filter-source", "filter-period"
_SIDE = "filter-by-whom"
_GRADES = "show-grades"
# A selection box takes None for nothing chosen.
_TODAY = date.max
_CERTAIN, _KNOWN = "filter-certain", "as-known-on"


def draw_filter_bar(corpus: Corpus, whole: Corpus, view: View) -> None:
    """Draw the filters as the URL has them; a change goes to the URL.

    `whole` is the corpus with what was not yet known on the day that is shown.
    """
    filters = view.filters
    counted = counts(corpus, filters)
    with st.sidebar:
        if filters.violent or filters.sides:
            _draw_sides(corpus, filters, counted.sides)
        _draw_kinds(corpus, filters, counted.kinds)
        _draw_sources(corpus, filters, counted.sources)
        _draw_period(filters)
        if filters.period:
            _draw_certain(filters)
        draw_player(view)
        _draw_known(whole, view)
        _draw_grades_switch(view)
        st.button(
            "Clear filters",
            on_click=state.clear_filters,
            disabled=not filters.active,
            icon=":material/filter_alt_off:",
            width="stretch",
        )


def _draw_sides(corpus: Corpus, filters: Filters, counted: Mapping[str, int]) -> None:
    names = side_names(corpus)
    options = [side for side in names if side in counted or side in filters.sides]
    state.set_widget(_SIDE, [side for side in options if side in filters.sides])
    st.pills(
        "By whom",
        options,
        selection_mode="multi",
        format_func=lambda side: f"{label(names[side], 31)} {counted.get(side, 0)}",
        key=_SIDE,
        on_change=lambda: state.set_sides(state.widget(_SIDE) or []),
    )


def _draw_kinds(corpus: Corpus, filters: Filters, counted: Mapping[Kind, int]) -> None:
    in_all = counts(corpus, Filters(violent=filters.violent)).kinds
    options = [kind for kind in Kind if kind in filters.kinds or in_all[kind]]
    state.set_widget(_KIND, [kind for kind in options if kind in filters.kinds])
    st.pills(
        "Kind of claim",
        options,
        selection_mode="multi",
        format_func=lambda kind: f"{KIND_NAMES[kind]} {counted[kind]}",
        key=_KIND,
        on_change=lambda: state.set_kinds(state.widget(_KIND) or []),
    )


def _draw_grades_switch(view: View) -> None:
    state.set_widget(_GRADES, view.grades)
    st.toggle(
        "Show grades",
        key=_GRADES,
        help="Reliability of a source (A to E) and credibility of what it says (1 to 5) after the "
        "NATO Admiralty code; F and 6 mean that it cannot be judged.",
        on_change=lambda: state.show_grades(shown=bool(state.widget(_GRADES))),
    )


def _draw_sources(corpus: Corpus, filters: Filters, counted: Mapping[str, int]) -> None:
    def words(source: str) -> str:
        return f"{source} {label(corpus.sources[source].publisher, 21)} {counted[source]}"

    state.set_widget(_SOURCE, [source for source in corpus.sources if source in filters.sources])
    st.pills(
        "Source",
        list(corpus.sources),
        selection_mode="multi",
        format_func=words,
        key=_SOURCE,
        on_change=lambda: state.set_sources(state.widget(_SOURCE) or []),
    )


def _draw_period(filters: Filters) -> None:
    state.set_widget(_PERIOD, _days_of(filters.period))
    st.slider(
        "Period" if filters.period else "Period: all",
        WINDOW_FIRST,
        WINDOW_LAST,
        format="MMM YYYY",
        key=_PERIOD,
        on_change=_store_period,
        help="Keeps a claim that possibly holds in one of these months. At the full range, claims "
        "before 2014 are kept too.",
    )


def _draw_certain(filters: Filters) -> None:
    state.set_widget(_CERTAIN, filters.certain)
    st.toggle(
        "Only what is certainly in it",
        key=_CERTAIN,
        help="Keeps what surely holds on a day of the period, and not what only possibly does.",
        on_change=lambda: state.set_certain(certain=bool(state.widget(_CERTAIN))),
    )


def _draw_known(whole: Corpus, view: View) -> None:
    """The days on which the documents became known; any other day can be in the address."""
    days = {known_from(source): source.id for source in whole.sources.values()}
    stops = sorted({day for day in (*days, view.known) if day})
    state.set_widget(_KNOWN, view.known or _TODAY)
    st.selectbox(
        "As known on",
        [_TODAY, *stops],
        key=_KNOWN,
        format_func=lambda day: _day_name(day, days.get(day)),
        help="Leaves out every document that had not surely been published by that day, in all "
        "views; agreement is worked out from what is left.",
        on_change=_store_known,
    )


def _day_name(day: date, source: str | None) -> str:
    if day == _TODAY:
        return "today"
    return f"{day_words(day)}, {source} is out" if source else day_words(day)


def _store_known() -> None:
    day = state.widget(_KNOWN)
    state.set_known(None if day == _TODAY else day)


def _store_period() -> None:
    """The slider moves by days, the filter by whole months."""
    first, last = (f"{day:%Y-%m}" for day in state.widget(_PERIOD))
    whole = (first, last) == (f"{WINDOW_FIRST:%Y-%m}", f"{WINDOW_LAST:%Y-%m}")
    state.set_period(None if whole else first if first == last else f"{first}/{last}")


def _days_of(period: Period | None) -> tuple[date, date]:
    """The slider's ends for a period; what lies outside the window goes to its nearest end."""
    first = (period and period.stated.earliest) or WINDOW_FIRST
    last = (period and period.stated.latest) or WINDOW_LAST
    return min(max(first, WINDOW_FIRST), WINDOW_LAST), max(min(last, WINDOW_LAST), WINDOW_FIRST)
