"""Who is let in: what the settings mean, what claims make of a visitor, what a request may ask."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.access.policy import AccessError, Mode, Policy, Role, visitor_of
from app.access.settings import is_loopback, policy_from
from tests.serving import ROOT, free_port

NOW = 1_800_000_000
AUTH = {
    "redirect_uri": "https://team.example/sidelight/oauth2callback",
    "cookie_secret": "0" * 32,
    "client_id": "sidelight",
    "client_secret": "secret",
    "server_metadata_url": "https://login.example/.well-known/openid-configuration",
}


def login(**access: object) -> Policy:
    return policy_from({"auth": AUTH, "access": access}, "127.0.0.1", {})


def claims(**changes: object) -> dict[str, Any]:
    return {"is_logged_in": True, "iat": NOW - 60, "sub": "7", "name": "Rana"} | changes


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        (None, False),
        ("", False),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.1.2", False),
        ("team.example", False),
        ("localhost.evil.example", False),
    ],
)
def test_only_an_address_of_this_machine_is_loopback(address: str | None, loopback: bool) -> None:
    assert is_loopback(address) is loopback


@pytest.mark.parametrize(
    ("secrets", "address", "environment", "mode"),
    [
        ({}, "localhost", {}, Mode.LOCAL),
        ({}, "192.168.1.2", {"SIDELIGHT_ANONYMOUS": "yes"}, Mode.ANONYMOUS),
        ({"access": {"anonymous": True}}, None, {}, Mode.ANONYMOUS),
        ({"access": {"anonymous": False}}, "localhost", {}, Mode.LOCAL),
        ({"auth": AUTH}, "0.0.0.0", {}, Mode.LOGIN),  # noqa: S104
        ({"auth": AUTH}, "localhost", {}, Mode.LOGIN),
        ({"other": "secret"}, "localhost", {}, Mode.LOCAL),
    ],
)
def test_who_is_let_in_follows_from_the_settings(
    secrets: dict[str, Any], address: str | None, environment: dict[str, str], mode: Mode
) -> None:
    assert policy_from(secrets, address, environment).mode is mode


@pytest.mark.parametrize(
    ("secrets", "environment", "says"),
    [
        ({}, {}, "open to everyone"),
        ({}, {"SIDELIGHT_ANONYMOUS": "1"}, "open to everyone"),
        ({"access": {"anonymous": "yes"}}, {}, "true or false"),
        ({"access": {"reader": ["x"]}}, {"SIDELIGHT_ANONYMOUS": "yes"}, "no [auth]"),
        ({"access": {"raeders": []}}, {}, "unknown keys: raeders"),
        ({"access": "all"}, {}, "must be a table"),
        ({"auth": AUTH}, {"SIDELIGHT_ANONYMOUS": "yes"}, "take one of them out"),
        ({"auth": AUTH | {"cookie_secret": "short"}}, {}, "32 characters"),
        ({"auth": AUTH | {"client_id": ""}}, {}, "lacks client_id"),
        ({"auth": AUTH | {"redirect_uri": "https://team.example/"}}, {}, "/oauth2callback"),
        ({"auth": AUTH | {"redirect_uri": "http://a.example/oauth2callback"}}, {}, "https"),
        ({"auth": AUTH | {"server_metadata_url": "http://login.example"}}, {}, "https"),
        ({"auth": AUTH | {"okta": {"client_id": "x"}}}, {}, "[auth.okta] in the secrets lacks"),
        ({"auth": AUTH, "access": {"hours": 0}}, {}, "hours"),
        ({"auth": AUTH, "access": {"hours": True}}, {}, "hours"),
        ({"auth": AUTH, "access": {"claim": 3}}, {}, "must be text"),
        ({"auth": AUTH, "access": {"readers": "rana@team.example"}}, {}, "list of words"),
        ({"auth": AUTH, "access": {"curators": ["rana"]}}, {}, "neither an e-mail"),
    ],
)
def test_settings_that_leave_it_open_or_are_wrong_are_refused(
    secrets: dict[str, Any], environment: dict[str, str], says: str
) -> None:
    with pytest.raises(AccessError) as refused:
        policy_from(secrets, "0.0.0.0", environment)  # noqa: S104
    assert says in str(refused.value)


def test_the_example_of_the_secrets_is_refused_until_its_blanks_are_filled() -> None:
    example = (ROOT / "deploy" / "secrets.example.toml").read_text(encoding="utf-8")
    with pytest.raises(AccessError, match="32 characters"):
        policy_from(tomllib.loads(example), "127.0.0.1", {})
    filled = example.replace('_secret = ""', f'_secret = "{"0" * 32}"')
    policy = policy_from(tomllib.loads(filled), "127.0.0.1", {})
    assert (policy.mode, policy.providers, policy.hours) == (Mode.LOGIN, ("default",), 12)
    assert "sidelight.example.org" in policy.hosts


@pytest.mark.parametrize(
    ("address", "secrets", "says"),
    [
        ("0.0.0.0", None, "open to everyone who reaches 0.0.0.0"),  # noqa: S104
        ("localhost", "[auth", "The secrets cannot be read"),
        ("localhost", "[access]\nreaders = []", "no [auth] to log in with"),
    ],
)
def test_the_server_does_not_start_when_it_would_be_open(
    tmp_path: Path, address: str, secrets: str | None, says: str
) -> None:
    options = ["--server.address", address, "--server.port", str(free_port())]
    if secrets is not None:
        (tmp_path / "secrets.toml").write_text(secrets)
        options += ["--secrets.files", str(tmp_path / "secrets.toml")]
    started = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app/main.py", *options],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert started.returncode == 1
    assert says in started.stderr
    assert "Traceback" not in started.stderr


@pytest.mark.parametrize(
    ("settings", "changes", "role"),
    [
        ({}, {}, None),
        ({}, {"roles": "reader"}, Role.READER),
        ({}, {"roles": ["x", "reader"]}, Role.READER),
        ({}, {"roles": ["reader", "curator"]}, Role.CURATOR),
        ({}, {"roles": ["Reader"]}, None),
        ({}, {"roles": {"reader": True}}, None),
        ({}, {"roles": 7}, None),
        ({"reader": ["analysts"]}, {"roles": ["reader"]}, None),
        ({"reader": ["analysts"]}, {"roles": ["analysts"]}, Role.READER),
        ({"claim": "groups", "curator": ["desk"]}, {"groups": ["desk"]}, Role.CURATOR),
        ({"claim": "a.b"}, {"a": {"b": ["reader"]}}, Role.READER),
        ({"claim": "https://x.example/roles"}, {"https://x.example/roles": ["reader"]}, "reader"),
        ({"claim": "a.b"}, {"a": ["reader"]}, None),
        ({"readers": ["sub:7"]}, {}, Role.READER),
        ({"readers": ["sub:8"]}, {}, None),
        ({"readers": ["r@x.org"]}, {"email": "R@X.org", "email_verified": True}, Role.READER),
        ({"readers": ["r@x.org"]}, {"email": "r@x.org"}, None),
        ({"readers": ["r@x.org"]}, {"email": "r@x.org", "email_verified": "true"}, None),
        ({"readers": ["r@x.org"]}, {"sub": "r@x.org"}, None),
        ({"readers": ["sub:7"], "curators": ["sub:7"]}, {}, Role.CURATOR),
    ],
)
def test_a_role_comes_from_the_claim_or_from_the_list(
    settings: dict[str, Any], changes: dict[str, Any], role: Role | None
) -> None:
    visitor = visitor_of(login(**settings), claims(**changes), NOW)
    assert visitor is not None
    assert visitor.role == role


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, True),
        ({"is_logged_in": False}, False),
        ({"is_logged_in": "yes"}, False),
        ({"iat": None}, False),
        ({"iat": NOW - 2 * 3600}, True),
        ({"iat": NOW - 2 * 3600 - 1}, False),
        ({"iat": NOW + 300}, True),
        ({"iat": NOW + 301}, False),
    ],
)
def test_a_login_lasts_the_hours_that_were_set(changes: dict[str, Any], known: bool) -> None:
    assert (visitor_of(login(hours=2), claims(**changes), NOW) is not None) is known
