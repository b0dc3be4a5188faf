"""The app that a user would write instead: Streamlit, folium and plotly, and nothing kept.

    BENCH_CLAIMS=claims.json streamlit run plain_app.py --server.enableStaticServing true

Leaflet comes from `static/` beside this file, where the benchmark puts it: folium would ask a CDN.
Icons, jQuery and Bootstrap, which folium loads too, are left out; that makes this app faster.
"""

import os

import folium
import pandas as pd
import plotly.express as px
import streamlit as st
from streamlit_folium import st_folium

folium.Map.default_js = [("leaflet", "/app/static/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/app/static/leaflet.css")]


def choose_on_timeline() -> None:
    """Keep the id of the bar that was clicked."""
    points = st.session_state["timeline"]["selection"]["points"]
    if points:
        st.session_state["claim"] = points[0]["customdata"][0]


def choose_on_map() -> None:
    """Keep the id of the marker that was clicked."""
    clicked = st.session_state["map"].get("last_object_clicked_tooltip")
    if clicked:
        st.session_state["claim"] = clicked.strip()


st.set_page_config(layout="wide")
claims = pd.read_json(os.environ["BENCH_CLAIMS"], dtype={"id": str}, convert_dates=False)
kinds = st.sidebar.multiselect("Kind", sorted(claims["kind"].unique()))
claims = claims[claims["kind"].isin(kinds)] if kinds else claims
chosen = st.session_state.get("claim")
found = claims[claims["id"] == chosen].to_dict("records")

world = folium.Map(location=(34.6, 42.6), zoom_start=6, tiles=None)
for claim in claims.dropna(subset=["lat"]).to_dict("records"):
    star = folium.DivIcon(html="★", class_name="chosen " + claim["id"])
    icon = star if claim["id"] == chosen else None
    folium.Marker((claim["lat"], claim["lon"]), tooltip=claim["id"], icon=icon).add_to(world)
wanted = ["last_object_clicked_tooltip"]
st_folium(world, key="map", height=420, use_container_width=True, returned_objects=wanted,
          on_change=choose_on_map)  # fmt: skip

figure = px.timeline(claims, x_start="start", x_end="end", y="kind", color="kind",
                     hover_name="statement", custom_data=["id"])  # fmt: skip
for claim in found:
    figure.add_vline(claim["start"], name=claim["id"])
st.plotly_chart(figure, key="timeline", on_select=choose_on_timeline, selection_mode="points")

if not found:
    st.text(f"{len(claims)} claims")
for claim in found:
    st.text(claim["statement"])
    for source, words in claim["excerpts"]:
        st.write(source)
        st.text(words)
