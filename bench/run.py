"""`make bench`: measure everything in one run and write docs/performance.md.

python bench/run.py [--quick] [--sizes 208,5000,100000] [--sessions 25 --seconds 120]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Error

from bench import analysts, driver, report, servers
from bench.corpus import write_corpus
from bench.driver import App, Series
from data.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY, load_corpus
from data.model import Corpus
from tests.browsing import chromium

REAL = 208
# Clicks, visits and starts; the plain app takes half a minute a click with 5,000 claims.
COUNTS: Mapping[bool, Mapping[str, int]] = {
    False: {"clicks": 30, "plain": 30, "slow": 3, "visits": 10, "starts": 3},
    True: {"clicks": 4, "plain": 3, "slow": 1, "visits": 2, "starts": 1},
}
# Of the 15 minutes, in seconds: the longest that clicks, and filters, of one size may take.
CLICKS, FILTERS = 110.0, 45.0
_KEPT = Path(tempfile.gettempdir()) / "sidelight-bench"


def main() -> int:
    """Measure, and write the page."""
    options = _options()
    began = time.monotonic()
    sizes, crowds = [], []
    with chromium() as browser:
        for size in options.sizes:
            sizes.append(measure(browser, size, COUNTS[options.quick]))
            print(f"{size}: {time.monotonic() - began:.0f} s", flush=True)
    if options.sessions:
        with servers.ours(CORPUS_DIRECTORY) as server:
            claims = sorted(path.stem for path in (CORPUS_DIRECTORY / "claims").glob("*.yaml"))
            after = 5.0 if options.quick else analysts.AFTER
            crowds.append(
                analysts.gather(server, claims, options.sessions, options.seconds, after=after)
            )
    command = " ".join(["python bench/run.py", *sys.argv[1:]])
    words = report.page(sizes, crowds, command, time.monotonic() - began)
    options.output.write_text(words, encoding="utf-8")
    print(words)
    return 0


def measure(browser: Browser, size: int, counts: Mapping[str, int]) -> report.Measured:
    """Everything about one size, ours and plain in turn; a failure is told and not hidden."""
    folder = CORPUS_DIRECTORY if size == REAL else write_corpus(_KEPT / str(size), size)
    corpus = load_corpus(folder, SEEDS_DIRECTORY)
    series: dict[App, Series] = {"ours": defaultdict(list), "plain": defaultdict(list)}
    notes = []
    with_plain = size <= 5_000
    if not with_plain:
        notes.append("The plain app is left out: at 5,000 claims one click takes it half a minute.")
    with ExitStack() as stack:
        running = {"ours": stack.enter_context(servers.ours(folder))}
        if with_plain:
            beside = stack.enter_context(tempfile.TemporaryDirectory())
            running["plain"] = stack.enter_context(servers.plain(Path(beside) / "app", corpus))
        try:
            _clicks(browser, running, corpus, counts, series)
        except Error as error:
            notes.append(f"Stopped early: {error.message.splitlines()[0]}")
    if size == REAL:
        _starts(corpus, counts["starts"], series)
    return report.Measured(size, series["ours"], series["plain"], notes)


def _clicks(
    browser: Browser,
    running: Mapping[str, servers.Server],
    corpus: Corpus,
    counts: Mapping[str, int],
    series: Mapping[App, Series],
) -> None:
    """Visits, then clicks on pages that stay open."""
    slow = len(corpus.claims) > REAL
    apps: list[App] = ["ours", "plain"] if "plain" in running else ["ours"]
    # The first visit of all warms the server and is not counted.
    for turn in range((min(2, counts["visits"]) if slow else counts["visits"]) + 1):
        for app in apps:
            kept: Series = series[app] if turn else defaultdict(list)
            with driver.desk(browser, app, running[app], corpus, kept) as found:
                found.first_visit()
    with ExitStack() as stack:
        desks = [
            driver.opened(
                stack.enter_context(driver.desk(browser, app, running[app], corpus, series[app]))
            )
            for app in apps
        ]
        wanted: dict[App, int] = {
            "ours": counts["clicks"],
            "plain": counts["slow"] if slow else counts["plain"],
        }
        driver.select(desks, wanted, CLICKS)
        driver.filter_kinds(driver.opened(desks[0]), counts["clicks"], FILTERS)


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
