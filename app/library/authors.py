"""Who stands behind a file: its owner on this machine and, in a work tree of git, its last commit.

Git is asked for nothing but history, without its configuration's programs, and only in a work tree
of root's or of our own: a repository's configuration can run what its owner likes.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 5
_TRUSTED = frozenset({0, os.geteuid()})
# Nothing in git can hold a NUL, so no author can write what looks like a commit of another.
_FORMAT = "--format=%x00%x00%H%x00a%an%x00"
_COMMIT = re.compile(r"\0\0([0-9a-f]{40,64})\0a([^\0]*)\0")
# Nobody's configuration, no questions, no fetching, no lock that a curator's git would meet.
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class Commit:
    """The last commit that touched a file; `holds`: the file still is, or is gone, as in it."""

    id: str
    author: str
    holds: bool


def owner_of(path: Path) -> str:
    """The user that owns a file, by name or number; empty when the file is gone."""
    try:
        number = path.stat().st_uid
    except OSError:
        return ""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"uid {number}"


def last_commits(paths: Sequence[Path]) -> dict[Path, Commit]:
    """The last commit of each file that has one; nothing without git or beyond its time."""
    found: dict[Path, Commit] = {}
    trees: dict[Path, dict[str, Path]] = {}
    for path in paths:
        # The folder is resolved and not the file: git knows a link by its own name.
        real = path.parent.resolve() / path.name
        tree = _work_tree(real.parent)
        if tree is not None:
            trees.setdefault(tree, {})[real.relative_to(tree).as_posix()] = path
    for tree, names in trees.items():
        for name, commit in _commits(tree, names).items():
            found[names[name]] = commit
    return found


def _work_tree(folder: Path) -> Path | None:
    """The work tree that a folder is in, if its owner may be trusted."""
    for each in (folder, *folder.parents):
        mark = each / ".git"
        if mark.exists():
            owners = {each.stat().st_uid, mark.stat().st_uid}
            return each if owners <= _TRUSTED else None
    return None


def _commits(tree: Path, names: Mapping[str, Path]) -> dict[str, Commit]:
    options = ["--no-show-signature", "--no-renames", "--name-only", "-z", _FORMAT]
    log = _git(tree, "log", *options, "--", *names)
    now = _blobs(tree, names)
    found: dict[str, Commit] = {}
    parts = _COMMIT.split(log)[1:]
    for number, author, touched in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        for name in touched.strip("\0\n").split("\0"):
            if name in names and name not in found:
                holds = now.get(name, "") == _blob_of(names[name], len(number))
                found[name] = Commit(number, author, holds)
    return found


def _blobs(tree: Path, names: Mapping[str, Path]) -> dict[str, str]:
    """The ids of the contents that the newest commit has, by name."""
    lines = _git(tree, "ls-tree", "-z", "HEAD", "--", *names).split("\0")
    parts = (line.partition("\t") for line in lines if line)
    return {name: described.rpartition(" ")[2] for described, _, name in parts}


def _blob_of(path: Path, length: int) -> str:
    """The id that git would give to a file's content; empty when the file is gone."""
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    algorithm = "sha1" if length == 40 else "sha256"
    return hashlib.new(algorithm, b"blob %d\0%b" % (len(content), content)).hexdigest()


def _git(tree: Path, *arguments: str) -> str:
    """What git answers; nothing where it is not, takes too long or refuses."""
    program = shutil.which("git")
    if program is None:
        return ""
    trusted = ["-c", f"safe.directory={tree}", "-c", "core.pager=", "--literal-pathspecs"]
    try:
        done = subprocess.run(
            [program, *trusted, "-C", str(tree), *arguments],
            env={"PATH": os.environ.get("PATH", os.defpath), **_ENVIRONMENT},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=True,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
