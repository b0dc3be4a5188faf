"""What a request may ask, and where a login may lead."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from app.access.after_login import is_page, page_of
from app.access.guard import refusal_of
from app.access.settings import policy_from
from tests.app.access.test_access import login


def request(host: str = "localhost:8501", **headers: str) -> HTTPConnection:
    pairs = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    raw = [(name.encode(), value.encode()) for name, value in pairs.items()]
    return HTTPConnection({"type": "http", "method": "GET", "headers": raw})


@pytest.mark.parametrize(
    ("policy", "asked", "status"),
    [
        ("local", request(), None),
        ("local", request("127.0.0.1:8501"), None),
        ("local", request("[::1]:8501"), None),
        ("local", request("evil.example"), 421),
        ("local", request("evil.example:bad]"), 421),
        ("local", request(""), 421),
        ("local", request(x_forwarded_for="192.0.2.7"), 403),
        ("local", request(forwarded="for=192.0.2.7"), 403),
        ("anonymous", request("any.example", x_forwarded_for="192.0.2.7"), None),
        ("login", request("team.example", x_forwarded_for="192.0.2.7"), 401),
        ("login", request("other.example"), 421),
        ("login", request(cookie="_streamlit_user=x.y.z"), 401),
    ],
)
def test_a_request_is_refused_for_its_name_its_way_or_its_person(
    policy: str, asked: HTTPConnection, status: int | None
) -> None:
    policies = {
        "local": policy_from({}, "localhost", {}),
        "anonymous": policy_from({"access": {"anonymous": True}}, None, {}),
        "login": login(),
    }
    refusal = refusal_of(policies[policy], asked, "/assets/corpus/words.json")
    assert (refusal and refusal[0]) == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_another_site_may_not_change_anything(method: str) -> None:
    policy = policy_from({}, "localhost", {})
    for origin, refused in (("http://localhost:8501", False), ("https://evil.example", True)):
        asked = request(origin=origin)
        asked.scope["method"] = method
        assert (refusal_of(policy, asked, "/") is not None) is refused


@pytest.mark.parametrize(
    ("url", "parameters", "page"),
    [
        ("https://team.example/compare", {"claim": ["a-b"]}, "compare?claim=a-b"),
        ("https://team.example/", {}, ""),
        (
            "https://team.example/search",
            {"q": ["//evil?", "ä&b"]},
            "search?q=%2F%2Fevil%3F&q=%C3%A4%26b",
        ),
        ("", {"claim": ["a"]}, "?claim=a"),
        ("https://team.example/a/b", {}, ""),
    ],
)
def test_the_page_to_come_back_to_is_kept_with_its_query(
    url: str, parameters: dict[str, list[str]], page: str
) -> None:
    assert page_of(url, parameters) == page


@given(st.text(alphabet="/\\:.?%&=@#abA0 \t\n\r", max_size=30))
def test_no_page_to_come_back_to_leads_to_another_site(wanted: str) -> None:
    if is_page(wanted):
        led = urlsplit(urljoin("https://team.example/sidelight/", f"/sidelight/{wanted}"))
        assert (led.scheme, led.netloc) == ("https", "team.example")
        assert led.path.startswith("/sidelight/")
