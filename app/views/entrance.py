"""The door: who may not come in sees why, and no data; who may sees who they are."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from app.access.after_login import enter_address, page_of
from app.access.login_failure import COOKIE, RUN_OUT, failure_words
from app.access.policy import AccessError, Mode, Policy, Visitor, visitor_of
from app.access.settings import current_policy
from app.address import state
from components.shared.streamlit_text import draw, draw_words

_LINK = Markup('<p><a href="{}" target="_self">Log in{}</a></p>')


def is_closed() -> bool:
    """Whether the visitor may not, or no longer, come in; draws nothing."""
    return _door()[0] is not None


def closed_page() -> Callable[[], None] | None:
    """What to draw instead of every page; None when the visitor may come in."""
    page, visitor = _door()
    if visitor:
        _draw_visitor(visitor)
    return page


def _door() -> tuple[Callable[[], None] | None, Visitor | None]:
    """The page that keeps the visitor out, if one does, and who the visitor is; draws neither."""
    try:
        policy = current_policy()
    except AccessError as error:
        return partial(draw_words, str(error)), None
    if policy.mode is not Mode.LOGIN:
        return None, None
    claims = st.user.to_dict()
    visitor = visitor_of(policy, claims, time.time())
    if visitor is None:
        run_out = RUN_OUT if claims.get("is_logged_in") else ""
        return partial(_draw_login, policy, run_out), None
    return _draw_no_role if visitor.role is None else None, visitor


def draw_title() -> None:
    """The heading in the place of the name."""
    st.title("Sidelight")


def _draw_login(policy: Policy, run_out: str) -> None:
    told = failure_words(st.context.cookies.get(COOKIE, "")) or run_out
    if told:
        draw_words(told)
    draw_words("Log in to see this page; you will come back to it.")
    wanted = page_of(st.context.url or "", state.parameters())
    for provider in policy.providers:
        which = "" if provider == "default" else f" with {provider}"
        draw(_LINK.format(enter_address(provider, wanted), which))


def _draw_no_role() -> None:
    draw_words(
        "You are logged in, but your account has no role here. Ask the administrator to make you "
        "a reader; then log out and in again."
    )


def _draw_visitor(visitor: Visitor) -> None:
    with st.sidebar:
        draw_words(f"{visitor.name}, {visitor.role.value if visitor.role else 'no role'}")
        if st.button("Log out"):
            st.logout()
