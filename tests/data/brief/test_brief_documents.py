"""Briefs as Markdown and DOCX, opened by programs that read them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import docx
import mammoth  # type: ignore[import-untyped]
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from PIL import Image

from data.brief.contents import Brief, notes_of
from data.brief.docx import render_docx
from data.brief.docx_page import Paper, Picture, PictureError
from data.brief.judgements import Confidence, Judgement, Likelihood
from data.brief.markdown import escaped, render_markdown
from data.brief.parts import CLAIM_COLUMNS, FIGURE_COLUMNS
from data.exports.about import About
from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.naming.names import names_of
from data.selecting.select import in_order
from data.text.anchor import Span
from tests.corpora import Files, claim, excerpt, in_memory, place, source
from tests.hostile import STRINGS, write_hostile_corpus

HEADINGS = [
    "Evidence",
    "Judgements of the analyst",
    "Contrary reporting",
    "Gaps",
    "Figures the sources give",
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def judged(text: str, *claims: str) -> Judgement:
    return Judgement(
        text=text,
        likelihood=Likelihood.LIKELY,
        confidence=Confidence.MODERATE,
        claims=claims,
        assumption=not claims,
    )


def brief_of(corpus: Corpus, *judgements: Judgement, title: str = "Attacks") -> Brief:
    return Brief(title, About(), in_order(corpus.claims.values()), judgements)


def markdown_of(brief: Brief, corpus: Corpus, pictures: Mapping[str, str] | None = None) -> str:
    return render_markdown(brief, corpus, names_of(corpus), pictures or {}).decode()


def docx_of(brief: Brief, corpus: Corpus, *pictures: Picture, paper: Paper = "A4") -> bytes:
    return render_docx(brief, corpus, names_of(corpus), pictures, paper=paper)


def quoting(*quotes: str) -> Corpus:
    """A corpus of one claim, with a source that is its quotes and nothing else."""
    made = in_memory(
        claim("said", *(excerpt(each) for each in quotes), actors=[]),
        sources=[source("000", "000_a.txt", "x")],
        places=[place("khanaqin")],
    )
    spans, start = [], 0
    for each in quotes:
        spans.append(Span(start, start + len(each)))
        start += len(each)
    return replace(made, texts={"000": "".join(quotes)}, spans={"said": tuple(spans)})


@pytest.fixture
def small(files: Files) -> Corpus:
    return load_corpus(files.corpus, files.seeds)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    files = write_hostile_corpus(tmp_path_factory.mktemp("hostile"))
    return load_corpus(files.corpus, files.seeds)


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────


def reader(**options: bool) -> MarkdownIt:
    """A reader that allows all that a text could become."""
    parser = MarkdownIt("commonmark", {"html": True, **options})
    return parser.enable(["table", "strikethrough", "replacements", "smartquotes"]).use(
        footnote_plugin
    )


HARMFUL = {
    *("html_inline", "html_block", "link_open", "image", "code_inline", "code_block", "fence"),
    *("blockquote_open", "hr", "s_open", "em_open"),
}
READERS = [reader(), reader(typographer=True)]


def text_of(token: Token) -> str:
    return "".join(each.content for each in token.children or ())


def notes_in(tokens: list[Token]) -> dict[int, str]:
    """The text of each footnote by its number."""
    notes, number = {}, 0
    for token in tokens:
        if token.type == "footnote_open":
            number = int(token.meta["label"])
        elif token.type == "inline" and number:
            notes[number] = text_of(token)
    return notes


def sections_in(tokens: list[Token]) -> dict[str, list[str]]:
    """The texts below each heading, cells of tables among them."""
    sections: dict[str, list[str]] = {}
    heading = False
    for token in tokens:
        heading = heading or token.type == "heading_open"
        if token.type == "inline":
            if heading:
                sections[text_of(token)] = []
            elif sections:
                sections[list(sections)[-1]].append(text_of(token))
            heading = False
    return sections


def kinds_in(tokens: list[Token]) -> set[str]:
    inside = {each.type for token in tokens for each in token.children or ()}
    return {token.type for token in tokens} | inside


def test_each_quote_stands_in_a_footnote_of_the_markdown_that_its_claim_refers_to(
    curated: Corpus,
) -> None:
    brief = brief_of(curated)
    tokens = READERS[0].parse(markdown_of(brief, curated))
    notes = notes_in(tokens)
    lines = [each for each in tokens if re.match(r"E\d", text_of(each))]
    for line, claim_ in zip(lines, brief.claims, strict=False):
        assert claim_.statement in text_of(line)
        refs = [each for each in line.children or () if each.type == "footnote_ref"]
        wanted = [note.number for note in notes_of(brief, curated)[claim_.id]]
        assert [int(each.meta["label"]) for each in refs] == wanted
    for group in notes_of(brief, curated).values():
        for note in group:
            assert f"“{note.excerpt.exact}”" in notes[note.number]
            assert f"characters {note.span.start}–{note.span.end}" in notes[note.number]


def test_the_markdown_has_every_part_in_its_order_with_what_belongs_there(small: Corpus) -> None:
    brief = brief_of(small, judged("More will come.", "baghdad-bomb"), judged("No ceasefire."))
    parts = sections_in(READERS[0].parse(markdown_of(brief, small)))
    title, *others = parts
    assert title == "Attacks"
    assert others == [*HEADINGS, "Sources", "Where this comes from", "Source notes"]
    assert parts["Attacks"] == ["2 of 2 claims; all claims"]
    assert parts["Evidence"] == [
        "E1 3 May 2019, Khanaqin (town): Daesh shelled Khanaqin. "
        "(Attack (shelling; Others); Repeated, independence not established)",
        "E2 no later than 15 January 2020, Baghdad (town): A bomb killed four people in Baghdad. "
        "(Attack (explosion; Others); Single source)",
    ]
    assert parts["Judgements of the analyst"] == [
        "Likely (55–80 %), moderate confidence. More will come. (Stands on E2.)",
        "Likely (55–80 %), moderate confidence. No ceasefire. "
        "(An assumption: it stands on no claim.)",
    ]
    assert parts["Contrary reporting"] == [
        "No source speaks against any of these claims, on any field. Others were not compared."
    ]
    assert "No date, open on one side, 1 claim: E2" in parts["Gaps"]
    assert tuple(parts[HEADINGS[4]][:6]) == FIGURE_COLUMNS
    assert parts[HEADINGS[4]][6:] == [
        *("Killed", "000", "3 May 2019", "“two people”", "2 persons", "E1")
    ]
    assert f"SHA-256 {small.fingerprint}" in parts["Where this comes from"]


def test_what_is_contrary_is_told_in_the_markdown(curated: Corpus) -> None:
    parts = sections_in(READERS[0].parse(markdown_of(brief_of(curated), curated)))
    told = [each for each in parts["Contrary reporting"] if "Disputed: supported in 003" in each]
    assert len(told) == 1
    assert "at least 1,000 of ISIS fighters" in told[0]


def test_empty_parts_say_so(small: Corpus) -> None:
    parts = sections_in(READERS[0].parse(markdown_of(Brief("None", About(), ()), small)))
    assert [len(parts[each]) for each in HEADINGS] == [1, 1, 1, 1, 1]
    assert "Source notes" not in parts


MARKED = (
    *("a  b", "1. x", "12) x", "- x", "= x", "--- | ---", "www.example.com", "a--b ... (c) +-1"),
    *("[^1]", "[^1]: x", "\\", "\\|", "a\nb", "a\n\n# b", "a\r\nb", "a\tb", "    code", "“x”"),
    *('it\'s "so"', "x<!-- y", "&#60;b&#62;", "H~2~O x^2^ ==y==", "مرحبا <b>"),
)


@pytest.mark.parametrize("string", [*STRINGS, *MARKED])
@pytest.mark.parametrize("parser", READERS, ids=["plain", "typographer"])
def test_text_stays_text_in_a_line_a_heading_a_note_and_a_table(
    parser: MarkdownIt, string: str
) -> None:
    safe = escaped(string)
    shown = string if safe[:1] != "\u2068" else f"\u2068{string}\u2069"
    document = (
        f"# {safe}\n\n- {safe}\n\n| a | b |\n|---|---|\n| {safe} | z |\n\nx[^1]\n\n[^1]: {safe}"
    )
    tokens = parser.parse(document)
    texts = [text_of(each) for each in tokens if each.type == "inline"]
    stripped = shown.strip()
    assert [each.strip() for each in texts] == [stripped, stripped, "a", "b", stripped, "z", "x",
                                                stripped]  # fmt: skip
    assert kinds_in(tokens) == kinds_in(parser.parse(document.replace(safe, "y")))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_text_can_become_anything_else_in_markdown(string: str) -> None:
    for parser in READERS:
        tokens = parser.parse(f"- x{escaped(string)}x")
        (inline,) = (each for each in tokens if each.type == "inline")
        assert {each.type for each in inline.children or ()} == {"text"}
        assert string.replace("\ufffe", "�").replace("\uffff", "�") in text_of(inline)


def test_no_hostile_text_of_a_corpus_comes_out_of_the_markdown_as_anything_but_text(
    hostile: Corpus,
) -> None:
    first = next(iter(hostile.claims))
    for string, parser in zip(("<script>alert(1)</script>", "[x](y)"), READERS, strict=True):
        brief = brief_of(hostile, judged(string, first), title=string)
        tokens = parser.parse(markdown_of(brief, hostile))
        assert kinds_in(tokens).isdisjoint(HARMFUL)
        assert next(iter(sections_in(tokens))) == string
        notes = notes_in(tokens)
        for group in notes_of(brief, hostile).values():
            for note in group:
                assert note.excerpt.exact in notes[note.number]


def test_pictures_of_the_markdown_are_files_beside_it(small: Corpus) -> None:
    text = markdown_of(brief_of(small), small, {"The [map]": "a brief/map 1.png"})
    images = [
        each
        for token in READERS[0].parse(text)
        for each in token.children or ()
        if each.type == "image"
    ]
    assert [(each.content, each.attrs["src"]) for each in images] == [
        ("The \\[map\\]", "a%20brief/map%201.png")
    ]


# ── DOCX ─────────────────────────────────────────────────────────────────────────────────────────


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def footnotes_in(document: Document) -> dict[int, str]:
    """The text of each note, read from the part that the package relates to the document."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    root = etree.fromstring(part.blob)
    return {int(note.get(f"{W}id")): read(note) for note in root if note.get(f"{W}type") is None}


def read(element: Any) -> str:
    signs = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t"}
    return "".join(
        (each.text or "") if each.tag == f"{W}t" else signs.get(each.tag, "")
        for each in element.iter()
    )


def references_in(paragraph: Any) -> list[int]:
    return [int(each.get(f"{W}id")) for each in paragraph._p.iter(f"{W}footnoteReference")]


def references_in_run(run: Any) -> bool:
    return run._r.find(f"{W}footnoteReference") is not None


def parts_of(document: Document) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        if paragraph.style and paragraph.style.name == "Heading 1":
            parts[paragraph.text] = []
        elif parts:
            parts[list(parts)[-1]].append(paragraph.text)
    return parts


def table_rows(table: Any) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def png(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(target, "png")
    return target.getvalue()


def test_each_reference_of_the_document_has_its_note_with_the_exact_quote(
    curated: Corpus,
) -> None:
    brief = brief_of(curated)
    document = opened(docx_of(brief, curated))
    notes = footnotes_in(document)
    lines = [each for each in document.paragraphs if references_in(each)]
    assert len(lines) == len(brief.claims)
    for line, claim_ in zip(lines, brief.claims, strict=True):
        wanted = notes_of(brief, curated)[claim_.id]
        assert claim_.statement in line.text
        assert references_in(line) == [note.number for note in wanted]
        for note in wanted:
            assert f"“{note.excerpt.exact}”" in notes[note.number]
            assert f"characters {note.span.start}–{note.span.end}" in notes[note.number]
    assert len(notes) == sum(len(each.excerpts) for each in brief.claims)


def test_another_reader_finds_the_same_notes_at_the_same_lines(small: Corpus) -> None:
    result = mammoth.convert_to_html(io.BytesIO(docx_of(brief_of(small), small)))
    html = unescape(result.value)
    line = re.search(r"<li>E1 .*?</li>", html)
    assert line is not None
    assert re.findall(r'href="#footnote-(\d+)"', line.group()) == ["1", "2"]
    for number, quote in (
        (1, "On 3 May 2019 Daesh shelled Khanaqin, killing two people"),
        (2, "mortars fell on Khanaqin in May"),
        (3, "In Baghdad a bomb killed four"),
    ):
        assert re.search(rf'<li id="footnote-{number}">.*?“{quote}”', html)
    assert [each for each in result.messages if each.type == "error"] == []


def test_the_document_has_every_part_in_its_order_with_what_belongs_there(small: Corpus) -> None:
    brief = brief_of(small, judged("More will come.", "baghdad-bomb"))
    document = opened(docx_of(brief, small))
    parts = parts_of(document)
    assert list(parts) == [*HEADINGS, "Table of the claims", "Sources", "Where this comes from"]
    assert [each.text for each in document.paragraphs[:2]] == [
        "Attacks",
        "2 of 2 claims; all claims",
    ]
    assert parts["Judgements of the analyst"] == [
        "1. Likely (55–80 %), moderate confidence. More will come. Stands on E2."
    ]
    assert "No date, open on one side, 1 claim: E2" in parts["Gaps"]
    figures, claims, facts = (table_rows(each) for each in document.tables)
    assert figures == [
        FIGURE_COLUMNS,
        ("Killed", "000", "3 May 2019", "“two people”", "2 persons", "E1"),
    ]
    assert claims[0] == CLAIM_COLUMNS
    assert claims[1] == (
        *(
            "E1",
            "3 May 2019",
            "Khanaqin (town)",
            "Daesh shelled Khanaqin.",
            "Attack (shelling; Others)",
        ),
        *("Repeated, independence not established", "000, 001"),
    )
    assert ("Corpus", f"SHA-256 {small.fingerprint}") in facts


def test_two_numbers_of_notes_are_set_apart_so_that_1_and_2_are_not_12(small: Corpus) -> None:
    document = opened(docx_of(brief_of(small), small))
    line = next(each for each in document.paragraphs if references_in(each))
    marks = "".join("^" if references_in_run(run) else run.text for run in line.runs)
    assert "shelled Khanaqin.^ ^ (Attack" in marks


def test_the_first_row_of_each_table_stands_on_every_page(small: Corpus) -> None:
    for table in opened(docx_of(brief_of(small), small)).tables:
        marked = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
        assert marked == [True, *[False] * (len(marked) - 1)]


def test_word_is_told_of_the_line_above_the_notes_and_of_their_styles(small: Corpus) -> None:
    document = opened(docx_of(brief_of(small), small))
    root = etree.fromstring(document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES).blob)
    types = [note.get(f"{W}type") for note in root]
    assert types[:2] == ["separator", "continuationSeparator"]
    used = {each.get(f"{W}val") for tag in ("pStyle", "rStyle") for each in root.iter(f"{W}{tag}")}
    assert used == {"FootnoteText", "FootnoteReference"}
    assert used <= {style.style_id for style in document.styles}
    for reference in document.element.body.iter(f"{W}footnoteReference"):
        style = reference.getparent().find(f"{W}rPr/{W}rStyle")
        assert style.get(f"{W}val") == "FootnoteReference"


def test_a_picture_fits_the_page_and_says_what_it_shows(small: Corpus) -> None:
    wide, high = png(1200, 600), png(300, 3000)
    document = opened(
        docx_of(brief_of(small), small, Picture("A map", wide, "Where."), Picture("B", high, "C."))
    )
    first, second = document.inline_shapes
    assert [first.description, second.description] == ["A map", "B"]
    room, above = Mm(210 - 36), Mm(297 - 40)
    assert abs(first.width - room) < 1000
    assert abs(first.width / first.height - 2) < 0.01
    assert second.height < above
    captions = [each.text for each in document.paragraphs if each.text.startswith("Figure ")]
    assert captions == ["Figure 1. Where.", "Figure 2. C."]
    stored = [part.blob for part in document.part.package.iter_parts() if "media" in part.partname]
    assert set(stored) == {wide, high}


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "is no PNG"), (b"<svg/>", "is no PNG"), (b"\x89PNG\r\n\x1a\n", "is broken")],
)
def test_a_picture_that_is_none_is_refused_by_name(
    small: Corpus, content: bytes, reason: str
) -> None:
    with pytest.raises(PictureError, match=f"The picture “The map” {reason}"):
        docx_of(brief_of(small), small, Picture("The map", content, ""))


@pytest.mark.parametrize(("paper", "millimetres"), [("A4", (210, 297)), ("Letter", (216, 279))])
def test_the_paper_is_the_one_asked_for(
    small: Corpus, paper: Paper, millimetres: tuple[int, int]
) -> None:
    section = opened(docx_of(brief_of(small), small, paper=paper)).sections[0]
    sides = [section.page_width, section.page_height]
    assert tuple(round(side.mm) for side in sides if side) == millimetres


def test_no_hostile_text_breaks_the_document_or_becomes_more_than_text(hostile: Corpus) -> None:
    brief = brief_of(hostile, *(judged(string.strip()[:2000]) for string in STRINGS))
    content = docx_of(replace(brief, title=STRINGS[0]), hostile)
    document = opened(content)
    notes = footnotes_in(document)
    for group in notes_of(brief, hostile).values():
        for note in group:
            assert note.excerpt.exact in notes[note.number]
    judgements = parts_of(document)["Judgements of the analyst"]
    for line, judgement in zip(judgements, brief.judgements, strict=True):
        assert judgement.text in line
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert b'TargetMode="External"' not in archive.read(name)
    assert list(document.element.body.iter(f"{W}hyperlink", f"{W}altChunk", f"{W}instrText")) == []


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("a\x00b\x07c\x1bd", "a�b�c�d"),
        ("\ufffe and \uffff", "� and �"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("  spaces  kept  ", "  spaces  kept  "),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("left \u202e right", "\u2068left \u202e right\u2069"),
        ("<w:t>&amp;</w:t>", "<w:t>&amp;</w:t>"),
        ("]]>", "]]>"),
    ],
)
def test_what_xml_cannot_hold_is_shown_as_missing_and_the_rest_as_it_is(
    quote: str, shown: str
) -> None:
    corpus = quoting(quote)
    brief = brief_of(corpus, title="A\x00 title")
    document = opened(docx_of(brief, corpus))
    assert f"“{shown}” (supports" in footnotes_in(document)[1]
    assert document.paragraphs[0].text == "A� title"
    assert f"“{shown}” (supports".replace("\n", " ").replace("\t", " ") in notes_in(
        READERS[0].parse(markdown_of(brief, corpus))
    )[1].replace("\n", " ").replace("\t", " ")


def test_empty_parts_of_the_document_say_so(small: Corpus) -> None:
    document = opened(docx_of(Brief("None", About(), ()), small))
    parts = parts_of(document)
    assert [len(parts[each]) for each in HEADINGS] == [1, 1, 1, 1, 1]
    assert len(document.tables) == 1


# ── Both ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_brief_gives_the_same_bytes(
    small: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = brief_of(small, judged("More will come."))
    picture = Picture("A map", png(60, 30), "Where.")
    first = docx_of(brief, small, picture), markdown_of(brief, small)
    # What a zip would say of when it was written.
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert (docx_of(brief, small, picture), markdown_of(brief, small)) == first


@pytest.mark.parametrize(
    ("made", "moment"),
    [(None, datetime(1980, 1, 1)), (date(2020, 1, 3), datetime(2020, 1, 3))],  # noqa: DTZ001
)
def test_the_document_says_when_it_was_made_only_if_it_is_told(
    small: Corpus, made: date | None, moment: datetime
) -> None:
    brief = replace(brief_of(small, title="T" * 300), about=About(made=made))
    properties = opened(docx_of(brief, small)).core_properties
    stamps = [properties.created, properties.modified]
    assert [each and each.replace(tzinfo=None) for each in stamps] == [moment, moment]
    assert properties.title == "T" * 255
    assert properties.author.startswith("Sidelight ")
    assert ("2020" in markdown_of(brief, small).split("##")[0]) is bool(made)


def test_a_file_on_disk_opens_too(small: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(docx_of(brief_of(small), small))
    assert docx.Document(str(path)).paragraphs[0].text == "Attacks"
