"""Pages of headless Chromium for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from app.report.browser import find_chromium
from tests.browser_setup import HOW
from tests.watching import Watched

# Whether the body of a test passed, for what is torn down after it.
PASSED = pytest.StashKey[bool]()
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the installed Chromium."""
    path = find_chromium()
    if path is None:
        raise RuntimeError(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: Browser, *, width: int = 1440, height: int = 900) -> Page:
    """A new page without history.

    All pages share what the browser has cached, so that Streamlit's own script is read once.
    """
    context = browser.contexts[0] if browser.contexts else browser.new_context()
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    return page


@contextmanager
def shared_page(
    pages: list[Watched], browser: Browser, url: str, test: pytest.Item
) -> Iterator[Watched]:
    """The page of this list, or a new one; it goes back there if the test passed.

    Loading a page costs more than most tests.
    """
    page = pages.pop() if pages else Watched(new_page(browser), url)
    try:
        yield page
    except BaseException:
        page.page.close()
        raise
    if test.stash.get(PASSED, False):
        page.page.mouse.move(0, 0)
        pages.append(page)
    else:
        page.page.close()


@contextmanager
def watched_page(
    browser: Browser, url: str, *, width: int = 1440, height: int = 900
) -> Iterator[Watched]:
    """A new page at the dashboard's address, closed at the end."""
    page = new_page(browser, width=width, height=height)
    try:
        yield Watched(page, url)
    finally:
        page.close()
