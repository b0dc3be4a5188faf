"""Known vulnerabilities of the locked packages, and which packages nobody could say that of.

pip-audit passes over a package that its service does not know and then reports that it found
nothing; here that is not the same as clean.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from deploy.supply.lock import Locked

_SECONDS = 300


class AdvisoryError(Exception):
    """No answer could be had, with the reason in words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, which packages it knew, and each advisory that applies, in words."""

    source: str
    known: frozenset[str]
    found: tuple[str, ...]


def ask_service(lock: Path) -> Answer:
    """What pip-audit finds out from PyPI's own service. Raises AdvisoryError."""
    command = ["-m", "pip_audit", "--requirement", str(lock), "--disable-pip"]
    options = ["--progress-spinner", "off", "--format", "json"]
    try:
        done = subprocess.run(
            [sys.executable, *command, *options],
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise AdvisoryError(f"pip-audit had no answer in {_SECONDS} seconds") from None
    return answer_of(done.stdout, done.stderr)


def answer_of(output: str, errors: str) -> Answer:
    """The answer in pip-audit's JSON. Raises AdvisoryError with its last words if there is none."""
    try:
        entries = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = errors.strip().splitlines()[-1:] or ["it said nothing"]
        raise AdvisoryError(f"pip-audit gave no answer: {last[0]}") from None
    known = [each for each in entries if "skip_reason" not in each]
    found = [
        _words(each["name"], each["version"], vuln["id"], vuln.get("fix_versions", ()))
        for each in known
        for vuln in each.get("vulns", ())
    ]
    names = frozenset(canonicalize_name(each["name"]) for each in known)
    return Answer("PyPI's advisory service", names, tuple(sorted(found)))


def ask_dump(path: Path, lock: Sequence[Locked]) -> Answer:
    """What OSV's `all.zip` of PyPI says of the locked versions. Raises AdvisoryError."""
    versions: dict[str, list[str]] = {}
    for each in lock:
        versions.setdefault(each.name, []).append(each.version)
    found: set[str] = set()
    newest, count = "", 0
    try:
        for entry in _entries(path):
            affected = [part for part in entry.get("affected", ()) if _is_of_pypi(part)]
            count += bool(affected)
            newest = max(newest, str(entry.get("modified", "")) if affected else "")
            if not entry.get("withdrawn"):
                found.update(_applying(entry, affected, versions))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise AdvisoryError(f"{path} cannot be read as a dump of OSV: {error}") from None
    if not count:
        raise AdvisoryError(f"{path} holds no advisory for a package of PyPI")
    source = f"{path.name}: {count} advisories, the newest of {newest[:10]}"
    return Answer(source, frozenset(versions), tuple(sorted(found)))


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".json"):
                yield json.loads(archive.read(name))


def _is_of_pypi(affected: Mapping[str, Any]) -> bool:
    return bool(affected.get("package", {}).get("ecosystem") == "PyPI")


def _applying(
    entry: Mapping[str, Any],
    affected: Sequence[Mapping[str, Any]],
    versions: Mapping[str, Sequence[str]],
) -> Iterator[str]:
    for each in affected:
        name = canonicalize_name(each["package"]["name"])
        for version in versions.get(name, ()):
            if _is_affected(Version(version), each):
                ends = (event.get("fixed") for span in _spans(each) for event in span)
                yield _words(name, version, entry["id"], [end for end in ends if end])


def _is_affected(version: Version, affected: Mapping[str, Any]) -> bool:
    """OSV's rule: a version that is listed, or that lies in a range."""
    listed = (_version(each) for each in affected.get("versions", ()))
    return version in listed or any(_is_within(version, span) for span in _spans(affected))


def _spans(affected: Mapping[str, Any]) -> list[list[dict[str, str]]]:
    ranges = affected.get("ranges", ())
    return [each["events"] for each in ranges if each.get("type") == "ECOSYSTEM"]


def _is_within(version: Version, events: Sequence[Mapping[str, str]]) -> bool:
    """Whether the last event at or before the version lets the vulnerability in."""
    within = False
    moments = [(_version(moment), kind) for event in events for kind, moment in event.items()]
    for moment, kind in sorted(moments, key=lambda each: each[0]):
        if kind == "introduced" and version >= moment:
            within = True
        elif (kind == "fixed" and version >= moment) or (
            kind == "last_affected" and version > moment
        ):
            within = False
    return within


def _version(text: str) -> Version:
    """A version of the dump; one that is none of Python's stands before all others."""
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0.dev0")


def _words(name: str, version: str, identity: str, fixed: Sequence[str]) -> str:
    fixed = f", fixed in {', '.join(fixed)}" if fixed else ", no fixed version is named"
    return f"{name} {version}: {identity}{fixed}"
