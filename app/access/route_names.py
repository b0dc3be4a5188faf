"""The name of the route that a request is for: its template, never what a visitor typed."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Match, Mount
from starlette.types import Scope
from streamlit import config

NO_ROUTE = "none"


def base_path() -> str:
    """What every address begins with: empty, or for instance `/sidelight`."""
    path = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def route_of(scope: Scope) -> str:
    """The template of the route that will answer, without the base path."""
    app: Starlette = scope["app"]
    partial = NO_ROUTE
    for route in app.routes:
        match, _ = route.matches(scope)
        if match is Match.FULL:
            return template_of(route)
        if match is Match.PARTIAL and partial == NO_ROUTE:
            partial = template_of(route)
    return partial


def template_of(route: BaseRoute) -> str:
    """How a route is named in the policy, the log and the metrics."""
    path = str(getattr(route, "path", "")).removeprefix(base_path())
    return f"{path}/{{file}}" if isinstance(route, Mount) else path
