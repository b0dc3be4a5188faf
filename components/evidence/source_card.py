"""The catalogue card of a source, the list of all sources, and the strip of coverage in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from components.shared.palette import KIND_COLOURS
from data.model.corpus import Corpus, Source
from data.selecting.passages import Segment, Shares, passages, shares
from data.text.numbers import counted
from data.wording.dates import edtf_words
from data.wording.labels import RELIABILITY_NAMES

# Of the region and of the documents' makers; any other language is shown as its code.
_LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic",
    "ckb": "Sorani Kurdish",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "ku": "Kurdish",
    "tr": "Turkish",
}
_SHORT_HASH = 12

_CARD = Markup(
    '<section class="sl-record" aria-label="Catalogue card of source {id}">'
    '<header class="sl-record-head"><div class="sl-record-by"><bdi dir="auto">{publisher}</bdi>'
    '<span>{id}</span></div><h2 dir="auto">{title}</h2></header>'
    '<div class="sl-record-coverage">{strip}<div>{coverage}</div></div>'
    '<div class="sl-record-facts">{facts}</div></section>'
)
_FACT = Markup('<span class="sl-record-name">{}</span><div class="sl-record-value">{}</div>')
_VALUE = Markup('<span dir="auto">{}</span>')
_NOTE = Markup('<small dir="auto">{}</small>')
_FILE = Markup(
    '<span>{file}</span><div>SHA-256 <code title="{sha256}">{short}…</code>'
    '</div><div class="sl-verified"><b>✓</b> {verified}</div>'
)
_VERIFIED = (
    "The file has this fingerprint, and every excerpt was found at its exact place in it when it "
    "was loaded."
)
# Hidden from screen readers, which the line of figures tells the same.
_STRIP = Markup('<span class="sl-coverage" aria-hidden="true">{}</span>')
_MARK = Markup('<i class="{name}" style="left:{left:.3f}%;width:{width:.3f}%{colour}"></i>')
_CATALOGUE = Markup('<div class="sl-catalogue" role="list" aria-label="Sources">{}</div>')
_ENTRY = Markup(
    '<div role="listitem"><button type="button" class="sl-entry" data-pick="source:{id}"{current}>'
    '<span class="sl-entry-number">{id}</span>'
    '<span class="sl-entry-by"><bdi dir="auto">{publisher}</bdi> · {published}</span>'
    '<span class="sl-entry-grade" title="Reliability of the source: {grade_words}">'
    "reliability <b>{grade}</b></span>"
    '<span class="sl-entry-title" dir="auto">{title}</span>'
    '<span class="sl-entry-counts">{counts}</span>{strip}</button></div>'
)


def build_source_card(corpus: Corpus, source: str, *, dark: bool) -> Markup:
    """HTML of all that is known of one source, and of how much of it the claims account for."""
    about = corpus.sources[source]
    facts = Markup("").join(_FACT.format(name, value) for name, value in _facts(about, corpus))
    return _CARD.format(
        id=about.id,
        publisher=about.publisher,
        title=about.title,
        strip=_strip(corpus, source, dark=dark),
        coverage=coverage_words(shares(corpus, source)),
        facts=facts,
    )


def build_catalogue(corpus: Corpus, *, chosen: str | None, dark: bool) -> Markup:
    """HTML of the list of sources; each reports `source:<id>`, and the chosen one is marked."""
    entries = (_entry(about, corpus, chosen, dark=dark) for about in corpus.sources.values())
    return _CATALOGUE.format(Markup("").join(entries))


def coverage_words(of: Shares) -> str:
    """How the words of a document are accounted for, in whole per cent that sum to 100."""
    if not of.words:
        return "No words."
    counts = (of.in_excerpts, of.no_claim, of.connecting, of.unaccounted)
    names = ("in excerpts", "listed as carrying no claim", "connecting words", "unaccounted for")
    parts = [
        f"{percent} {name}"
        for count, percent, name in zip(counts, _percents(counts), names, strict=True)
        if count
    ]
    rest = [] if of.unaccounted else ["none unaccounted for"]
    noun = "word" if of.words == 1 else "words"
    return f"{of.words:,} {noun}: {', '.join([*parts, *rest])}."


def _percents(counts: Sequence[int]) -> list[str]:
    """Whole per cent by largest remainder, so that together they are 100."""
    total = sum(counts)
    whole = [100 * count // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: -(100 * counts[i] % total))
    for i in by_remainder[: 100 - sum(whole)]:
        whole[i] += 1
    return [_percent(part, count, total) for part, count in zip(whole, counts, strict=True)]


def _percent(whole: int, count: int, total: int) -> str:
    """A little is not said to be nothing, and not quite all not to be all."""
    if not whole:
        return "under 1\u00a0%"
    return "over 99\u00a0%" if whole == 100 and count < total else f"{whole}\u00a0%"


def _facts(about: Source, corpus: Corpus) -> Iterator[tuple[str, Markup]]:
    """Name and value of each line of the card."""
    yield "Author", _VALUE.format(about.author or "not named")
    if about.carried_by:
        yield "Carried by", _noted(about.carried_by, about.altered)
    elif about.altered:
        yield "Altered", _VALUE.format(about.altered)
    yield "Genre", _VALUE.format(about.genre.value)
    yield "Language", _noted(_LANGUAGES.get(about.language, about.language), about.translation)
    yield "Published", _noted(edtf_words(about.published), about.published_basis)
    grade = f"{about.reliability}, {RELIABILITY_NAMES[about.reliability]}"
    yield "Reliability", _noted(grade, about.reliability_reason)
    yield "Derives from", _origins(about, corpus)
    yield "Claims", _VALUE.format(_count_words(about, corpus))
    short = about.sha256[:_SHORT_HASH]
    yield (
        "File",
        _FILE.format(file=about.file, sha256=about.sha256, short=short, verified=_VERIFIED),
    )


def _noted(value: str, note: str | None) -> Markup:
    return _VALUE.format(value) + (_NOTE.format(note) if note else Markup(""))


def _origins(about: Source, corpus: Corpus) -> Markup:
    if not about.derives_from:
        return _VALUE.format("none of the other documents, as far as is known")
    names = [corpus.sources[each] for each in about.derives_from]
    return Markup("").join(
        Markup('<div>{} <bdi dir="auto">{}</bdi></div>').format(each.id, each.publisher)
        for each in names
    )


def _count_words(about: Source, corpus: Corpus) -> str:
    claims = [claim for claim in corpus.claims.values() if about.id in claim.sources]
    excerpts = sum(each.source == about.id for claim in claims for each in claim.excerpts)
    alone = sum(claim.sources == (about.id,) for claim in claims)
    words = f"{counted(len(claims), 'claim')} in {counted(excerpts, 'excerpt')}"
    return f"{words}; {alone} in no other source" if claims else words


def _entry(about: Source, corpus: Corpus, chosen: str | None, *, dark: bool) -> Markup:
    return _ENTRY.format(
        id=about.id,
        current=Markup(' aria-current="true"') if about.id == chosen else "",
        publisher=about.publisher,
        published=edtf_words(about.published),
        grade=about.reliability.value,
        grade_words=RELIABILITY_NAMES[about.reliability],
        title=about.title,
        counts=_count_words(about, corpus),
        strip=_strip(corpus, about.id, dark=dark),
    )


def _strip(corpus: Corpus, source: str, *, dark: bool) -> Markup:
    """The document from its first to its last character; connecting words are left blank."""
    length = len(corpus.texts[source])
    marks = (
        _mark(segment, length, corpus, dark=dark)
        for paragraph in passages(corpus, source)
        for segment in paragraph.segments
        if segment.claims or segment.no_claim
    )
    return _STRIP.format(Markup("").join(marks))


def _mark(segment: Segment, length: int, corpus: Corpus, *, dark: bool) -> Markup:
    """A run of the strip, in the colour of its first claim's kind or grey without a claim."""
    colour = (
        f";--kind:{KIND_COLOURS[corpus.claims[segment.claims[0]].kind].on(dark=dark)}"
        if segment.claims
        else ""
    )
    return _MARK.format(
        name="sl-coverage-claim" if segment.claims else "sl-coverage-none",
        left=100 * segment.start / length,
        width=100 * (segment.end - segment.start) / length,
        colour=colour,
    )
