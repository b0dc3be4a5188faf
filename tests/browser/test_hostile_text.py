"""Text of a document is data: on the server, in the page, and on its way out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from components.map.layers import MapLayer
from data.loading.load import load_corpus
from data.model.problems import CorpusError
from data.selecting.places import Box, place_marks
from data.selecting.select import in_order
from tests.browsing import shared_page
from tests.corpora import Files, claim, dump, excerpt
from tests.hostile import STRINGS, WITNESS, served_template, write_hostile_corpus
from tests.serving import Server, serving
from tests.watching import LOADED, Watched

HARMS = """() => ({
  scripts: document.querySelectorAll('.stMain script').length,
  frames: [...document.querySelectorAll('.stMain iframe')].filter(f => f.srcdoc).length,
  handlers: document.querySelectorAll('.stMain [onerror], .stMain [onload]').length,
  links: [...document.querySelectorAll('.stMain a, .stSidebar a')]
    .filter(a => /^javascript|127.0.0.1:9/.test(a.href)).length,
  images: [...document.querySelectorAll('.stMain img')]
    .filter(i => /beacon|\\/x$/.test(i.src)).length,
  styles: [...document.querySelectorAll('.stMain style')]
    .filter(s => s.textContent.startsWith('*{display')).length,
  ran: window.harmed || 0,
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return write_hostile_corpus(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def server(hostile: Files) -> Iterator[Server]:
    folder = hostile.corpus.parent
    with serving(folder, hostile) as running:
        yield running


@pytest.fixture
def page(
    request: pytest.FixtureRequest,
    browser: Browser,
    server: Server,
    hostile: Files,
    open_pages: list[Watched],
) -> Iterator[Watched]:
    with shared_page(open_pages, browser, server.url, request.node) as watched:
        yield watched
        assert watched.foreign == []
        assert watched.messages == []
        assert watched.dialogs == []
        assert not (hostile.corpus.parent / WITNESS).exists()
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.mark.browser
def test_every_symbol_of_the_map_is_drawn_and_hovers_as_plain_text(
    page: Watched, hostile: Files
) -> None:
    corpus = load_corpus(hostile.corpus, hostile.seeds)
    page.open()
    marks = place_marks(corpus, list(corpus.claims.values()))
    expect(page.symbols()).to_have_count(len(marks), timeout=LOADED)
    frame = page.page.frames[-1]
    # The names come after the symbols, by a request of their own; until then ids stand for them.
    frame.wait_for_function(
        "() => ![...document.querySelectorAll('[data-place]')]"
        ".some(symbol => symbol.getAttribute('aria-label').startsWith('place-'))"
    )
    shown = "Object.values(window.map._layers).filter(layer => layer.sidelight)"
    frame.evaluate(f"() => {shown}.forEach(layer => layer.openTooltip())")
    # The words of the claims are asked for on hover.
    frame.wait_for_function(
        f"() => {shown}.every(layer => layer.getTooltip().getElement().querySelector('p'))"
    )
    texts = frame.evaluate(
        f"""() => {shown}.map(layer => layer.getTooltip().getElement())
          .map(element => [element.querySelector('p').firstChild.data, element.querySelectorAll(
            'script, img, svg, iframe, style, a').length])"""
    )
    assert sorted(text for text, _ in texts) == sorted(
        claim.statement for claim in corpus.claims.values()
    )
    assert [count for _, count in texts] == [0] * len(marks)


@pytest.mark.browser
def test_the_list_and_the_table_show_the_text_as_it_is(page: Watched) -> None:
    page.open()
    rows = page.page.locator("button[data-claim] .statement")
    expect(rows).to_have_count(len(STRINGS) + 1)
    assert set(rows.evaluate_all("rows => rows.map(row => row.textContent)")) >= set(STRINGS)
    assert not any(page.page.evaluate(HARMS).values())
    page.page.get_by_text("Table", exact=True).click()
    expect(page.page.locator('[data-testid="stDataFrame"]')).to_be_visible()


@pytest.mark.browser
def test_each_claim_shows_its_string_in_every_field_as_it_is(page: Watched, hostile: Files) -> None:
    strings = [*STRINGS, served_template(hostile.corpus.parent / WITNESS)]
    corpus = load_corpus(hostile.corpus, hostile.seeds)
    ordered = in_order(corpus.claims.values())
    assert len(ordered) == len(strings)
    # A page without map and timeline, which other tests look at.
    page.visit(f"compare?claim={ordered[0].id}")
    for claim_shown in ordered:
        index = int(claim_shown.id.removeprefix("claim-"))
        quote = f"Before {index} {strings[index]} after {index}"
        page.page.wait_for_function(
            "quote => document.querySelector('.sl-source mark')?.textContent === quote", arg=quote
        )
        assert page.statement().evaluate("element => element.textContent") == strings[index]
        figure = page.page.locator(".sl-figures").first.evaluate("element => element.textContent")
        assert figure.endswith(f" {strings[index]}")
        assert not any(page.page.evaluate(HARMS).values())
        if claim_shown is not ordered[-1]:
            page.page.get_by_role("button", name=re.compile("^Next")).click()


@pytest.mark.browser
@pytest.mark.parametrize(
    "address",
    [
        "compare?claim=claim-0&pin=claim-2",
        "compare?claim=claim-28",
        "agreement",
        "agreement?claim=claim-9",
        "figures",
        "figures?claim=claim-28",
        "sources",
        "sources?document=000",
        "sources?document=001&claim=claim-13",
        "search?q=after",
    ],
)
def test_every_page_shows_every_string_as_text(page: Watched, address: str) -> None:
    page.visit(address)
    page.page.wait_for_load_state("networkidle")
    expect(page.page.locator(".sl-pick > *, .sl-card").first).to_be_visible()
    assert not any(page.page.evaluate(HARMS).values())


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "parts", "length"),
    [
        ("agreement", ".sl-matrix-claim bdi", None),
        ("sources?document=000", ".sl-passage", None),
        ('search?q="then"', ".sl-pick mark", 40),  # a hit shows a long text in part
    ],
)
def test_the_strings_are_there_as_they_are(
    page: Watched, address: str, parts: str, length: int | None
) -> None:
    page.visit(address)
    expect(page.page.locator(parts).first).to_be_visible()
    shown = page.page.locator(".sl-pick").evaluate("element => element.textContent")
    assert [each[:40] for each in STRINGS if each[:length] not in shown] == []


@pytest.mark.browser
def test_a_search_for_any_string_is_answered(page: Watched) -> None:
    page.visit("search")
    box = page.page.get_by_label("Search claims, quotes and documents")
    for index, string in enumerate(STRINGS):
        # A word of its own before each string tells which of the answers is on the page.
        box.fill(f"word{index} {string[:2_000]}")
        box.press("Enter")
        expect(page.page.locator(".sl-pick")).to_contain_text(f"word{index} ")
        assert not any(page.page.evaluate(HARMS).values())


@pytest.mark.browser
def test_hover_text_of_the_timeline_holds_no_markup_but_line_breaks(page: Watched) -> None:
    page.open()
    hovers = page.page.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => plot.data)"
        ".flatMap(trace => [...(trace.hovertext || []), ...(trace.text || [])])"
    )
    assert len(hovers) > len(STRINGS)
    assert not any("<" in hover.replace("<br>", "") for hover in hovers)
    page.page.mouse.move(10, 10)
    page.click_timeline("claim-0")
    expect(page.statement()).to_have_text(STRINGS[0])


@pytest.mark.browser
@pytest.mark.parametrize(
    "string",
    [STRINGS[2], STRINGS[9], STRINGS[15], STRINGS[25]],
    ids=["markup", "template", "markdown", "bidi"],
)
def test_text_in_the_url_is_shown_as_it_is(page: Watched, string: str) -> None:
    page.page.goto(page.url)
    page.page.evaluate(
        "text => { const query = new URLSearchParams();"
        " for (const name of ['claim', 'kind', 'source', 'place', 'period', 'map'])"
        " query.set(name, text); location.search = query; }",
        string,
    )
    expect(page.page.get_by_text("No claim is called")).to_be_visible(timeout=LOADED)
    shown = page.page.locator(".sl-empty").all_inner_texts()
    assert sum(" ".join(string.split()) in " ".join(text.split()) for text in shown) >= 4
    assert not any(page.page.evaluate(HARMS).values())


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ud800"], ids=ascii)
def test_what_no_text_should_hold_is_refused_by_the_loader(files: Files, character: str) -> None:
    path = files.claim("baghdad-bomb")
    written = dump(claim("baghdad-bomb", excerpt("In Baghdad a bomb killed four")))
    broken = written.replace("Daesh shelled", f"Daesh {character}shelled")
    path.write_bytes(broken.encode("utf-8", "surrogatepass"))
    with pytest.raises(CorpusError) as caught:
        load_corpus(files.corpus, files.seeds)
    assert "claims/baghdad-bomb.yaml" in {problem.file for problem in caught.value.problems}


def test_no_text_reaches_folium(hostile: Files) -> None:
    from components.map.claim_map import build_symbols  # noqa: PLC0415  # needs no server

    corpus = load_corpus(hostile.corpus, hostile.seeds)
    marks = place_marks(corpus, list(corpus.claims.values()))
    for layer in MapLayer:
        written = build_symbols(marks, corpus, layer=layer, box=Box(40, 30, 44, 34))
        assert "{{" not in written
        assert "{%" not in written
        features = json.loads(written)["features"]
        assert len(features) == len(marks) + 1
        for feature in features:
            _assert_harmless(feature["properties"])


def _assert_harmless(value: object) -> None:
    if isinstance(value, dict):
        for name, each in value.items():
            _assert_harmless(name)
            _assert_harmless(each)
    elif isinstance(value, list):
        for each in value:
            _assert_harmless(each)
    elif isinstance(value, str):
        assert set(value) <= set("abcdefghijklmnopqrstuvwxyz0123456789-"), value
    else:
        assert value is None or isinstance(value, int | float)


def test_the_witness_would_be_made_if_a_template_ran(tmp_path: Path) -> None:
    """The test above is worth something only if its bait works."""
    from jinja2 import Environment  # noqa: PLC0415

    witness = tmp_path / WITNESS
    Environment(autoescape=True).from_string(served_template(witness)).render()
    assert witness.exists()
