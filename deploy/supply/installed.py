"""What is installed, against the lock and against the hashes that each package came with."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.utils import canonicalize_name

from deploy.supply.lock import Locked

# Every environment has the first two; the last is this project, which is not in its own lock.
UNLOCKED = frozenset({"pip", "setuptools", "sidelight"})
_CODE = frozenset({".py", ".so", ".pth", ".pyd"})


@dataclass(frozen=True, slots=True)
class Checked:
    """How many packages and files were compared, and in words what is wrong with them."""

    packages: int
    files: int
    wrong: tuple[str, ...]


def site_folder(environment: Path) -> Path:
    """Where an environment keeps its packages. Raises FileNotFoundError if it is none."""
    found = sorted(environment.glob("lib/python3*/site-packages"))
    if not found:
        raise FileNotFoundError(f"{environment} is no environment of Python: make setup")
    return found[-1]


def packages_in(site: Path) -> dict[str, Distribution]:
    """What is installed there, by name."""
    found = distributions(path=[str(site)])
    return {canonicalize_name(each.metadata["Name"]): each for each in found}


def check_versions(
    installed: dict[str, Distribution], lock: Sequence[Locked], allowed: Sequence[Locked]
) -> Checked:
    """Whether all of `lock` is installed, and nothing that neither it nor `allowed` names."""
    wrong = []
    wanted = [each for each in lock if each.wanted_here]
    known = {each.name: each.version for each in (*allowed, *lock) if each.wanted_here}
    for each in wanted:
        if each.name not in installed:
            wrong.append(f"{each.name} {each.version} is locked and not installed")
    for name, found in sorted(installed.items()):
        if name in UNLOCKED:
            continue
        if name not in known:
            wrong.append(f"{name} {found.version} is installed and in no lock")
        elif found.version != known[name]:
            wrong.append(f"{name} is {found.version} and the lock says {known[name]}")
    return Checked(len(wanted), 0, tuple(wrong))


def check_files(site: Path, installed: dict[str, Distribution]) -> Checked:
    """Whether every file is as its package's RECORD says, and all code belongs to a package."""
    wrong: list[str] = []
    owned: set[Path] = set()
    compared = 0
    for name, package in sorted(installed.items()):
        if not package.files:
            wrong.append(f"{name} keeps no list of its files")
        for file in package.files or ():
            path = Path(str(file.locate())).resolve()
            owned.add(path)
            # Python writes its own over a compiled file that came with a package.
            if file.hash is None or path.suffix == ".pyc":
                continue
            compared += 1
            if not path.is_file():
                wrong.append(f"{name}: {file} is missing")
            elif _digest(path, file.hash.mode) != file.hash.value:
                wrong.append(f"{name}: {file} is not as it was installed")
    wrong += [f"{path.relative_to(site)} belongs to no package" for path in _strays(site, owned)]
    return Checked(len(installed), compared, tuple(wrong))


def _digest(path: Path, algorithm: str) -> str:
    """A hash as RECORD writes it: URL-safe base64 without padding."""
    digest = hashlib.new(algorithm, path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _strays(site: Path, owned: set[Path]) -> Iterator[Path]:
    """Code that Python would run and that no package brought."""
    resolved = site.resolve()
    for path in sorted(resolved.rglob("*")):
        if path.suffix in _CODE and path not in owned and path.is_file():
            yield site / path.relative_to(resolved)


def licence_of(package: Distribution) -> str:
    """The licence as the package itself states it; empty when it states none."""
    stated = _stated(package, "License-Expression")
    if stated:
        return stated[0]
    named = [
        each.rpartition(" :: ")[2]
        for each in _stated(package, "Classifier")
        if each.startswith("License ::") and each.count(" :: ") > 1
    ]
    if named:
        return " / ".join(sorted(named))
    # Some put the whole text here.
    lines = "\n".join(_stated(package, "License")).strip().splitlines()
    return lines[0] if len(lines) == 1 and len(lines[0]) <= 80 else ""


def _stated(package: Distribution, field: str) -> list[str]:
    return [str(each) for each in package.metadata.get_all(field) or []]
