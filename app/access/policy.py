"""Who may look: what the administrator decided, and what a visitor's claims make of him.

Three ways to serve: `LOCAL` (this machine alone, no login), `LOGIN` (OpenID Connect, a role is
needed) and `ANONYMOUS` (everyone who reaches it, chosen on purpose). Nothing here asks Streamlit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Mode(StrEnum):
    """Who is let in."""

    LOCAL = "local"
    LOGIN = "login"
    ANONYMOUS = "anonymous"


class Role(StrEnum):
    """What somebody who is logged in may do; a curator may all that a reader may."""

    READER = "reader"
    CURATOR = "curator"


class AccessError(Exception):
    """The settings leave open who may look, or contradict themselves."""


@dataclass(frozen=True)
class Policy:
    """The administrator's decision.

    `values` are the values of the claim `claim` that give a role, `people` the addresses and
    `sub:…` that have it by list. A login lasts `hours`. `hosts` are the names it may be called
    by, empty for any. `providers` are those of the secrets, `metrics_token` lets a collector in.
    """

    mode: Mode
    claim: str = "roles"
    values: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    people: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    hours: float = 12
    metrics_token: str = ""
    hosts: frozenset[str] = frozenset()
    providers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visitor:
    """Somebody who is logged in: the name to greet and the role, if any."""

    name: str
    role: Role | None


def visitor_of(policy: Policy, claims: Mapping[str, Any], now: float) -> Visitor | None:
    """Who these claims of the login cookie are; None when nobody is, or not any more.

    `now` is in seconds since 1970, as is the claim `iat`.
    """
    issued = claims.get("iat")
    if claims.get("is_logged_in") is not True or not isinstance(issued, int | float):
        return None
    if not -300 <= now - issued <= policy.hours * 3600:
        return None
    names = (claims.get(key) for key in ("name", "email", "sub"))
    name = next((name for name in names if isinstance(name, str) and name), "somebody")
    return Visitor(name, _role(policy, claims))


def _role(policy: Policy, claims: Mapping[str, Any]) -> Role | None:
    values = _claim_values(claims, policy.claim)
    marks = {f"sub:{claims.get('sub')}"}
    # An address that the provider has not verified may be anybody's.
    if claims.get("email_verified") is True and isinstance(claims.get("email"), str):
        marks.add(claims["email"].casefold())
    for role in (Role.CURATOR, Role.READER):
        if values & policy.values.get(role, frozenset()):
            return role
        if marks & policy.people.get(role, frozenset()):
            return role
    return None


def _claim_values(claims: Mapping[str, Any], name: str) -> set[str]:
    """The words of a claim; `a.b` is the key itself or, as Keycloak has it, b within a."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return {found}
    return {each for each in found if isinstance(each, str)} if isinstance(found, list) else set()
