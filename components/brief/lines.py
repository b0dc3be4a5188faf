"""The lines of a brief: evidence with its notes, judgements, what speaks against, and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from components.shared.palette import KIND_COLOURS
from data.brief.contents import NO_CONTRARY, NO_GAP, NO_JUDGEMENT, Note, Told
from data.brief.findings import Finding, Gap
from data.brief.judgements import Judgement, judgement_words
from data.brief.words import ASSUMPTION
from data.model.corpus import Corpus

_EVIDENCE = Markup(
    '<li id="e{number}"><b class="sl-e">E{number}</b> '
    '<span class="sl-line-kind" style="--kind:{colour}">{kind}</span> '
    '<a href="#claim-{id}" dir="auto">{statement}</a><sup>{cites}</sup> '
    '<small><bdi dir="auto">{when} · {where} · {verdict}</bdi></small></li>'
)
_CITE = Markup('<a class="sl-cite" id="cite-{n}" href="#note-{n}">{n}</a>')
_JUDGEMENT = Markup(
    '<li><p class="sl-odds">{words}</p><p dir="auto">{text}</p><p class="sl-basis">{basis}</p></li>'
)
_FINDING = Markup(
    '<li><b class="sl-e">E{number}</b> <a href="#claim-{id}" dir="auto">{statement}</a>'
    '<sup>{cites}</sup><p dir="auto">{words}</p></li>'
)
_GAP = Markup("<li><b>{name}:</b> {numbers}</li>")
_NUMBER = Markup('<a class="sl-e" href="#e{n}" title="{statement}">E{n}</a>')
_TOLD = Markup('{} <a href="#claim-{}" dir="auto">{}</a>')
_UNTOLD = Markup('<bdi dir="auto">{}</bdi> (not in this brief)')


def build_evidence(told: Iterable[Told]) -> Markup:
    """HTML with a numbered line for each claim: what, its notes, when, where, how far agreed."""
    lines = (
        _EVIDENCE.format(
            id=each.claim.id,
            number=each.number,
            colour=KIND_COLOURS[each.claim.kind].on(dark=False),
            kind=each.kind,
            statement=each.claim.statement,
            cites=Markup("").join(_CITE.format(n=note.number) for note in each.notes),
            when=each.when,
            where=each.where,
            verdict=each.verdict,
        )
        for each in told
    )
    return Markup('<ul class="sl-evidence">{}</ul>').format(Markup("").join(lines))


def build_refs(notes: Iterable[Note]) -> Markup:
    """Numbers that lead to the notes, where the evidence line has said them first."""
    links = (Markup('<a href="#note-{n}">{n}</a>').format(n=note.number) for note in notes)
    return Markup(", ").join(links)


def build_judgements(
    judgements: Sequence[Judgement], corpus: Corpus, told: Mapping[str, Told]
) -> Markup:
    """HTML for what the analyst judges, each with its odds and what it stands on."""
    items = (
        _JUDGEMENT.format(
            words=judgement_words(each), text=each.text, basis=_basis(each, corpus, told)
        )
        for each in judgements
    )
    return _listed('<ol class="sl-judged">{}</ol>', items, NO_JUDGEMENT)


def _basis(judgement: Judgement, corpus: Corpus, told: Mapping[str, Told]) -> Markup:
    """What it stands on: links to claims that are told, and the words of those that are not."""
    if judgement.assumption:
        return Markup("{}").format(ASSUMPTION)
    links = (
        _TOLD.format(_number(told[each]), each, corpus.claims[each].statement)
        if each in told
        else _UNTOLD.format(corpus.claims[each].statement)
        for each in judgement.claims
    )
    return Markup("Stands on: {}").format(Markup("; ").join(links))


def _number(told: Told) -> Markup:
    """The number of an evidence line, which it leads to."""
    return _NUMBER.format(n=told.number, statement=told.claim.statement)


def build_contrary(findings: Iterable[Finding], told: Mapping[str, Told]) -> Markup:
    """HTML for what speaks against a claim in view."""
    items = (
        _FINDING.format(
            id=each.claim.id,
            number=told[each.claim.id].number,
            statement=each.claim.statement,
            cites=build_refs(told[each.claim.id].notes),
            words=each.words,
        )
        for each in findings
    )
    return _listed('<ul class="sl-found">{}</ul>', items, NO_CONTRARY)


def build_gaps(found: Iterable[Gap], told: Mapping[str, Told]) -> Markup:
    """HTML for what is missing, with the numbers of the evidence lines that miss it."""
    items = (
        _GAP.format(
            name=gap.words,
            numbers=Markup(" ").join(_number(told[claim.id]) for claim in gap.claims),
        )
        for gap in found
    )
    return _listed('<ul class="sl-gaps">{}</ul>', items, NO_GAP)


def _listed(whole: str, items: Iterable[Markup], otherwise: str) -> Markup:
    """The items in their list, or what is said where there are none."""
    content = Markup("").join(items)
    if not content:
        return Markup('<p class="sl-none">{}</p>').format(otherwise)
    return Markup(whole).format(content)  # noqa: S704  # one of the lists above
