"""The whole text of a document, every excerpt underlined in the colours of its claims.

Within a paragraph stands the document's text and nothing else: counts and marks are drawn by the
style sheet from attributes, so what is copied from the page is what the source says.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from components.shared.palette import KIND_COLOURS
from data.model.corpus import Claim, Corpus
from data.model.vocabulary import Kind
from data.selecting.passages import Paragraph, Segment, passages
from data.wording.dates import edtf_words
from data.wording.labels import KIND_NAMES

# As many as fit between two lines of text; document.css has as many.
_UNDERLINES = 4
# As the last two digits of #rrggbbaa: the underline of a claim that the filters leave out.
_FAINT = "4d"

_DOCUMENT = Markup(
    '<article class="sl-document" aria-label="Text of source {id}">'
    '<header><div class="sl-document-by"><span>{id}</span> '
    '<bdi dir="auto">{publisher}</bdi> · {published}</div>'
    '<h2 dir="auto">{title}</h2>{legend}</header>'
    '<div class="sl-document-text" lang="{language}">{paragraphs}</div></article>'
)
_PARAGRAPH = Markup('<div class="sl-paragraph" dir="auto">{}</div>')
_NO_CLAIM = Markup('<span class="sl-no-claim" title="Listed as carrying no claim">{}</span>')
_PASSAGE = Markup(
    '<span role="button" tabindex="0" class="{classes}" data-pick="{pick}" data-claims="{claims}" '
    'title="{title}" style="{style}"{more}{current}>{words}</span>'
)
_OVERLAP = Markup(
    '<span role="listitem"><span class="sl-sample" '
    'style="--line-0:currentColor;--line-1:currentColor">several claims</span></span>'
)
_SAMPLE = Markup(
    '<span role="listitem"{faint}><span class="sl-sample" style="{style}">{name}</span> '
    "{count}</span>"
)
_KEY = Markup(
    '<div class="sl-document-key" role="list" '
    'aria-label="How the text is marked, with the number of claims">{}</div>'
)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every passage of one drawing needs to know."""

    corpus: Corpus
    text: str
    chosen: str | None
    shown: Container[str]
    dark: bool

    def colour(self, claim: str) -> str:
        """The underline of a claim, as #rrggbb or #rrggbbaa."""
        solid = KIND_COLOURS[self.corpus.claims[claim].kind].on(dark=self.dark)
        return solid if self.in_view(claim) else f"{solid}{_FAINT}"

    def in_view(self, claim: str) -> bool:
        """Whether a claim is drawn in full; the chosen one always is."""
        return claim in self.shown or claim == self.chosen


def build_document(
    corpus: Corpus, source: str, *, chosen: str | None, shown: Container[str], dark: bool
) -> Markup:
    """HTML of one document; claims that are not in `shown` are drawn faint.

    A passage of one claim reports `claim:<id>`, one of several `passage:<offset>`, for
    `data.selecting.passages.claims_at`. Each names its claims in `data-claims`, to be scrolled to.
    """
    about = corpus.sources[source]
    drawing = _Drawing(corpus, corpus.texts[source], chosen, shown, dark)
    paragraphs = [each for each in passages(corpus, source) if _has_words(each, drawing.text)]
    return _DOCUMENT.format(
        id=about.id,
        publisher=about.publisher,
        published=edtf_words(about.published),
        title=about.title,
        language=about.language,
        legend=_legend(paragraphs, drawing),
        paragraphs=Markup("").join(_paragraph(each, drawing) for each in paragraphs),
    )


def _has_words(paragraph: Paragraph, text: str) -> bool:
    return bool(text[paragraph.start : paragraph.end].strip())


def _paragraph(paragraph: Paragraph, drawing: _Drawing) -> Markup:
    # Spaces at the end of a line would at times be wrapped into an empty line of their own.
    shown = drawing.text[paragraph.start : paragraph.end].rstrip()
    parts = []
    lines = _underlines(paragraph.segments)
    for segment, underlines in zip(paragraph.segments, lines, strict=True):
        words = shown[segment.start - paragraph.start : segment.end - paragraph.start]
        if words:
            parts.append(_segment(segment, words, underlines, drawing))
    return _PARAGRAPH.format(Markup("").join(parts))


def _underlines(segments: Sequence[Segment]) -> Iterator[Mapping[str, int]]:
    """For each segment, the line that each of its claims is drawn on; 0 is next to the words.

    A claim keeps its line to the end of its excerpt, and none starts on a line that another claim
    leaves at that very place, so that the beginning and end of every excerpt can be seen.
    """
    before: dict[str, int] = {}
    for segment in segments:
        now = {claim: before[claim] for claim in segment.claims if claim in before}
        for claim in segment.claims:
            taken = {*before.values(), *now.values()}
            now.setdefault(claim, next(line for line in count() if line not in taken))
        yield now
        before = now


def _segment(
    segment: Segment, words: str, underlines: Mapping[str, int], drawing: _Drawing
) -> Markup:
    if not segment.claims:
        return _NO_CLAIM.format(words) if segment.no_claim else Markup("{}").format(words)
    chosen = drawing.chosen in segment.claims
    undrawn = sum(line >= _UNDERLINES for line in underlines.values())
    single = len(segment.claims) == 1
    return _PASSAGE.format(
        classes="sl-passage sl-chosen" if chosen else "sl-passage",
        pick=f"claim:{segment.claims[0]}" if single else f"passage:{segment.start}",
        claims=" ".join(segment.claims),
        title="\n".join(_claim_words(claim, drawing) for claim in segment.claims),
        style=_style(segment, underlines, drawing),
        more=Markup(' data-more="+{}"').format(undrawn) if undrawn else "",
        current=Markup(' aria-current="true"') if chosen else "",
        words=words,
    )


def _claim_words(claim: str, drawing: _Drawing) -> str:
    entry = drawing.corpus.claims[claim]
    left_out = "" if drawing.in_view(claim) else " (left out by the filters)"
    return f"{KIND_NAMES[entry.kind]}: {entry.statement}{left_out}"


def _style(segment: Segment, underlines: Mapping[str, int], drawing: _Drawing) -> str:
    """The colours of the underlines, and of the tint where a claim is in view."""
    drawn = sorted((line, claim) for claim, line in underlines.items() if line < _UNDERLINES)
    colours = [f"--line-{line}:{drawing.colour(claim)}" for line, claim in drawn]
    tints = [drawing.colour(claim) for claim in segment.claims if drawing.in_view(claim)]
    return ";".join([*colours, *(f"--tint:{colour}" for colour in tints[:1])])


def _legend(paragraphs: Sequence[Paragraph], drawing: _Drawing) -> Markup:
    segments = [segment for paragraph in paragraphs for segment in paragraph.segments]
    names = dict.fromkeys(name for segment in segments for name in segment.claims)
    claims = [drawing.corpus.claims[name] for name in names]
    kinds = {claim.kind for claim in claims}
    items = [_sample(kind, claims, drawing) for kind in Kind if kind in kinds]
    if any(len(segment.claims) > 1 for segment in segments):
        items.append(_OVERLAP)
    if any(segment.no_claim for segment in segments):
        sample = Markup('<span class="sl-no-claim">listed as carrying no claim</span>')
        items.append(Markup('<span role="listitem">{}</span>').format(sample))
    return _KEY.format(Markup("").join(items)) if items else Markup("")


def _sample(kind: Kind, claims: Sequence[Claim], drawing: _Drawing) -> Markup:
    """A kind's name, marked as its passages are, with how many of its claims are in view."""
    in_view = sum(claim.kind is kind and drawing.in_view(claim.id) for claim in claims)
    colour = KIND_COLOURS[kind].on(dark=drawing.dark)
    return _SAMPLE.format(
        faint="" if in_view else Markup(' class="sl-faint"'),
        style=f"--line-0:{colour};--tint:{colour}",
        name=KIND_NAMES[kind].lower(),
        count=in_view,
    )
