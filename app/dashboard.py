"""The script that Streamlit runs for each view: read the URL, filter, draw."""

from functools import partial

import streamlit as st

from app import navigation
from app.corpus import passing
from app.filter_bar import draw_filter_bar
from app.navigation import Screen
from app.pages import pages_of
from app.showing import current_showing
from app.take_out import draw_take_out
from app.text import draw
from app.views import broken, entrance, heading
from components import assets
from components.palette import theme_style
from data.problems import CorpusError

# The title of each page is its own (app/navigation.py).
st.set_page_config(page_icon=assets.DIRECTORY / "icon.svg", layout="wide")
navigation.follow_request()
for style in assets.PAGE_STYLES:
    st.html(assets.DIRECTORY / style)
draw(theme_style(dark=st.context.theme.type == "dark"))

closed = entrance.closed_page()
if closed:
    navigation.run(dict.fromkeys(Screen, closed), entrance.draw_title)
    st.stop()

try:
    showing = current_showing()
except CorpusError as error:
    navigation.run(dict.fromkeys(Screen, partial(broken.draw_page, error)), broken.draw_title)
else:
    library, view = showing.library, showing.view
    if showing.trouble:
        broken.draw_banner(showing.trouble)
    draw_filter_bar(library.corpus, showing.whole, view)
    with st.sidebar:
        draw_take_out(library.corpus, view, passing(library, view.filters))
    navigation.run(pages_of(showing), partial(heading.draw_title, library, view), showing.notices)
