"""The words of each source on one claim, side by side: a column for each source.

Built with markupsafe, which escapes every value that is put into a piece of markup, so no text of a
document can become markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

from data.comparing.lineage import part_of_origin
from data.model.corpus import AHEAD, Claim, Corpus, Excerpt, Figure, Source
from data.model.vocabulary import ActorRole
from data.naming.quote_marks import Mark, figure_and_date_marks, runs
from data.text.anchor import Span, paragraph
from data.wording.dates import edtf_words
from data.wording.labels import (
    CREDIBILITY_NAMES,
    RELIABILITY_NAMES,
    STANCE_NAMES,
    STANCE_SIGNS,
    spaced,
)
from data.wording.phrases import figure_words

_COLUMN = Markup(
    '<div class="sl-source" role="group" aria-label="Source {id}"><header title="{provenance}">'
    '<b><bdi dir="auto">{publisher}</bdi></b><span class="sl-number">{id}</span>'
    '<p><bdi dir="auto">{byline}</bdi></p></header>{excerpts}</div>'
)
_EXCERPT = Markup(
    '<article class="sl-excerpt sl-{stance}" id="{anchor}">'
    '<p class="sl-stance"><b>{sign} {stance_name}</b> · {modality}{flag}</p>'
    '{earlier}<blockquote dir="auto">{quote}</blockquote>{later}'
    '<p class="sl-chain"><bdi dir="auto">{chain}</bdi> → <bdi dir="auto">{attribution}</bdi></p>'
    "{figures}{grade}"
    '<p class="sl-verified" title="{proof}">✓ word for word in the file, '
    "characters {start}–{end}</p></article>"
)
_NEIGHBOUR = Markup(
    '<details class="sl-around"><summary>{name}</summary><p dir="auto">{text}</p></details>'
)
_GRADE = Markup(
    '<p class="sl-grade"><b><abbr title="{meaning}">{grade}</abbr></b> '
    '<bdi dir="auto">{reason}</bdi></p>'
)
GRADES_EXPLAINED = Markup(
    '<p class="sl-silent">Grades such as B2 are of the NATO Admiralty code: reliability of the '
    "source from A (completely) to E (not), credibility of the statement from 1 (confirmed) to 5 "
    "(improbable); F and 6 mean that it cannot be judged. They are never combined.</p>"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the columns are drawn.

    `explained` says below what the grades mean. `own_words` are marks for each excerpt by its
    position; `prefix` keeps the anchors of two claims on one page apart.
    """

    grades: bool = True
    explained: bool = True
    own_words: Mapping[int, Sequence[Mark]] = field(default_factory=dict)
    prefix: str = "quote"


def build_excerpts(claim: Claim, corpus: Corpus, manner: Manner | None = None) -> Markup:
    """HTML with one column for each source, in order of source number, and who is silent."""
    manner = manner or Manner()
    drawn = sorted(
        (excerpt.source, span.start, index, _excerpt(index, span, claim, corpus, manner))
        for index, (excerpt, span) in enumerate(corpus.anchored(claim))
    )
    columns = Markup("").join(
        _column(corpus.sources[source], Markup("").join(markup for *_, markup in group))
        for source, group in groupby(drawn, key=lambda each: each[0])
    )
    silence = _silence(claim, corpus)
    grades = GRADES_EXPLAINED if manner.grades and manner.explained else Markup("")
    return Markup('<div class="sl-columns">{}</div>{}{}').format(columns, silence, grades)


def anchor_of(manner: Manner, index: int) -> str:
    """The id of an excerpt in the page, for links to it."""
    return f"{manner.prefix}-{index}"


def _column(source: Source, excerpts: Markup) -> Markup:
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


def _excerpt(index: int, span: Span, claim: Claim, corpus: Corpus, manner: Manner) -> Markup:
    excerpt = claim.excerpts[index]
    source, text = corpus.sources[excerpt.source], corpus.texts[excerpt.source]
    before, after = _neighbours(text, paragraph(text, span))
    carried = f", carried by {source.carried_by}" if source.carried_by else ""
    return _EXCERPT.format(
        stance=excerpt.stance.value,
        anchor=anchor_of(manner, index),
        stance_name=STANCE_NAMES[excerpt.stance],
        sign=STANCE_SIGNS[excerpt.stance],
        modality=excerpt.modality.value,
        flag=_flag(excerpt, claim),
        chain=f"{source.publisher}{carried}",
        attribution=excerpt.attribution,
        earlier=_neighbour("Paragraph before", before),
        quote=_quote(text, span, excerpt, manner.own_words.get(index, ())),
        later=_neighbour("Paragraph after", after),
        figures=_figures(excerpt.figures),
        grade=_grade(excerpt, source) if manner.grades else Markup(""),
        proof=f"These words were found exactly once, in {source.file}, whose SHA-256 is "
        f"{source.sha256} as when it was received.",
        start=f"{span.start:,}",
        end=f"{span.end:,}",
    )


def _quote(text: str, span: Span, excerpt: Excerpt, own_words: Sequence[Mark]) -> Markup:
    """The paragraph with the quote in it; figures, dates and own words marked."""
    around = paragraph(text, span)
    marks = [*figure_and_date_marks(excerpt, text, span), *own_words]

    def stretch(start: int, end: int) -> Markup:
        return Markup("").join(
            _run(text[run.start : run.end], sorted(run.roles)) for run in runs(start, end, marks)
        )

    return Markup("{}<mark>{}</mark>{}").format(
        stretch(around.start, span.start),
        stretch(span.start, span.end),
        stretch(span.end, around.end),
    )


def _run(words: str, roles: Sequence[str]) -> Markup:
    if not roles:
        return Markup("{}").format(words)
    classes = " ".join(f"sl-is-{role}" for role in roles)
    return Markup('<span class="{}">{}</span>').format(classes, words)


def _flag(excerpt: Excerpt, claim: Claim) -> Markup:
    role = part_of_origin(excerpt, claim)
    if role is None:
        return Markup("")
    by_attacker = role is ActorRole.PERPETRATOR and claim.is_violent
    words = "said by the perpetrator" if by_attacker else "said by a party to it"
    return Markup(' · <b class="sl-flag">⚑ {}</b>').format(words)


def _neighbours(text: str, around: Span) -> tuple[str, str]:
    """The paragraphs before and after; empty where there is none."""
    before = text[: around.start].strip().rpartition("\n")[2]
    after = text[around.end :].strip().partition("\n")[0]
    return before, after


def _neighbour(name: str, text: str) -> Markup:
    return _NEIGHBOUR.format(name=name, text=text) if text else Markup("")


def _grade(excerpt: Excerpt, source: Source) -> Markup:
    return _GRADE.format(
        grade=f"{source.reliability}{excerpt.credibility}",
        meaning=f"Source {source.reliability}, {RELIABILITY_NAMES[source.reliability]}: "
        f"{source.reliability_reason} "
        f"Statement {excerpt.credibility}, {CREDIBILITY_NAMES[excerpt.credibility]}.",
        reason=excerpt.credibility_reason,
    )


def _figures(figures: Sequence[Figure]) -> Markup:
    if not figures:
        return Markup("")
    items = Markup("").join(
        Markup('<span>{measure}: <b>{range}</b> <bdi dir="auto">{unit}</bdi></span>').format(
            measure=spaced(figure.measure),
            range=figure_words(figure),
            unit=figure.unit,
        )
        for figure in figures
    )
    return Markup('<p class="sl-figures">{}</p>').format(items)


def _silence(claim: Claim, corpus: Corpus) -> Markup:
    """Who says nothing of it, and who could not: silence is information."""
    silent = [each for each in corpus.sources.values() if each.id not in claim.sources]
    # What will or should be can be told before its time.
    foretold = claim.kind in AHEAD
    first = None if foretold else claim.when.period.earliest
    too_early = [
        each
        for each in silent
        if first and each.published_period.latest and each.published_period.latest < first
    ]
    could_speak = [each for each in silent if each not in too_early]
    lines = [
        Markup('<p class="sl-silent">{}: {}.</p>').format(words, _listed(sources))
        for words, sources in (
            ("Silent on this claim", could_speak),
            ("Published before it, so they could not speak of it", too_early),
        )
        if sources
    ]
    return Markup("").join(lines)


def _listed(sources: Sequence[Source]) -> Markup:
    return Markup(", ").join(
        Markup('{} <bdi dir="auto">{}</bdi>').format(each.id, each.publisher) for each in sources
    )
