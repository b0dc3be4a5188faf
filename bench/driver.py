"""What a reader waits for, measured in a real browser on the real server (see observe.js)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, WebSocket

from bench.servers import Server
from data.model import Claim, Corpus
from data.select import Filters, matching
from data.terms import Kind

App = Literal["ours", "plain"]
Series = dict[str, list[float]]
_OBSERVE = (Path(__file__).resolve().parent / "observe.js").read_text(encoding="utf-8")
_LONGEST = 240_000
# After the last change, until what the server still does for it is done too.
_SETTLED = 0.4


@dataclass
class Desk:
    """A page on one of the apps, with what it measures: milliseconds, bytes, by name."""

    app: App
    server: Server
    page: Page
    corpus: Corpus
    series: Series
    chosen: str = ""
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
        claims = tuple(self.corpus.claims.values())
        self.page.goto(self.server.url, wait_until="commit")
        shown = _shown(self.app, claims, len(self.corpus.claims))
        wanted = [self.app, shown]
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
        spot = self.page.evaluate("claim => bench.spot(claim)", aim)
        if spot is None:
            return False
        self.page.mouse.move(*spot)
        self.page.wait_for_timeout(200)
        hit: list[str] = self.page.evaluate("() => bench.pointed()")
        if len(hit) != 1 or hit[0] == self.chosen or not self.corpus.claims[hit[0]].locations:
            return False
        self.chosen = hit[0]
        want = {"claim": hit[0], "statement": self.corpus.claims[hit[0]].statement}
        self.measure("choose", "claim", want, partial(self.page.mouse.click, *spot))
        return True

    def click_map(self, chance: random.Random) -> None:
        """Click a symbol of the map."""
        symbol = chance.choice(self.page.evaluate("() => bench.symbols()"))
        claims = symbol["all"]
        if len(claims) == 1:
            want = {"claim": claims[0], "statement": self.corpus.claims[claims[0]].statement}
        else:
            want = {"name": self.corpus.places[symbol["place"]].name}
        self.page.mouse.move(*symbol["at"])
        sort = "claim" if len(claims) == 1 else "place"
        self.measure("map", sort, want, lambda: self.page.mouse.click(*symbol["at"]))

    def filter_kind(self, kinds: frozenset[Kind], kind: Kind) -> None:
        """Press the kind's button in the sidebar, after which `kinds` are kept."""
        claims = matching(self.corpus, Filters(kinds=kinds))
        want = _shown(self.app, claims, len(self.corpus.claims))
        button = self.page.locator(".st-key-filter-kind button").nth(_button(self.corpus, kind))
        self.measure("filter", "whole", want, button.click)

    def _keep(self, name: str, times: Mapping[str, float]) -> None:
        for part, value in times.items():
            self.series[name if part == "all" else f"{name} {part}"].append(value)


def _button(corpus: Corpus, kind: Kind) -> int:
    """Where in the row of buttons a kind stands: those that the corpus has, in their order."""
    held = {claim.kind for claim in corpus.claims.values()}
    return [each for each in Kind if each in held].index(kind)


def _shown(app: App, claims: Sequence[Claim], total: int) -> dict[str, Any]:
    """What panel, map and timeline show of these claims when nothing is chosen."""
    if app == "plain":
        located = sum(bool(claim.locations) for claim in claims)
        return {"title": f"{len(claims)} claims", "located": located, "drawn": len(claims)}
    attacks = [claim for claim in claims if claim.kind is Kind.ATTACK]
    alone = {claim.kind for claim in claims} == {Kind.ATTACK} or len(claims) == total
    located = sum(bool(claim.locations) for claim in (attacks if alone else claims))
    title = f"{total} claims" if len(claims) == total else f"{len(claims)} of {total} claims"
    return {"title": title, "located": located, "drawn": len(claims)}


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


def opened(found: Desk) -> Desk:
    """The same desk, once its page is drawn."""
    found.visit()
    # The first load of a page's scripts goes on for a while.
    found.page.wait_for_timeout(1500)
    return found


def targets(found: Desk, chance: random.Random) -> Iterator[str]:
    """Claims to choose on the timeline, in no order: each with a mark of its own and a place."""
    alone = [
        identity
        for identity in found.page.evaluate("() => bench.single()")
        if identity in found.corpus.claims and found.corpus.claims[identity].locations
    ]
    while True:
        yield from chance.sample(alone, len(alone))


def select(
    desks: Sequence[Desk], counts: Mapping[App, int], seconds: float, *, maps: bool = True
) -> None:
    """Choose on the timeline, and on our map, turn by turn on each desk, until counts or time."""
    chance = random.Random(8)  # noqa: S311  # the same clicks each time are wanted
    wanted = {each.app: targets(each, chance) for each in desks}
    deadline = time.monotonic() + seconds
    for turn in range(max(counts.values())):
        for each in desks:
            if turn >= counts[each.app] or (time.monotonic() > deadline and turn >= 3):
                continue
            # A mark may lie under another, or move while the page settles.
            any(each.choose(next(wanted[each.app])) for _ in range(20))
            if each.app == "ours" and maps:
                each.click_map(chance)


def filter_kinds(found: Desk, count: int, seconds: float) -> None:
    """Keep a kind and let it go again, in turn."""
    kinds = sorted({claim.kind for claim in found.corpus.claims.values()})
    deadline = time.monotonic() + seconds
    for turn in range(count):
        if time.monotonic() > deadline and turn >= 3:
            return
        kind = kinds[turn // 2 % len(kinds)]
        found.filter_kind(frozenset() if turn % 2 else frozenset({kind}), kind)
