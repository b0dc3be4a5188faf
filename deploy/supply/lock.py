"""Reading a lock: which version of each package may be installed, and the hashes of its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name


class LockError(Exception):
    """A lock that leaves open what it installs."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock; `marker` says where it is installed, None for everywhere."""

    name: str
    version: str
    hashes: tuple[str, ...]
    marker: Marker | None = None

    @property
    def wanted_here(self) -> bool:
        """Whether it belongs on a machine and a Python like these."""
        return self.marker is None or self.marker.evaluate()


def read_lock(path: Path) -> list[Locked]:
    """The packages in order of name. Raises LockError for one without version or hash."""
    joined = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in joined.splitlines())
    found = [_locked(line, path) for line in lines if line and not line.startswith("#")]
    return sorted(found, key=lambda each: each.name)


def _locked(line: str, path: Path) -> Locked:
    words, *hashes = line.split("--hash=sha256:")
    try:
        requirement = Requirement(words.strip())
    except InvalidRequirement as error:
        raise LockError(f"{path.name}: {words.strip()!r} is not a package: {error}") from None
    pins = list(requirement.specifier)
    if len(pins) != 1 or pins[0].operator != "==" or "*" in pins[0].version or not hashes:
        raise LockError(f"{path.name}: {requirement.name} has no exact version or no hash.")
    return Locked(
        canonicalize_name(requirement.name),
        pins[0].version,
        tuple(each.strip() for each in hashes),
        requirement.marker,
    )
