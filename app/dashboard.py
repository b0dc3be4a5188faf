"""The script that Streamlit runs for each view: read the URL, filter, draw."""

from functools import partial

import streamlit as st

from app import navigation, state
from app.corpus import corpus_trouble, current_library, library_known_on, passing
from app.filter_bar import draw_filter_bar
from app.navigation import Screen
from app.take_out import draw_take_out
from app.text import draw
from app.views import (
    agreement,
    broken,
    compare,
    entrance,
    explore,
    figures,
    heading,
    report,
    search,
    sources,
)
from components import assets
from components.palette import theme_style
from data.problems import CorpusError

# The title of each page is its own (app/navigation.py).
st.set_page_config(page_icon=assets.DIRECTORY / "icon.svg", layout="wide")
for style in assets.PAGE_STYLES:
    st.html(assets.DIRECTORY / style)
draw(theme_style(dark=st.context.theme.type == "dark"))

closed = entrance.closed_page()
if closed:
    navigation.run(dict.fromkeys(Screen, closed), entrance.draw_title)
    st.stop()

try:
    library = current_library()
except CorpusError as error:
    navigation.run(dict.fromkeys(Screen, partial(broken.draw_page, error)), broken.draw_title)
else:
    trouble = corpus_trouble()
    if trouble:
        broken.draw_banner(trouble)
    known, notice = state.known_day()
    whole = library.corpus
    if known:
        library = library_known_on(library, known)
    view = state.read_view(library.corpus, known)
    draw_filter_bar(library.corpus, whole, view)
    claims = passing(library, view.filters)
    with st.sidebar:
        draw_take_out(library.corpus, view, claims)
    views = {
        Screen.EXPLORE: explore,
        Screen.COMPARE: compare,
        Screen.AGREEMENT: agreement,
        Screen.FIGURES: figures,
        Screen.SOURCES: sources,
        Screen.SEARCH: search,
        Screen.REPORT: report,
    }
    navigation.run(
        {screen: partial(page.draw_page, library, view, claims) for screen, page in views.items()},
        partial(heading.draw_title, library, view),
        [each for each in (notice, *view.notices) if each],
    )
