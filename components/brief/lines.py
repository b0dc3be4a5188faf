"""The lines of a brief: evidence with its notes, judgements, what speaks against, and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from components.shared.palette import KIND_COLOURS
from data.brief.contents import (
    NO_CONTRARY,
    NO_GAP,
    NO_JUDGEMENT,
    Brief,
    Gap,
    Note,
    contrary,
    numbers_of,
)
from data.brief.judgements import Judgement, judgement_words
from data.brief.words import ASSUMPTION, kind_words
from data.comparing.agreement import assess
from data.model.corpus import Claim, Corpus
from data.naming.names import Names
from data.text.numbers import counted
from data.wording.dates import period_words
from data.wording.labels import AGREEMENT_NAMES
from data.wording.phrases import location_words

_EVIDENCE = Markup(
    '<li id="e{number}"><b class="sl-e">E{number}</b> '
    '<span class="sl-line-kind" style="--kind:{colour}">{kind}</span> '
    '<a href="#claim-{id}" dir="auto">{statement}</a>{cites} '
    '<small><bdi dir="auto">{when} · {where} · {verdict}</bdi></small></li>'
)
_CITE = Markup('<a class="sl-cite" id="cite-{n}" href="#note-{n}">{n}</a>')
_JUDGEMENT = Markup(
    '<li><p class="sl-odds">{words}</p><p dir="auto">{text}</p><p class="sl-basis">{basis}</p></li>'
)
_FINDING = Markup(
    '<li><b class="sl-e">E{number}</b> <a href="#claim-{id}" dir="auto">{statement}</a>{cites}'
    '<p dir="auto">{words}</p></li>'
)
_GAP = Markup("<li><b>{name}:</b> {numbers}</li>")
_NUMBER = Markup('<a class="sl-e" href="#e{n}" title="{statement}">E{n}</a>')


def build_evidence(brief: Brief, corpus: Corpus, notes: Mapping[str, Sequence[Note]]) -> Markup:
    """HTML with a numbered line for each claim: what, its notes, when, where, how far agreed."""
    lines = (
        _EVIDENCE.format(
            id=claim.id,
            number=number,
            colour=KIND_COLOURS[claim.kind].on(dark=False),
            kind=kind_words(claim, corpus),
            statement=claim.statement,
            cites=_cites(notes[claim.id]),
            when=period_words(claim.when),
            where=location_words(claim, corpus),
            verdict=AGREEMENT_NAMES[assess(claim, corpus).agreement],
        )
        for number, claim in enumerate(brief.claims, start=1)
    )
    return Markup('<ul class="sl-evidence">{}</ul>').format(Markup("").join(lines))


def _cites(notes: Iterable[Note]) -> Markup:
    numbers = Markup("").join(_CITE.format(n=note.number) for note in notes)
    return Markup("<sup>{}</sup>").format(numbers)


def build_refs(notes: Iterable[Note]) -> Markup:
    """Numbers that lead to the notes, where the evidence line has said them first."""
    links = (Markup('<a href="#note-{n}">{n}</a>').format(n=note.number) for note in notes)
    return Markup(", ").join(links)


def build_judgements(brief: Brief, corpus: Corpus) -> Markup:
    """HTML for what the analyst judges, each with its odds and what it stands on."""
    if not brief.judgements:
        return _plain(NO_JUDGEMENT)
    items = Markup("").join(
        _JUDGEMENT.format(
            words=judgement_words(each), text=each.text, basis=_basis(each, brief, corpus)
        )
        for each in brief.judgements
    )
    return Markup('<ol class="sl-judged">{}</ol>').format(items)


def _basis(judgement: Judgement, brief: Brief, corpus: Corpus) -> Markup:
    """What it stands on: links to claims that are told, and the words of those that are not."""
    if judgement.assumption:
        return Markup("{}").format(ASSUMPTION)
    numbers = numbers_of(brief)
    links = Markup("; ").join(
        Markup('{} <a href="#claim-{}" dir="auto">{}</a>').format(
            _number(numbers[each], corpus.claims[each]), each, corpus.claims[each].statement
        )
        if each in numbers
        else Markup('<bdi dir="auto">{}</bdi> (not in this brief)').format(
            corpus.claims[each].statement
        )
        for each in judgement.claims
    )
    return Markup("Stands on: {}").format(links)


def _number(number: int, claim: Claim) -> Markup:
    """The number of an evidence line, which it leads to."""
    return _NUMBER.format(n=number, statement=claim.statement)


def _sup(notes: Sequence[Note]) -> Markup:
    return Markup("<sup>{}</sup>").format(build_refs(notes))


def build_contrary(
    brief: Brief, corpus: Corpus, names: Names, notes: Mapping[str, Sequence[Note]]
) -> Markup:
    """HTML for what speaks against a claim in view."""
    found = contrary(brief, corpus, names)
    if not found:
        return _plain(NO_CONTRARY)
    numbers = numbers_of(brief)
    items = Markup("").join(
        _FINDING.format(
            id=each.claim.id,
            number=numbers[each.claim.id],
            statement=each.claim.statement,
            cites=_sup(notes[each.claim.id]),
            words=each.words,
        )
        for each in found
    )
    return Markup('<ul class="sl-found">{}</ul>').format(items)


def build_gaps(found: Sequence[Gap], numbers: Mapping[str, int]) -> Markup:
    """HTML for what is missing, with the `numbers` of the evidence lines that miss it."""
    if not found:
        return _plain(NO_GAP)
    items = Markup("").join(
        _GAP.format(
            name=f"{gap.name}, {counted(len(gap.claims), 'claim')}",
            numbers=Markup(" ").join(_number(numbers[claim.id], claim) for claim in gap.claims),
        )
        for gap in found
    )
    return Markup('<ul class="sl-gaps">{}</ul>').format(items)


def _plain(words: str) -> Markup:
    return Markup('<p class="sl-none">{}</p>').format(words)
