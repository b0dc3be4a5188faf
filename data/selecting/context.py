"""Context bands: what happened meanwhile, written by hand and kept apart from the claims."""

from collections.abc import Iterable
from datetime import date

from data.model.corpus import ContextBand


def begun_by(bands: Iterable[ContextBand], day: date) -> tuple[ContextBand, ...]:
    """The bands that had begun on a day, as far as their dates state it."""
    return tuple(band for band in bands if (band.period.stated.earliest or date.min) <= day)
