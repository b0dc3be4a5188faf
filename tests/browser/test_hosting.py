"""Sidelight as a team has it: through a real nginx with TLS, a base path and a real login."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urljoin

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from app.access.guard import OPEN
from app.access.login_failure import COOKIE, Failure
from tests.browser.test_hostile_text import HARMS
from tests.corpora import Files
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
from tests.hostile import STRINGS, WITNESS, write_hostile_corpus
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


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return write_hostile_corpus(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile_site(
    tmp_path_factory: pytest.TempPathFactory, providers: Providers, hostile: Files
) -> Iterator[Site]:
    with hosted(tmp_path_factory.mktemp("hosted-hostile"), hostile, providers) as started:
        yield started


@contextmanager
def looking(browser: Browser, site: Site) -> Iterator[tuple[BrowserContext, Watched]]:
    """A browser of somebody who has not been here, and a page of it that is watched."""
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1440, "height": 900})
    try:
        yield context, Watched(context.new_page(), site.url)
    finally:
        context.close()


def give_login(context: BrowserContext, site: Site, visitor: httpx.Client) -> None:
    """The cookies of a client that has logged in, for a browser."""
    for cookie in visitor.cookies.jar:
        value = (cookie.value or "").strip('"')
        context.add_cookies([{"name": cookie.name, "value": value, "url": f"{site.url}/"}])


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
        give_login(context, site, visitor)
        watched.page.goto(f"{site.url}/")
        expect(watched.page.get_by_text("no role here")).to_be_visible(timeout=LOADED)
        expect(watched.page.get_by_text("Nadia Norole, no role")).to_be_attached()
        assert "Baghdad" not in watched.page.content()


@pytest.mark.parametrize(
    ("provider", "failure"),
    [("foreign", Failure.ISSUER), ("late", Failure.EXPIRED)],
)
def test_a_token_of_another_issuer_or_out_of_date_lets_nobody_in(
    site: Site, visitor: httpx.Client, provider: str, failure: Failure
) -> None:
    answer = log_in(visitor, site, provider=provider, to=f"compare?claim={CLAIM}")
    assert answer.headers["location"] == f"/{BASE}/"
    assert answer.cookies[COOKIE] == failure
    assert visitor.get(f"{site.url}/{WORDS}").status_code == 401
    visitor.get(f"{site.url}/enter", params={"provider": "sound"})
    assert COOKIE not in visitor.cookies


@pytest.mark.parametrize(
    ("query", "failure"),
    [
        ({"error": "access_denied", "error_description": "<b>no</b>", "state": "x"}, "denied"),
        ({"error": "temporarily_unavailable", "state": "x"}, "unreachable"),
        ({"error": "<script>alert(1)</script>", "state": "x"}, "other"),
        ({"state": "x", "code": "y"}, "stale"),
        ({}, None),  # a provider leads here after a logout
    ],
)
def test_a_login_that_the_provider_refused_or_that_is_stale_keeps_the_reason(
    site: Site, visitor: httpx.Client, query: dict[str, str], failure: str | None
) -> None:
    answer = visitor.get(f"{site.url}/oauth2callback", params=query)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{BASE}/")
    assert answer.cookies.get(COOKIE) == failure


def test_a_provider_that_cannot_be_reached_is_said_to_be_so_on_the_page(
    site: Site, browser: Browser
) -> None:
    with looking(browser, site) as (_, watched):
        watched.page.goto(f"{site.url}/")
        watched.page.get_by_role("link", name="Log in with gone").click(timeout=LOADED)
        words = watched.page.get_by_text("The provider of the login cannot be reached")
        expect(words).to_be_visible(timeout=LOADED)
        assert watched.page.url == f"{site.url}/"
        expect(watched.page.get_by_role("link", name="Log in with sound")).to_be_visible()


def test_the_log_of_a_failed_login_holds_no_word_of_the_provider(
    site: Site, visitor: httpx.Client
) -> None:
    log_in(visitor, site, provider="foreign")
    told = {"error": "access_denied", "error_description": "Rana may not", "state": "x"}
    visitor.get(f"{site.url}/oauth2callback", params=told)
    log = site.behind.log.read_text(encoding="utf-8")
    assert "A login failed (InvalidClaimError, invalid_claim, iss)." in log
    assert "Rana may not" not in log
    assert "Traceback" not in log


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


def test_hostile_text_is_text_for_a_reader_of_the_hosted_site_and_in_what_is_exported(
    hostile_site: Site, hostile: Files, browser: Browser, visitor: httpx.Client, tmp_path: Path
) -> None:
    log_in(visitor, hostile_site)
    with looking(browser, hostile_site) as (context, watched):
        give_login(context, hostile_site, visitor)
        watched.open()
        rows = watched.page.locator("button[data-claim] .statement")
        expect(rows).to_have_count(len(STRINGS) + 1)
        assert set(rows.evaluate_all("rows => rows.map(row => row.textContent)")) >= set(STRINGS)
        expect(watched.symbols()).to_have_count(len(STRINGS) + 1, timeout=LOADED)
        assert not any(watched.page.evaluate(HARMS).values())
        assert watched.map.locator("body").evaluate("() => window.harmed || 0") == 0

        watched.visit("sources?document=000")
        passages = watched.page.locator(".sl-passage")
        expect(passages.first).to_be_visible()
        shown = watched.page.locator(".sl-pick").evaluate("element => element.textContent")
        assert [each[:40] for each in STRINGS if each not in shown] == []
        assert not any(watched.page.evaluate(HARMS).values())

        watched.page.get_by_role("button", name="Export data").click()
        button = watched.page.get_by_role("button", name="CSV", exact=True)
        with watched.page.expect_download() as download:
            button.click()
        download.value.save_as(tmp_path / "taken.csv")
        assert watched.foreign == []
        assert watched.messages == []
        assert watched.dialogs == []
    table = (tmp_path / "taken.csv").read_text(encoding="utf-8-sig")
    cells = {cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row}
    assert {f"'{each}" for each in STRINGS if each[0] in "=+-@"} <= cells
    assert [cell[:40] for cell in cells if cell[:1] in set("=+-@\t\r")] == []
    assert not (hostile.corpus.parent / WITNESS).exists()
    assert "Traceback" not in hostile_site.behind.log.read_text(encoding="utf-8")


LONG_COOKIE = {"Cookie": f"_streamlit_user={'x' * 15_000}"}


@pytest.mark.parametrize(
    ("path", "headers", "size", "status"),
    [
        ("", {"X-Long": "x" * 20_000}, 0, 400),
        ("", LONG_COOKIE, 0, 200),
        (WORDS, LONG_COOKIE, 0, 401),
        (f"?q={'x' * 20_000}", {}, 0, 414),
        (f"compare?claim={'x' * 15_000}", {}, 0, 200),
        (f"enter?provider=sound&next={'x' * 15_000}", {}, 0, 303),
        (f"oauth2callback?state={'x' * 15_000}", {}, 0, 302),
        ("_stcore/upload_file/x/x", {}, 1_100_000, 413),
        ("_stcore/upload_file/x/x", {}, 900_000, 401),
        ("x" * 15_000, {}, 0, 200),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_too_long_is_refused_in_few_words_or_does_no_harm(
    site: Site, path: str, headers: dict[str, str], size: int, status: int
) -> None:
    with client() as visitor:
        method = "PUT" if size else "GET"
        answer = visitor.request(method, f"{site.url}/{path}", headers=headers, content=b"x" * size)
        assert answer.status_code == status
        assert "xxxxxxxx" not in answer.text
        assert not re.search(r"Traceback|nginx/\d|File \"", answer.text)
        assert visitor.get(f"{site.url}/healthz").text == "ok"


def test_a_hostile_string_in_an_address_a_cookie_or_a_login_is_not_given_back(
    site: Site, visitor: httpx.Client
) -> None:
    strings = [quote(each[:400], safe="") for each in STRINGS]
    for string in (*strings, "%00", "%0d%0aSet-Cookie:%20x=1", "%ff%fe", "..%2f..%2fetc%2fpasswd"):
        for address in (
            f"{string}?claim={string}",
            f"assets/leaflet/{string}",
            f"enter?provider={string}&next={string}",
            f"auth/login?provider={string}",
            f"oauth2callback?error={string}&error_description={string}&state={string}",
        ):
            answer = visitor.get(f"{site.url}/{address}", headers={"Cookie": f"x={string}"})
            assert answer.status_code < 500, address
            assert not re.search("alert\\(|root:|Traceback", answer.text), address
            assert "x" not in answer.cookies
            host = urljoin(f"{site.url}/", answer.headers.get("location", ""))
            assert host.startswith(f"{site.url}/"), address
    assert "Traceback" not in site.behind.log.read_text(encoding="utf-8")
