"""The way to the login and back to the page that was asked for.

Streamlit's login always comes back to the first page. A link to a claim must lead there also for
a colleague who has to log in first, so the page is kept in a cookie for the time of the login.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from app.access_settings import current_policy
from app.route_names import base_path, route_of

WANTED = "sidelight_wanted"
_SECONDS = 600
# The name of a page and a query: with no slash or colon before the query it can name no host.
_PAGE = re.compile(r"[a-z-]{0,40}(\?[A-Za-z0-9%&=+._~*-]{0,2000})?")


def is_page(wanted: str) -> bool:
    """Whether it is a page of ours with its query, and nothing that leads elsewhere."""
    return _PAGE.fullmatch(wanted) is not None


def page_of(url: str, parameters: Mapping[str, Sequence[str]]) -> str:
    """What `enter` takes as `next`: the page of an address with these parameters."""
    name = urlsplit(url).path.removeprefix(base_path()).strip("/")
    query = urlencode(parameters, doseq=True)
    wanted = f"{name}?{query}" if query else name
    return wanted if is_page(wanted) else ""


def enter_address(provider: str, wanted: str) -> str:
    """Where a visitor goes to log in with a provider and to come back to a page."""
    return f"{base_path()}/enter?{urlencode({'provider': provider, 'next': wanted})}"


async def enter(request: Request) -> Response:
    """Remember the page and go where `st.login` goes."""
    provider = request.query_params.get("provider", "")
    if provider not in current_policy().providers:
        return PlainTextResponse("There is no such login.", 404)
    response = RedirectResponse(generate_login_redirect_url(provider), 303)
    wanted = request.query_params.get("next", "")
    kept = quote(wanted, safe="") if is_page(wanted) else ""
    path = base_path() or "/"
    response.set_cookie(WANTED, kept, _SECONDS, path=path, httponly=True, samesite="lax")
    return response


class Return:
    """ASGI middleware that leads from a login that worked to the page that was asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change where the answer to the provider's call leads."""
        if scope["type"] != "http" or route_of(scope) != "/oauth2callback":
            await self._app(scope, receive, send)
            return
        wanted = unquote(HTTPConnection(scope).cookies.get(WANTED, ""))

        async def send_there(message: Message) -> None:
            if message["type"] == "http.response.start" and is_page(wanted):
                headers = MutableHeaders(scope=message)
                if _logged_in(headers):
                    headers["location"] = f"{base_path()}/{wanted}"
            await send(message)

        await self._app(scope, receive, send_there)


def _logged_in(headers: MutableHeaders) -> bool:
    """Whether the answer gives a login cookie; taking one away gives it an empty value."""
    given = (cookie.partition(";")[0] for cookie in headers.getlist("set-cookie"))
    return any(
        name == USER_COOKIE_NAME and value.strip('"')
        for name, _, value in (cookie.partition("=") for cookie in given)
    )


def routes() -> list[Route]:
    """`/enter`."""
    return [Route(f"{base_path()}/enter", enter)]
