"""The policy from what the administrator wrote: secrets.toml, the address, the environment."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

from app.access.policy import AccessError, Mode, Policy, Role

ANONYMOUS_VARIABLE = "SIDELIGHT_ANONYMOUS"
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_SECRET_LENGTH = 32
_PROVIDER_KEYS = ("client_id", "client_secret", "server_metadata_url")
_LISTS = ("reader", "curator", "readers", "curators")
_TEXTS = {"claim": "roles", "metrics_token": ""}
_KEYS = frozenset({"anonymous", "hours", *_LISTS, *_TEXTS})


@lru_cache(maxsize=1)
def current_policy() -> Policy:
    """The policy of this process, read once. Raises AccessError when there is none."""
    return policy_from(_secrets(), config.get_option("server.address"), os.environ)


def _secrets() -> dict[str, Any]:
    """The secrets; none only where there is no file. A file that cannot be read must not open."""
    if st.secrets.load_if_toml_exists():
        return st.secrets.to_dict()
    files = config.get_option("secrets.files")
    named = files if config.is_manually_set("secrets.files") else filter(os.path.exists, files)
    unread = ", ".join(named)
    if unread:
        raise AccessError(f"The secrets cannot be read: {unread}.")
    return {}


def policy_from(
    secrets: Mapping[str, Any], address: str | None, environment: Mapping[str, str]
) -> Policy:
    """The policy that secrets, address and environment ask for. Raises AccessError with words."""
    access = _section(secrets, "access")
    unknown = sorted(set(access) - _KEYS)
    if unknown:
        raise AccessError(f"[access] in the secrets has unknown keys: {', '.join(unknown)}.")
    auth = _section(secrets, "auth")
    anonymous = access.get("anonymous", False)
    if not isinstance(anonymous, bool):
        raise AccessError("[access] anonymous must be true or false.")
    anonymous = anonymous or environment.get(ANONYMOUS_VARIABLE, "").lower() == "yes"
    if auth and anonymous:
        raise AccessError(
            "[auth] asks for a login and anonymous access is chosen as well; take one of them out."
        )
    if auth:
        return _login(auth, access)
    if set(access) - {"anonymous"}:
        raise AccessError("[access] gives roles, but the secrets have no [auth] to log in with.")
    if anonymous:
        return Policy(Mode.ANONYMOUS)
    if is_loopback(address):
        return Policy(Mode.LOCAL, hosts=LOOPBACK_NAMES)
    raise AccessError(
        f"Sidelight would be open to everyone who reaches {address or 'this machine'}. Set up a "
        "login ([auth] in secrets.toml, see docs/hosting.md), bind it to localhost, or choose "
        f"anonymous access on purpose: {ANONYMOUS_VARIABLE}=yes."
    )


def is_loopback(address: str | None) -> bool:
    """Whether a server bound to this address can be reached from this machine only."""
    if not address:
        return False
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def _login(auth: Mapping[str, Any], access: Mapping[str, Any]) -> Policy:
    if len(str(auth.get("cookie_secret", ""))) < _SECRET_LENGTH:
        raise AccessError(f"[auth] cookie_secret must have {_SECRET_LENGTH} characters or more.")
    host = _secure_address(auth, "redirect_uri", "[auth]")
    if not str(auth["redirect_uri"]).endswith("/oauth2callback"):
        raise AccessError("[auth] redirect_uri must end with /oauth2callback.")
    hours = access.get("hours", 12)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or hours <= 0:
        raise AccessError("[access] hours must be a number above 0.")
    texts = {key: access.get(key, default) for key, default in _TEXTS.items()}
    if not all(isinstance(text, str) for text in texts.values()):
        raise AccessError("[access] claim and metrics_token must be text.")
    lists = {key: _words(access, key) for key in _LISTS}
    people = {key: frozenset(_person(each) for each in lists[key]) for key in _LISTS[2:]}
    return Policy(
        Mode.LOGIN,
        claim=texts["claim"],
        values={role: lists[role.value] or frozenset({role.value}) for role in Role},
        people={Role.READER: people["readers"], Role.CURATOR: people["curators"]},
        hours=hours,
        metrics_token=texts["metrics_token"],
        hosts=LOOPBACK_NAMES | {host},
        providers=_providers(auth),
    )


def _providers(auth: Mapping[str, Any]) -> tuple[str, ...]:
    """The names that `st.login` knows; `default` for the one that [auth] itself describes."""
    named = [
        key for key, value in auth.items() if isinstance(value, Mapping) and key != "client_kwargs"
    ]
    if auth.get("client_id") or not named:
        named.append("default")
    for name in named:
        where, section = ("[auth]", auth) if name == "default" else (f"[auth.{name}]", auth[name])
        missing = [key for key in _PROVIDER_KEYS if not section.get(key)]
        if missing:
            raise AccessError(f"{where} in the secrets lacks {', '.join(missing)}.")
        _secure_address(section, "server_metadata_url", where)
    return tuple(named)


def _secure_address(section: Mapping[str, Any], key: str, where: str) -> str:
    """The host of an address that must be https, or on this machine."""
    parts = urlsplit(str(section.get(key, "")))
    host = parts.hostname or ""
    if not host or (parts.scheme != "https" and host not in LOOPBACK_NAMES):
        raise AccessError(f"{where} {key} must be an https address.")
    return host


def _section(secrets: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = secrets.get(name, {})
    if not isinstance(section, Mapping):
        raise AccessError(f"{name} in the secrets must be a table: [{name}].")
    return section


def _words(access: Mapping[str, Any], key: str) -> frozenset[str]:
    words = access.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise AccessError(f"[access] {key} must be a list of words.")
    return frozenset(words)


def _person(entry: str) -> str:
    """An address in the form it is compared in, or `sub:…` as it is."""
    if entry.startswith("sub:"):
        return entry
    if "@" not in entry:
        raise AccessError(f"[access] {entry!r} is neither an e-mail address nor sub:….")
    return entry.casefold()
