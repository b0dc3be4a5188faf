"""The head of the timeline, which stays in sight: years, context and publication dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

from components.shared.palette import INK
from components.timeline.background import (
    add_background,
    add_lines,
    band_days,
    base_layout,
    time_labels,
)
from components.timeline.chart import Chart, Drawn
from components.timeline.scale import Scale, day_after, noon
from data.model.corpus import ContextBand, Corpus, Source
from data.selecting.select import Filters
from data.wording.dates import edtf_words

# Pixels of a line of text.
LINE = 14


def build_head(
    corpus: Corpus, scale: Scale, filters: Filters, bands: Sequence[ContextBand], *, dark: bool
) -> Drawn:
    """Rows from above: years, quarters or months, names of the context bands, publications."""
    figure = Chart()
    base_layout(figure, scale, dark=dark)
    labels = time_labels(scale)
    row = 0
    for year in (True, False):
        shown = [(at, words) for at, words, is_year in labels if is_year is year]
        if shown:
            _add_texts(figure, shown, row, dark=dark, strong=year)
            row += 1
    rows = _add_bands(figure, bands, scale, row, dark=dark)
    _add_publications(figure, publications(corpus), scale, row + rows, dark=dark)
    count = row + rows + 1
    figure.update_layout(
        height=count * LINE + 2,
        margin={"t": 2, "b": 0},
        dragmode=False,
        yaxis={"range": [count - 0.5, -0.5], "visible": False, "fixedrange": True},
    )
    add_background(figure, scale, bands, filters)
    add_lines(figure, [day for day, _ in publications(corpus)], scale)
    return figure.figure()


def publications(corpus: Corpus) -> tuple[tuple[date, Source], ...]:
    """The latest day on which each source can have been published, in order."""
    days = [
        (day, source)
        for source in corpus.sources.values()
        if (day := source.published_period.stated.latest)
    ]
    return tuple(sorted(days, key=lambda pair: (pair[0], pair[1].id)))


def _add_texts(
    figure: Chart, texts: Sequence[tuple[str, str]], row: int, *, dark: bool, strong: bool
) -> None:
    figure.add_scatter(
        x=[at for at, _ in texts],
        y=[row] * len(texts),
        mode="text",
        text=[words for _, words in texts],
        textfont={"size": 11.5 if strong else 10, "color": INK.on(dark=dark)},
        hoverinfo="skip",
        name="years" if strong else "months",
    )


def _add_bands(
    figure: Chart, bands: Sequence[ContextBand], scale: Scale, top: int, *, dark: bool
) -> int:
    """Names of the context bands, in as many rows as keep them apart; returns how many."""
    ends: list[date] = []
    for band in bands:
        shown = band_days(band, scale)
        if shown is None:
            continue
        room = scale.text_room(band.name)
        left = shown[0] + room > scale.last + scale.margin
        begin = shown[1] - room if left else shown[0]
        row = next((i for i, end in enumerate(ends) if end < begin), len(ends))
        ends[row : row + 1] = [begin + room]
        figure.add_scatter(
            x=[day_after(shown[1]) if left else shown[0].isoformat()],
            y=[top + row],
            mode="text",
            text=[f"<i>{escape(band.name)}</i>"],
            textposition="middle left" if left else "middle right",
            textfont={"size": 10, "color": INK.on(dark=dark)},
            hovertext=[f"{escape(band.name)}<br>{escape(edtf_words(band.when))}"],
            hovertemplate="%{hovertext}<extra></extra>",
            name="context",
        )
    return len(ends)


def _add_publications(
    figure: Chart,
    found: Sequence[tuple[date, Source]],
    scale: Scale,
    row: int,
    *,
    dark: bool,
) -> None:
    """A mark for when each source was published; the line at it goes through all lanes."""
    shown = [(day, source) for day, source in found if scale.first <= day <= scale.last]
    if not shown:
        return
    ink = INK.on(dark=dark)
    near = _near_the_next(shown, scale)
    figure.add_scatter(
        x=[noon(day) for day, _ in shown],
        y=[row] * len(shown),
        mode="markers+text",
        marker={"symbol": "triangle-down", "size": 8, "color": ink},
        text=[source.id for _, source in shown],
        # A close neighbour would be written over, so the earlier of two is named on its left.
        textposition=["middle left" if near[source.id] else "middle right" for _, source in shown],
        textfont={"size": 10.5, "color": ink},
        hovertext=[
            f"Source {source.id}, {escape(source.publisher[:120])}<br>published: "
            f"{escape(edtf_words(source.published))}"
            for _, source in shown
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        name="publication",
    )


def _near_the_next(shown: Sequence[tuple[date, Source]], scale: Scale) -> Mapping[str, bool]:
    room = scale.text_room("▾000")
    near = {}
    for index, (day, source) in enumerate(shown):
        later = [after for after, _ in shown[index + 1 :]]
        end = later[0] if later else scale.last + scale.margin + timedelta(days=1)
        near[source.id] = end - day < room
    return near
