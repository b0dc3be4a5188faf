"""Claims against sources: a sign for what each source says of each claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from components.shared.palette import KIND_COLOURS
from data.comparing.agreement import Agreement
from data.comparing.overview import Line, Voice
from data.model.corpus import Source
from data.model.vocabulary import Stance
from data.text.numbers import counted
from data.wording.dates import period_words
from data.wording.labels import AGREEMENT_NAMES, KIND_NAMES, STANCE_NAMES, STANCE_SIGNS
from data.wording.phrases import evidence_words

_MATRIX = Markup(
    '<div class="sl-matrix" style="--sources:{count}"><div class="sl-matrix-head">'
    "<span>Claim</span>{sources}<span>Agreement</span></div>{groups}</div>"
)
_HEAD = Markup(
    '<span title="{title}"><b>{id}</b><small><bdi dir="auto">{publisher}</bdi></small></span>'
)
_GROUP = Markup('<h2 class="sl-matrix-group">{name} <small>{count}</small></h2>{rows}')
_ROW = Markup(
    '<{tag}{pick} class="sl-matrix-row{chosen}"{current}>'
    '<span class="sl-matrix-claim"><i style="--kind:{colour}">{kind}</i> '
    '<small>{when}</small><bdi dir="auto">{statement}</bdi></span>{voices}'
    '<span class="sl-matrix-verdict">{verdict}<small>{evidence}</small></span></{tag}>'
)
_PICK = Markup(' type="button" data-pick="claim:{}"')
_VERDICT = Markup('<b class="sl-verdict-{agreement}">{name}</b>')
_VERDICT_SAID = Markup('<span class="sl-unseen">{}. </span>')
# What is said of a sign stands before it, unseen; the sign itself is not read out.
_VOICE = Markup(
    '<span class="sl-voice sl-{stance}" data-source="{source}" title="{said}">'
    '<span class="sl-unseen">{said}. </span><b aria-hidden="true">{sign}</b>{times}{flag}</span>'
)
_TIMES = Markup('<small aria-hidden="true">×{}</small>')
_FLAG = Markup('<span aria-hidden="true">⚑</span>')
_SILENCE = Markup(
    '<span class="sl-voice" data-source="{source}" title="{source} is silent"> </span>'
)
_CURRENT = Markup(' aria-current="true"')


def build_agreement_matrix(
    lines: Sequence[Line],
    sources: Mapping[str, Source],
    *,
    chosen: str | None,
    grouped: bool,
    dark: bool,
    pickable: bool = True,
) -> Markup:
    """HTML with a row for each claim; `grouped` puts a heading over each verdict.

    A row is a button, but not where nothing would follow from it, as in a picture (`pickable`).
    """
    heads = Markup("").join(
        _HEAD.format(id=each.id, publisher=each.publisher, title=each.title)
        for each in sources.values()
    )

    def row(line: Line) -> Markup:
        # A heading over the group shows the verdict already; a row that is read out says it too.
        agreement = line.assessment.agreement
        said = _VERDICT_SAID.format(AGREEMENT_NAMES[agreement])
        verdict = said if grouped else _verdict(agreement)
        return _ROW.format(
            tag="button" if pickable else "div",
            pick=_PICK.format(line.claim.id) if pickable else "",
            **_parts(line, list(sources), verdict, chosen=line.claim.id == chosen, dark=dark),
        )

    return _MATRIX.format(
        count=len(sources),
        sources=heads,
        groups=_groups(lines, row) if grouped else Markup("").join(map(row, lines)),
    )


def build_signs() -> Markup:
    """HTML for what the signs mean."""
    items = Markup("").join(
        Markup('<span><i class="sl-voice sl-{}"><b>{}</b></i>{}</span>').format(
            stance.value, STANCE_SIGNS[stance], STANCE_NAMES[stance].lower()
        )
        for stance in Stance
    )
    more = Markup("<span>×2: two quotes</span><span>⚑ said by the perpetrator</span>")
    return Markup('<div class="sl-legend">{}<span>empty: silent</span>{}</div>').format(items, more)


def _groups(lines: Sequence[Line], row: Callable[[Line], Markup]) -> Markup:
    grouped = groupby(lines, key=lambda line: line.assessment.agreement)
    return Markup("").join(
        _GROUP.format(
            name=AGREEMENT_NAMES[agreement],
            count=counted(len(members), "claim"),
            rows=Markup("").join(map(row, members)),
        )
        for agreement, members in ((agreement, list(group)) for agreement, group in grouped)
    )


def _verdict(agreement: Agreement) -> Markup:
    return _VERDICT.format(agreement=agreement.value, name=AGREEMENT_NAMES[agreement])


def _parts(
    line: Line, sources: Sequence[str], verdict: Markup, *, chosen: bool, dark: bool
) -> Mapping[str, str]:
    claim = line.claim
    voices = Markup("").join(_voice(source, line.voices.get(source)) for source in sources)
    return {
        "chosen": " sl-chosen" if chosen else "",
        "current": _CURRENT if chosen else "",
        "colour": KIND_COLOURS[claim.kind].on(dark=dark),
        "kind": KIND_NAMES[claim.kind],
        "when": period_words(claim.when),
        "statement": claim.statement,
        "voices": voices,
        "verdict": verdict,
        "evidence": evidence_words(line.evidence, line.lineage),
    }


def _voice(source: str, voice: Voice | None) -> Markup:
    if voice is None:
        return _SILENCE.format(source=source)
    perpetrator = ", said by the perpetrator" if voice.perpetrator else ""
    quotes = counted(voice.quotes, "quote")
    return _VOICE.format(
        stance=voice.stance.value,
        source=source,
        said=f"{source}: {_stance_words(voice)}, {quotes}{perpetrator}",
        sign=" ".join(STANCE_SIGNS[stance] for stance in reversed(voice.stances)),
        times=_TIMES.format(voice.quotes) if voice.quotes > 1 else "",
        flag=_FLAG if voice.perpetrator else "",
    )


def _stance_words(voice: Voice) -> str:
    return " and ".join(STANCE_NAMES[stance].lower() for stance in reversed(voice.stances))
