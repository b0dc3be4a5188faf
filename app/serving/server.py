"""Routes beside Streamlit's own, and the headers of every answer.

The assets come from installed packages and from our own folders, so a browser never needs another
host; the Content-Security-Policy makes sure that it never asks one.
"""

from __future__ import annotations

import base64
import gc
import hashlib
import os
import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import pylopdf_fonts_ar
import streamlit
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.access import after_login
from app.access.guard import Guard
from app.access.policy import Policy
from app.access.route_names import base_path
from app.serving import health, metrics
from app.serving.cached_files import ASK_AGAIN, FOR_GOOD, CachedFile, cached_file
from app.serving.streamlit_files import StreamlitFiles
from components.map import script as map_source
from components.timeline.plotly import script as plotly_script
from data import basemap

ARABIC_FONT = Path(pylopdf_fonts_ar.sans_path())
MAP_COMPONENT = "/component/streamlit_folium.st_folium/"

_COMMON = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; media-src 'self'; manifest-src 'self'; "
    "worker-src 'self' blob:; frame-src 'self'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'; object-src 'none'; "
)


def _inline_hashes() -> str:
    """The hashes of the inline scripts of Streamlit's own page, so that no other may run."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


# Streamlit imports the code of its own component kind from blobs of its own making.
PAGE_POLICY = f"{_COMMON}script-src 'self' blob: {_inline_hashes()}"
# streamlit-folium writes the map's script into its frame and evaluates the symbols; no text of a
# document is ever in either (components/map/claim_map.py).
MAP_POLICY = _COMMON + "script-src 'self' 'unsafe-inline' 'unsafe-eval'"


class Headers:
    """ASGI middleware that adds the security headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers where the answer starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(scope, MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _add_headers(scope: Scope, headers: MutableHeaders) -> None:
    in_map = MAP_COMPONENT in scope["path"]
    headers["Content-Security-Policy"] = MAP_POLICY if in_map else PAGE_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    # Uvicorn believes X-Forwarded-Proto from this machine alone, or from FORWARDED_ALLOW_IPS.
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = "max-age=31536000"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        cookies = headers.getlist("set-cookie")
        del headers["set-cookie"]
        for cookie in cookies:
            secure = "" if "; secure" in cookie.lower() else "; Secure"
            headers.append("set-cookie", cookie + secure)


def words(request: Request) -> Response:
    """The names of places, keyed by id."""
    from app.library import corpus_routes  # noqa: PLC0415 - as `warm_up` says

    return corpus_routes.words(request)


def claims(request: Request) -> Response:
    """What is read of claims on hover."""
    from app.library import corpus_routes  # noqa: PLC0415 - as `warm_up` says

    return corpus_routes.claims(request)


# What the pages are drawn with; the last three are imported by none of them before they are needed.
# Not streamlit_folium, which would go unregistered outside a run of the script.
_LARGE = ("app.pages", "data.exports", "data.brief.docx", "plotly.io")


def warm_up() -> None:
    """Import what the pages are drawn with, and read the corpus, while the server starts to answer.

    Both take longer than the server itself, so nothing that is imported at the start may import
    them. The corpus comes last: then all that is there to stay is set aside (`app/library`).
    """
    for name in _LARGE:
        import_module(name)
    from app.library.loaded_corpus import current_state  # noqa: PLC0415

    current_state()
    _joined_map()
    _plotly()
    for name in basemap.FILES:
        _layer(name)
    # Whoever came sooner had the corpus read and set aside without these.
    gc.freeze()


async def map_script(request: Request) -> Response:
    """Leaflet and our half of the map, which the frame of streamlit-folium asks for."""
    if request.path_params["name"] != map_source.NAME:
        return Response(status_code=404)
    return _by_edition(_joined_map(), request, map_source.edition())


async def plotly_file(request: Request) -> Response:
    """The script that draws the timeline."""
    return _by_edition(_plotly(), request, plotly_script.VERSION)


def _by_edition(kept: CachedFile, request: Request, edition: str) -> Response:
    """A script, to be kept for good by who asked for this edition of it."""
    current = request.query_params.get("v") == edition
    return kept.answer(request, FOR_GOOD if current else ASK_AGAIN)


def _plotly() -> CachedFile:
    return cached_file(plotly_script.PATH, "text/javascript", pack=True)


@cache
def _joined_map() -> CachedFile:
    return CachedFile.of(map_source.joined().encode(), "text/javascript", pack=True)


async def arabic_font(_: Request) -> Response:
    """The font of the map's Arabic names."""
    return FileResponse(ARABIC_FONT, media_type="font/ttf")


async def basemap_file(request: Request) -> Response:
    """One layer of the basemap."""
    name = request.path_params["name"]
    if name not in basemap.FILES:
        return Response(status_code=404)
    return _layer(name).answer(request, ASK_AGAIN)


def _layer(name: str) -> CachedFile:
    return cached_file(basemap.DIRECTORY / name, "application/geo+json", pack=True)


def routes() -> Sequence[BaseRoute]:
    """The routes to hand to `st.App`, which puts no base path before them."""
    leaflet = StaticFiles(directory=map_source.LEAFLET)
    base = base_path()
    return [
        Route(f"{base}/assets/corpus/words.json", words),
        Route(f"{base}/assets/corpus/claims.json", claims),
        Mount(f"{base}/assets/leaflet", leaflet),
        Route(f"{base}/assets/components/{{name}}.js", map_script),
        Route(f"{base}/assets/plotly.js", plotly_file),
        Route(f"{base}/assets/fonts/arabic.ttf", arabic_font),
        Route(f"{base}/assets/basemap/{{name}}", basemap_file),
        *after_login.routes(),
        *health.routes(),
        *metrics.routes(),
    ]


def middleware(policy: Policy) -> Sequence[Middleware]:
    """The middleware to hand to `st.App`: what is refused is logged and has headers as well."""
    return [
        Middleware(metrics.Metrics, addresses=os.environ.get("SIDELIGHT_LOG_ADDRESSES") == "yes"),
        Middleware(Headers),
        Middleware(Guard, policy=policy),
        Middleware(StreamlitFiles),
        Middleware(after_login.Return),
    ]
