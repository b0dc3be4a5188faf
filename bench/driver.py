"""What a reader waits for, measured in a real browser on the real server (see observe.js)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, WebSocket

from bench.expected import App, wanted_cell, wanted_claim, wanted_place, wanted_whole
from bench.servers import Server
from data.model.corpus import Corpus
from data.model.vocabulary import Kind
from data.selecting.select import Filters

Series = dict[str, list[float]]
_OBSERVE = (Path(__file__).resolve().parent / "observe.js").read_text(encoding="utf-8")
_LONGEST = 240_000
# After the last change, until what the server still does for it is done too.
_SETTLED = 0.4
# The first load of a page's scripts goes on for so many milliseconds.
LOADING = 1500


@dataclass
class Desk:
    """A page on one of the apps, with what it measures: milliseconds, bytes, by name."""

    app: App
    server: Server
    page: Page
    corpus: Corpus
    series: Series
    chosen: str = ""
    place: str = ""
    traffic: list[int] = field(default_factory=lambda: [0, 0])

    def __post_init__(self) -> None:
        self.page.on("websocket", self._listen)
        self.page.add_init_script(_OBSERVE)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: self._count(0, data))
        socket.on("framesent", lambda data: self._count(1, data))

    def _count(self, way: int, data: str | bytes) -> None:
        self.traffic[way] += len(data)

    def visit(self) -> dict[str, float]:
        """Go to the page; milliseconds until every symbol of the map and every mark is drawn."""
        # Ours shows violent acts first: both are to show all claims.
        self.page.goto(f"{self.server.url}/?claims=all", wait_until="commit")
        wanted = [self.app, wanted_whole(self.app, self.corpus, Filters())]
        times: dict[str, float] = self.page.evaluate("([a, want]) => bench.visit(a, want)", wanted)
        return times

    def first_visit(self) -> None:
        """Measure a visit of a page that was not there before."""
        self._keep("visit", self.visit())

    def measure(
        self, name: str, sort: str, want: Mapping[str, Any], act: Callable[[], None]
    ) -> None:
        """Measure one click: when all is as wanted, what it cost the server and the network."""
        self.page.evaluate(
            "([app, sort, want]) => bench.arm(app, sort, want)", [self.app, sort, dict(want)]
        )
        self.traffic[:] = [0, 0]
        before = self.server.cpu()
        act()
        times = self.page.evaluate("() => window.benchResult")
        self.page.wait_for_timeout(_SETTLED * 1000)
        self.series[f"{name} cpu"].append((self.server.cpu() - before) * 1000)
        self.series[f"{name} received"].append(self.traffic[0] / 1000)
        self.series[f"{name} sent"].append(self.traffic[1] / 1000)
        self._keep(name, times)

    def choose(self, aim: str) -> bool:
        """Click on the timeline where a claim's mark is; False if it would choose none anew.

        Where marks cover one another, the claim that is hit counts.
        """
        spot = self._pointed_at(aim)
        hit: list[str] = self.page.evaluate("() => bench.pointed()") if spot else []
        if len(hit) != 1 or hit[0] == self.chosen or hit[0] not in self.corpus.claims:
            return False
        # The plain app's map has nothing to show for a claim without a place.
        if not self.corpus.claims[hit[0]].locations:
            return False
        self.chosen = hit[0]
        want = wanted_claim(self.corpus, hit[0])
        self.measure("choose", "claim", want, partial(self.page.mouse.click, *spot))
        return True

    def _pointed_at(self, carried: str) -> list[float]:
        """Move to the mark or cell that carries this; where it is, or nothing if there is none."""
        spot: list[float] | None = self.page.evaluate("carried => bench.spot(carried)", carried)
        if spot is None:
            return []
        self.page.mouse.move(*spot)
        self.page.wait_for_timeout(200)
        return spot

    def open_claim(self, claim: str) -> None:
        """Go to a claim's address and wait until all of it is drawn."""
        self.page.goto(f"{self.server.url}/?claims=all&claim={claim}", wait_until="commit")
        want = wanted_claim(self.corpus, claim)
        self.page.evaluate("want => bench.until('ours', 'claim', want)", want)
        self.page.wait_for_timeout(LOADING)
        self.chosen = claim

    def step(self, claim: str) -> None:
        """Press the key of the panel's Next button, which leads to this claim."""
        self.chosen = claim
        press = partial(self.page.keyboard.press, "Alt+ArrowDown")
        self.measure("choose", "claim", wanted_claim(self.corpus, claim), press)

    def click_map(self, chance: random.Random) -> None:
        """Click a symbol of the map that neither was clicked last nor stands for what is chosen."""
        symbol = chance.choice(
            [
                each
                for each in self.page.evaluate("() => bench.symbols()")
                if each["place"] != self.place and each["first"] != [self.chosen]
            ]
        )
        self.place = symbol["place"]
        self.chosen = symbol["first"][0] if symbol["count"] == 1 else ""
        self.page.mouse.move(*symbol["at"])
        act = partial(self.page.mouse.click, *symbol["at"])
        if symbol["count"] == 1:
            self.measure("map", "claim", wanted_claim(self.corpus, self.chosen), act)
        else:
            self.measure("map", "place", wanted_place(self.corpus, self.place), act)

    def filter_kind(self, kinds: frozenset[Kind], kind: Kind) -> None:
        """Press the kind's button in the sidebar, after which `kinds` are kept."""
        want = wanted_whole(self.app, self.corpus, Filters(kinds=kinds))
        button = self.page.locator(".st-key-filter-kind button").nth(_button(self.corpus, kind))
        self.measure("filter", "whole", want, button.click)

    def filter_cell(self, carried: str) -> bool:
        """Click a cell, which keeps its months and kind, and let go of both; False if covered."""
        spot = self._pointed_at(carried)
        if not spot or self.page.evaluate("() => bench.pointed()") != [carried]:
            return False
        want = wanted_cell(self.corpus, carried)
        self.measure("cell", "whole", want, partial(self.page.mouse.click, *spot))
        self.page.get_by_role("button", name="Clear filters").click()
        whole = wanted_whole(self.app, self.corpus, Filters())
        self.page.evaluate("want => bench.until('ours', 'whole', want)", whole)
        self.page.wait_for_timeout(_SETTLED * 1000)
        return True

    def _keep(self, name: str, times: Mapping[str, float]) -> None:
        for part, value in times.items():
            self.series[name if part == "all" else f"{name} {part}"].append(value)


def _button(corpus: Corpus, kind: Kind) -> int:
    """Where in the row of buttons a kind stands: those that the corpus has, in their order."""
    held = {claim.kind for claim in corpus.claims.values()}
    return [each for each in Kind if each in held].index(kind)


@contextmanager
def desk(
    browser: Browser, app: App, server: Server, corpus: Corpus, series: Series
) -> Iterator[Desk]:
    """A page with an empty cache, whose measurements go into `series`."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(_LONGEST)
    try:
        yield Desk(app, server, context.new_page(), corpus, series)
    finally:
        context.close()
