"""A claim in words, field by field and against all sources, read as a browser would read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.evidence.agreement_matrix import build_agreement_matrix, build_signs
from components.evidence.excerpts import Manner, build_excerpts
from components.evidence.field_matrix import build_matrix, summary
from data.comparing.fields import Field, Row, Standing, compare_fields
from data.comparing.overview import overview
from data.model.corpus import Corpus
from data.model.vocabulary import Stance
from data.naming.names import names_of
from data.naming.quote_marks import Mark, MarkRole
from data.text.anchor import Span, anchor, paragraph
from tests.corpora import claim, excerpt, in_memory, place, source
from tests.hostile import STRINGS

TEXTS = {
    "000": "Before.\n \nThen: In May two died in Khanaqin, Daesh said.\n\nAfter.\n\nNobody.",
    "001": "Three died in Janaqin in 2018.\nA second line.\n",
    "002": "Nothing of it.\n",
}


def killed(number: int, as_written: str, unit: str = "persons") -> dict[str, Any]:
    words = {"measure": "killed", "unit": unit, "as_written": as_written}
    return words | {"minimum": number, "maximum": number}


FIRST = excerpt("In May two died in Khanaqin", figures=[killed(2, "two")], origin="daesh")
SECOND = excerpt("Three died in Janaqin", source="001", figures=[killed(3, "Three")])
THIRD = excerpt("Nobody", stance="disputes")
PIECES = st.sampled_from(["May ", "2014", "two", "<b>", "</mark>", "&amp;", "\n", " ", "“"])


def corpus_of(*excerpts: Any, texts: Mapping[str, str] = TEXTS, **changes: Any) -> Corpus:
    """A corpus of one claim; `sources` is what all its sources have in common."""
    common = changes.pop("sources", {})
    told = claim("it", *excerpts, **{"note": "Not all agree."} | changes)
    sources = [source(name, f"{name}.txt", text, **common) for name, text in texts.items()]
    corpus = in_memory(told, sources=sources, places=[place("khanaqin", spellings=["Janaqin"])])
    spans = (anchor(texts[e["source"]], e["exact"], e.get("prefix", "")) for e in excerpts)
    return replace(corpus, texts=texts, spans={"it": tuple(spans)})


def read(*html: str) -> ElementTree.Element:
    """The elements of a page, which is strict enough to be read as XML but for `open`."""
    page = "".join(map(str, html)).replace('" open><summary>', '" open=""><summary>')
    return ElementTree.fromstring(f"<div>{page}</div>")  # noqa: S314  # what our own code made


def excerpts_of(corpus: Corpus, **manner: Any) -> str:
    return build_excerpts(corpus.claims["it"], corpus, Manner(**manner))


def fields_of(corpus: Corpus, **manner: Any) -> str:
    rows = compare_fields(corpus.claims["it"], corpus, names_of(corpus))
    return build_matrix(rows, Manner(**manner))


def matrix_of(corpus: Corpus, chosen: str = "", **how: Any) -> str:
    lines = overview(corpus.claims.values(), corpus)
    asked: Any = {"chosen": chosen, "grouped": True, "dark": False} | how
    return build_agreement_matrix(lines, corpus.sources, **asked)


def having(page: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [each for each in page.iter() if name in each.get("class", "").split()]


def words(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def anchors(page: ElementTree.Element) -> str:
    return " ".join(each.get("id", "") for each in having(page, "sl-excerpt"))


def said(page: ElementTree.Element, name: str) -> list[str]:
    return [words(each) for each in having(page, name)]


@given(st.lists(PIECES, min_size=1).map("".join), st.data())
def test_the_quote_and_its_paragraph_are_the_exact_words(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(1, len(text)))
    start = data.draw(st.integers(0, end - 1))
    more = {"figures": [killed(2, "two")], "when": {"edtf": "2014", "as_written": "2014"}}
    text, start, end = f"|{text}", start + 1, end + 1
    quote = excerpt(text[start:end], prefix=text[:start], **more)
    own = {0: [Mark(Span(start, max(start, end - 2)), MarkRole.OWN)]}
    page = read(excerpts_of(corpus_of(quote, texts={"000": text}), own_words=own))
    lines = paragraph(text, Span(start, end))
    assert [words(each) for each in page.iter("mark")] == [text[start:end]]
    assert [words(each) for each in page.iter("blockquote")] == [text[lines.start : lines.end]]


def test_figures_dates_and_own_words_are_marked_within_the_quote() -> None:
    start = TEXTS["000"].index("two")
    own = {0: [Mark(Span(start, start + len("two died")), MarkRole.OWN)]}
    times = [{"when": {"edtf": "2018", "as_written": each}} for each in ("Then", "in 2018")]
    corpus = corpus_of(FIRST | times[0], SECOND | times[1])
    page = read(excerpts_of(corpus, own_words=own))
    marked = [[(each.get("class"), words(each)) for each in mark] for mark in page.iter("mark")]
    assert marked == [
        [("sl-is-date", "May"), ("sl-is-figure sl-is-own", "two"), ("sl-is-own", " died")],
        [("sl-is-figure", "Three")],
    ]
    # The time that a source gives may stand beside the quote; nothing else is marked there.
    assert said(page, "sl-is-date") == ["Then", "May", "in 2018"]
    assert having(read(excerpts_of(corpus)), "sl-is-own") == []


@pytest.mark.parametrize(("text", "quote", "around"), [
    ("one\n \n\ntwo\n\t\nthree\nx", "two", "before: one; after: three"),
    ("one\ntwo\nthree\nfour", "two\nthree", "before: one; after: four"),
    ("one\ntwo", "one", "after: two"), ("one\ntwo", "two", "before: one"),
    ("\n\none\n\n", "one", ""),
])  # fmt: skip
def test_the_paragraphs_before_and_after_can_be_opened(text: str, quote: str, around: str) -> None:
    page = read(excerpts_of(corpus_of(excerpt(quote), texts={"000": text})))
    found = [f"{words(name)}: {words(given)}" for name, given in having(page, "sl-around")]
    assert "; ".join(found).replace("Paragraph ", "") == around


@pytest.mark.parametrize(("kind", "role", "origin", "flags"), [
    ("attack", "perpetrator", "daesh", ["⚑ said by the perpetrator"]),
    ("attack", "target", "daesh", ["⚑ said by a party to it"]),
    ("territory", "perpetrator", "daesh", ["⚑ said by a party to it"]),
    ("attack", "perpetrator", "police", []),
    ("attack", "perpetrator", None, []),
])  # fmt: skip
def test_the_word_of_a_party_is_flagged(kind: str, role: str, origin: Any, flags: Any) -> None:
    changes: Any = {"kind": kind, "event_type": "shelling" if kind == "attack" else None}
    changes["actors"] = [{"actor": "daesh", "role": role}]
    corpus = corpus_of(FIRST | {"origin": origin}, **changes)
    assert said(read(excerpts_of(corpus)), "sl-flag") == flags


@pytest.mark.parametrize(("edtf", "published", "early"), [
    ("2019-05-03", "2019-05-02", True), ("2019-05-03", "2019-05-03", False),
    ("2019-05-03", "[2019-04-01..2019-05-01]", True), ("2019-05-03", "2018/..", False),
    ("2019-05/..", "2019-04-30", True), ("../2019-05-03", "2001-01-01", False),
    ("2019-05-03~", "2019-05-01", False),  # within the margin of "about"
])  # fmt: skip
def test_who_could_not_speak_is_not_called_silent(edtf: str, published: str, early: bool) -> None:
    when = {"edtf": edtf, "basis": "test"}
    page = read(excerpts_of(corpus_of(FIRST, when=when, sources={"published": published})))
    why = "Published before it, so they could not speak of it" if early else "Silent on this claim"
    assert said(page, "sl-silent")[:-1] == [f"{why}: 001 The Paper, 002 The Paper."]


def test_a_quote_says_where_it_was_found_and_grades_can_be_left_out() -> None:
    corpus = corpus_of(SECOND, THIRD, FIRST)
    page = read(excerpts_of(corpus))
    # By source, and within it by place, each under its position in the claim.
    assert anchors(page) == "quote-2 quote-1 quote-0"
    places = "; ".join(said(page, "sl-verified")).replace(
        "✓ word for word in the file, characters ", ""
    )
    assert places == "16–43; 66–72; 0–21"
    assert source("", "", TEXTS["001"])["sha256"] in having(page, "sl-verified")[2].get("title", "")
    assert len(having(page, "sl-grade")) == 3
    page = read(excerpts_of(corpus, grades=False, prefix="other"))
    assert anchors(page) == "other-2 other-1 other-0"
    assert having(page, "sl-grade") == []
    assert "Admiralty" not in words(page)


@pytest.mark.parametrize(("standings", "sentence"), [
    ("differs agrees silent silent silent", "The sources differ on what; agree on where."),
    ("agrees partial differs partial partial",
     "The sources differ on when; meet in part on where, who and how many; agree on what."),
    ("alone silent silent silent silent", "No two sources give the same field."),
])  # fmt: skip
def test_the_comparison_is_summed_up_in_a_sentence(standings: str, sentence: str) -> None:
    given = zip(Field, standings.split(), strict=True)
    assert summary([Row(field, {}, Standing(each)) for field, each in given]) == sentence


def test_each_value_as_stated_leads_to_its_quote() -> None:
    corpus = corpus_of(SECOND | {"figures": []}, FIRST, THIRD)
    page = read(fields_of(corpus, prefix="left"))
    supports = "≠differs: supports, asserted"
    assert [[words(cell) for cell in row] for row in having(page, "sl-row")] == [
        ["Field", "000", "001"],
        ["What", f"{supports} · disputes, asserted", supports],
        ["Where", "=agrees: “Khanaqin”", "=agrees: “Janaqin”"],
        ["How many", "·no other to compare with: “two”", "–not in these words"],
    ]
    links = [each.get("href", "").removeprefix("#") for each in page.iter("a")]
    assert links == ["left-1", "left-0", "left-1", "left-0", "left-1"]
    assert set(links) < set(anchors(read(excerpts_of(corpus, prefix="left"))).split())


@pytest.mark.parametrize(("excerpts", "opening"), [
    ([FIRST, SECOND], '<details class="sl-compared" open>'),
    ([FIRST, SECOND | {"figures": []}], '<details class="sl-compared">'),
    ([FIRST], ""),
    ([FIRST, THIRD], '<details class="sl-compared" open>'),
])  # fmt: skip
def test_the_matrix_stands_open_where_sources_differ(excerpts: Sequence[Any], opening: str) -> None:
    html = fields_of(corpus_of(*excerpts))
    assert html.startswith(opening)
    assert bool(html) == bool(opening)


def test_a_row_has_a_sign_for_each_source_and_says_the_same_in_words() -> None:
    page = read(matrix_of(corpus_of(FIRST, THIRD, SECOND), "it"))
    (row,) = having(page, "sl-chosen")
    assert (row.tag, row.get("data-pick")) == ("button", "claim:it")
    assert (row.get("aria-label"), row.get("aria-current")) == (None, "true")
    assert said(page, "sl-voice") == [
        "000: supports and disputes, 2 quotes, said by the perpetrator. ✓ ✗×2⚑",
        "001: supports, 1 quote. ✓",
        " ",
    ]
    assert having(row, "sl-unseen")[-1].text == "Disputed. "
    signs = [each.text for each in row.iter() if each.get("aria-hidden")]
    assert signs == ["✓ ✗", "×2", "⚑", "✓"]
    assert said(page, "sl-matrix-group") == ["Disputed 1 claim"]
    assert words(row).endswith("3 quotes · 2 documents · 1 named origin · lineage unknown")
    page = read(matrix_of(corpus_of(FIRST), "it", pickable=False))
    assert [(row.tag, row.get("data-pick")) for row in having(page, "sl-matrix-row")] == [
        ("div", None)
    ]
    page = read(matrix_of(corpus_of(FIRST), "another", grouped=False))
    assert having(page, "sl-chosen") == having(page, "sl-matrix-group") == []
    assert said(page, "sl-verdict-single-source") == ["Single source"]


def test_every_stance_has_a_sign_of_its_own_in_the_key() -> None:
    assert len(set(said(read(build_signs()), "sl-voice"))) == len(Stance)


def drawn_with(text: str) -> ElementTree.Element:
    """All views of a claim with a text in every field that takes one."""
    quoted: Any = {"attribution": text, "credibility_reason": text}
    quoted |= {"figures": [killed(2, text, text)], "when": {"edtf": "2018", "as_written": text}}
    texts = dict.fromkeys(TEXTS, f"{text} before\n1{text}2\n{text}")
    excerpts = [excerpt(f"1{text}2", source=each, **quoted) for each in ("000", "001")]
    fields = "title publisher author carried_by altered translation reliability_reason"
    common = dict.fromkeys(fields.split(), text)
    corpus = corpus_of(*excerpts, texts=texts, sources=common, statement=text)
    return read(fields_of(corpus), excerpts_of(corpus), matrix_of(corpus))


@pytest.mark.parametrize("text", STRINGS, ids=lambda text: ascii(text[:40]))
def test_hostile_text_makes_no_element_and_no_attribute_and_is_shown_as_it_is(text: str) -> None:
    page = drawn_with(text)
    shape, plain = ({(e.tag, *e.keys()) for e in each.iter()} for each in (page, drawn_with("x")))
    assert shape == plain
    assert [words(each) for each in page.iter("mark")] == [f"1{text}2"] * 2
    for name in ("sl-cell", "sl-chain", "sl-figures", "sl-grade", "sl-around", "sl-matrix-claim"):
        assert text in said(page, name)[-1]
