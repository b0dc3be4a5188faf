"""The corpus that is served, read again when one of its files changes."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from data.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY, load_corpus
from data.model import Corpus

Stamp: TypeAlias = tuple[tuple[str, int, int], ...]


def directories() -> tuple[Path, Path]:
    """Where the corpus and the seeds are: SIDELIGHT_CORPUS and SIDELIGHT_SEEDS, or our own."""
    return (
        Path(os.environ.get("SIDELIGHT_CORPUS", CORPUS_DIRECTORY)),
        Path(os.environ.get("SIDELIGHT_SEEDS", SEEDS_DIRECTORY)),
    )


def current_corpus() -> Corpus:
    """The corpus as it is on disk now. Raises data.problems.CorpusError when it is refused."""
    corpus_directory, seeds_directory = directories()
    return _load(corpus_directory, seeds_directory, _stamp(corpus_directory, seeds_directory))


@lru_cache(maxsize=2)
def _load(corpus_directory: Path, seeds_directory: Path, _stamp: Stamp) -> Corpus:
    """`_stamp` is not read: it makes the cache miss when a file has changed."""
    return load_corpus(corpus_directory, seeds_directory)


def _stamp(*folders: Path) -> Stamp:
    """Names, sizes and times of the files: cheap enough to look at on every run of the script."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    states = ((path, path.stat()) for path in files)
    return tuple(sorted((str(path), state.st_mtime_ns, state.st_size) for path, state in states))
