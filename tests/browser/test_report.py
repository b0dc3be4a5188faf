"""A brief opened from a file, and the page that makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import escape
from playwright.sync_api import Browser, Page, expect

from app.report.__main__ import main
from data.model.corpus import Corpus
from tests.serving import Server
from tests.watching import LOADED, Watched, choose

pytestmark = pytest.mark.browser
CLAIM = "diyala-pmf-killed"


def test_a_brief_works_from_a_file_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, curated: Corpus
) -> None:
    brief = tmp_path / "brief.html"
    assert main(["--filter", "kind=attack", "-o", str(brief)]) == 0
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda each: asked.append(each.url.split(":")[0]))
    page.on("console", lambda each: said.append(each.text))
    page.on("pageerror", lambda each: said.append(str(each)))
    page.goto(brief.as_uri())
    _choose_on_the_map(page, curated)
    _choose_on_the_timeline(page)
    assert [each for each in asked if each != "data"] == ["file"]
    assert said == []
    page.close()


def _choose_on_the_map(page: Page, corpus: Corpus) -> None:
    """A symbol with several claims lists them; one of the list leads to its quotes."""
    page.locator('path[data-place="baghdad"]').first.click()
    listed = page.locator("#picked a")
    expect(listed).to_have_count(3)
    listed.nth(1).click()
    expect(page.locator("article:target h2")).to_have_text(
        corpus.claims["baghdad-three-explosions"].statement
    )
    expect(page.locator("a.sl-mark.sl-on")).to_have_count(1)


def _choose_on_the_timeline(page: Page) -> None:
    page.locator(f'a.sl-mark[data-claims="{CLAIM}"]').first.click()
    expect(page).to_have_url(re.compile(f"#claim-{CLAIM}$"))
    expect(page.locator("article:target mark").first).to_be_in_viewport()


def test_a_judgement_is_kept_and_goes_into_the_brief(
    watched: Watched, curated: Corpus, tmp_path: Path
) -> None:
    watched.visit(f"report?claim={CLAIM}")
    page = watched.page
    page.get_by_label("Judgement", exact=True).fill("It will go on. <b>")
    page.get_by_role("button", name="Add this judgement").click()
    expect(page.get_by_text("Not added yet")).to_contain_text("choose how likely it is")
    _judge(page, "It will go on. <b>")
    added = page.locator(".sl-judgement")
    expect(added).to_contain_text("Very likely (80–95 %), low confidence")
    page.get_by_role("button", name="Remove").click()
    expect(added).to_have_count(0)
    page.get_by_role("button", name="Put back").click()
    expect(added).to_have_count(1)
    page.reload()
    expect(added).to_contain_text("It will go on. <b>")
    page.get_by_role("button", name="Make the report").click()
    button = page.get_by_role("button", name=re.compile("Download sidelight-brief.html"))
    with page.expect_download() as download:
        button.click()
    brief = tmp_path / "brief.html"
    download.value.save_as(brief)
    text = brief.read_text(encoding="utf-8")
    assert "It will go on. &lt;b&gt;" in text
    for excerpt in curated.claims[CLAIM].excerpts:
        assert escape(excerpt.exact) in text


KEEPS_NOTHING = "This browser does not keep your judgements"
# What a browser does that refuses storage: altogether, to read or to write.
REFUSALS = {
    "altogether": """Object.defineProperty(window, "localStorage", {
        get() { throw new DOMException("The operation is insecure.", "SecurityError"); } })""",
    "none at all": """Object.defineProperty(window, "localStorage", { get: () => null })""",
    "to read": """Storage.prototype.getItem = () => {
        throw new DOMException("Access is denied.", "SecurityError"); }""",
    "to write": """Storage.prototype.setItem = () => {
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError"); }""",
}


@pytest.fixture
def alone(browser: Browser, dashboard: Server) -> Iterator[Watched]:
    """A page whose browser keeps nothing of other tests."""
    context = browser.new_context()
    watched = Watched(context.new_page(), dashboard.url)
    yield watched
    context.close()
    assert watched.foreign == []
    assert watched.messages == []


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_browser_that_keeps_nothing_says_so_before_anything_is_typed(
    alone: Watched, refusal: str
) -> None:
    page = alone.page
    page.add_init_script(REFUSALS[refusal])
    alone.visit(f"report?claim={CLAIM}")
    expect(page.get_by_text(KEEPS_NOTHING)).to_be_visible()
    expect(page.get_by_text("They stay in this browser")).to_have_count(0)
    expect(page.get_by_role("button", name="Save them")).to_be_visible()


def test_judgements_of_a_browser_that_keeps_nothing_go_by_file(
    alone: Watched, tmp_path: Path
) -> None:
    page = alone.page
    page.add_init_script(REFUSALS["altogether"])
    alone.visit(f"report?claim={CLAIM}")
    told, judged = page.get_by_text(KEEPS_NOTHING), page.locator(".sl-judgement")
    expect(told).to_be_visible()
    _judge(page, "It will go on.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save them").click()
    saved = tmp_path / "judgements.json"
    download.value.save_as(saved)
    # The browser asks before it throws them away; the answer is to stay.
    with page.expect_event("dialog"):
        page.evaluate("setTimeout(() => location.reload())")
    expect(judged).to_contain_text("It will go on.")
    page.evaluate("window.onbeforeunload = null")
    page.reload()
    expect(told).to_be_visible(timeout=LOADED)
    expect(judged).to_have_count(0)
    page.locator("input[type=file]").set_input_files(saved)
    expect(judged).to_contain_text("It will go on.")


def test_a_browser_that_runs_out_of_room_says_so_until_there_is_room(alone: Watched) -> None:
    """Only what is long is refused, as where others have left little room."""
    page = alone.page
    page.add_init_script(
        """const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (name, value) {
          if (value.length > 200) throw new DOMException("Full.", "QuotaExceededError");
          set.call(this, name, value);
        }"""
    )
    alone.visit(f"report?claim={CLAIM}")
    told = page.get_by_text(KEEPS_NOTHING)
    expect(page.get_by_text("They stay in this browser")).to_be_visible()
    expect(told).to_have_count(0)
    _judge(page, "It will go on. " * 20)
    expect(told).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    expect(told).to_have_count(0)
    expect(page.get_by_text("They stay in this browser")).to_be_visible()


def _judge(page: Page, text: str) -> None:
    """Add an assumption."""
    page.get_by_label("Judgement", exact=True).fill(text)
    choose(page, "Likelihood", "very likely")
    choose(page, "Confidence", "low")
    page.get_by_text("An assumption that stands on no claim").click()
    page.get_by_role("button", name="Add this judgement").click()
    expect(page.locator(".sl-judgement")).to_contain_text(text.strip())
