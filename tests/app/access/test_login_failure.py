"""A failed login says why, in words of our own."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import httpx
import pytest
from authlib.integrations.base_client.errors import MismatchingStateError, OAuthError
from joserfc.errors import (
    BadSignatureError,
    ExpiredTokenError,
    InvalidClaimError,
    MissingClaimError,
)
from streamlit.web.server.starlette import starlette_auth_routes

from app.access.login_failure import (
    COOKIE,
    RUN_OUT,
    WORDS,
    Failure,
    failure_of,
    failure_words,
    listening,
)
from app.address import state
from app.address.page_context import RenderKey
from app.address.view import View
from app.views import entrance, explore
from data.selecting.select import Filters
from tests.app.access.test_access import NOW, claims, login

REQUEST = httpx.Request("GET", "https://login.example/")


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (ExpiredTokenError("exp"), Failure.EXPIRED),
        (InvalidClaimError("iat"), Failure.EXPIRED),
        (InvalidClaimError("nbf"), Failure.EXPIRED),
        (InvalidClaimError("iss"), Failure.ISSUER),
        (MissingClaimError("iss"), Failure.ISSUER),
        (InvalidClaimError("aud"), Failure.OTHER),
        (BadSignatureError(), Failure.OTHER),
        (httpx.ConnectError("refused"), Failure.UNREACHABLE),
        (httpx.ReadTimeout("slow"), Failure.UNREACHABLE),
        (
            httpx.HTTPStatusError("500", request=REQUEST, response=httpx.Response(500)),
            Failure.UNREACHABLE,
        ),
        (MismatchingStateError(), Failure.STALE),
        (OAuthError("access_denied"), Failure.DENIED),
        (OAuthError("invalid_client"), Failure.OTHER),
        (KeyError("id_token"), Failure.OTHER),
    ],
)
def test_the_reason_follows_from_what_was_raised(error: Exception, failure: Failure) -> None:
    assert failure_of("", [None, error]) is failure


@pytest.mark.parametrize(
    ("told", "failure"),
    [
        ("access_denied", Failure.DENIED),
        ("server_error", Failure.UNREACHABLE),
        ("login_required", Failure.OTHER),
        ("<script>", Failure.OTHER),
    ],
)
def test_what_the_provider_tells_goes_before_what_was_logged(told: str, failure: Failure) -> None:
    assert failure_of(told, [None]) is failure


def test_a_call_that_belongs_to_no_login_is_stale() -> None:
    assert failure_of("", [None]) is Failure.STALE
    assert failure_of("", []) is Failure.OTHER


@pytest.mark.parametrize("code", ["", "nothing", "<b>", "DENIED", "denied ", "Failure.DENIED"])
def test_a_cookie_of_anybody_elses_making_says_nothing(code: str) -> None:
    assert failure_words(code) == ""


def test_every_failure_has_words_of_its_own() -> None:
    assert {failure_words(each.value) for each in Failure} == set(WORDS.values())
    assert len(set(WORDS.values())) == len(Failure)


def test_a_line_of_the_log_keeps_the_kind_of_failure_and_no_word_of_the_provider(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = starlette_auth_routes._LOGGER
    log.addHandler(caplog.handler)
    try:
        with listening() as seen:
            try:
                raise OAuthError("invalid_client", "Rana is not known")
            except OAuthError:
                log.warning("exchange failed for %s", "x", exc_info=True)
            log.error("Error: %s", "<b>Rana</b>")
        log.warning("something else of %s", "nobody")
    finally:
        log.removeHandler(caplog.handler)
    assert [record.getMessage() for record in caplog.records] == [
        "A login failed (OAuthError, invalid_client).",
        "A login failed (no exception).",
        "something else of nobody",
    ]
    assert not any(record.exc_info for record in caplog.records)
    assert [type(each) for each in seen] == [OAuthError, type(None)]
    assert log.level <= logging.WARNING


@pytest.mark.parametrize(
    ("claims", "cookie", "said"),
    [
        ({}, "", []),
        ({}, "issuer", [WORDS[Failure.ISSUER]]),
        ({}, "<b>", []),
        ({"is_logged_in": True, "iat": 1}, "", [RUN_OUT]),
        ({"is_logged_in": True, "iat": 1}, "denied", [WORDS[Failure.DENIED]]),
    ],
)
def test_the_door_says_first_why_somebody_stands_before_it(
    monkeypatch: pytest.MonkeyPatch, claims: dict[str, object], cookie: str, said: list[str]
) -> None:
    drawn: list[str] = []
    context = SimpleNamespace(cookies={COOKIE: cookie}, url="")
    user = SimpleNamespace(to_dict=lambda: claims)
    monkeypatch.setattr(entrance, "st", SimpleNamespace(context=context, user=user))
    monkeypatch.setattr(entrance, "current_policy", login)
    monkeypatch.setattr(entrance, "page_of", lambda *_: "")
    monkeypatch.setattr(state, "parameters", dict)
    monkeypatch.setattr(entrance, "draw_words", drawn.append)
    monkeypatch.setattr(entrance, "draw", lambda markup: drawn.append(str(markup)))
    page = entrance.closed_page()
    assert page is not None
    page()
    assert drawn[:-2] == said
    assert drawn[-2].startswith("Log in to see this page")


@pytest.mark.parametrize(
    ("told", "now", "closed"),
    [
        (claims(), NOW, False),
        (claims(), NOW + 3 * 3600, True),
        (claims(sub="8"), NOW, True),
        ({}, NOW, True),
    ],
)
def test_a_choice_asks_for_the_login_as_a_page_does(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, object], now: float, closed: bool
) -> None:
    user = SimpleNamespace(to_dict=lambda: told)
    monkeypatch.setattr(entrance, "st", SimpleNamespace(user=user))
    monkeypatch.setattr(entrance, "current_policy", lambda: login(readers=["sub:7"], hours=2))
    monkeypatch.setattr(entrance, "time", SimpleNamespace(time=lambda: now))
    assert entrance.is_closed() is closed


def test_a_choice_of_somebody_who_may_not_come_in_runs_the_whole_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class RunAgain(Exception):
        pass

    def rerun() -> None:
        raise RunAgain

    monkeypatch.setattr(explore, "st", SimpleNamespace(rerun=rerun))
    monkeypatch.setattr(entrance, "is_closed", lambda: True)
    monkeypatch.setattr(explore, "current_context", lambda: pytest.fail("looked at the corpus"))
    draw = explore._draw_choice.__wrapped__  # type: ignore[attr-defined]
    with pytest.raises(RunAgain):
        draw(RenderKey("", View(Filters()), None, None))
