"""Stepping and playing through the years: the period moves on by a month or a quarter."""

from __future__ import annotations

import time

import streamlit as st

from app.address import state
from app.address.view import View
from data.model.period import Period
from data.selecting.bins import Step
from data.selecting.playback_steps import stepped

_PACE = 1.6  # seconds a step stays to be looked at


def draw_player(view: View) -> None:
    """Draw the buttons; while it plays, the page is run again at each step.

    A step is what the timeline's strip counts by.
    """
    period, step = view.filters.period, view.look.step
    playing = state.playing()
    with st.container(key="player", horizontal=True, gap="xsmall", vertical_alignment="center"):
        _draw_step("‹ Back", period, step, -1)
        st.button(
            "Pause" if playing else "Play",
            key="player-play",
            on_click=state.set_playing,
            kwargs={"playing": not playing},
        )
        _draw_step("Forward ›", period, step, 1)
    if playing:
        _tick(period, step)


def _draw_step(name: str, period: Period | None, step: Step, by: int) -> None:
    st.button(
        name,
        key=f"player{by}",
        disabled=stepped(period, step, by) is None,
        on_click=lambda: state.set_period(stepped(period, step, by)),
    )


@st.fragment(run_every=_PACE)
def _tick(period: Period | None, step: Step) -> None:
    """Move on when the pace has passed; the fragment also runs with each run of the page."""
    if time.monotonic() - state.last_step() < _PACE * 0.9:
        return
    following = stepped(period, step, 1)
    if following is None:
        state.set_playing(playing=False)
    else:
        state.set_period(following)
        state.mark_step(time.monotonic())
    st.rerun()
