"""Streamlit's own code, styles and fonts from memory.

A first visit asks for a hundred small files; from the disk each costs the server several changes of
thread, and the largest one for each 64 kB.
"""

from __future__ import annotations

import mimetypes
from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.access.route_names import base_path
from app.serving.cached_files import FOR_GOOD, cached_file

DIRECTORY = Path(streamlit.__file__).parent / "static" / "static"
_METHODS = frozenset({"GET", "HEAD"})


class StreamlitFiles:
    """ASGI middleware that answers `/static/`, whose file names change with their content.

    Middleware, because `st.App` takes no routes there. It knows the files by their addresses, so no
    address leads to any other; all else is Streamlit's to answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a file that there is, or pass the request on."""
        path = None
        if scope["type"] == "http" and scope["method"] in _METHODS:
            path = files().get(scope["path"])
        if path is None:
            await self._app(scope, receive, send)
            return
        media_type = mimetypes.guess_type(path.name)[0] or "text/plain"
        # Not compressed, as Streamlit decided: the largest would hold up its first visitor.
        answer = cached_file(path, media_type, pack=False).answer(Request(scope), FOR_GOOD)
        await answer(scope, receive, send)


@cache
def files() -> dict[str, Path]:
    """The files by their addresses."""
    found = (path for path in DIRECTORY.rglob("*") if path.is_file())
    begin = f"{base_path()}/static"
    return {f"{begin}/{path.relative_to(DIRECTORY).as_posix()}": path for path in found}
