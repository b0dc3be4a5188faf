"""The least that a Streamlit page with a Plotly chart can be: one point, and nothing else."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Scatter(x=[0], y=[0], mode="markers")))
