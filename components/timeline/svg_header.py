"""The head of the timeline as SVG: years, months, names of the context, publication dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from components.shared.palette import INK
from components.shared.svg import element, text, together, width_of
from components.timeline.background import band_days, time_labels
from components.timeline.header import LINE
from components.timeline.scale import noon
from components.timeline.svg_background import Plot
from data.model.corpus import ContextBand, Source
from data.wording.dates import edtf_words

_YEAR, _MONTH, _BAND, _SOURCE = 11.5, 10.0, 10.0, 10.5
_ARROW = "M-4.62-2H4.62L0 4Z"
# From the middle of a line of text down to its baseline.
_DOWN = 3.6


def head(
    plot: Plot,
    bands: Sequence[ContextBand],
    published: Sequence[tuple[date, Source]],
    *,
    dark: bool,
) -> tuple[Markup, float]:
    """The rows from above, and how many pixels they take."""
    labels = time_labels(plot.scale)
    rows = [[each for each in labels if each[2] is year] for year in (True, False)]
    rows = [row for row in rows if row]
    parts = [part for index, row in enumerate(rows) for part in _calendar(plot, row, index)]
    names, count = _bands(plot, bands, len(rows))
    line = len(rows) + count
    shown = [(day, each) for day, each in published if plot.scale.first <= day <= plot.scale.last]
    parts += [*names, *_publications(plot, shown, _middle(line), dark=dark)]
    return together(parts), (line + 1) * LINE + 4.0


def _calendar(plot: Plot, row: Sequence[tuple[str, str, bool]], index: int) -> Iterator[Markup]:
    for at, words, year in row:
        yield text(
            plot.x(at),
            _middle(index) + _DOWN,
            words,
            size=_YEAR if year else _MONTH,
            text_anchor="middle",
            class_="sl-year" if year else "sl-month",
        )


def _bands(plot: Plot, bands: Sequence[ContextBand], top: int) -> tuple[list[Markup], int]:
    """Names of the bands, in as many rows as keep them apart, and how many rows that is."""
    ends: list[float] = []
    parts = []
    for band in bands:
        days = band_days(band, plot.scale)
        if days is None:
            continue
        first, last = plot.days(*days)
        room = width_of(band.name, _BAND) + 6
        left = first + room > plot.right
        begin = last - room if left else first
        row = next((i for i, end in enumerate(ends) if end < begin), len(ends))
        ends[row : row + 1] = [begin + room]
        parts.append(
            text(
                last - 2 if left else first + 2,
                _middle(top + row) + _DOWN,
                element("title", f"{band.name}\n{edtf_words(band.when)}"),
                band.name,
                size=_BAND,
                font_style="italic",
                text_anchor="end" if left else "start",
                class_="sl-context-name",
            )
        )
    return parts, len(ends)


def _publications(
    plot: Plot, shown: Sequence[tuple[date, Source]], y: float, *, dark: bool
) -> Iterator[Markup]:
    """A mark for when each source was published, its number on the side that has room."""
    ink = INK.on(dark=dark)
    later = [plot.x(noon(day)) for day, _ in shown[1:]] + [plot.right]
    for (day, source), end in zip(shown, later, strict=False):
        x = plot.x(noon(day))
        # A close neighbour would be written over, so the earlier of two is named on its left.
        left = end - x < width_of(source.id, _SOURCE) + 16
        words = f"Source {source.id}, {source.publisher}\npublished: {edtf_words(source.published)}"
        yield element(
            "g",
            element("title", words),
            element("path", d=_ARROW, transform=f"translate({x:.2f} {y:.2f})", fill=ink),
            text(
                x + (-8 if left else 8),
                y + _DOWN,
                source.id,
                size=_SOURCE,
                text_anchor="end" if left else "start",
            ),
            class_="sl-published",
            data_source=source.id,
        )


def _middle(row: int) -> float:
    return 3 + (row + 0.5) * LINE
