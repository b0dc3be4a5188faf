"""The corpus that is served, read again when one of its files changes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from data.known import known_on
from data.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY, load_corpus
from data.model import Corpus
from data.names import Names, names_of
from data.search import SearchIndex, build_index

Stamp: TypeAlias = tuple[tuple[str, int, int], ...]


def directories() -> tuple[Path, Path]:
    """Where the corpus and the seeds are: SIDELIGHT_CORPUS and SIDELIGHT_SEEDS, or our own."""
    return (
        Path(os.environ.get("SIDELIGHT_CORPUS", CORPUS_DIRECTORY)),
        Path(os.environ.get("SIDELIGHT_SEEDS", SEEDS_DIRECTORY)),
    )


# Compared as one object with itself: what is kept for a library is kept for that one.
@dataclass(frozen=True, eq=False)
class Library:
    """A corpus with what is built from it once: the names in it."""

    corpus: Corpus
    names: Names


def current_library() -> Library:
    """The corpus as it is on disk now. Raises data.problems.CorpusError when it is refused."""
    corpus_directory, seeds_directory = directories()
    return _load(corpus_directory, seeds_directory, _stamp(corpus_directory, seeds_directory))


@lru_cache(maxsize=2)
def _load(corpus_directory: Path, seeds_directory: Path, _stamp: Stamp) -> Library:
    """`_stamp` is not read: it makes the cache miss when a file has changed."""
    return _library(load_corpus(corpus_directory, seeds_directory))


def _stamp(*folders: Path) -> Stamp:
    """Names, sizes and times of the files: cheap enough to look at on every run of the script."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    states = ((path, path.stat()) for path in files)
    return tuple(sorted((str(path), state.st_mtime_ns, state.st_size) for path, state in states))


@lru_cache(maxsize=8)
def library_known_on(library: Library, day: date) -> Library:
    """The library as it could be known on a day."""
    return _library(known_on(library.corpus, day))


@lru_cache(maxsize=8)
def search_index(library: Library) -> SearchIndex:
    """The index to search a library, built when it is first searched."""
    return build_index(library.corpus)


def _library(corpus: Corpus) -> Library:
    return Library(corpus, names_of(corpus))
