"""The script that Streamlit runs for each view: read the URL, filter, draw."""

from functools import partial

import streamlit as st

from app.address import navigation
from app.address.navigation import Screen
from app.address.page_context import current_context
from app.controls.export_menu import draw_export_menu
from app.controls.filter_bar import draw_filter_bar
from app.library.loaded_corpus import passing
from app.pages import pages_of
from app.views import broken, entrance, heading
from components.shared import assets
from components.shared.palette import theme_style
from components.shared.streamlit_text import draw
from data.model.problems import CorpusError

# The title of each page is its own (app/address/navigation.py).
st.set_page_config(page_icon=assets.ICON, layout="wide")
navigation.follow_request()
for style in assets.PAGE_STYLES:
    st.html(style)
draw(theme_style(dark=st.context.theme.type == "dark"))

closed = entrance.closed_page()
if closed:
    navigation.run(dict.fromkeys(Screen, closed), entrance.draw_title)
    st.stop()

try:
    context = current_context()
except CorpusError as error:
    navigation.run(dict.fromkeys(Screen, partial(broken.draw_page, error)), broken.draw_title)
else:
    library, view = context.library, context.view
    if context.trouble:
        broken.draw_banner(context.trouble)
    draw_filter_bar(library.corpus, context.whole, view)
    with st.sidebar:
        draw_export_menu(library.corpus, view, passing(library, view.filters))
    navigation.run(pages_of(context), partial(heading.draw_title, library, view), context.notices)
