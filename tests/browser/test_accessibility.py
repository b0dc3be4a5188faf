"""Nothing of WCAG 2.2 A and AA is found wrong by axe-core, on any page and in either theme."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.address.navigation import TITLES, Screen
from app.report.__main__ import main
from tests.axe import Finding, findings, rules
from tests.browsing import watched_page
from tests.legible import contrast
from tests.serving import Server
from tests.watching import LOADED, Watched

pytestmark = pytest.mark.browser

CROSSING = "fighters-cross-from-syria-into-iraq"
RATE = "sixty-daesh-incidents-a-month"
# What the address asks for is carried from page to page: what comes first, with a table below the
# timeline; and claims of all kinds with one chosen, another pinned and a document open.
ADDRESSES = {
    "nothing chosen": "?claims=violent-acts&table=yes&context=yes&q=Khanaqin",
    "a claim chosen": f"?claims=all&claim={CROSSING}&pin={RATE}&document=003&q=ISIS+prisoners",
}
# Nothing is still to come, and nothing is still faint from what was there before.
_SETTLED = """
() => document.querySelector('[data-test-script-state="notRunning"]')
  && !document.querySelector('[data-stale="true"]')
  && document.getAnimations().every((each) => each.playState !== "running")
"""
_OPENERS = ".stPopover button"
_OPENED = '[data-testid="stPopoverBody"]'


class Advice(UserWarning):
    """A best practice that axe-core knows and WCAG does not ask for."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A way through all pages by their links, as a reader goes it.

    Only colours differ between the themes, so `colours` asks for these alone the second time.
    """

    page: Page
    where: str
    colours: bool

    def all(self) -> Iterator[Finding]:
        for screen in Screen:
            link = self.page.get_by_role("link", name=TITLES[screen], exact=True)
            if screen is not Screen.EXPLORE:
                link.click()
            expect(link).to_have_attribute("aria-current", "page")
            yield from self._of(TITLES[screen])
            for number, opener in enumerate(self.page.locator(_OPENERS).all()):
                # The first one stands in the sidebar, the same on all pages.
                if number or screen is Screen.EXPLORE:
                    opener.click()
                    expect(self.page.locator(_OPENED)).to_be_visible()
                    yield from self._of(f"{TITLES[screen]}, opened {number}", within=_OPENED)
                    opener.click()
                    expect(self.page.locator(_OPENED)).to_have_count(0)

    def _of(self, what: str, *, within: str | None = None) -> list[Finding]:
        self.page.wait_for_function(_SETTLED, timeout=LOADED)
        where = f"{self.where}, {what}"
        return findings(self.page, where, colours=self.colours, within=within)


def assert_nothing_wrong(found: list[Finding]) -> None:
    for each in found:
        if each.advice:
            warnings.warn(str(each), Advice, stacklevel=2)
    wrong = [str(each) for each in found if not each.advice]
    assert not wrong, "\n".join([f"axe-core finds {len(wrong)}:", *wrong])


@pytest.mark.parametrize("state", ADDRESSES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_found_on_any_page(
    browser: Browser, dashboard: Server, theme: str, state: str
) -> None:
    dark = theme == "dark"
    with watched_page(browser, dashboard.url) as watched:
        watched.page.emulate_media(color_scheme="dark" if dark else "light")
        watched.open(ADDRESSES[state])
        walk = Walk(watched.page, f"{theme}, {state}", colours=dark)
        assert_nothing_wrong(list(walk.all()))


def test_nothing_is_found_on_the_way_into_a_document(watched: Watched) -> None:
    watched.visit("sources")
    watched.page.locator(".sl-entry").first.click()
    expect(watched.page.locator(".sl-document")).to_be_visible()
    watched.page.locator('.sl-document [data-pick^="passage:"]').first.click()
    expect(watched.page.get_by_role("heading", name="in this passage")).to_be_visible()
    watched.page.wait_for_function(_SETTLED, timeout=LOADED)
    assert_nothing_wrong(findings(watched.page, "a passage"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_number_on_a_dot_is_legible(browser: Browser, dashboard: Server, theme: str) -> None:
    """It lies over a drawing, where axe-core cannot tell what is behind it."""
    with watched_page(browser, dashboard.url) as watched:
        watched.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        watched.open("?claims=all&map=sources")
        expect(watched.map.locator(".sl-count span").first).to_be_visible()
        drawn: list[tuple[str, str]] = watched.page.frames[-1].evaluate(
            """() => Object.values(window.map._layers)
              .filter((dot) => dot.badge?._icon && dot.options.fillColor.startsWith("#"))
              .map((dot) => [
                getComputedStyle(dot.badge._icon.firstChild).color, dot.options.fillColor,
              ])"""
        )
    assert len(drawn) > 3
    for words, fill in drawn:
        red, green, blue = (int(each) for each in re.findall(r"\d+", words))
        assert contrast((f"#{red:02x}{green:02x}{blue:02x}", fill)) >= 4.5, (words, fill)


@pytest.mark.parametrize(
    "options",
    [
        ("--filter", "kind=attack"),
        ("--claim", CROSSING),
        ("--claim", CROSSING, "--view", "excerpts", "--dark"),
        ("--view", "map", "--dark"),
        ("--view", "timeline"),
        ("--view", "matrix", "--dark"),
        ("--view", "figures"),
    ],
    ids=" ".join,
)
def test_nothing_is_found_in_a_page_that_stands_alone(
    browser: Browser, tmp_path: Path, options: tuple[str, ...]
) -> None:
    brief = tmp_path / "brief.html"
    assert main([*options, "-o", str(brief)]) == 0
    page = browser.new_page()
    page.goto(brief.as_uri())
    assert_nothing_wrong(findings(page, " ".join(options)))
    page.close()


def test_faults_would_be_found(browser: Browser) -> None:
    """Of those that were there once, and in a frame too."""
    page = browser.new_page()
    known = rules(page)
    # What WCAG 2.2 brought, and what axe-core calls experimental.
    assert {"target-size", "label-content-name-mismatch"} <= known
    frame = (
        "<title>Frame</title><meta name='viewport' content='user-scalable=no'>"
        "<p style='color:#888'>Too faint to be read</p>"
    )
    page.set_content(
        '<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1><h3>Part</h3>'
        '<button aria-label="Another name">Read this claim</button>'
        f'<div style="height:80px;overflow:auto">{"<p>A long text</p>" * 40}</div>'
        f'<iframe title="Frame" srcdoc="{frame}"></iframe></main></html>'
    )
    expect(page.frame_locator("iframe").get_by_text("Too faint")).to_be_visible()
    found = {(each.rule, each.where, each.advice) for each in findings(page, "page")}
    assert found >= {
        ("label-content-name-mismatch", "page", False),
        ("scrollable-region-focusable", "page", False),
        ("heading-order", "page", True),
        ("color-contrast", "page, frame", False),
        ("meta-viewport", "page, frame", False),
    }
    of_colours = {each.rule for each in findings(page, "page", colours=True)}
    assert of_colours == {"color-contrast"}
    page.close()
