"""Why a login failed, in words of our own: no word of a provider reaches a page or the log.

Streamlit leads back to the page whatever happened and tells the reason to its log alone, so the
reason is taken from there.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum

COOKIE = "sidelight_login"
SECONDS = 120
_LOGGER = "streamlit.web.server.starlette.starlette_auth_routes"


class Failure(StrEnum):
    """What went wrong, as the cookie names it."""

    DENIED = "denied"
    EXPIRED = "expired"
    ISSUER = "issuer"
    UNREACHABLE = "unreachable"
    STALE = "stale"
    OTHER = "other"


WORDS = {
    Failure.DENIED: "The login was denied or cancelled at the provider.",
    Failure.EXPIRED: (
        "What the provider answered was out of date, so you are not logged in. Try again; if it "
        "stays so, tell the administrator that the clocks of the two servers may differ."
    ),
    Failure.ISSUER: (
        "The answer came in the name of another provider than the one that is set up here, so you "
        "are not logged in. Tell the administrator."
    ),
    Failure.UNREACHABLE: (
        "The provider of the login cannot be reached or has trouble of its own. Try again later."
    ),
    Failure.STALE: (
        "This login took too long, was begun in another window or was used already. Try again."
    ),
    Failure.OTHER: (
        "The provider and Sidelight did not agree, so you are not logged in. Tell the "
        "administrator; the server's log has more."
    ),
}
RUN_OUT = "Your login has run out."

_BY_PROVIDER = {
    "access_denied": Failure.DENIED,
    "consent_required": Failure.DENIED,
    "temporarily_unavailable": Failure.UNREACHABLE,
    "server_error": Failure.UNREACHABLE,
}
_TIMES = frozenset({"exp", "iat", "nbf", "auth_time"})
_CODE = re.compile(r"[a-z_]{1,40}")

_seen: ContextVar[list[BaseException | None] | None] = ContextVar("seen", default=None)


def failure_words(code: str) -> str:
    """What to say for the value of the cookie; nothing for one that is none of ours."""
    return WORDS[Failure(code)] if code in set(Failure) else ""


def failure_of(told: str, seen: list[BaseException | None]) -> Failure:
    """The reason, from what the provider told (`error`) and what Streamlit logged."""
    if told:
        return _BY_PROVIDER.get(told, Failure.OTHER)
    error = next((each for each in seen if each is not None), None)
    if error is None:
        return Failure.STALE if seen else Failure.OTHER
    code, claim = getattr(error, "error", ""), getattr(error, "claim", "")
    if code == "expired_token" or claim in _TIMES:
        return Failure.EXPIRED
    if claim == "iss":
        return Failure.ISSUER
    import httpx  # noqa: PLC0415 - it takes long to import and few logins fail

    if isinstance(error, httpx.TransportError | httpx.HTTPStatusError):
        return Failure.UNREACHABLE
    return Failure.STALE if code == "mismatching_state" else _BY_PROVIDER.get(code, Failure.OTHER)


@contextmanager
def listening() -> Iterator[list[BaseException | None]]:
    """What Streamlit logs of a login meanwhile: for each line its exception, or None."""
    seen: list[BaseException | None] = []
    token = _seen.set(seen)
    try:
        yield seen
    finally:
        _seen.reset(token)


class _Ear(logging.Filter):
    """Hears the lines of a login and leaves in them nothing that somebody else wrote."""

    def filter(self, record: logging.LogRecord) -> bool:
        seen = _seen.get()
        if seen is None or record.levelno < logging.WARNING:
            return True
        error = record.exc_info[1] if record.exc_info else None
        seen.append(error)
        named = [type(error).__name__ if error else "no exception"]
        named += [str(getattr(error, name, "")) for name in ("error", "claim")]
        shown = ", ".join(named[:1] + [each for each in named[1:] if _CODE.fullmatch(each)])
        record.msg = f"A login failed ({shown})."
        record.args, record.exc_info, record.exc_text = None, None, None
        return True


logging.getLogger(_LOGGER).addFilter(_Ear())
