"""Rounds of clicks on pages that stay open, each until a count or a time is reached."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence

from bench.driver import LOADING, Desk
from bench.expected import App
from data.selecting.select import Filters, matching


def opened(found: Desk) -> Desk:
    """The same desk, once its page is drawn."""
    found.visit()
    found.page.wait_for_timeout(LOADING)
    return found


def targets(found: Desk, chance: random.Random) -> Iterator[str]:
    """Claims to choose on the timeline, in no order: each with a mark of its own and a place."""
    alone = [
        identity
        for identity in found.page.evaluate("() => bench.carried()")
        if identity in found.corpus.claims and found.corpus.claims[identity].locations
    ]
    while True:
        yield from chance.sample(alone, len(alone))


def select(desks: Sequence[Desk], counts: Mapping[App, int], seconds: float) -> None:
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
            if each.app == "ours":
                each.click_map(chance)


def step_through(found: Desk, count: int, seconds: float) -> None:
    """Choose by the panel's Next button, then click the map, until count or time."""
    chance = random.Random(8)  # noqa: S311  # the same clicks each time are wanted
    order = [claim.id for claim in matching(found.corpus, Filters())]
    begin = len(order) // 2
    found.open_claim(order[begin])
    deadline = time.monotonic() + seconds
    for claim in order[begin + 1 : begin + 1 + count]:
        if time.monotonic() > deadline:
            break
        found.step(claim)
    # Apart, because a place leaves the claim before it nothing to be next to.
    opened(found)
    for _ in range(count):
        if time.monotonic() > deadline + seconds:
            return
        found.click_map(chance)


def filter_cells(found: Desk, count: int, seconds: float) -> None:
    """Click cells of the lanes, in no order."""
    chance = random.Random(8)  # noqa: S311  # the same clicks each time are wanted
    cells = [each for each in found.page.evaluate("() => bench.carried()") if ":" in each]
    deadline = time.monotonic() + seconds
    left = iter(chance.sample(cells, len(cells)))
    for _ in range(count):
        if time.monotonic() > deadline:
            return
        any(found.filter_cell(next(left)) for _ in range(20))


def filter_kinds(found: Desk, count: int, seconds: float) -> None:
    """Keep a kind and let it go again, in turn."""
    kinds = sorted({claim.kind for claim in found.corpus.claims.values()})
    deadline = time.monotonic() + seconds
    for turn in range(count):
        if time.monotonic() > deadline and turn >= 3:
            return
        kind = kinds[turn // 2 % len(kinds)]
        found.filter_kind(frozenset() if turn % 2 else frozenset({kind}), kind)
