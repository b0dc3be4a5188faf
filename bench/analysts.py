"""Many analysts on one server at once, each choosing a claim every few seconds."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from bench.client import Analyst
from bench.servers import Server

PACE = 3.0  # seconds from one choice to the next
AFTER = 150.0  # seconds after which Streamlit has let go of sessions that left


@dataclass
class Crowd:
    """What a crowd measured: seconds of each choice, errors, and the server's memory in MB."""

    sessions: int
    seconds: float
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    before: float = 0.0
    during: float = 0.0
    after: float = 0.0

    @property
    def per_session(self) -> float:
        """MB that each session added at the most."""
        return (self.during - self.before) / self.sessions


def gather(server: Server, claims: Sequence[str], sessions: int, seconds: float) -> Crowd:
    """Let the analysts arrive, work and leave; `after` is for the caller to fill in.

    One analyst comes and goes before, so that what the server loads but once is not counted.
    """
    crowd = Crowd(sessions, seconds)
    # In a thread of its own: Playwright has an event loop in the caller's.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, _gather(server, claims, crowd)).result()
    return crowd


async def _gather(server: Server, claims: Sequence[str], crowd: Crowd) -> None:
    chance = random.Random(8)  # noqa: S311  # the same choices each time are wanted
    warm = await Analyst.arrive(server.url)
    for claim in ("", *chance.sample(claims, 5)):
        await warm.ask(f"claim={claim}" if claim else "")
    await warm.leave()
    await asyncio.sleep(1)
    crowd.before = server.memory()
    watch = asyncio.create_task(_watch(server, crowd))
    orders = [chance.sample(claims, len(claims)) for _ in range(crowd.sessions)]
    starts = [PACE * index / crowd.sessions for index in range(crowd.sessions)]
    await asyncio.gather(
        *(_work(server, crowd, order, at) for order, at in zip(orders, starts, strict=True))
    )
    watch.cancel()


async def _work(server: Server, crowd: Crowd, claims: Sequence[str], start: float) -> None:
    """One analyst: arrive, then choose at each beat; who had to wait chooses at the next one."""
    clock = asyncio.get_running_loop().time
    await asyncio.sleep(start)
    try:
        analyst = await Analyst.arrive(server.url)
        crowd.errors += (await analyst.ask("")).errors
        ends, turn = clock() + crowd.seconds, 0
        while clock() < ends:
            beat = clock() + PACE
            answer = await analyst.ask(f"claim={claims[turn % len(claims)]}")
            crowd.waits.append(answer.seconds)
            crowd.errors += answer.errors
            turn += 1
            await asyncio.sleep(max(beat - clock(), 0))
        await analyst.leave()
    except (OSError, WebSocketException) as error:
        crowd.errors.append(f"{type(error).__name__}: {error}")


async def _watch(server: Server, crowd: Crowd) -> None:
    while True:
        crowd.during = max(crowd.during, server.memory())
        await asyncio.sleep(1)
