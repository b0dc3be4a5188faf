"""What several test modules start from."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from data.loading.load import load_corpus
from data.model.corpus import Corpus
from tests.browsing import PASSED, chromium, shared_page, watched_page
from tests.corpora import Files, write_corpus
from tests.serving import Server, serving
from tests.watching import Watched

# The same examples in every run, and no verdict that depends on how busy the machine is.
settings.register_profile("sidelight", derandomize=True, deadline=None)
settings.load_profile("sidelight")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask a browser test once more when it waited in vain; the summary names it (RERUN).

    What fails twice fails. Anything but waiting in vain is never asked again.
    """
    waited_in_vain = ["TimeoutError", "Locator expected", "Page.*: Timeout"]
    once_more = pytest.mark.flaky(reruns=1, only_rerun=waited_in_vain)
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(once_more)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note for the fixtures whether the test itself passed."""
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A small valid corpus on disk."""
    return write_corpus(tmp_path)


@pytest.fixture(scope="session")
def curated() -> Corpus:
    """The corpus in data/corpus."""
    return load_corpus()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The running dashboard with the real corpus."""
    with serving(tmp_path_factory.mktemp("dashboard")) as server:
        yield server


@pytest.fixture(scope="module")
def open_pages() -> Iterator[list[Watched]]:
    """The page that the tests of a module share, closed at the end."""
    pages: list[Watched] = []
    yield pages
    for each in pages:
        each.page.close()


@pytest.fixture
def watched(
    request: pytest.FixtureRequest,
    browser: Browser,
    dashboard: Server,
    open_pages: list[Watched],
) -> Iterator[Watched]:
    """A page on the real dashboard, which tests before may have used; at the end nothing may have
    left or gone wrong."""
    with shared_page(open_pages, browser, dashboard.url, request.node) as page:
        yield page
        assert page.foreign == []
        assert page.messages == []


@pytest.fixture
def fresh(browser: Browser, dashboard: Server) -> Iterator[Watched]:
    """A page on the real dashboard that no other test has used, held to the same."""
    with watched_page(browser, dashboard.url) as page:
        yield page
        assert page.foreign == []
        assert page.messages == []
