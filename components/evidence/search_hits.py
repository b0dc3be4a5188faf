"""What a search found: claims with the quotes that match, then sentences of the documents.

Each hit is one button over all of it, so that a claim is announced once and reached with one step
of the keyboard; the claims that quote a sentence are buttons of their own above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.evidence.marked_text import LONGEST, beginning, build_marked, ending
from components.shared.palette import KIND_COLOURS
from data.model.corpus import Claim, Corpus
from data.model.vocabulary import Stance
from data.search.hits import ClaimHit, ExcerptHit, SentenceHit
from data.search.search import Reading, SearchResult
from data.text.numbers import counted
from data.wording.dates import edtf_words, period_words
from data.wording.labels import KIND_NAMES, STANCE_NAMES, STANCE_SIGNS

MOST_QUOTES = 3
MOST_CLAIMS = 3
MOST_FORMS = 8
LONGEST_QUERY = 80

_PAGE = Markup('<section class="sl-hits" aria-label="What was found">{summary}{groups}</section>')
_SUMMARY = Markup('<div class="sl-hits-summary" role="status">{}</div>')
_LINE = Markup('<div class="{kind}">{words}</div>')
_GROUP = Markup(
    '<h2 class="sl-hits-title">{title} <span>{count}</span></h2>'
    '<div role="list" aria-label="{title}">{hits}</div>'
)
_CLAIM = Markup(
    '<div role="listitem" class="sl-hit{chosen}" style="--kind:{colour}">'
    '<div class="sl-hit-head"><span class="sl-hit-kind">{kind}</span><span>{when}</span></div>'
    '<button type="button" class="sl-hit-open" data-pick="claim:{id}" aria-current="{current}" '
    'dir="auto">{statement}</button>{quotes}{note}{reasons}</div>'
)
_QUOTE = Markup(
    '<div class="sl-hit-quote"><span class="sl-hit-source">{source}</span>'
    '<div><div class="sl-hit-words" dir="auto">{quote}</div>'
    "{by}</div></div>"
)
_SENTENCE = Markup(
    '<div role="listitem" class="sl-hit sl-hit-sentence"><div class="sl-hit-head">'
    '<span><span class="sl-hit-source">{source}</span> <bdi dir="auto">{publisher}</bdi></span>'
    "<span>{published}</span></div>"
    '<button type="button" class="sl-hit-open" data-pick="document:{source}:{offset}" dir="auto">'
    '<span class="sl-hit-around">{before}</span> {sentence} '
    '<span class="sl-hit-around">{after}</span></button>{claims}{reasons}</div>'
)
_QUOTING = Markup(
    '<button type="button" class="sl-hit-claim{chosen}" style="--kind:{colour}" '
    'data-pick="claim:{id}" aria-current="{current}"><span>{kind}</span> '
    '<bdi dir="auto">{statement}</bdi></button>'
)
_SUGGESTIONS = Markup('<div class="sl-hits-line">Try {}</div>')
_SUGGESTION = Markup(
    '<button type="button" class="sl-hits-try" data-pick="query:{words}">'
    '<bdi dir="auto">{words}</bdi></button>'
)
_BDI = Markup('<bdi dir="auto">{}</bdi>')
_ALSO = Markup("For {} also found: {}.")
_NEAR = Markup("{} is not in the corpus; read as {}.")
_NEAR_ALSO = Markup("{} is not in the corpus; read as {}, also found as {}.")
_SPELLING = Markup("{} is read as {}, of which it is another spelling.")
_SPELLING_ALSO = Markup("{} is read as {}, of which it is another spelling; also found as {}.")
# English around names of any script: the first letter must not turn the sentence around.
_REASON = Markup('<bdi dir="ltr">{}</bdi>')
_HELP = (
    "A hit holds all the words. A name finds its bearer under every spelling, a word all its "
    "forms; “quotation marks” find exactly what stands between them."
)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every hit of one drawing needs to know."""

    corpus: Corpus
    chosen: str | None
    dark: bool

    def attributes(self, claim: Claim) -> dict[str, str]:
        """What the markup of a claim says of its colour and of whether it is chosen."""
        chosen = claim.id == self.chosen
        return {
            "colour": KIND_COLOURS[claim.kind].on(dark=self.dark),
            "chosen": " sl-chosen" if chosen else "",
            "current": "true" if chosen else "false",
        }


def build_hits(result: SearchResult, corpus: Corpus, *, chosen: str | None, dark: bool) -> Markup:
    """HTML of a result; without a query, of how to search."""
    drawing = _Drawing(corpus, chosen, dark)
    claims = [_claim(hit, drawing) for hit in result.claims]
    sentences = [_sentence(hit, drawing) for hit in result.sentences]
    groups = _group("Claims", claims, result.claims_found)
    groups += _group("Sentences of the documents", sentences, result.sentences_found)
    return _PAGE.format(summary=_summary(result), groups=groups)


def _summary(result: SearchResult) -> Markup:
    if not result.query.strip():
        return _SUMMARY.format(_line(_HELP, "sl-hits-line"))
    lines = [_line(_count_words(result), "sl-hits-count")]
    lines += [_reading(reading) for reading in result.readings]
    lines += [_line(notice, "sl-hits-line") for notice in result.notices]
    if result.suggestions:
        tries = [_SUGGESTION.format(words=words) for words in result.suggestions]
        lines.append(_SUGGESTIONS.format(Markup(" ").join(tries)))
    return _SUMMARY.format(Markup("").join(lines))


def _line(words: str, kind: str) -> Markup:
    return _LINE.format(kind=kind, words=words)


def _count_words(result: SearchResult) -> Markup:
    query = _BDI.format(_short(result.query.strip()))
    if not (result.claims_found or result.sentences_found):
        several = "all of " if len(result.query.split()) > 1 else ""
        return Markup("No claim and no sentence has {}this: {}").format(several, query)
    return Markup("<b>{}</b> and <b>{}</b> for {}").format(
        counted(result.claims_found, "claim"), counted(result.sentences_found, "sentence"), query
    )


def _short(query: str) -> str:
    return query if len(query) <= LONGEST_QUERY else f"{query[:LONGEST_QUERY]} …"


def _reading(reading: Reading) -> Markup:
    typed, near = _BDI.format(reading.typed), _BDI.format(reading.near)
    forms = Markup(", ").join(_BDI.format(form) for form in reading.also[:MOST_FORMS])
    if len(reading.also) > MOST_FORMS:
        forms += Markup(" and other forms")
    if not reading.near:
        return _line(_ALSO.format(typed, forms), "sl-hits-line")
    alone, together = (_SPELLING, _SPELLING_ALSO) if reading.spelling else (_NEAR, _NEAR_ALSO)
    words = together.format(typed, near, forms) if forms else alone.format(typed, near)
    return _line(words, "sl-hits-line")


def _group(title: str, hits: Sequence[Markup], found: int) -> Markup:
    if not hits:
        return Markup("")
    count = f"the first {len(hits)} of {found}" if len(hits) < found else str(found)
    return _GROUP.format(title=title, count=count, hits=Markup("").join(hits))


def _claim(hit: ClaimHit, drawing: _Drawing) -> Markup:
    claim = drawing.corpus.claims[hit.claim]
    sources = ["", *(claim.excerpts[each.index].source for each in hit.excerpts)]
    quotes = [
        _quote(each, claim, drawing.corpus, named=sources[i] == sources[i + 1])
        for i, each in enumerate(hit.excerpts[:MOST_QUOTES])
    ]
    left = len(hit.excerpts) - len(quotes)
    if left > 0:
        quotes.append(_line(f"and {counted(left, 'more excerpt')}", "sl-hit-more"))
    note = Markup('<div class="sl-hit-note" dir="auto">Note: {}</div>')
    return _CLAIM.format(
        **drawing.attributes(claim),
        id=claim.id,
        kind=KIND_NAMES[claim.kind],
        when=period_words(claim.when),
        statement=build_marked(hit.statement),
        quotes=Markup("").join(quotes),
        note=note.format(build_marked(hit.note)) if hit.note else "",
        reasons=_reasons(hit.reasons),
    )


def _quote(hit: ExcerptHit, claim: Claim, corpus: Corpus, *, named: bool) -> Markup:
    """A quote; `named` when the one above it is of the same source."""
    excerpt = claim.excerpts[hit.index]
    by = [] if named else [_BDI.format(corpus.sources[excerpt.source].publisher)]
    # What supports its claim needs no word; what does not must not look as if it did.
    if excerpt.stance is not Stance.SUPPORTS:
        by.append(
            Markup("{} {}").format(STANCE_SIGNS[excerpt.stance], STANCE_NAMES[excerpt.stance])
        )
    if hit.attribution.marks:
        by.append(_BDI.format(build_marked(hit.attribution)))
    words = _line(Markup(" · ").join(by), "sl-hit-by") if by else Markup("")
    return _QUOTE.format(source=excerpt.source, quote=build_marked(hit.quote), by=words)


def _sentence(hit: SentenceHit, drawing: _Drawing) -> Markup:
    source = drawing.corpus.sources[hit.source]
    return _SENTENCE.format(
        source=source.id,
        publisher=source.publisher,
        published=edtf_words(source.published),
        offset=hit.span.start,
        before=ending(hit.before),
        sentence=build_marked(hit.sentence),
        after=beginning(hit.after),
        claims=_quoting(hit.claims, drawing),
        reasons=_reasons(hit.reasons),
    )


def _quoting(ids: Sequence[str], drawing: _Drawing) -> Markup:
    """The claims that quote a sentence, or that none does."""
    if not ids:
        return _line("No claim quotes this sentence.", "sl-hit-more")
    claims = [drawing.corpus.claims[each] for each in ids]
    shown = Markup("").join(
        _QUOTING.format(
            **drawing.attributes(claim),
            id=claim.id,
            kind=KIND_NAMES[claim.kind],
            statement=beginning(claim.statement, LONGEST),
        )
        for claim in claims[:MOST_CLAIMS]
    )
    more = len(claims) - MOST_CLAIMS
    if more > 0:
        shown += _line(f"and {counted(more, 'more claim')} quote it", "sl-hit-more")
    return Markup('<div class="sl-hit-claims">{}</div>').format(shown)


def _reasons(reasons: Sequence[str]) -> Markup:
    if not reasons:
        return Markup("")
    words = Markup(" · ").join(_REASON.format(reason) for reason in reasons)
    return _line(words, "sl-hit-why")
