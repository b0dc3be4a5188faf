"""Sessions that work while something happens to the server: in a thread, until told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Event, Thread
from time import monotonic
from typing import Self

from websockets.exceptions import WebSocketException

from bench.client import Analyst, Answer
from bench.servers import Server
from bench.stats import summary

# After how many seconds an answer counts as none, and a session that lost its server tries again.
PATIENCE, AGAIN = 60.0, 0.5
Read = Callable[[Answer], object]


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer: when it came (seconds, monotonic), how long it took, whose, what was read."""

    at: float
    seconds: float
    session: int
    read: object


@dataclass
class Log:
    """What the sessions saw; an error has its moment and its name."""

    seen: list[Seen] = field(default_factory=list)
    errors: list[tuple[float, str]] = field(default_factory=list)

    def waits(self, begin: float = 0, end: float = float("inf")) -> list[float]:
        """Seconds of each answer that came between two moments."""
        return [each.seconds for each in self.seen if begin <= each.at < end]


def waits_in_words(waits: Sequence[float]) -> str:
    """The spread of seconds, in milliseconds."""
    if not waits:
        return "none"
    found = summary(waits)
    middle = f"median {found.median * 1000:,.0f}, p95 {found.p95 * 1000:,.0f}"
    return f"{middle}, max {found.most * 1000:,.0f} ms, n {found.count:,}"


@dataclass(frozen=True, kw_only=True)
class Team:
    """Sessions that each ask for `query_of(session, turn)` every `pace` seconds.

    With `read`, everything is sent to them in full, as to a browser without a cache. `source` is
    the address that they come from. `fresh` ones leave after each answer and come anew.
    """

    url: str
    sessions: int
    query_of: Callable[[int, int], str]
    pace: float = 3.0
    read: Read | None = None
    source: str | None = None
    fresh: bool = False

    def at(self, url: str) -> Team:
        """The same team at another address."""
        return replace(self, url=url)


class Memory:
    """The memory of a server in MB, looked at every second while it is watched."""

    def __init__(self, server: Server) -> None:
        self.first = server.memory()
        self.most = self.first
        self._server = server
        self._stop = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(1):
            self.most = max(self.most, self._server.memory())


@contextmanager
def working(team: Team) -> Iterator[Log]:
    """Let the team work meanwhile."""
    log, stop = Log(), Event()

    async def run() -> None:
        await asyncio.gather(*(_work(team, log, stop, each) for each in range(team.sessions)))

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(asyncio.run, run())
        try:
            yield log
        finally:
            stop.set()
            done.result()


async def _work(team: Team, log: Log, stop: Event, number: int) -> None:
    analyst: Analyst | None = None
    turn, beat = 0, monotonic() + team.pace * number / team.sessions
    while not stop.is_set():
        if monotonic() < beat:
            await asyncio.sleep(0.05)
            continue
        beat = monotonic() + team.pace
        try:
            begun = monotonic()
            analyst = analyst or await Analyst.arrive(team.url, team.source)
            if team.read:
                analyst.seen.clear()
            answer = await asyncio.wait_for(analyst.ask(team.query_of(number, turn)), PATIENCE)
            ended = monotonic()
            found = team.read(answer) if team.read else None
            log.seen.append(Seen(ended, ended - begun, number, found))
            log.errors += [(monotonic(), each) for each in answer.errors]
            turn += 1
            if team.fresh:
                await analyst.leave()
                analyst = None
        except (OSError, WebSocketException, TimeoutError) as error:
            log.errors.append((monotonic(), type(error).__name__))
            analyst, beat = None, monotonic() + AGAIN
    if analyst:
        await analyst.leave()
