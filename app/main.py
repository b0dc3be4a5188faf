"""The entry: `streamlit run app/main.py` serves the dashboard with our routes and headers."""

import sys
from pathlib import Path
from threading import Timer

import streamlit as st

from app.access.policy import AccessError
from app.access.settings import current_policy
from app.serving.metrics import start_log
from app.serving.server import middleware, routes, warm_up
from app.serving.tcp_nodelay import without_delay

try:
    policy = current_policy()
except AccessError as error:
    sys.exit(f"Sidelight does not start. {error}")
start_log(policy.mode)
# A moment later, so that the server answers first.
warming = Timer(1, warm_up)
warming.daemon = True
warming.start()
app = st.App(
    Path(__file__).resolve().parent / "dashboard.py",
    routes=routes(),
    middleware=middleware(policy),
    lifespan=without_delay,
)
