"""What a claim says, when, where and who, and whether its sources agree: the head of the panel."""

from __future__ import annotations

from markupsafe import Markup

from components.palette import (
    AGREEMENT_NAMES,
    KIND_COLOURS,
    KIND_NAMES,
    PRECISION_NAMES,
    ROLE_NAMES,
)
from components.wording import period_words, place_words
from data.agreement import assess
from data.model import Claim, Corpus, Where

_CARD = Markup(
    '<div class="sl-card"><p class="sl-kind" style="--kind:{colour}">{kind}</p>'
    '<h2 dir="auto">{statement}</h2>'
    '<p class="sl-agreement sl-{agreement}"><b>{agreement_name}:</b> <bdi>{reason}</bdi>.</p>'
    '<div class="sl-facts">{facts}</div></div>'
)
_FACT = Markup('<span>{name}</span><div dir="auto">{value}{small}</div>')


def build_card(claim: Claim, corpus: Corpus, *, dark: bool) -> Markup:
    """HTML for one claim without its excerpts."""
    assessment = assess(claim, corpus)
    return _CARD.format(
        colour=KIND_COLOURS[claim.kind].on(dark=dark),
        kind=_kind_words(claim),
        statement=claim.statement,
        agreement=assessment.agreement.value,
        agreement_name=AGREEMENT_NAMES[assessment.agreement],
        reason=assessment.reason,
        facts=_facts(claim, corpus),
    )


def _kind_words(claim: Claim) -> str:
    if claim.event_type is None:
        return KIND_NAMES[claim.kind]
    return f"{KIND_NAMES[claim.kind]} · {claim.event_type.value.replace('-', ' ')}"


def _facts(claim: Claim, corpus: Corpus) -> Markup:
    precision = PRECISION_NAMES[claim.when.period.precision]
    facts = [_fact("When", period_words(claim.when), f"{precision}; {claim.when.basis}")]
    places = "; ".join(_place(where, corpus) for where in claim.where)
    facts.append(_fact("Where", places or "The sources give no place."))
    if claim.actors:
        who = ", ".join(f"{corpus.actors[each.actor].name} ({each.role})" for each in claim.actors)
        facts.append(_fact("Who", who))
    if claim.note:
        facts.append(_fact("Note", claim.note))
    return Markup("").join(facts)


def _place(where: Where, corpus: Corpus) -> str:
    return f"{ROLE_NAMES[where.role]} {place_words(where, corpus)}".strip()


def _fact(name: str, value: str, small: str = "") -> Markup:
    detail = Markup(" <small>{}</small>").format(small) if small else Markup("")
    return _FACT.format(name=name, value=value, small=detail)
