"""What is seen from outside: a line of the log for each request, and figures for Prometheus.

Neither holds a query string, a word of a document, a name or (unless asked for) an address.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from datetime import UTC, datetime

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.access.policy import Mode
from app.access.route_names import base_path, route_of

LOG = logging.getLogger("sidelight.requests")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "WEBSOCKET"})

disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
REQUESTS = Counter(
    "sidelight_requests", "Answered requests.", ("route", "method", "status"), registry=REGISTRY
)
SECONDS = Histogram(
    "sidelight_request_seconds",
    "Time to the end of the answer; websockets are not in it.",
    ("route",),
    registry=REGISTRY,
)
SESSIONS = Gauge("sidelight_sessions_open", "Open websockets: pages looked at.", registry=REGISTRY)
CORPUS = Gauge(
    "sidelight_corpus_info", "1 for the corpus that is shown.", ("fingerprint",), registry=REGISTRY
)
READ_AT = Gauge(
    "sidelight_corpus_read_timestamp_seconds",
    "When the corpus that is shown was read.",
    registry=REGISTRY,
)
PROBLEMS = Gauge(
    "sidelight_corpus_problems", "Problems of the files now; 0 if sound.", registry=REGISTRY
)


class Metrics:
    """ASGI middleware that counts and logs what is answered."""

    def __init__(self, app: ASGIApp, *, addresses: bool = False) -> None:
        self._app = app
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it was answered."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        # Asked for first: on its way down a route writes into the scope.
        route = route_of(scope)
        status = 403 if scope["type"] == "websocket" else 500
        start = time.perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "websocket.accept":
                status = 101
                SESSIONS.inc()
            elif message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            if status == 101:
                SESSIONS.dec()
            self._note(scope, route, status, time.perf_counter() - start)

    def _note(self, scope: Scope, route: str, status: int, seconds: float) -> None:
        # Whatever a client invents as a method must not make a new line of the metrics.
        method = scope.get("method", "WEBSOCKET")
        method = method if method in METHODS else "OTHER"
        REQUESTS.labels(route, method, str(status)).inc()
        if scope["type"] == "http":
            SECONDS.labels(route).observe(seconds)
        line = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        if self._addresses and scope.get("client"):
            line["address"] = scope["client"][0]
        LOG.info("%s", json.dumps({"time": datetime.now(UTC).isoformat(), **line}))


def start_log(mode: Mode) -> None:
    """Write the lines to standard output; on one's own machine only with SIDELIGHT_LOG=yes."""
    usual = "no" if mode is Mode.LOCAL else "yes"
    if os.environ.get("SIDELIGHT_LOG", usual) == "yes" and not LOG.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("%(message)s"))
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False


# Not async: reading the corpus would hold up every session.
def metrics(_: Request) -> Response:
    """The figures in Prometheus's text format."""
    from app.library.loaded_corpus import current_state  # noqa: PLC0415 - as app.serving.server.warm_up says

    state = current_state()
    CORPUS.clear()
    if state.library is not None:
        CORPUS.labels(state.library.corpus.fingerprint).set(1)
    READ_AT.set(state.read_at)
    PROBLEMS.set(len(state.trouble.problems) if state.trouble else 0)
    return Response(
        generate_latest(REGISTRY),
        headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"},
    )


def routes() -> list[Route]:
    """`/metrics`."""
    return [Route(f"{base_path()}/metrics", metrics)]
