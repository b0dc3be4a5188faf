"""`make bench`: measure everything in one run and write docs/performance.md.

python bench/run.py [--quick] [--sizes 211,5000,100000] [--sessions 25 --seconds 120]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Error

from bench import analysts, driver, floor, report, servers
from bench import click_rounds as rounds
from bench.corpus import write_corpus
from bench.driver import Series
from bench.expected import App, is_dense
from data.loading.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY, load_corpus
from data.model.corpus import Corpus
from tests.browsing import chromium

REAL = 211
# Clicks, visits and starts; the plain app takes half a minute a click with 5,000 claims.
COUNTS: Mapping[str, Mapping[str, int]] = {
    "real": {"clicks": 30, "plain": 30, "visits": 10, "starts": 3},
    "thousands": {"clicks": 30, "plain": 3, "visits": 3},
    "more": {"clicks": 15, "plain": 0, "visits": 2},
    "quick": {"clicks": 3, "plain": 2, "visits": 1, "starts": 1},
}
# Of the 15 minutes, in seconds: the longest that one round of clicks may take.
CLICKS, FILTERS = 160.0, 60.0
LARGEST_PLAIN = 5_000
_KEPT = Path(tempfile.gettempdir()) / "sidelight-bench"


def main() -> int:
    """Measure, and write the page."""
    options = _options()
    began = time.monotonic()
    sizes: list[report.Measured] = []
    crowds: list[analysts.Crowd] = []
    with chromium() as browser, ExitStack() as stack:
        left = None
        for size in options.sizes:
            sizes.append(measure(browser, size, _counts(size, quick=options.quick)))
            print(f"{size}: {time.monotonic() - began:.0f} s", flush=True)
            if options.sessions and left is None:
                # Its server idles meanwhile, until Streamlit has let go of who left.
                server = stack.enter_context(servers.ours(CORPUS_DIRECTORY))
                crowds.append(_crowd(server, options.sessions, options.seconds))
                left = time.monotonic()
        for crowd in crowds:
            wait = 0 if options.quick else analysts.AFTER - (time.monotonic() - (left or 0))
            time.sleep(max(wait, 0))
            crowd.after = server.memory()
    command = " ".join(["python bench/run.py", *sys.argv[1:]])
    words = report.page(sizes, crowds, command, time.monotonic() - began)
    options.output.write_text(words, encoding="utf-8")
    print(words)
    return 0


def _counts(size: int, *, quick: bool) -> Mapping[str, int]:
    if quick:
        return COUNTS["quick"]
    return COUNTS["real" if size == REAL else "thousands" if size <= LARGEST_PLAIN else "more"]


def _crowd(server: servers.Server, sessions: int, seconds: float) -> analysts.Crowd:
    claims = sorted(path.stem for path in (CORPUS_DIRECTORY / "claims").glob("*.yaml"))
    return analysts.gather(server, claims, sessions, seconds)


def measure(browser: Browser, size: int, counts: Mapping[str, int]) -> report.Measured:
    """Everything about one size, ours and plain in turn; a failure is told and not hidden."""
    folder = CORPUS_DIRECTORY if size == REAL else write_corpus(_KEPT / str(size), size)
    series: dict[App, Series] = {"ours": defaultdict(list), "plain": defaultdict(list)}
    with ExitStack() as stack:
        running: dict[App, servers.Server] = {"ours": stack.enter_context(servers.ours(folder))}
        began = time.monotonic()
        # The server reads the corpus while we do.
        reading = stack.enter_context(ThreadPoolExecutor(1)).submit(
            servers.wait_for_corpus, running["ours"]
        )
        corpus = load_corpus(folder, SEEDS_DIRECTORY)
        reading.result()
        notes = [f"The server had read the corpus after {time.monotonic() - began:.0f} s."]
        notes += _differences(size, corpus)
        if size <= LARGEST_PLAIN:
            beside = stack.enter_context(tempfile.TemporaryDirectory())
            running["plain"] = stack.enter_context(servers.plain(Path(beside) / "app", corpus))
        clicks = _clicks_in_cells if is_dense(corpus) else _clicks_on_marks
        try:
            clicks(browser, running, corpus, counts, series)
        except Error as error:
            notes.append(f"Stopped early: {error.message.splitlines()[0]}")
    if size == REAL:
        _starts(corpus, counts["starts"], series)
        notes.append(floor.told(browser, counts["visits"]))
    return report.Measured(size, series["ours"], series["plain"], notes)


def _differences(size: int, corpus: Corpus) -> list[str]:
    """What is measured otherwise with so many claims."""
    found = []
    if is_dense(corpus):
        found.append(
            "The lanes count so many claims in cells, so none has a mark to click. “Choose” is "
            "here the key of the panel's Next button (Alt+↓) from claim to claim, against a click "
            "on a bar in the plain app; a click on a cell filters and has a row of its own. Clicks "
            "on the map begin where no claim is chosen."
        )
    if size > LARGEST_PLAIN:
        found.append("The plain app is left out: at 5,000 claims one click takes it half a minute.")
    return found


def _visits(
    browser: Browser,
    running: Mapping[App, servers.Server],
    corpus: Corpus,
    counts: Mapping[str, int],
    series: Mapping[App, Series],
) -> None:
    # The first visit of all warms the server and is not counted.
    for turn in range(counts["visits"] + 1):
        for app in running:
            kept: Series = series[app] if turn else defaultdict(list)
            with driver.desk(browser, app, running[app], corpus, kept) as found:
                found.first_visit()


def _clicks_on_marks(
    browser: Browser,
    running: Mapping[App, servers.Server],
    corpus: Corpus,
    counts: Mapping[str, int],
    series: Mapping[App, Series],
) -> None:
    """Visits, then clicks on pages that stay open, ours and plain in turn."""
    _visits(browser, running, corpus, counts, series)
    with ExitStack() as stack:
        desks = [
            rounds.opened(
                stack.enter_context(driver.desk(browser, app, running[app], corpus, series[app]))
            )
            for app in running
        ]
        rounds.select(desks, {"ours": counts["clicks"], "plain": counts["plain"]}, CLICKS)
        rounds.filter_kinds(rounds.opened(desks[0]), counts["clicks"], FILTERS)


def _clicks_in_cells(
    browser: Browser,
    running: Mapping[App, servers.Server],
    corpus: Corpus,
    counts: Mapping[str, int],
    series: Mapping[App, Series],
) -> None:
    """The same where the timeline has cells; the plain app, which is slow, once at the end."""
    _visits(browser, {"ours": running["ours"]}, corpus, counts, series)
    with driver.desk(browser, "ours", running["ours"], corpus, series["ours"]) as found:
        rounds.step_through(found, counts["clicks"], FILTERS)
        rounds.filter_kinds(rounds.opened(found), counts["clicks"], FILTERS)
        rounds.filter_cells(rounds.opened(found), counts["clicks"], FILTERS)
    if "plain" in running:
        with driver.desk(browser, "plain", running["plain"], corpus, series["plain"]) as found:
            found.first_visit()
            rounds.select([found], {"plain": counts["plain"]}, CLICKS)


def _starts(corpus: Corpus, count: int, series: Mapping[App, Series]) -> None:
    """Cold starts in turn, until the server answers."""
    for _ in range(count):
        with servers.ours(CORPUS_DIRECTORY) as server:
            series["ours"]["start"].append(server.ready * 1000)
        with (
            tempfile.TemporaryDirectory() as beside,
            servers.plain(Path(beside) / "app", corpus) as server,
        ):
            series["plain"]["start"].append(server.ready * 1000)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few of each, to try it")
    parser.add_argument("--sizes", default=f"{REAL},5000,100000", help="claims, with commas")
    parser.add_argument("--sessions", type=int, default=25, help="analysts at once; 0 for none")
    parser.add_argument("--seconds", type=float, default=120, help="how long they work")
    output = servers.ROOT / "docs" / "performance.md"
    parser.add_argument("--output", type=Path, default=output)
    options = parser.parse_args()
    options.sizes = [int(each) for each in options.sizes.split(",") if each]
    return options


if __name__ == "__main__":
    sys.exit(main())
