"""The way to the login and back to the page that was asked for.

Streamlit's login always comes back to the first page. A link to a claim must lead there also for
a colleague who has to log in first, so the page is kept in a cookie for the time of the login. So
is, for a moment, why a login failed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from urllib.parse import quote, unquote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from app.access import login_failure
from app.access.login_failure import failure_of, listening
from app.access.route_names import base_path, route_of
from app.access.settings import current_policy

WANTED = "sidelight_wanted"
_SECONDS = 600
_BEGIN = "/auth/login"
_WAYS = frozenset({_BEGIN, "/oauth2callback"})
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
    response.delete_cookie(login_failure.COOKIE, path=path)
    return response


class Return:
    """ASGI middleware that leads from a login to the page asked for, or keeps why it failed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change where the answer to the provider's call leads."""
        if scope["type"] != "http" or route_of(scope) not in _WAYS:
            await self._app(scope, receive, send)
            return
        with listening() as seen:
            answer = _Answer(scope, send, seen)
            await self._app(scope, receive, answer.send)


class _Answer:
    """The answer to a step of the login, on its way to the browser."""

    def __init__(self, scope: Scope, send: Send, seen: list[BaseException | None]) -> None:
        self._request = HTTPConnection(scope)
        self._send = send
        self._seen = seen
        self._begins = route_of(scope) == _BEGIN

    async def send(self, message: Message) -> None:
        """Pass a message on, with where it leads and what failed."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if self._begins and message["status"] == HTTPStatus.BAD_REQUEST:
                # Streamlit answers two words, where a page can say what they mean.
                message["status"] = int(HTTPStatus.FOUND)
                headers["location"] = f"{base_path()}/"
                self._fail(headers)
            elif not self._begins:
                self._come_back(headers)
        await self._send(message)

    def _come_back(self, headers: MutableHeaders) -> None:
        wanted = unquote(self._request.cookies.get(WANTED, ""))
        if _logged_in(headers):
            if is_page(wanted):
                headers["location"] = f"{base_path()}/{wanted}"
        # A provider leads here after a logout as well, with nothing to say.
        elif {"state", "code", "error"} & set(self._request.query_params):
            self._fail(headers)

    def _fail(self, headers: MutableHeaders) -> None:
        failure = failure_of(self._request.query_params.get("error", ""), self._seen)
        kept = Response()
        path = base_path() or "/"
        kept.set_cookie(
            login_failure.COOKIE,
            failure.value,
            login_failure.SECONDS,
            path=path,
            httponly=True,
            samesite="lax",
        )
        headers.append("set-cookie", kept.headers["set-cookie"])


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
