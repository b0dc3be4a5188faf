"""`python -m app.report`: each form opened with a real reader, and the same bytes every time."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import docx
import pypdf
import pytest
from markdown_it import MarkdownIt
from PIL import Image

from app.report.__main__ import main
from app.report.request import FORMS, Form, Impossible, Request, Size, Subject
from data.model.corpus import Corpus
from data.model.vocabulary import Kind
from tests.corpora import Files
from tests.hostile import write_hostile_corpus

CLAIM = "baghdad-three-explosions"
SVG = "{http://www.w3.org/2000/svg}"


class _Page(HTMLParser):
    """The tags of a page with their attributes, and all text outside scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    @property
    def ids(self) -> list[str]:
        return [each["id"] for _, each in self.tags if "id" in each]

    def links(self) -> list[str]:
        return [each["href"] for tag, each in self.tags if tag == "a" and "href" in each]


def written(target: Path, *arguments: str) -> bytes:
    assert main([*arguments, "-o", str(target)]) == 0
    return target.read_bytes()


def _tree(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 - our own file


@pytest.fixture(scope="module")
def attacks(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The brief of all attacks."""
    return written(tmp_path_factory.mktemp("brief") / "b.html", "--filter", "kind=attack")


def test_a_brief_is_the_same_to_the_byte_and_says_where_it_comes_from(
    attacks: bytes, tmp_path: Path, curated: Corpus
) -> None:
    again = written(tmp_path / "b.html", "--address", "http://localhost:8501/report?kind=attack")
    assert again == attacks
    text = _Page(attacks.decode()).text
    assert curated.fingerprint in text
    assert "kind: attack" in text
    told = sum(each.kind is Kind.ATTACK for each in curated.claims.values())
    assert f"{told} of {len(curated.claims)} claims" in text


def test_a_brief_has_every_quote_and_each_number_leads_to_its_note(
    attacks: bytes, curated: Corpus
) -> None:
    page = _Page(attacks.decode())
    told = [each for each in curated.claims.values() if each.kind == "attack"]
    assert {each for each in page.ids if each.startswith("claim-")} == {
        f"claim-{each.id}" for each in told
    }
    for claim in told:
        for excerpt in claim.excerpts:
            assert " ".join(excerpt.exact.split()) in page.text
    notes = [each for each in page.ids if each.startswith("note-")]
    assert notes == [f"note-{n}" for n in range(1, sum(len(c.excerpts) for c in told) + 1)]
    inner = {link.removeprefix("#") for link in page.links() if link.startswith("#")}
    assert inner <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_evidence_comes_before_judgements_and_these_before_what_speaks_against(
    attacks: bytes,
) -> None:
    sections = [
        each["id"]
        for tag, each in _Page(attacks.decode()).tags
        if tag == "section" and "id" in each
    ]
    wanted = ["evidence", "judgements", "contrary", "gaps", "claims", "notes", "sources"]
    assert [each for each in sections if each in wanted] == wanted


def test_a_brief_asks_for_nothing_and_may_not(attacks: bytes) -> None:
    page = _Page(attacks.decode())
    for _, attributes in page.tags:
        for name in ("src", "srcset", "action", "data", "poster"):
            assert not attributes.get(name, "").startswith(("http", "//"))
    assert all(link.startswith("#") for link in page.links())
    policy = next(each["content"] for tag, each in page.tags if "http-equiv" in each)
    assert policy.startswith("default-src 'none'")
    assert "connect-src" not in policy
    assert b"@import" not in attacks
    for sheet in re.findall(rb"<style>(.*?)</style>", attacks, re.DOTALL):
        assert not re.search(rb"url\((?!data:|#)", sheet)


def test_a_brief_carries_no_claim_that_is_not_told(attacks: bytes, curated: Corpus) -> None:
    other = next(each for each in curated.claims.values() if each.kind == "prescription")
    assert other.statement.encode() not in attacks
    assert other.id.encode() not in attacks


def test_text_of_documents_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write_hostile_corpus(tmp_path)
    monkeypatch.setenv("SIDELIGHT_CORPUS", str(files.corpus))
    monkeypatch.setenv("SIDELIGHT_SEEDS", str(files.seeds))
    page = _Page(written(tmp_path / "h.html", "--title", "<b>&</b>").decode())
    allowed = {"img", "iframe", "object", "form", "input", "base", "link"}
    assert not allowed & {tag for tag, _ in page.tags}
    assert not [name for _, each in page.tags for name in each if name.startswith("on")]
    assert sum(tag == "script" for tag, _ in page.tags) == 8
    assert "<b>&</b>" in page.text


@pytest.mark.browser
def test_a_pdf_has_the_pages_the_words_and_links_of_the_brief(
    tmp_path: Path, curated: Corpus
) -> None:
    content = written(tmp_path / "b.pdf", "--claim", CLAIM, "--paper", "Letter")
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [612, 792]
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for excerpt in curated.claims[CLAIM].excerpts:
        assert " ".join(excerpt.exact.split()) in text
    assert curated.fingerprint[:12] in text
    assert any("/Annots" in page for page in reader.pages)


@pytest.mark.browser
@pytest.mark.parametrize(("subject", "scale"), [("map", 1), ("excerpts", 2)])
def test_a_picture_has_exactly_the_size_asked_for_and_something_on_it(
    subject: str, scale: int, tmp_path: Path
) -> None:
    asked = ("--claim", CLAIM, "--view", subject, "--size", "900x500", "--scale", str(scale))
    picture = Image.open(io.BytesIO(written(tmp_path / "p.png", *asked)))
    assert picture.format == "PNG"
    assert picture.size == (900 * scale, 500 * scale)
    assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 50


@pytest.mark.browser
def test_a_document_has_the_figures_the_table_and_footnotes_with_the_quotes(
    tmp_path: Path, curated: Corpus
) -> None:
    content = written(tmp_path / "b.docx", "--claim", CLAIM, "--date", "2026-11-21")
    document = docx.Document(io.BytesIO(content))
    assert len(document.inline_shapes) == 3
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert any(curated.claims[CLAIM].statement in each for each in cells)
    notes = next(
        each.blob for each in document.part.package.iter_parts() if "footnotes" in each.partname
    )
    told = "".join(_tree(notes).itertext())
    for excerpt in curated.claims[CLAIM].excerpts:
        assert excerpt.exact in told


def test_markdown_renders_with_the_statement_and_no_markup_of_a_document(
    tmp_path: Path, curated: Corpus
) -> None:
    rendered = MarkdownIt().render(written(tmp_path / "b.md", "--claim", CLAIM).decode())
    assert curated.claims[CLAIM].statement in _Page(rendered).text


@pytest.mark.parametrize("subject", ["timeline", "figures"])
def test_a_drawing_is_svg_that_stands_alone(subject: str, tmp_path: Path) -> None:
    root = _tree(written(tmp_path / "d.svg", "--view", subject, "--filter", "source=002"))
    assert root.tag == f"{SVG}svg"
    assert root.findall(f".//{SVG}a")
    assert not root.findall(f".//{SVG}script")


@pytest.mark.parametrize("form", ["csv", "geojson", "jsonld"])
def test_data_is_that_of_the_view(form: str, tmp_path: Path) -> None:
    content = written(tmp_path / f"d.{form}", "--claim", CLAIM)
    assert CLAIM.encode() in content
    assert b"adnani-killed-in-us-air-strike" not in content


JUDGED = {
    "text": "Attacks went on.",
    "likelihood": "likely",
    "confidence": "low",
    "claims": [CLAIM],
}


def test_a_judgement_stands_apart_with_its_odds_and_its_claim(tmp_path: Path) -> None:
    judged = tmp_path / "j.json"
    judged.write_text(json.dumps({"judgements": [JUDGED]}), encoding="utf-8")
    page = _Page(
        written(tmp_path / "b.html", "--claim", CLAIM, "--judgements", str(judged)).decode()
    )
    assert "Likely (55–80 %), low confidence" in page.text
    assert "Attacks went on." in page.text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--claim", "no-such-claim"), "No claim is called “no-such-claim”."),
        (("--filter", "kind=atack"), "The kind “atack” was left out"),
        (("--filter", "colour=red"), "“colour” is no parameter"),
        (("--filter", "kind"), "write name=value"),
        (("--period", "2019-99"), "The period “2019-99” was left out"),
        (("--size", "10x10"), "The size “10x10” is none"),
        (("--view", "map", "--format", "docx"), "map cannot be had as docx; it can as png"),
        (("--view", "excerpts", "--format", "html"), "needs a claim"),
        (("--period", "2029", "--filter", "kind=arrest"), "Clear a filter"),
    ],
)
def test_what_cannot_be_made_is_said_and_leaves_what_stood_there(
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "b.html"
    target.write_text("before", encoding="utf-8")
    assert main([*arguments, "-o", str(target)]) == 1
    assert words in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["b.html"]


def test_without_chromium_a_picture_says_how_to_get_it_and_html_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert main(["--claim", CLAIM, "-o", str(tmp_path / "b.pdf")]) == 1
    assert "apt-get install chromium" in capsys.readouterr().err
    assert not (tmp_path / "b.pdf").exists()
    assert written(tmp_path / "b.html", "--claim", CLAIM)
    document = docx.Document(io.BytesIO(written(tmp_path / "b.docx", "--claim", CLAIM)))
    assert len(document.inline_shapes) == 0


def test_a_browser_that_fails_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho out of memory >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(broken))
    assert main(["--claim", CLAIM, "-o", str(tmp_path / "b.png")]) == 1
    assert "out of memory" in capsys.readouterr().err
    assert not (tmp_path / "b.png").exists()


def test_the_small_corpus_of_the_environment_is_told(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIDELIGHT_CORPUS", str(files.corpus))
    monkeypatch.setenv("SIDELIGHT_SEEDS", str(files.seeds))
    assert "2 of 2 claims" in _Page(written(tmp_path / "b.html").decode()).text


@pytest.mark.parametrize("subject", Subject)
def test_every_subject_has_forms_and_no_other(subject: Subject) -> None:
    for form in Form:
        if form in FORMS[subject]:
            assert Request(subject, form).file_name == f"sidelight-{subject}.{form}"
        else:
            with pytest.raises(Impossible, match="cannot be had as"):
                Request(subject, form)


@pytest.mark.parametrize(
    ("text", "scale"), [("", 1), ("1600", 1), ("-5x900", 1), ("99999x900", 1), ("1600x900", 4)]
)
def test_a_size_that_is_none_is_refused(text: str, scale: int) -> None:
    with pytest.raises(Impossible):
        Size.of(text, scale)
