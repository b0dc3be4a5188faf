"""Context bands: what happened meanwhile, written by hand and kept apart from the claims."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from data.entries import Reading, read_list
from data.model import ContextBand

CONTEXT_FILE = "context.yaml"


def read_context(directory: Path) -> Reading[ContextBand]:
    """The bands of a corpus and what is wrong with them; a corpus without the file has none."""
    path = directory / CONTEXT_FILE
    # A link that leads nowhere is a file that was lost, not one that was never written.
    if not path.exists() and not path.is_symlink():
        return Reading([], [])
    return read_list(directory, CONTEXT_FILE, ContextBand)


def begun_by(bands: Iterable[ContextBand], day: date) -> tuple[ContextBand, ...]:
    """The bands that had begun on a day, as far as their dates state it."""
    return tuple(band for band in bands if (band.period.stated.earliest or date.min) <= day)
