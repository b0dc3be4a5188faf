"""Who changed what in the corpus: a line of JSON for each change that the server met.

`python -m app.audit FILE` checks the lines. Each holds the SHA-256 of the one before, so
a line that was changed or taken out from between shows; the newest hash, kept
elsewhere, shows the rest.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from app.library.authors import last_commits, owner_of
from data.loading.changes import changes_between
from data.model.corpus import Corpus

VARIABLE = "SIDELIGHT_AUDIT"
START = "0" * 64
LOG = logging.getLogger("sidelight.audit")

_UNREADABLE = "unreadable"
_TRIES, _PAUSE = 20, 0.1


@dataclass(frozen=True)
class Files:
    """The SHA-256 of every file by its name, which begins with `corpus/` or `seeds/`."""

    corpus: Path
    seeds: Path
    digests: Mapping[str, str] = field(default_factory=dict)

    def path(self, name: str) -> Path:
        """Where a file of that name is, or was."""
        folder, _, rest = name.partition("/")
        return (self.seeds if folder == "seeds" else self.corpus) / rest


class Trail:
    """The file that changes are noted in; None notes nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def files(self, corpus: Path, seeds: Path) -> Files:
        """The files as they are now; none when nothing is noted."""
        if self._path is None:
            return Files(corpus, seeds)
        named = {f"corpus/{path.relative_to(corpus)}": path for path in corpus.rglob("*.y*ml")}
        named |= {f"seeds/{path.name}": path for path in seeds.glob("*.txt")}
        return Files(corpus, seeds, {name: _digest(path) for name, path in named.items()})

    def note(
        self, files: Files, before: Corpus | None, after: Corpus | None, problems: int
    ) -> None:
        """Note what was taken, or refused when there is no `after`; a failure is only logged."""
        if self._path is None:
            return
        try:
            with _locked(self._path) as file:
                _append(file, files, _outcome(before, after, problems))
        # Whatever keeps the line from being written must not keep the page from being drawn.
        except Exception:
            LOG.exception("a change of the corpus could not be noted in %s", self._path)


def trail_of(environment: Mapping[str, str]) -> Trail:
    """The trail that SIDELIGHT_AUDIT names."""
    named = environment.get(VARIABLE, "")
    return Trail(Path(named) if named else None)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return _UNREADABLE


def _outcome(before: Corpus | None, after: Corpus | None, problems: int) -> dict[str, Any]:
    """What came of it; which fields changed is known only when both corpora were read here."""
    if after is None:
        return {"event": "refused", "after": None, "problems": problems}
    taken: dict[str, Any] = {"event": "taken", "after": after.fingerprint}
    if before is not None:
        differing = changes_between(before, after)
        taken |= {kind: asdict(each) for kind, each in differing.items()}
    return taken


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """The file, for us alone among processes and threads. Raises OSError when it cannot be had."""
    with path.open("a+b") as file:
        for left in reversed(range(_TRIES)):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not left:
                    raise
                time.sleep(_PAUSE)
        yield file


def _append(file: BinaryIO, files: Files, outcome: Mapping[str, Any]) -> None:
    file.seek(0)
    lines = file.read().split(b"\n")
    unfinished = lines.pop()
    if unfinished:
        lines.append(unfinished)
    known, fingerprint, event = _replayed(lines)
    changed = _changed(known, files)
    same = fingerprint == outcome["after"] if outcome["after"] else event == "refused"
    if same and event == outcome["event"] and not any(changed.values()):
        return
    record = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "before": fingerprint,
        **outcome,
        "files": changed,
        "previous": _hash(lines[-1]) if lines else START,
    }
    _write(file, (b"\n" if unfinished else b"") + json.dumps(record).encode() + b"\n")


def _write(file: BinaryIO, content: bytes) -> None:
    """Write all of it or, if the disk is full, nothing."""
    end = file.seek(0, os.SEEK_END)
    try:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        os.ftruncate(file.fileno(), end)
        raise


def _replayed(lines: Sequence[bytes]) -> tuple[dict[str, str], str | None, str | None]:
    """The files after all lines, the fingerprint that was last taken, and the last event."""
    known: dict[str, str] = {}
    fingerprint = event = None
    for record in filter(None, map(_record, lines)):
        files = record["files"]
        known |= {each["file"]: each["sha256"] for each in (*files["added"], *files["changed"])}
        for each in files["removed"]:
            known.pop(each["file"], None)
        fingerprint, event = record["after"] or fingerprint, record["event"]
    return known, fingerprint, event


def _changed(known: Mapping[str, str], files: Files) -> dict[str, list[dict[str, Any]]]:
    """The files that are not as the trail has them, each with who stands behind it."""
    now = files.digests
    names = {
        "added": sorted(now.keys() - known.keys()),
        "changed": sorted(name for name in now.keys() & known.keys() if now[name] != known[name]),
        "removed": sorted(known.keys() - now.keys()),
    }
    # The first line names every file there is, and nobody's change.
    asked = [files.path(name) for each in names.values() for name in each] if known else []
    commits = last_commits(asked)

    def described(name: str) -> dict[str, Any]:
        path = files.path(name)
        entry = {"file": name, "sha256": now.get(name), "owner": owner_of(path)}
        return entry | ({"commit": asdict(commits[path])} if path in commits else {})

    return {kind: [described(name) for name in each] for kind, each in names.items()}


def _record(line: bytes) -> dict[str, Any] | None:
    """A line that was written whole."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) and "previous" in record else None


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def broken_lines(content: bytes) -> list[str]:
    """In words what is wrong with the lines of a trail, none when each follows the one before."""
    wrong = []
    previous = START
    lines = content.split(b"\n")
    if lines.pop():
        return ["the last line is cut off"]
    for number, line in enumerate(lines, start=1):
        record = _record(line)
        if record is None:
            wrong.append(f"line {number} is cut off or none of ours")
        elif record["previous"] != previous:
            wrong.append(f"line {number} does not follow the one before it")
        previous = _hash(line)
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a trail; 1 when it cannot be read or a line is missing, changed or cut off."""
    parser = argparse.ArgumentParser(prog="python -m app.audit", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--holds", metavar="HASH", help="a hash that was noted elsewhere")
    chosen = parser.parse_args(arguments)
    try:
        content = chosen.file.read_bytes()
    except OSError as error:
        print(f"{chosen.file}: {error.strerror}", file=sys.stderr)
        return 1
    hashes = [START, *map(_hash, content.split(b"\n")[:-1])]
    wrong = broken_lines(content)
    if chosen.holds and chosen.holds not in hashes:
        wrong.append("the line with that hash is gone")
    for each in wrong:
        print(f"{chosen.file}: {each}", file=sys.stderr)
    if not wrong:
        print(f"{len(hashes) - 1} lines, each follows the one before; the last is {hashes[-1]}")
    return int(bool(wrong))
