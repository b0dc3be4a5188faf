"""The words of each source on one claim, side by side: a column for each source.

Built with markupsafe, which escapes every value that is put into a piece of markup, so no text of
a document can become markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from components.palette import MODALITY_NAMES, STANCE_NAMES, STANCE_SIGNS
from components.wording import edtf_words
from data.anchor import Span
from data.model import Claim, Corpus, Excerpt, Figure, Source

_COLUMN = Markup(
    '<section class="sl-source" aria-label="Source {id}"><header title="{provenance}">'
    '<b><bdi dir="auto">{publisher}</bdi></b><span class="sl-number">{id}</span>'
    '<p><bdi dir="auto">{byline}</bdi></p></header>{excerpts}</section>'
)
_EXCERPT = Markup(
    '<article class="sl-excerpt sl-{stance}">'
    '<p class="sl-stance"><b>{sign} {stance_name}</b> · {modality} · '
    '<bdi dir="auto">{attribution}</bdi></p>'
    '<blockquote dir="auto">{before}<mark>{quote}</mark>{after}</blockquote>'
    '{figures}<p class="sl-grade" title="{grade_title}"><b>{grade}</b> '
    '<bdi dir="auto">{reason}</bdi></p></article>'
)

_GRADES = Markup(
    '<p class="sl-silent">Grades such as B2 are of the NATO Admiralty code: reliability of the '
    "source from A (completely) to E (not), credibility of the statement from 1 (confirmed) to 5 "
    "(improbable); F and 6 mean that it cannot be judged.</p>"
)


def build_excerpts(claim: Claim, corpus: Corpus) -> Markup:
    """HTML with one column for each source, in order of source number."""
    pairs = sorted(
        corpus.anchored(claim),
        key=lambda pair: (pair[0].source, pair[1].start),
    )
    columns = Markup("").join(
        _column(corpus.sources[source], list(group), corpus.texts[source])
        for source, group in groupby(pairs, key=lambda pair: pair[0].source)
    )
    silent = [source for source in corpus.sources if source not in claim.sources]
    return Markup('<div class="sl-columns">{}</div>{}{}').format(columns, _silence(silent), _GRADES)


def paragraph(text: str, span: Span) -> Span:
    """The line of the document that holds the span; documents have one paragraph a line."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


def _column(source: Source, pairs: Sequence[tuple[Excerpt, Span]], text: str) -> Markup:
    excerpts = Markup("").join(_excerpt(excerpt, span, source, text) for excerpt, span in pairs)
    byline = " · ".join(
        part
        for part in (
            source.author,
            f"carried by {source.carried_by}" if source.carried_by else None,
            edtf_words(source.published),
            source.genre.value,
        )
        if part
    )
    provenance = " ".join(part for part in (source.altered, source.translation) if part)
    return _COLUMN.format(
        id=source.id,
        publisher=source.publisher,
        byline=byline,
        provenance=provenance,
        excerpts=excerpts,
    )


def _excerpt(excerpt: Excerpt, span: Span, source: Source, text: str) -> Markup:
    around = paragraph(text, span)
    return _EXCERPT.format(
        stance=excerpt.stance.value,
        stance_name=STANCE_NAMES[excerpt.stance],
        sign=STANCE_SIGNS[excerpt.stance],
        modality=MODALITY_NAMES[excerpt.modality],
        attribution=excerpt.attribution,
        before=text[around.start : span.start],
        quote=text[span.start : span.end],
        after=text[span.end : around.end],
        figures=_figures(excerpt.figures),
        grade=f"{source.reliability}{excerpt.credibility}",
        grade_title=f"Reliability {source.reliability} of the source: {source.reliability_reason}",
        reason=excerpt.credibility_reason,
    )


def _figures(figures: Sequence[Figure]) -> Markup:
    if not figures:
        return Markup("")
    items = Markup("").join(
        Markup('<span>{measure}: <b>{range}</b> <bdi dir="auto">{unit}</bdi></span>').format(
            measure=figure.measure.value.replace("-", " "),
            range=_range(figure),
            unit=figure.unit,
        )
        for figure in figures
    )
    return Markup('<p class="sl-figures">{}</p>').format(items)


def _range(figure: Figure) -> str:
    low, high = figure.minimum, figure.maximum
    if low is not None and high is not None:
        return _number(low) if low == high else f"{_number(low)}–{_number(high)}"
    return f"at least {_number(low)}" if low is not None else f"at most {_number(high)}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,g}"


def _silence(silent: Sequence[str]) -> Markup:
    if not silent:
        return Markup("")
    return Markup('<p class="sl-silent">Silent on this claim: {}.</p>').format(", ".join(silent))
