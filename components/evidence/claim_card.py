"""What a claim says, when, where and who, and whether its sources agree: the head of the panel."""

from __future__ import annotations

from markupsafe import Markup

from components.shared.palette import KIND_COLOURS
from data.comparing.agreement import assess
from data.comparing.lineage import evidence, lineage_of
from data.model.corpus import Claim, Corpus, Excerpt, Where
from data.wording.dates import period_words
from data.wording.labels import (
    AGREEMENT_NAMES,
    CREDIBILITY_NAMES,
    EVENT_TYPE_NAMES,
    KIND_NAMES,
    PRECISION_NAMES,
    ROLE_NAMES,
)
from data.wording.phrases import evidence_words, part_words, place_words

_CARD = Markup(
    '<div class="sl-card"><p class="sl-kind" style="--kind:{colour}">{kind}</p>'
    '<h2 dir="auto">{statement}</h2>'
    '<p class="sl-agreement sl-{agreement}"><b>{agreement_name}:</b> <bdi>{reason}</bdi>.'
    '<small><bdi dir="auto">{evidence}</bdi></small></p>'
    '<div class="sl-facts">{facts}</div></div>'
)
_FACT = Markup('<span>{name}</span><div dir="auto">{value}{small}</div>')
_BASIS = Markup(
    ' <details class="sl-why"><summary>why?</summary>'
    '<small dir="auto">Known {precision}. {basis}</small></details>'
)
_NOTHING = Markup("")
_NOTE = Markup('<p class="sl-note" dir="auto"><b>Note</b> {}</p>')
_GRADE = Markup('<span title="{meaning}">{source} <b>{grade}</b></span>')


def build_card(claim: Claim, corpus: Corpus, *, dark: bool, grades: bool = True) -> Markup:
    """HTML for one claim without its excerpts."""
    assessment = assess(claim, corpus)
    return _CARD.format(
        colour=KIND_COLOURS[claim.kind].on(dark=dark),
        kind=_kind_words(claim),
        statement=claim.statement,
        agreement=assessment.agreement.value,
        agreement_name=AGREEMENT_NAMES[assessment.agreement],
        reason=assessment.reason,
        evidence=evidence_words(evidence(claim), lineage_of(claim, corpus.sources)),
        facts=_facts(claim, corpus, grades=grades),
    )


def build_note(claim: Claim) -> Markup:
    """HTML for the public note of a claim; nothing where there is none."""
    return _NOTE.format(claim.note) if claim.note else _NOTHING


def _kind_words(claim: Claim) -> str:
    if claim.event_type is None:
        return KIND_NAMES[claim.kind]
    return f"{KIND_NAMES[claim.kind]} · {EVENT_TYPE_NAMES[claim.event_type].lower()}"


def _facts(claim: Claim, corpus: Corpus, *, grades: bool) -> Markup:
    basis = _BASIS.format(
        precision=PRECISION_NAMES[claim.when.period.precision], basis=claim.when.basis
    )
    facts = [_fact("When", period_words(claim.when), basis)]
    places = "; ".join(_place(where, corpus) for where in claim.where)
    facts.append(_fact("Where", places or "The sources give no place."))
    if claim.actors:
        who = ", ".join(
            f"{corpus.actors[each.actor].name} ({part_words(each.role, claim)})"
            for each in claim.actors
        )
        facts.append(_fact("Who", who))
    if grades:
        by_source = sorted(claim.excerpts, key=lambda excerpt: excerpt.source)
        shown = Markup(" · ").join(_grade(excerpt, corpus) for excerpt in by_source)
        facts.append(_fact("Grades", shown))
    return Markup("").join(facts)


def _place(where: Where, corpus: Corpus) -> str:
    return f"{ROLE_NAMES[where.role]} {place_words(where, corpus)}".strip()


def _grade(excerpt: Excerpt, corpus: Corpus) -> Markup:
    """Reliability of the source and credibility of what it says, with the reason for the latter."""
    return _GRADE.format(
        source=excerpt.source,
        grade=f"{corpus.sources[excerpt.source].reliability}{excerpt.credibility}",
        meaning=f"{excerpt.credibility}, {CREDIBILITY_NAMES[excerpt.credibility]}: "
        f"{excerpt.credibility_reason}",
    )


def _fact(name: str, value: str, more: Markup = _NOTHING) -> Markup:
    return _FACT.format(name=name, value=value, small=more)
