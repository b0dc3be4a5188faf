"""Every route asks: ASGI middleware that refuses what the policy does not allow.

Closed unless it is in `OPEN`. Open is what carries no data of the corpus: the page shell (one file
for everyone, filled over the websocket by a script that asks for itself), code, fonts, the
basemap, the way to the login, and what a supervisor must see.
"""

from __future__ import annotations

import hmac
import time
from http import HTTPStatus
from typing import TypeAlias
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.auth_util import get_origin_from_redirect_uri
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import (
    _get_signed_cookie_with_chunks,
    _parse_decoded_user_cookie,
    is_host_allowed,
)

from app.access.policy import Mode, Policy, Visitor, visitor_of
from app.access.route_names import route_of

METRICS = "/metrics"
OPEN = frozenset(
    {
        "/{file}",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/stream",
        "/_stcore/bidi-components/{path:path}",
        "/component/{path:path}",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/enter",
        "/healthz",
        "/readyz",
        "/assets/leaflet/{file}",
        "/assets/plotly.js",
        "/assets/components/{name}.js",
        "/assets/fonts/arabic.ttf",
        "/assets/basemap/{name}",
    }
)
Refusal: TypeAlias = tuple[HTTPStatus, str]

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class Guard:
    """ASGI middleware that lets through what the policy allows and answers the rest in words."""

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app = app
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request or a websocket on, or refuse it."""
        refusal = None
        if scope["type"] in {"http", "websocket"}:
            refusal = refusal_of(self._policy, HTTPConnection(scope), route_of(scope))
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            status, words = refusal
            headers = {"Cache-Control": "no-store"}
            await PlainTextResponse(words, status, headers)(scope, receive, send)


def refusal_of(policy: Policy, request: HTTPConnection, route: str) -> Refusal | None:
    """Why a request is not answered; None when it is."""
    refusal = _refused_way(policy, request)
    if refusal is None and policy.mode is Mode.LOGIN and route not in OPEN:
        return None if _is_collector(policy, request, route) else _refused_person(policy, request)
    return refusal


def _refused_way(policy: Policy, request: HTTPConnection) -> Refusal | None:
    """Whether it comes by a name, a proxy or a site that it should not come by."""
    if not _is_host_known(policy, request.headers.get("host", "")):
        return HTTPStatus.MISDIRECTED_REQUEST, "This server does not answer to that name."
    if policy.mode is Mode.LOCAL and any(name in request.headers for name in _FORWARDED):
        return HTTPStatus.FORBIDDEN, (
            "Sidelight runs for this machine alone and was asked through a proxy. Set up a login, "
            "or choose anonymous access on purpose (docs/hosting.md)."
        )
    if not _is_same_origin(request):
        return HTTPStatus.FORBIDDEN, "Another site may not ask here."
    return None


def _refused_person(policy: Policy, request: HTTPConnection) -> Refusal | None:
    visitor = visitor_by_cookie(policy, request)
    if visitor is None:
        return HTTPStatus.UNAUTHORIZED, "Log in first."
    if visitor.role is None:
        return HTTPStatus.FORBIDDEN, "Your account has no role here."
    return None


def visitor_by_cookie(policy: Policy, request: HTTPConnection) -> Visitor | None:
    """Who Streamlit's signed login cookie names, as Streamlit itself reads it."""
    raw = _get_signed_cookie_with_chunks(request.cookies, USER_COOKIE_NAME)
    if not raw:
        return None
    claims = _parse_decoded_user_cookie(raw, get_origin_from_redirect_uri() or "")
    return visitor_of(policy, claims, time.time())


def _is_host_known(policy: Policy, host: str) -> bool:
    """Whether it is called by a name of its own; another would be a page that rebinds DNS."""
    if config.get_option("server.allowedHosts"):
        return is_host_allowed(host)
    try:
        return not policy.hosts or (urlsplit(f"//{host}").hostname or "") in policy.hosts
    except ValueError:
        return False


def _is_same_origin(request: HTTPConnection) -> bool:
    """Whether a websocket or a change is asked for by our own page; a browser says where from."""
    origin = request.headers.get("origin")
    if origin is None or request.scope.get("method", "") in _SAFE_METHODS:
        return True
    return urlsplit(origin).netloc == request.headers.get("host")


def _is_collector(policy: Policy, request: HTTPConnection, route: str) -> bool:
    """Whether it is the collector of metrics, which cannot log in and has a token of its own."""
    sent = request.headers.get("authorization", "").removeprefix("Bearer ")
    return (
        route == METRICS
        and bool(policy.metrics_token)
        and hmac.compare_digest(sent.encode(), policy.metrics_token.encode())
    )
