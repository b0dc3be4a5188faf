"""The dashboard as an analyst uses it: in a browser, on the real documents, with no way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, WebSocket, expect

from app.address.paging import PAGE
from components.shared import assets
from data.model.corpus import Corpus
from data.model.vocabulary import Kind
from data.selecting.places import place_marks
from data.selecting.select import in_order
from tests.browsing import watched_page
from tests.corpora import write_corpus
from tests.serving import Server, serving
from tests.watching import LOADED, Watched

pytestmark = pytest.mark.browser

BAGHDAD = "baghdad-three-explosions"
CHECKPOINTS = "night-checkpoints-in-deir-ez-zor"
KHANAQIN = "khanaqin-posts-attacked"


def test_the_page_loads_without_a_request_to_another_host_or_a_complaint(fresh: Watched) -> None:
    fresh.open()
    expect(fresh.page.get_by_role("heading", name="Sidelight")).to_be_visible()
    fresh.page.wait_for_load_state("networkidle")


def test_the_policy_forbids_what_is_not_ours(dashboard: Server, browser: Browser) -> None:
    with watched_page(browser, dashboard.url) as page:
        page.open()
        page.page.evaluate(
            "() => { const i = new Image(); i.src = 'http://127.0.0.1:9/beacon.png';"
            " document.body.append(i); }"
        )
        page.page.wait_for_timeout(300)
        assert any("Content Security Policy" in message for message in page.messages)


MARKED = (
    "() => [...new Set(document.querySelector('.sl-lanes .js-plotly-plot').data"
    ".flatMap(trace => [...(trace.customdata || [])].flat())"
    ".flatMap(each => each.replace('group:', '').split(',')))]"
)


@pytest.mark.parametrize("query", ["", "?claims=all"])
def test_map_timeline_and_list_show_the_same_claims(
    watched: Watched, curated: Corpus, query: str
) -> None:
    """Violent acts first; claims of all kinds where they are asked for."""
    shown = [each for each in curated.claims.values() if query or each.is_violent]
    places = {mark.place.id for mark in place_marks(curated, shown)}
    watched.open(query)
    for place in places:
        expect(watched.symbols(place).first).to_be_attached(timeout=LOADED)
    drawn = watched.symbols().evaluate_all("all => all.map(each => each.dataset.place)")
    assert set(drawn) == places
    assert set(watched.page.evaluate(MARKED)) == {each.id for each in shown}
    rows = watched.page.locator("button[data-claim]")
    expect(rows).to_have_count(min(len(shown), PAGE))
    listed = rows.evaluate_all("rows => rows.map(row => row.dataset.claim)")
    assert listed == [each.id for each in in_order(shown)][:PAGE]


def test_all_kinds_of_claims_are_one_click_away_and_in_the_address(
    watched: Watched, curated: Corpus
) -> None:
    acts = sum(each.is_violent for each in curated.claims.values())
    watched.open()
    title = watched.page.locator(".sl-title")
    expect(title).to_contain_text(f"{acts} violent acts")
    watched.page.get_by_role("radio", name="All kinds of claims").click()
    expect(title).to_contain_text(f"{len(curated.claims)} claims")
    expect(watched.page).to_have_url(re.compile(r"\?claims=all$"))
    watched.page.get_by_role("radio", name="Violent acts").click()
    expect(title).to_contain_text(f"{acts} violent acts")
    expect(watched.page).to_have_url(re.compile(r"/$"))


def test_a_filter_set_among_violent_acts_leaves_them_violent_acts(watched: Watched) -> None:
    watched.open()
    watched.page.get_by_role("button", name=re.compile("^US and coalition forces")).click()
    expect(watched.page.locator(".sl-title")).to_contain_text(" violent acts")
    watched.page.get_by_role("button", name=re.compile("^002 ")).click()
    expect(watched.page).to_have_url(re.compile("claims=violent-acts"))
    kinds = watched.page.locator("button[data-claim] .kind")
    expect(kinds).to_have_text(["Drone strike · US and coalition forces"])


def test_clicking_a_dot_with_one_claim_shows_the_words_of_its_source(watched: Watched) -> None:
    watched.open()
    watched.symbols("khanaqin").first.click()
    expect(watched.quotes().first).to_contain_text("In the region of Janaqin")
    expect(watched.page).to_have_url(re.compile(f"claim={KHANAQIN}$"))


def test_clicking_a_dot_with_several_claims_lists_them_and_a_second_click_chooses(
    watched: Watched,
) -> None:
    watched.open()
    watched.symbols("baghdad").first.click()
    listed = watched.page.locator(f'button[data-claim="{BAGHDAD}"]')
    expect(watched.page).to_have_url(re.compile("place=baghdad$"))
    expect(watched.page.get_by_role("heading", name=re.compile("^Baghdad: "))).to_be_visible()
    listed_claims = watched.page.locator("button[data-claim]")
    number = watched.symbols("baghdad").first.get_attribute("aria-label")
    assert number == f"Baghdad, {listed_claims.count()} claims"
    expect(listed_claims.filter(has_not_text="Baghdad")).to_have_count(0)
    listed.click()
    expect(watched.quotes().first).to_contain_text("On November 26")
    expect(watched.page).to_have_url(re.compile(f"claim={BAGHDAD}"))


def test_a_dot_is_chosen_by_keyboard_and_says_what_it_is(watched: Watched) -> None:
    watched.open()
    dot = watched.symbols("khanaqin").first
    expect(dot).to_have_attribute("aria-label", "Khanaqin, 1 claim")
    dot.focus()
    watched.page.keyboard.press("Enter")
    expect(watched.quotes().first).to_contain_text("In the region of Janaqin")


def test_hovering_a_dot_shows_the_statement_from_our_own_route(
    watched: Watched, curated: Corpus
) -> None:
    watched.open()
    expect(watched.symbols("khanaqin").first).to_have_attribute("aria-label", re.compile("claim"))
    watched.symbols("khanaqin").first.hover()
    expect(watched.map.locator(".sl-hover")).to_contain_text(curated.claims[KHANAQIN].statement)


def test_clicking_the_timeline_shows_each_source_in_its_own_column(watched: Watched) -> None:
    watched.open()
    watched.click_timeline(CHECKPOINTS)
    expect(watched.quotes()).to_have_count(2)
    expect(watched.quotes().nth(0)).to_contain_text("set up checkpoints by night")
    expect(watched.quotes().nth(1)).to_contain_text("nightly checkpoints")
    left, right = (watched.page.locator(".sl-source").nth(i).bounding_box() for i in (0, 1))
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    expect(watched.page).to_have_url(re.compile(f"claim={CHECKPOINTS}$"))


def test_a_claim_is_highlighted_on_map_and_timeline_wherever_it_was_chosen(
    watched: Watched,
) -> None:
    framed = "() => document.querySelectorAll('.sl-lanes .sl-frames i').length"
    chosen = (
        "() => Object.values(window.map._layers)"
        ".filter(layer => layer.sidelight && layer.sidelight.properties.chosen)"
        ".map(layer => layer.sidelight.properties.id)"
    )
    watched.open()
    frame = watched.page.frames[-1]
    assert watched.page.evaluate(framed) == 0
    assert frame.evaluate(chosen) == []
    watched.page.locator(f'button[data-claim="{KHANAQIN}"]').click()
    expect(watched.quotes().first).to_contain_text("In the region of Janaqin")
    watched.page.wait_for_function(f"() => ({framed})() === 1")
    frame.wait_for_function(f"() => ({chosen})().includes('khanaqin')")


def test_a_claim_in_a_lane_below_the_fold_is_brought_into_sight(watched: Watched) -> None:
    watched.open("?claim=no-return-to-territory-expected")
    expect(watched.quotes().first).to_be_visible()
    watched.page.wait_for_function(
        """() => {
          const box = document.querySelector('.sl-lanes').getBoundingClientRect();
          const frame = document.querySelector('.sl-frames i');
          if (!frame) return false;
          const at = frame.getBoundingClientRect();
          return at.top >= box.top && at.bottom <= box.bottom;
        }"""
    )
    assert watched.page.evaluate("document.querySelector('.sl-lanes').scrollTop") > 0


def test_the_same_mark_can_be_chosen_again_after_another_way_was_taken(watched: Watched) -> None:
    watched.open()
    watched.click_timeline(BAGHDAD)
    expect(watched.quotes().first).to_contain_text("On November 26")
    watched.symbols("khanaqin").first.click()
    expect(watched.quotes().first).to_contain_text("In the region of Janaqin")
    watched.click_timeline(BAGHDAD)
    expect(watched.quotes().first).to_contain_text("On November 26")
    watched.symbols("khanaqin").first.click()
    expect(watched.quotes().first).to_contain_text("In the region of Janaqin")


def test_a_link_to_a_claim_opens_it_in_a_new_browser(fresh: Watched) -> None:
    fresh.open(f"?claim={CHECKPOINTS}")
    expect(fresh.quotes().nth(1)).to_contain_text("nightly checkpoints")


def test_back_shows_what_was_there_before(watched: Watched) -> None:
    watched.open()
    watched.click_timeline(BAGHDAD)
    expect(watched.quotes().first).to_contain_text("On November 26")
    watched.click_timeline(CHECKPOINTS)
    expect(watched.quotes().first).to_contain_text("set up checkpoints by night")
    watched.page.go_back()
    expect(watched.quotes().first).to_contain_text("On November 26")
    watched.page.go_back()
    expect(watched.statement()).to_have_count(0)
    expect(watched.page.locator("button[data-claim]").first).to_be_visible()
    watched.page.go_forward()
    expect(watched.quotes().first).to_contain_text("On November 26")


def test_filters_are_in_the_url_and_back_undoes_them(watched: Watched) -> None:
    watched.open("?claims=all")
    pill = watched.page.get_by_role("button", name=re.compile(r"^Operation \d+$"))
    pill.click()
    expect(watched.page).to_have_url(re.compile(r"\?claims=all&kind=operation$"))
    kinds = watched.page.locator("button[data-claim] .kind")
    expect(kinds.filter(has_text="Attack")).to_have_count(0)
    assert all(text.startswith("Operation") for text in kinds.all_inner_texts())
    watched.page.go_back()
    expect(kinds.filter(has_text="Attack").first).to_be_attached()


def test_a_link_with_filters_opens_the_same_selection(watched: Watched, curated: Corpus) -> None:
    watched.open("?kind=attack&source=002&period=2019-11/2019-12")
    rows = watched.page.locator("button[data-claim]")
    expect(rows.first).to_be_visible()
    shown = set(rows.evaluate_all("rows => rows.map(row => row.dataset.claim)"))
    assert {BAGHDAD, "diyala-pmf-killed"} <= shown
    assert all(curated.claims[claim].kind is Kind.ATTACK for claim in shown)
    expect(watched.page.locator(".sl-title")).to_contain_text(f"{len(shown)} of ")


def test_next_and_previous_walk_through_the_claims(watched: Watched) -> None:
    watched.open(f"?claim={BAGHDAD}")
    first = watched.statement().inner_text()
    watched.page.get_by_role("button", name=re.compile("^Next")).click()
    expect(watched.statement()).not_to_have_text(first)
    watched.page.get_by_role("button", name=re.compile("^Previous")).click()
    expect(watched.statement()).to_have_text(first)


def test_the_list_is_walked_with_the_arrow_keys(watched: Watched) -> None:
    watched.open()
    rows = watched.page.locator("button[data-claim]")
    rows.first.focus()
    watched.page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    statement = rows.nth(1).locator(".statement").inner_text()
    watched.page.keyboard.press("Enter")
    expect(watched.statement()).to_have_text(statement)


# Draws the list twice at once; ids of what it holds when all of it has come.
_TWICE = """async code => {
  const blob = new Blob([code], { type: "text/javascript" });
  const list = (await import(URL.createObjectURL(blob))).default;
  const parentElement = document.body;
  for (const [letter, length] of [["a", 60], ["b", 50]]) {
    const claims = Array.from({ length }, (_, at) => ({ id: `${letter}${at}`, colour: "#000" }));
    list({ data: { claims }, parentElement, setTriggerValue() {} });
  }
  while (document.querySelectorAll("li").length < 50) await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done, 300));
  return [...document.querySelectorAll("button")].map((each) => each.dataset.claim);
}"""


def test_a_list_that_is_drawn_anew_holds_the_new_rows_alone(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<ol></ol>")
    code = assets.read("evidence/claim_list.js")
    assert page.evaluate(_TWICE, code) == [f"b{at}" for at in range(50)]
    page.close()


def test_choosing_does_not_remount_the_map(watched: Watched) -> None:
    watched.open()
    frame = watched.page.frames[-1]
    frame.evaluate("() => { window.witness = 'same document'; window.map.setZoom(7); }")
    for claim, words in ((BAGHDAD, "On November 26"), (CHECKPOINTS, "checkpoints by night")):
        watched.click_timeline(claim)
        expect(watched.quotes().first).to_contain_text(words)
    assert frame.evaluate("() => window.witness") == "same document"
    assert frame.evaluate("() => window.map.getZoom()") == 7


def test_a_choice_is_sent_alone_and_the_rest_of_the_page_stays(fresh: Watched) -> None:
    sent: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on(
            "framereceived",
            lambda data: sent.append(data if isinstance(data, bytes) else data.encode()),
        )

    fresh.page.on("websocket", listen)
    fresh.open()
    charts = b"showlegend"
    assert any(charts in each for each in sent)
    sent.clear()
    fresh.click_timeline(BAGHDAD)
    expect(fresh.quotes().first).to_contain_text("On November 26")
    assert any(b"On November 26" in each for each in sent)
    for apart in (charts, b"filter-kind", b"map-frame", b"page-links"):
        assert not any(apart in each for each in sent), apart


def test_a_link_to_a_page_leads_with_what_was_chosen_after_it_was_drawn(watched: Watched) -> None:
    watched.open()
    watched.click_timeline(BAGHDAD)
    expect(watched.quotes().first).to_contain_text("On November 26")
    link = watched.page.get_by_role("link", name="Agreement", exact=True)
    # For a new tab, the address of the link itself.
    link.hover()
    expect(link).to_have_attribute("href", re.compile(rf"agreement\?claim={BAGHDAD}$"))
    link.click()
    # The page went by what comes first, and the next one goes by the same.
    expect(watched.page).to_have_url(
        re.compile(rf"/agreement\?claim={BAGHDAD}&claims=violent-acts$")
    )
    expect(watched.page.get_by_role("link", name="Agreement", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    expect(watched.quotes().first).to_contain_text("On November 26")


def test_a_claim_outside_the_filters_is_drawn_while_it_is_chosen(watched: Watched) -> None:
    watched.open(f"?kind=operation&claim={BAGHDAD}")
    lanes = watched.page.locator(".sl-lanes .ytick")
    expect(lanes).to_have_count(2)
    watched.page.get_by_role("button", name=re.compile(r"^All \d+ claims$")).click()
    expect(watched.page.locator(".sl-frames i")).to_have_count(0)
    expect(lanes).to_have_count(1)


def test_an_unknown_claim_is_said_in_words(watched: Watched) -> None:
    watched.open("?claim=no-such-claim")
    expect(watched.page.get_by_text("No claim is called “no-such-claim”")).to_be_visible()
    expect(watched.page.locator("button[data-claim]").first).to_be_visible()


def test_an_empty_selection_is_said_in_words_and_can_be_left(watched: Watched) -> None:
    watched.open("?kind=humanitarian&period=2014-02")
    expect(watched.page.get_by_text("No claim passes these filters")).to_be_visible()
    watched.page.get_by_role("button", name="Clear all filters").click()
    expect(watched.page.locator("button[data-claim]").first).to_be_visible()


def test_a_corpus_that_breaks_while_it_is_served_says_so_and_recovers(
    browser: Browser, tmp_path: Path
) -> None:
    files = write_corpus(tmp_path)
    path = files.claim("baghdad-bomb")
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("Baghdad a bomb", "Baghdad  a bomb"), encoding="utf-8")
    with serving(tmp_path, files) as server, watched_page(browser, server.url) as page:
        page.page.goto(server.url)
        problem = page.page.locator(".sl-problems li")
        expect(problem).to_have_count(1, timeout=LOADED)
        expect(problem).to_contain_text("claims/baghdad-bomb.yaml")
        expect(problem).to_contain_text("a quote that source 000 does not hold")
        # Two spaces stay two: what is copied from here must be what stands in the document.
        assert "'In Baghdad  a bomb killed four'" in problem.inner_text()
        path.write_text(good, encoding="utf-8")
        page.open()
        expect(page.page.locator("button[data-claim]")).to_have_count(2)


def test_an_edited_corpus_is_shown_at_the_next_choice(browser: Browser, tmp_path: Path) -> None:
    files = write_corpus(tmp_path)
    path = files.claim("baghdad-bomb")
    with serving(tmp_path, files) as server, watched_page(browser, server.url) as page:
        page.open()
        row = page.page.locator('button[data-claim="baghdad-bomb"]')
        statement = row.locator(".statement").inner_text()
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(statement, "A bomb, as we now put it."), encoding="utf-8")
        row.click()
        expect(page.statement()).to_have_text("A bomb, as we now put it.")


def test_a_corpus_that_breaks_is_told_of_at_the_next_choice(
    browser: Browser, tmp_path: Path
) -> None:
    files = write_corpus(tmp_path)
    path = files.claim("baghdad-bomb")
    with serving(tmp_path, files) as server, watched_page(browser, server.url) as page:
        page.open("?claim=baghdad-bomb")
        # The names of places have come: no other request reads the corpus meanwhile.
        named = re.compile("^Baghdad, ")
        expect(page.symbols("baghdad").first).to_have_attribute("aria-label", named, timeout=LOADED)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Baghdad a bomb", "Baghdad the bomb"), encoding="utf-8")
        page.page.get_by_role("button", name=re.compile("^All 2 claims")).click()
        expect(page.page.get_by_text("a quote that source 000 does not hold")).to_be_attached()
        expect(page.page.locator("button[data-claim]")).to_have_count(2)


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1920, 1080, "light"), (390, 844, "light"), (1440, 900, "dark"), (390, 844, "dark")],
)
def test_nothing_overflows_sideways(
    browser: Browser, dashboard: Server, width: int, height: int, scheme: str
) -> None:
    with watched_page(browser, dashboard.url, width=width, height=height) as page:
        page.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.open(f"?claim={CHECKPOINTS}")
        expect(page.quotes().first).to_be_visible()
        wide = page.page.evaluate(
            "() => document.querySelector('.stMain').scrollWidth"
            " - document.querySelector('.stMain').clientWidth"
        )
        assert wide <= 0
        assert page.messages == []
        assert page.foreign == []


def test_at_the_usual_size_all_three_views_are_seen_at_once(watched: Watched) -> None:
    watched.open(f"?claim={BAGHDAD}")
    expect(watched.quotes().first).to_be_visible()
    for part in ("iframe", ".js-plotly-plot", ".sl-card", ".sl-source mark"):
        box = watched.page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] >= 0, part
        assert box["y"] + min(box["height"], 60) <= 900, part
