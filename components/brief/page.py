"""The brief as a page: evidence, judgements, what speaks against, gaps, and every quote in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.brief.lines import (
    build_contrary,
    build_evidence,
    build_gaps,
    build_judgements,
    build_refs,
)
from components.evidence.citation import chicago
from components.evidence.claim_card import build_card, build_note
from components.evidence.excerpts import GRADES_EXPLAINED, Manner, build_excerpts
from components.evidence.field_matrix import build_matrix
from data.brief.contents import (
    CONTRARY,
    EVIDENCE,
    FIGURES,
    GAPS,
    JUDGEMENTS,
    NOTES,
    PROVENANCE,
    SOURCES,
    Brief,
    Note,
    Told,
    provenance,
    sources_of,
    told_of,
)
from data.brief.findings import contrary, gaps
from data.comparing.fields import compare_fields
from data.model.corpus import Claim, Corpus, Source
from data.naming.names import Names
from data.text.numbers import counted
from data.wording.dates import edtf_words
from data.wording.labels import STANCE_NAMES

SIDE_BY_SIDE = "Claims, side by side"

_HEAD = Markup(
    '<header class="sl-brief-head"><h1 dir="auto">{title}</h1>'
    '<p dir="auto">{shown} · {filters}{made}</p></header>'
)
_SECTION = Markup('<section class="sl-part" id="{id}"><h2>{name}</h2>{content}</section>')
_CLAIM = Markup(
    '<article class="sl-claim" id="claim-{id}"><p class="sl-refs">'
    '<a class="sl-e" href="#e{number}">E{number}</a> · Notes {cites}</p>{card}{words}</article>'
)
_NOTE = Markup(
    '<li id="note-{n}" value="{n}"><bdi dir="auto">{source}</bdi>: <q dir="auto">{quote}</q> '
    '<small><bdi dir="auto">{stance}, {modality}; attributed to {attribution}; characters '
    '{start}–{end}.</bdi></small> <a href="#cite-{n}" title="Back to the line">↩</a></li>'
)
_ROWS = Markup('<table class="sl-rows"><tbody>{}</tbody></table>')
_ROW = Markup('<tr><th scope="row">{}</th><td dir="auto">{}</td></tr>')


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn, each as markup with its caption; empty where a brief has none of it."""

    map: Markup
    timeline: Markup
    figures: Markup


def build_brief(brief: Brief, corpus: Corpus, names: Names, pictures: Pictures) -> Markup:
    """HTML of the brief's body; every line leads to its claim and every number to its note."""
    told = told_of(brief, corpus)
    parts = [
        ("where", "Where", pictures.map),
        ("when", "When", pictures.timeline),
        ("evidence", EVIDENCE, build_evidence(told.values())),
        ("judgements", JUDGEMENTS, build_judgements(brief.judgements, corpus, told)),
        ("contrary", CONTRARY, build_contrary(contrary(brief, corpus, names), told)),
        ("gaps", GAPS, build_gaps(gaps(brief, corpus), told)),
        ("figures", FIGURES, pictures.figures),
        ("claims", SIDE_BY_SIDE, _claims(told.values(), corpus, names)),
        ("notes", NOTES, _notes(note for each in told.values() for note in each.notes)),
        ("sources", SOURCES, _sources(sources_of(brief, corpus))),
        ("provenance", PROVENANCE, build_provenance(brief, corpus)),
    ]
    drawn = (_SECTION.format(id=i, name=name, content=each) for i, name, each in parts if each)
    return Markup('<main class="sl-brief">{}{}</main>').format(
        build_head(brief, corpus), Markup("").join(drawn)
    )


def build_head(brief: Brief, corpus: Corpus) -> Markup:
    """HTML for the title, and what of the corpus is shown."""
    shown = f"{len(brief.claims)} of {counted(len(corpus.claims), 'claim')}"
    made = f" · {edtf_words(brief.about.made.isoformat())}" if brief.about.made else ""
    return _HEAD.format(title=brief.title, shown=shown, filters=brief.about.filters, made=made)


def build_provenance(brief: Brief, corpus: Corpus) -> Markup:
    """HTML for all that a reader needs to trace the brief back."""
    rows = (_ROW.format(name, value) for name, value in provenance(brief, corpus))
    return _ROWS.format(Markup("").join(rows))


def _claims(told: Iterable[Told], corpus: Corpus, names: Names) -> Markup:
    return GRADES_EXPLAINED + Markup("").join(
        _CLAIM.format(
            id=each.claim.id,
            card=build_card(each.claim, corpus, dark=False),
            words=build_words(each.claim, corpus, names, explained=False),
            cites=build_refs(each.notes),
            number=each.number,
        )
        for each in told
    )


def build_words(claim: Claim, corpus: Corpus, names: Names, *, explained: bool = True) -> Markup:
    """HTML for what each source says of a claim, field by field and in its own words.

    `explained` says below what the grades mean.
    """
    manner = Manner(prefix=f"quote-{claim.id}", explained=explained)
    matrix = build_matrix(compare_fields(claim, corpus, names), manner)
    return matrix + build_excerpts(claim, corpus, manner) + build_note(claim)


def _notes(notes: Iterable[Note]) -> Markup:
    items = Markup("").join(
        _NOTE.format(
            n=note.number,
            source=f"{note.source.id} {note.source.author or note.source.publisher}",
            quote=note.excerpt.exact,
            stance=STANCE_NAMES[note.excerpt.stance].lower(),
            modality=note.excerpt.modality.value,
            attribution=note.excerpt.attribution,
            start=f"{note.span.start:,}",
            end=f"{note.span.end:,}",
        )
        for note in notes
    )
    return Markup('<ol class="sl-notes">{}</ol>').format(items)


def _sources(sources: Sequence[Source]) -> Markup:
    items = Markup("").join(
        Markup('<li><b>{}</b> <bdi dir="auto">{}</bdi></li>').format(each.id, chicago(each))
        for each in sources
    )
    return Markup('<ul class="sl-sources">{}</ul>').format(items)
