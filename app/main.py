"""The entry: `streamlit run app/main.py` serves the dashboard with our routes and headers."""

from pathlib import Path

import streamlit as st

from app.server import middleware, routes

app = st.App(
    Path(__file__).resolve().parent / "dashboard.py", routes=routes(), middleware=middleware()
)
