"""What surrounds the marks: the calendar, what is shaded behind, context and publications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from components.shared.palette import Paint
from components.timeline.scale import Scale, free_row
from data.model.corpus import ContextBand, Corpus
from data.selecting.bins import calendar_units
from data.selecting.select import Filters
from data.wording.dates import edtf_words

_GREY, _SAND = "#808080", "#a08246"
GRID, SHADE, PUBLICATION = Paint(_GREY, 0.22), Paint(_GREY, 0.12), Paint(_GREY, 0.55)
BAND, BAND_EDGE, KEPT = Paint(_SAND, 0.14), Paint(_SAND, 0.35), Paint("#2f6db3", 0.1)


@dataclass(frozen=True, slots=True)
class Shade:
    """Days that are shaded behind all lanes; of a context band also its name and its dating.

    A band has an edge, because one of a day would else be too thin to be seen.
    """

    name: str
    first: date
    last: date
    paint: Paint
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """A source, the latest day on which it can have been published, and what pointing says."""

    source: str
    day: date
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A row of names in the head, years or parts of them: where each stands and what it says."""

    years: bool
    labels: tuple[tuple[str, str], ...]


def shades(scale: Scale, bands: Sequence[ContextBand], filters: Filters) -> Iterator[Shade]:
    """The margins for what lies outside, the bands of the context and the period that is kept."""
    day = timedelta(days=1)
    yield Shade("margin", scale.first - scale.margin, scale.first - day, SHADE)
    yield Shade("margin", scale.last + day, scale.last + scale.margin, SHADE)
    for band in bands:
        if days := scale.shown(band.period):
            yield Shade("context", *days, BAND, (band.name, edtf_words(band.when)))
    if filters.period is not None and (days := scale.shown(filters.period)):
        yield Shade("kept", *days, KEPT)


def publications(scale: Scale, corpus: Corpus) -> tuple[Publication, ...]:
    """The sources that were published within the days shown, in order."""
    found = [
        Publication(
            source.id,
            day,
            (
                f"Source {source.id}, {source.publisher}",
                f"published: {edtf_words(source.published)}",
            ),
        )
        for source in corpus.sources.values()
        if (day := source.published_period.stated.latest) and scale.shows(day)
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.source)))


def time_rows(scale: Scale) -> tuple[TimeRow, ...]:
    """Names of years, and below them of the quarters or months that time is divided into.

    A name stands over the middle of what it names, as far as that is shown.
    """
    rows = [TimeRow(True, _labels(scale, 12, "{0:%Y}"))]
    if scale.step == 1:
        # Initials where the names would run into one another on a narrow screen.
        rows.append(TimeRow(False, _labels(scale, 1, "{2:.1}" if scale.months > 12 else "{2:.3}")))
    elif scale.step == 3:
        rows.append(TimeRow(False, _labels(scale, 3, "Q{1}")))
    return tuple(rows)


def _labels(scale: Scale, months: int, words: str) -> tuple[tuple[str, str], ...]:
    """Each unit's middle and name, written of its first day, its quarter and its month."""
    return tuple(
        (
            f"{first + (last - first) / 2}T12:00",
            words.format(first, (first.month + 2) // 3, f"{first:%B}"),
        )
        for first, last in calendar_units(months, scale.first, scale.last)
    )


def name_rows(
    rooms: Sequence[tuple[float, float, float]], end: float
) -> tuple[list[tuple[bool, int]], int]:
    """For names from one place on, or else up to another, and as long as they are: whether each
    stands on the left of its end, in which row it meets no other, and how many rows that takes."""
    ends: list[float] = []
    placed = []
    for first, last, room in rooms:
        left = first + room > end
        begin = last - room if left else first
        placed.append((left, free_row(ends, begin, begin + room)))
    return placed, len(ends)


def stand_left(places: Sequence[float], rooms: Sequence[float], end: float) -> list[bool]:
    """Which names are written on the left of their places: a close neighbour on the right, or the
    end of the drawing, would be written over."""
    return [
        after - place < room
        for place, after, room in zip(places, [*places[1:], end], rooms, strict=False)
    ]
