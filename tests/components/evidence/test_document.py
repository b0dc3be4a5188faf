"""The sources page: a document cut into passages, its text, its card and the list of sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from components.evidence.document import build_document
from components.evidence.source_card import build_catalogue, build_source_card, coverage_words
from components.shared import assets
from components.shared.palette import KIND_COLOURS
from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.model.vocabulary import Kind
from data.selecting.passages import Shares, claims_at, passages, shares
from data.text.anchor import Span
from tests.corpora import Files, claim, excerpt, in_memory, source
from tests.hostile import write_hostile_corpus

KINDS = list(Kind)
ARABIC = "هاجم التنظيم بلدة خانقين في محافظة ديالى شرق العراق.\nAn English line.\n"


Spans = list[tuple[int, int]]


def document(text: str, quotes: Mapping[str, Spans], listed: Spans | None = None) -> Corpus:
    """One document; each claim, of a kind of its own where there are enough, quotes these spans."""
    claims = []
    for index, (name, spans) in enumerate(quotes.items()):
        kind = KINDS[index % len(KINDS)]
        extra = {} if kind is Kind.ATTACK else {"kind": kind.value, "event_type": None}
        excerpts = [excerpt(text[start:end]) for start, end in spans]
        claims.append(claim(name, *excerpts, statement=f"Statement of {name}.", **extra))
    return replace(
        in_memory(*claims, sources=[source("000", "000_a.txt", text)]),
        texts={"000": text},
        spans={name: tuple(Span(*span) for span in spans) for name, spans in quotes.items()},
        no_claim={"000": tuple(Span(*span) for span in listed or [])},
    )


def drawn(corpus: Corpus, chosen: str | None = None, shown: set[str] | None = None) -> str:
    """The first document with every claim in view, on a light background."""
    everything = set(corpus.claims) if shown is None else shown
    return build_document(corpus, "000", chosen=chosen, shown=everything, dark=False)


@dataclass
class Element:
    """A tag as a browser reads it, with all text inside."""

    tag: str
    attributes: dict[str, str]
    text: str = ""

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass
class Reader(HTMLParser):
    """Collects the elements of a page; every one of ours is closed."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(html: str) -> list[Element]:
    """The elements of a page in the order of their opening tags."""
    reader = Reader()
    # As plain text, because pieces of Markup would escape what is added to them.
    reader.feed(str(html))
    reader.close()
    assert reader.open == []
    return reader.elements


def having(html: str, name: str) -> list[Element]:
    """The elements of one class."""
    return [element for element in read(html) if name in element.classes]


# ── Passages ─────────────────────────────────────────────────────────────────────────────────────

ENDS = st.lists(st.integers(0, 40), min_size=2, max_size=2, unique=True)
SPANS = st.lists(ENDS.map(lambda ends: (min(ends), max(ends))), max_size=8)


@given(st.text(alphabet="ab \n\u2028א\u0301", min_size=41, max_size=60), SPANS, SPANS)
def test_segments_are_the_text_and_know_all_that_quotes_them(
    text: str, quoted: Spans, listed: Spans
) -> None:
    # Every third span is another excerpt of a claim that has one.
    quotes: dict[str, Spans] = {}
    for index, span in enumerate(quoted):
        quotes.setdefault(f"c-{index if index % 3 else 0}", []).append(span)
    corpus = document(text, quotes, listed)
    paragraphs = passages(corpus, "000")
    lines = ["".join(text[s.start : s.end] for s in each.segments) for each in paragraphs]
    assert "\n".join(lines) == text
    for segment in (segment for each in paragraphs for segment in each.segments):
        for at in range(segment.start, segment.end):
            quoting = {
                name for name, all_of in quotes.items() if any(a <= at < b for a, b in all_of)
            }
            assert set(segment.claims) == quoting
            assert len(segment.claims) == len(quoting)
            assert tuple(each.id for each in claims_at(corpus, "000", at)) == segment.claims
            assert segment.no_claim == (not quoting and any(a <= at < b for a, b in listed))


def test_the_segments_of_the_five_documents_are_their_texts(curated: Corpus) -> None:
    for name, text in curated.texts.items():
        paragraphs = passages(curated, name)
        lines = ["".join(text[s.start : s.end] for s in each.segments) for each in paragraphs]
        assert "\n".join(lines) == text


@pytest.mark.parametrize(
    ("quotes", "expected"),
    [
        ({}, [("abcdef", ""), ("ghi", "")]),
        ({"a": [(1, 3)]}, [("a", ""), ("bc", "a"), ("def", ""), ("ghi", "")]),
        ({"a": [(0, 6)]}, [("abcdef", "a"), ("ghi", "")]),
        ({"a": [(0, 3)], "b": [(3, 6)]}, [("abc", "a"), ("def", "b"), ("ghi", "")]),
        ({"a": [(0, 4)], "b": [(2, 6)]}, [("ab", "a"), ("cd", "a b"), ("ef", "b"), ("ghi", "")]),
        ({"a": [(2, 4)], "b": [(0, 6)]}, [("ab", "b"), ("cd", "b a"), ("ef", "b"), ("ghi", "")]),
        ({"b": [(0, 3)], "a": [(0, 3)]}, [("abc", "a b"), ("def", ""), ("ghi", "")]),
        ({"a": [(0, 3)], "b": [(0, 6)]}, [("abc", "b a"), ("def", "b"), ("ghi", "")]),
        ({"a": [(0, 4), (2, 6)]}, [("ab", "a"), ("cd", "a"), ("ef", "a"), ("ghi", "")]),
        ({"a": [(4, 9)]}, [("abcd", ""), ("ef", "a"), ("gh", "a"), ("i", "")]),
    ],
    ids=["none", "one", "a line", "adjacent", "overlapping", "nested", "the same", "longer first",
         "of one claim", "over a line break"],
)  # fmt: skip
def test_a_line_is_cut_where_excerpts_begin_and_end(
    quotes: dict[str, Spans], expected: list[tuple[str, str]]
) -> None:
    text = "abcdef\nghi"
    segments = [
        segment for each in passages(document(text, quotes), "000") for segment in each.segments
    ]
    found = [(text[each.start : each.end], " ".join(each.claims)) for each in segments]
    assert found == expected


@pytest.mark.parametrize(
    ("offset", "names"), [(-1, ""), (0, ""), (1, "a"), (2, "a b"), (3, "b"), (4, ""), (99, "")]
)
def test_the_claims_at_a_place_are_those_that_quote_its_character(offset: int, names: str) -> None:
    corpus = document("abcdef", {"a": [(1, 3)], "b": [(2, 4)]})
    assert " ".join(each.id for each in claims_at(corpus, "000", offset)) == names


def test_an_excerpt_of_another_source_is_not_in_the_document(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    found = [segment for each in passages(corpus, "001") for segment in each.segments]
    assert [(corpus.texts["001"][each.start : each.end], each.claims) for each in found] == [
        ("Three people died when ", ()),
        ("mortars fell on Khanaqin in May", ("khanaqin-shelled",)),
        (", police said.", ()),
    ]


def test_every_word_of_a_document_has_one_share(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    assert shares(corpus, "000") == Shares(in_excerpts=16, no_claim=22, connecting=0, unaccounted=0)
    assert shares(corpus, "001") == Shares(in_excerpts=6, no_claim=0, connecting=6, unaccounted=0)
    assert shares(replace(corpus, no_claim={}), "000").unaccounted == 22


# ── The text ─────────────────────────────────────────────────────────────────────────────────────


def test_the_paragraphs_hold_the_words_of_the_document_and_no_others(curated: Corpus) -> None:
    for name, text in curated.texts.items():
        html = build_document(curated, name, chosen=None, shown=set(), dark=True)
        lines = [line.rstrip() for line in text.split("\n") if line.strip()]
        assert [element.text for element in having(html, "sl-paragraph")] == lines


def test_spaces_at_the_end_of_a_line_are_no_passage() -> None:
    html = drawn(document("ab  \u00a0\ncd", {"a": [(0, 4)], "b": [(0, 2)]}))
    assert [each.text for each in having(html, "sl-passage")] == ["ab"]


def test_every_excerpt_can_be_scrolled_to_and_clicked(curated: Corpus) -> None:
    for name, text in curated.texts.items():
        html = build_document(curated, name, chosen=None, shown=curated.claims, dark=False)
        found = having(html, "sl-passage")
        for each in curated.claims.values():
            for quote, span in curated.anchored(each):
                words = "".join(
                    element.text
                    for element in found
                    if each.id in element.attributes["data-claims"].split()
                )
                assert quote.source != name or text[span.start : span.end] in words, each.id


def test_a_passage_of_one_claim_leads_to_it_and_one_of_several_to_their_list() -> None:
    corpus = document("abcdef", {"a": [(0, 4)], "b": [(2, 6)]})
    found = [
        (element.text, element.attributes["data-pick"], element.attributes["data-claims"])
        for element in having(drawn(corpus), "sl-passage")
    ]
    assert found == [
        ("ab", "claim:a", "a"),
        ("cd", "passage:2", "a b"),
        ("ef", "claim:b", "b"),
    ]


def lines_of(element: Element, corpus: Corpus) -> str:
    """The claims of the underlines from the top, found by their colours; '-' for a free line."""
    names = {KIND_COLOURS[each.kind].light: each.id for each in corpus.claims.values()}
    colours = dict(re.findall(r"--line-(\d):(#[0-9a-f]{6})", element.attributes["style"]))
    last = max(int(line) for line in colours)
    return "".join(names[colours[str(i)]] if str(i) in colours else "-" for i in range(last + 1))


@pytest.mark.parametrize(
    ("quotes", "expected"),
    [
        ({"a": [(0, 2)], "b": [(4, 6)]}, ["a", "b"]),
        ({"a": [(0, 4)], "b": [(2, 6)]}, ["a", "ab", "-b"]),
        ({"a": [(0, 6)], "b": [(2, 4)]}, ["a", "ab", "a"]),
        ({"a": [(0, 3)], "b": [(3, 6)]}, ["a", "-b"]),
        ({"a": [(0, 3)], "b": [(1, 5)], "c": [(4, 6)]}, ["a", "ab", "-b", "cb", "c"]),
        ({"a": [(0, 3)], "b": [(1, 5)], "c": [(3, 6)]}, ["a", "ab", "-bc", "--c"]),
    ],
    ids=["apart", "overlapping", "nested", "adjacent", "a line that is free again", "just freed"],
)
def test_each_claim_has_an_underline_that_it_keeps_to_the_end(
    quotes: dict[str, Spans], expected: list[str]
) -> None:
    corpus = document("abcdef", quotes)
    found = [lines_of(element, corpus) for element in having(drawn(corpus), "sl-passage")]
    assert found == expected


@pytest.mark.parametrize(
    ("count", "underlines", "more"), [(1, 1, None), (4, 4, None), (5, 4, "+1"), (12, 4, "+8")]
)
def test_four_underlines_are_drawn_and_the_others_counted(
    count: int, underlines: int, more: str | None
) -> None:
    corpus = document("abcdef", {f"c-{i:02}": [(0, 6)] for i in range(count)})
    (element,) = having(drawn(corpus), "sl-passage")
    assert element.attributes["style"].count("--line-") == underlines
    assert element.attributes.get("data-more") == more


@pytest.mark.parametrize(
    ("chosen", "words"),
    [("a", ["ab", "cd", "ghi"]), ("b", ["cd", "ef"]), ("no-such-claim", []), (None, [])],
)
def test_the_chosen_claim_stands_out_in_all_its_passages_and_only_there(
    chosen: str | None, words: list[str]
) -> None:
    html = drawn(document("abcdef ghi", {"a": [(0, 4), (7, 10)], "b": [(2, 6)]}), chosen=chosen)
    assert [each.text for each in having(html, "sl-chosen")] == words
    assert [each.text for each in read(html) if "aria-current" in each.attributes] == words


def test_a_claim_that_the_filters_leave_out_is_faint_and_says_so() -> None:
    corpus = document("abcdef", {"a": [(0, 4)], "b": [(2, 6)]})
    red, blue = (KIND_COLOURS[kind].light for kind in KINDS[:2])
    alone, both, other = having(drawn(corpus, shown={"b"}), "sl-passage")
    assert alone.attributes["style"] == f"--line-0:{red}4d"
    assert both.attributes["style"] == f"--line-0:{red}4d;--line-1:{blue};--tint:{blue}"
    assert other.attributes["style"] == f"--line-1:{blue};--tint:{blue}"
    assert both.attributes["title"] == (
        "Attack: Statement of a. (left out by the filters)\nOperation: Statement of b."
    )
    (chosen, *_) = having(drawn(corpus, chosen="a", shown=set()), "sl-passage")
    assert chosen.attributes["style"] == f"--line-0:{red};--tint:{red}"


def test_the_colours_suit_the_background() -> None:
    corpus = document("abc", {"a": [(0, 3)]})
    for dark in (False, True):
        html = build_document(corpus, "000", chosen=None, shown={"a"}, dark=dark)
        assert KIND_COLOURS[Kind.ATTACK].on(dark=dark) in html
        assert KIND_COLOURS[Kind.ATTACK].on(dark=not dark) not in html


def test_a_passage_without_a_claim_is_marked_and_connecting_words_are_not() -> None:
    html = drawn(document("abcdef", {"a": [(0, 2)]}, [(3, 5)]))
    (element,) = [each for each in having(html, "sl-no-claim") if "title" in each.attributes]
    assert (element.text, element.attributes["title"]) == ("de", "Listed as carrying no claim")


def key_of(html: str) -> list[str]:
    """The words of the legend."""
    return [each.text for each in read(html) if each.attributes.get("role") == "listitem"]


def test_the_legend_counts_the_claims_in_view_of_each_kind_that_the_document_has() -> None:
    text = "abcdef"
    corpus = document(text, {"a": [(0, 3), (4, 6)], "b": [(2, 6)]})
    assert key_of(drawn(corpus)) == ["attack 1", "operation 1", "several claims"]
    filtered = drawn(corpus, shown={"b"})
    assert key_of(filtered) == ["attack 0", "operation 1", "several claims"]
    assert [each.text for each in having(filtered, "sl-faint")] == ["attack 0"]
    assert key_of(drawn(document(text, {"a": [(0, 3)]}, [(3, 6)]))) == [
        "attack 1",
        "listed as carrying no claim",
    ]
    assert key_of(drawn(document(text, {}))) == []


def test_each_paragraph_takes_the_direction_of_its_own_words() -> None:
    html = drawn(document(ARABIC, {"a": [(5, 20)]}))
    found = having(html, "sl-paragraph")
    assert [element.attributes["dir"] for element in found] == ["auto", "auto"]
    # A passage with a direction of its own would be taken out of the order of its paragraph.
    assert all("dir" not in element.attributes for element in having(html, "sl-passage"))


# ── Card and catalogue ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0, 0), "No words."),
        ((0, 1, 0, 0), "1 word: 100 % listed as carrying no claim, none unaccounted for."),
        (
            (930, 60, 10, 0),
            "1,000 words: 93 % in excerpts, 6 % listed as carrying no claim, 1 % connecting words, "
            "none unaccounted for.",
        ),
        ((1, 1, 1, 0), "3 words: 34 % in excerpts, 33 % listed as carrying no claim, "
                       "33 % connecting words, none unaccounted for."),
        ((999, 0, 1, 0), "1,000 words: over 99 % in excerpts, under 1 % connecting words, "
                         "none unaccounted for."),
        ((3, 0, 0, 1), "4 words: 75 % in excerpts, 25 % unaccounted for."),
    ],
)  # fmt: skip
def test_coverage_is_said_in_whole_per_cent_that_sum_to_a_hundred(
    counts: tuple[int, int, int, int], words: str
) -> None:
    assert coverage_words(Shares(*counts)).replace("\u00a0", " ") == words


def test_the_card_says_all_that_is_known_of_the_source(files: Files) -> None:
    small = load_corpus(files.corpus, files.seeds)
    known: dict[str, Any] = {
        "author": "A. Writer",
        "carried_by": "The Carrier",
        "altered": "Names were changed.",
        "translation": "From the Arabic.",
        "language": "ckb",
        "published": "2020-01~",
        "derives_from": ("000",),
    }
    about = small.sources["001"].model_copy(update=known)
    corpus = replace(small, sources={**small.sources, "001": about})
    values = [element.text for element in having(card(corpus, "001"), "sl-record-value")]
    names = [element.text for element in having(card(corpus, "001"), "sl-record-name")]
    assert dict(zip(names, values, strict=True)) == {
        "Author": "A. Writer",
        "Carried by": "The CarrierNames were changed.",
        "Genre": "news",
        "Language": "Sorani KurdishFrom the Arabic.",
        "Published": "about January 2020dated",
        "Reliability": "B, usually reliabletest",
        "Derives from": "000 The Paper",
        "Claims": "1 claim in 1 excerpt; 0 in no other source",
        "File": f"001_b.txtSHA-256 {about.sha256[:12]}…✓ The file has this fingerprint, and every "
        "excerpt was found at its exact place in it when it was loaded.",
    }
    assert f'title="{about.sha256}"' in card(corpus, "001")
    assert coverage_words(shares(corpus, "001")) in card(corpus, "001")


def card(corpus: Corpus, name: str) -> str:
    """The card of a source on a light background."""
    return build_source_card(corpus, name, dark=False)


def test_what_is_not_known_of_a_source_is_said_or_left_out(files: Files) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    words = [element.text for element in having(card(corpus, "000"), "sl-record-value")]
    names = [element.text for element in having(card(corpus, "000"), "sl-record-name")]
    facts = dict(zip(names, words, strict=True))
    assert "Carried by" not in facts
    assert facts["Author"] == "not named"
    assert facts["Derives from"] == "none of the other documents, as far as is known"
    assert facts["Claims"] == "2 claims in 2 excerpts; 1 in no other source"


def test_the_strip_is_the_document_from_its_first_to_its_last_character() -> None:
    corpus = document("abcdefghij", {"a": [(0, 4)], "b": [(2, 5)]}, [(6, 8)])
    marks = [each for each in read(card(corpus, "000")) if each.tag == "i"]
    red, blue = (KIND_COLOURS[kind].light for kind in KINDS[:2])
    assert [(mark.classes, mark.attributes["style"]) for mark in marks] == [
        (["sl-coverage-claim"], f"left:0.000%;width:20.000%;--kind:{red}"),
        (["sl-coverage-claim"], f"left:20.000%;width:20.000%;--kind:{red}"),
        (["sl-coverage-claim"], f"left:40.000%;width:10.000%;--kind:{blue}"),
        (["sl-coverage-none"], "left:60.000%;width:20.000%"),
    ]


def test_the_catalogue_has_a_button_for_each_source_and_marks_the_chosen_one(
    files: Files,
) -> None:
    corpus = load_corpus(files.corpus, files.seeds)
    first, second = having(build_catalogue(corpus, chosen="001", dark=False), "sl-entry")
    assert (first.tag, first.attributes["data-pick"]) == ("button", "source:000")
    assert (second.tag, second.attributes["data-pick"]) == ("button", "source:001")
    assert "aria-current" not in first.attributes
    assert second.attributes["aria-current"] == "true"
    assert first.text == (
        "000The Paper · 15 January 2020reliability BA report"
        "2 claims in 2 excerpts; 1 in no other source"
    )


# ── Hostile text and a browser's view ────────────────────────────────────────────────────────────


def test_no_text_becomes_a_tag_or_an_attribute(tmp_path: Path) -> None:
    files = write_hostile_corpus(tmp_path)
    corpus = load_corpus(files.corpus, files.seeds)
    everything = [*corpus.claims]
    pages: list[str] = [
        build_document(corpus, name, chosen="claim-1", shown=everything, dark=False)
        for name in corpus.sources
    ]
    pages += [card(corpus, name) for name in corpus.sources]
    pages.append(build_catalogue(corpus, chosen="000", dark=False))
    for element in (element for page in pages for element in read(page)):
        assert element.tag in {
            "article", "header", "section", "div", "span", "bdi", "h2", "b", "i", "small", "code",
            "button",
        }  # fmt: skip
        assert all(
            name in {"class", "style", "title", "dir", "lang", "role", "tabindex", "type"}
            or name.startswith(("data-", "aria-"))
            for name in element.attributes
        )
        assert not set(re.findall(r"url|expression|[<>]", element.attributes.get("style", "")))
    titles = [element.attributes["title"] for element in having(pages[0], "sl-passage")]
    assert sorted(titles) == sorted(f"Attack: {each.statement}" for each in corpus.claims.values())


def test_words_beside_the_excerpts_are_text_as_well() -> None:
    text = "<b>bold</b> quoted <i>listed</i>"
    html = drawn(document(text, {"a": [(12, 18)]}, [(19, 32)]))
    assert [each.text for each in having(html, "sl-paragraph")] == [text]


def opened(browser: Browser, html: str, width: int) -> Page:
    """A page with nothing but the markup and its style sheet."""
    css = assets.read("evidence/document.css")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(f"<meta charset=utf-8><style>{css}</style>{html}")
    return page


@pytest.mark.browser
def test_arabic_stands_at_the_right_and_english_at_the_left(browser: Browser) -> None:
    page = opened(browser, drawn(document(ARABIC, {"a": [(5, 20)]})), 640)
    sides = page.evaluate(
        """() => [...document.querySelectorAll(".sl-paragraph")].map((paragraph) => {
            const range = document.createRange();
            range.selectNodeContents(paragraph);
            const words = range.getBoundingClientRect(), box = paragraph.getBoundingClientRect();
            return box.right - words.right < words.left - box.left ? "right" : "left";
        })"""
    )
    page.close()
    assert sides == ["right", "left"]


@pytest.mark.browser
def test_nothing_is_wider_than_a_phone(browser: Browser, tmp_path: Path) -> None:
    files = write_hostile_corpus(tmp_path)
    corpus = load_corpus(files.corpus, files.seeds)
    long = "x" * 100_000
    sources = {
        name: about.model_copy(update={"title": long, "publisher": long, "published_basis": long})
        for name, about in corpus.sources.items()
    }
    corpus = replace(corpus, sources=sources)
    parts = [drawn(corpus), card(corpus, "000"), build_catalogue(corpus, chosen=None, dark=False)]
    for part in parts:
        page = opened(browser, part, 390)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.close()


@pytest.mark.browser
def test_a_passage_breaks_between_lines_like_the_text_around_it(browser: Browser) -> None:
    text = "Some words before. " + "A quotation of many words " * 12 + "and some after."
    page = opened(browser, drawn(document(text, {"a": [(19, 300)]})), 390)
    passage = page.locator(".sl-passage")
    boxes = passage.evaluate("(each) => each.getClientRects().length")
    page.close()
    assert boxes > 5
