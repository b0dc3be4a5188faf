"""How the files of the corpus look from outside: enough to see that one of them has changed."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[tuple[str, int, int, int], ...]

# Seconds without a change before a changed corpus is read: somebody copies several files.
_QUIET = 0.25
_NO_HANDLES = frozenset({errno.EMFILE, errno.ENFILE})


def stamp_of(*folders: Path) -> Stamp:
    """Names, sizes and times of the files: as cheap as a look can be."""
    return tuple(
        sorted(
            (path, state.st_mtime_ns, state.st_size, state.st_ino)
            for path, state in _states(*folders)
        )
    )


def _states(*folders: Path) -> list[tuple[str, os.stat_result]]:
    """Every file and folder that is still there when it is looked at."""
    states = []
    waiting = [str(folder) for folder in folders]
    while waiting:
        folder = waiting.pop()
        try:
            states.append((folder, os.stat(folder)))
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        states.append((entry.path, entry.stat()))
        except OSError as error:
            if error.errno in _NO_HANDLES:
                raise
    return states


def until_quiet(*folders: Path) -> float:
    """Seconds to wait until the newest change is old enough; a time in the future is no change."""
    newest = max((state.st_mtime for _, state in _states(*folders)), default=0.0)
    age = time.time() - newest
    return _QUIET - age if 0 <= age < _QUIET else 0.0
