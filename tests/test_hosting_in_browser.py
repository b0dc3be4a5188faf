"""Sidelight as a team has it: through a real nginx with TLS, a base path and a real login."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from app.guard import OPEN
from tests.hosted import (
    BASE,
    METRICS_TOKEN,
    Site,
    client,
    filled,
    hosted,
    listed_routes,
    log_in,
)
from tests.identity import Providers, providing
from tests.watching import LOADED, Watched

pytestmark = pytest.mark.browser

CLAIM = "baghdad-three-explosions"
WORDS = "assets/corpus/words.json"


@pytest.fixture(scope="module")
def providers() -> Iterator[Providers]:
    with providing() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, providers: Providers) -> Iterator[Site]:
    with hosted(tmp_path_factory.mktemp("hosted"), None, providers) as started:
        yield started


@pytest.fixture
def visitor() -> Iterator[httpx.Client]:
    with client() as started:
        yield started


@contextmanager
def looking(browser: Browser, site: Site) -> Iterator[tuple[BrowserContext, Watched]]:
    """A browser of somebody who has not been here, and a page of it that is watched."""
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1440, "height": 900})
    try:
        yield context, Watched(context.new_page(), site.url)
    finally:
        context.close()


def test_a_reader_logs_in_comes_back_to_the_link_and_uses_the_dashboard(
    site: Site, providers: Providers, browser: Browser
) -> None:
    with looking(browser, site) as (context, watched):
        door = context.new_page()
        door.goto(f"{site.url}/compare?claim={CLAIM}")
        link = door.get_by_role("link", name="Log in with sound")
        expect(link).to_be_visible(timeout=LOADED)
        assert "Baghdad" not in door.content()
        link.click()
        door.locator('button[value="rana"]').click()
        expect(door.locator(".sl-card h2")).to_be_visible(timeout=LOADED)
        assert door.url == f"{site.url}/compare?claim={CLAIM}"

        watched.open()
        expect(watched.symbols().first).to_be_attached(timeout=LOADED)
        watched.click_timeline(CLAIM)
        expect(watched.quotes().first).to_be_visible(timeout=LOADED)
        assert f"claim={CLAIM}" in watched.page.url
        assert watched.foreign == []
        assert watched.messages == []

        expect(watched.page.get_by_text("Rana Reader, reader")).to_be_attached()
        watched.page.get_by_role("button", name="Log out").dispatch_event("click")
        watched.page.wait_for_url(f"{providers.sound}/**")
        assert {cookie["name"] for cookie in context.cookies(site.url)} <= {
            "_streamlit_xsrf",
            "sidelight_wanted",
        }


def test_somebody_without_a_role_sees_that_and_no_data(
    site: Site, browser: Browser, visitor: httpx.Client
) -> None:
    assert log_in(visitor, site, subject="nobody").status_code == 302
    assert visitor.get(f"{site.url}/{WORDS}").status_code == 403
    with looking(browser, site) as (context, watched):
        for cookie in visitor.cookies.jar:
            value = (cookie.value or "").strip('"')
            context.add_cookies([{"name": cookie.name, "value": value, "url": f"{site.url}/"}])
        watched.page.goto(f"{site.url}/")
        expect(watched.page.get_by_text("no role here")).to_be_visible(timeout=LOADED)
        expect(watched.page.get_by_text("Nadia Norole, no role")).to_be_attached()
        assert "Baghdad" not in watched.page.content()


@pytest.mark.parametrize("provider", ["foreign", "late"])
def test_a_token_of_another_issuer_or_out_of_date_lets_nobody_in(
    site: Site, visitor: httpx.Client, provider: str
) -> None:
    answer = log_in(visitor, site, provider=provider, to=f"compare?claim={CLAIM}")
    assert answer.headers["location"] == f"/{BASE}/"
    assert "Traceback" not in answer.text
    assert visitor.get(f"{site.url}/{WORDS}").status_code == 401


def test_a_cookie_that_was_changed_lets_nobody_in(site: Site, visitor: httpx.Client) -> None:
    log_in(visitor, site)
    assert visitor.get(f"{site.url}/{WORDS}").status_code == 200
    value = visitor.cookies["_streamlit_user"].strip('"')
    payload, moment, signature = value.rsplit(".", 2)
    for changed in (
        f"{payload[:-1]}{'A' if payload[-1] != 'A' else 'B'}.{moment}.{signature}",
        f"{payload}.{moment}.{signature[::-1]}",
        f"{payload}.{moment}.",
        payload,
        visitor.cookies["_streamlit_user_tokens"].strip('"'),
    ):
        answer = client().get(
            f"{site.url}/{WORDS}", headers={"Cookie": f"_streamlit_user={changed}"}
        )
        assert answer.status_code == 401, changed


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "..//evil",
    ],
)
def test_the_login_never_leads_to_another_site(
    site: Site, visitor: httpx.Client, elsewhere: str
) -> None:
    answer = log_in(visitor, site, to=elsewhere)
    assert answer.headers["location"] == f"/{BASE}/"


def test_a_forged_page_to_come_back_to_is_not_believed(site: Site, visitor: httpx.Client) -> None:
    entered = visitor.get(f"{site.url}/enter", params={"provider": "sound", "next": "compare"})
    begun = visitor.get(urljoin(site.url, entered.headers["location"]))
    agreed = visitor.post(begun.headers["location"], data={"sub": "rana"})
    session = visitor.cookies["_streamlit_session"]
    forged = f"_streamlit_session={session}; sidelight_wanted=%2F%2Fevil.example"
    with client() as other:
        answer = other.get(agreed.headers["location"], headers={"Cookie": forged})
    assert "_streamlit_user=." in " ".join(answer.headers.get_list("set-cookie"))
    assert answer.headers["location"] == f"/{BASE}/"


def test_every_route_asks_for_the_login_unless_it_carries_no_data(
    site: Site, visitor: httpx.Client
) -> None:
    routes = listed_routes()
    templates = {template for template, _ in routes}
    assert templates >= OPEN
    assert {"/media/{file_id:path}", "/metrics", f"/{WORDS}"} <= templates - OPEN
    with client() as reader:
        log_in(reader, site)
        for template, methods in routes:
            for method in methods:
                address = filled(site.behind.url + template)
                answer = visitor.request(method, address)
                if template in OPEN:
                    assert answer.status_code not in {401, 500}, template
                    assert "Baghdad" not in answer.text
                else:
                    assert answer.status_code == 401, (template, method)
                    assert answer.text == ("" if method == "HEAD" else "Log in first.")
                    if method == "GET":
                        known = reader.get(filled(site.url + template))
                        assert known.status_code not in {401, 403, 500}, template


def test_the_collector_has_a_token_of_its_own(site: Site, visitor: httpx.Client) -> None:
    metrics = f"{site.url}/metrics"
    for token, status in ((METRICS_TOKEN, 200), ("other", 401), ("x", 401)):
        answer = visitor.get(metrics, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status
    beside = visitor.get(
        f"{site.url}/{WORDS}", headers={"Authorization": f"Bearer {METRICS_TOKEN}"}
    )
    assert beside.status_code == 401


def test_an_answer_has_the_headers_that_are_promised(site: Site, visitor: httpx.Client) -> None:
    answer = visitor.get(f"{site.url}/")
    assert answer.headers["server"] == "nginx"
    assert answer.headers.get_list("strict-transport-security") == ["max-age=31536000"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    # A host other than our own, or a scheme that would let any in, stands nowhere in the policy.
    assert not re.search(r"https?:|\*", answer.headers["content-security-policy"])
    login = log_in(visitor, site)
    assert all("; Secure" in each for each in login.headers.get_list("set-cookie"))
    plain = client().get(f"{site.behind.url}/healthz")
    assert "strict-transport-security" not in plain.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 101),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost"}, 403),
        ({"Host": "evil.example"}, 403),
    ],
)
def test_a_websocket_is_opened_for_our_own_page_only(
    site: Site, headers: dict[str, str], status: int
) -> None:
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    with (
        client() as who,
        who.stream("GET", f"{site.url}/_stcore/stream", headers=handshake | headers) as answer,
    ):
        assert answer.status_code == status


def test_the_log_holds_no_query_no_name_and_no_address(site: Site, visitor: httpx.Client) -> None:
    log_in(visitor, site)
    visitor.get(f"{site.url}/secret-page-name", params={"q": "secret-question"})
    lines = [line for line in site.behind.log.read_text().splitlines() if line.startswith("{")]
    assert {tuple(json.loads(line)) for line in lines} == {
        ("time", "method", "route", "status", "ms")
    }
    assert {"/{file}", "/oauth2callback"} <= {json.loads(line)["route"] for line in lines}
    assert '"none"' not in "\n".join(lines)
    assert not re.search(r"secret-|rana|Rana|127\.0\.0\.1", "\n".join(lines))
