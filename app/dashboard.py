"""The script that Streamlit runs for each view: read the URL, filter, draw."""

import streamlit as st

from app import state
from app.corpus import current_corpus
from app.filter_bar import draw_filter_bar
from app.views import broken, explore
from components import assets
from data.problems import CorpusError
from data.select import matching

st.set_page_config(page_title="Sidelight", page_icon=assets.DIRECTORY / "icon.svg", layout="wide")
st.html(assets.DIRECTORY / "style.css")

try:
    corpus = current_corpus()
except CorpusError as error:
    broken.draw_page(error)
else:
    view = state.read_view(corpus)
    draw_filter_bar(corpus, view)
    explore.draw_page(corpus, view, matching(corpus, view.filters))
