"""The corpus that is served: read again when one of its files changes, and never half.

A changed corpus that is refused does not replace one that was good; `corpus_trouble` then says why.
"""

from __future__ import annotations

import gc
import os
import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Event, Lock, Thread

from app.library.audit import trail_of
from app.library.file_stamps import Stamp, stamp_of, until_quiet
from data.loading.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Claim, Corpus
from data.model.problems import CorpusError, Problem
from data.naming.names import Names, names_of
from data.search.index import SearchIndex, build_index
from data.selecting.as_of import as_of
from data.selecting.select import Filters, matching

# How often a corpus is read that changes meanwhile; the good one is shown until then.
_TRIES = 4
# The files are not looked at again for so many times as long as it took: of a small corpus a tenth
# of a second, of one with 100,000 files about a minute.
_REST = 30
# Where a look took longer than so many seconds, no run of the page waits for the next one.
_BRIEF = 0.1
ASIDE = "look at the corpus"


def directories() -> tuple[Path, Path]:
    """Where the corpus and the seeds are: SIDELIGHT_CORPUS and SIDELIGHT_SEEDS, or our own."""
    return (
        Path(os.environ.get("SIDELIGHT_CORPUS", CORPUS_DIRECTORY)),
        Path(os.environ.get("SIDELIGHT_SEEDS", SEEDS_DIRECTORY)),
    )


# Compared as one object with itself: what is kept for a library is kept for that one.
@dataclass(frozen=True, eq=False)
class LoadedCorpus:
    """A corpus with what is built from it once: the names in it."""

    corpus: Corpus
    names: Names


@dataclass(frozen=True)
class Shown:
    """What is shown: the last good library, when it was read (seconds since 1970), and what is
    wrong with the files now."""

    library: LoadedCorpus | None = None
    read_at: float = 0
    trouble: CorpusError | None = None


def current_library() -> LoadedCorpus:
    """The corpus as it is on disk now, or the last good one when that is refused.

    Raises data.problems.CorpusError when it is refused and none was ever good.
    """
    shown = current_state()
    if shown.library is None:
        raise shown.trouble or CorpusError([_UNSETTLED])
    return shown.library


def corpus_trouble() -> CorpusError | None:
    """What is wrong with the files on disk, while the last good corpus is shown."""
    return current_state().trouble


def current_state() -> Shown:
    """What is shown and what is wrong with it."""
    return _store(*directories()).look()


class _CorpusStore:
    """The corpus of two directories; any number of sessions may look at once."""

    def __init__(self, corpus: Path, seeds: Path) -> None:
        self._folders = corpus, seeds
        self._lock = Lock()
        self._stamp: Stamp | None = None
        self._shown = Shown()
        self._trail = trail_of(os.environ)
        self._rest_until = 0.0
        self._brief = True
        self._aside = Lock()

    def look(self) -> Shown:
        """What is shown, read again if a file has changed and nobody else is reading.

        Where looking takes long nobody waits for it: what it finds is shown afterwards.
        """
        if time.monotonic() >= self._rest_until:
            if self._brief or self._shown.library is None:
                self._renew()
            elif self._aside.acquire(blocking=False):
                self._renew_aside()
        return self._shown

    def _renew_aside(self) -> None:
        """Look, and read if need be, in a thread that lets go of its lock at the end."""

        def renew() -> None:
            try:
                self._renew()
            finally:
                self._aside.release()

        try:
            Thread(target=renew, name=ASIDE, daemon=True).start()
        except RuntimeError:
            # No thread can be had now: the next run tries again.
            self._aside.release()

    def _renew(self) -> None:
        try:
            # Whoever has a good corpus to show does not wait for another who reads the new one.
            if self._has_changed() and self._lock.acquire(blocking=self._shown.library is None):
                try:
                    self._read()
                finally:
                    self._lock.release()
        except OSError:
            # With no file handle left nothing can be looked at or read: show what there is.
            if self._shown.library is None:
                raise

    def _has_changed(self) -> bool:
        begun = time.monotonic()
        changed = stamp_of(*self._folders) != self._stamp
        took = time.monotonic() - begun
        self._brief = took <= _BRIEF
        if not changed:
            self._rest_until = begun + took * _REST
        return changed

    def _read(self) -> None:
        """Read until the files are the same after reading as before."""
        for _ in range(_TRIES):
            if self._shown.library is not None:
                # By the monotonic clock, whatever happens to the other one meanwhile.
                Event().wait(until_quiet(*self._folders))
            before = stamp_of(*self._folders)
            if before == self._stamp:
                return
            shown = self._loaded()
            files = self._trail.files(*self._folders)
            if stamp_of(*self._folders) == before:
                earlier, self._shown, self._stamp = self._shown, shown, before
                _set_aside()
                self._trail.note(files, *_taken(earlier, shown))
                return
        if self._shown.library is None:
            self._shown = Shown(trouble=CorpusError([_UNSETTLED]))

    def _loaded(self) -> Shown:
        try:
            return Shown(_prepared(_library(load_corpus(*self._folders))), time.time())
        except CorpusError as error:
            trouble = error
        except OSError as error:
            trouble = CorpusError([_unreadable(error)])
        return Shown(self._shown.library, self._shown.read_at, trouble)


def _taken(earlier: Shown, shown: Shown) -> tuple[Corpus | None, Corpus | None, int]:
    """The good corpus before, the one that was taken if it was, and how many problems there are."""
    before = earlier.library.corpus if earlier.library else None
    if shown.trouble:
        return before, None, len(shown.trouble.problems)
    return before, shown.library.corpus if shown.library else None, 0


_store = lru_cache(maxsize=2)(_CorpusStore)


def _set_aside() -> None:
    """Keep the corpus out of the garbage collection, which Streamlit forces after every run.

    Looking through it anew each time took more than the run itself.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


_UNSETTLED = Problem(
    file="the corpus",
    line=1,
    field="",
    found="files that changed each time while they were read",
    expected="files that stay as they are for a second",
    fix="wait until whatever writes them is done, and reload the page",
)


def _unreadable(error: OSError) -> Problem:
    return Problem(
        file=str(error.filename or "the corpus"),
        line=1,
        field="",
        found=str(error.strerror or error),
        expected="a file that can be read",
        fix="give the server the right to read it, or put it back",
    )


@lru_cache(maxsize=8)
def corpus_as_of(library: LoadedCorpus, day: date) -> LoadedCorpus:
    """The library as it could be known on a day."""
    return _library(as_of(library.corpus, day))


@lru_cache(maxsize=64)
def passing(library: LoadedCorpus, filters: Filters) -> tuple[Claim, ...]:
    """The claims that pass all filters, in order of time."""
    return matching(library.corpus, filters)


@lru_cache(maxsize=8)
def search_index(library: LoadedCorpus) -> SearchIndex:
    """The index to search a library, built when it is first searched."""
    return build_index(library.corpus)


def _library(corpus: Corpus) -> LoadedCorpus:
    return LoadedCorpus(corpus, names_of(corpus))


def _prepared(library: LoadedCorpus) -> LoadedCorpus:
    """The library with what the first page of it needs, so that no session waits for that."""
    passing(library, Filters())
    return library
