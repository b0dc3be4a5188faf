"""Thousands of connections at once: `python -m bench.flood URL COUNT SECONDS`.

Each asks for a websocket and holds it until the seconds are over. Prints JSON: how many were let
in, and why the others were not.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

from bench.client import trusting

# So many try at the same time; the others wait for their turn, as in the queue of the kernel.
AT_ONCE = 200


async def flood(url: str, count: int, seconds: float) -> dict[str, object]:
    """Open the connections as fast as they are answered, and hold what is let in."""
    told: Counter[str] = Counter()
    turn = asyncio.Semaphore(AT_ONCE)
    began = time.monotonic()
    ends = began + seconds
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    options: dict[str, Any] = {"ssl": trusting()} if address.startswith("wss") else {}
    held = []

    async def one() -> None:
        async with turn:
            if time.monotonic() > ends:
                told["not tried, time was over"] += 1
                return
            try:
                made = connect(
                    address,
                    origin=None,
                    subprotocols=[Subprotocol("streamlit")],
                    open_timeout=20,
                    ping_interval=None,
                    **options,
                )
                held.append(await made)
                told["let in"] += 1
            except InvalidStatus as error:
                told[f"refused with {error.response.status_code}"] += 1
            except (OSError, WebSocketException, TimeoutError) as error:
                told[type(error).__name__] += 1

    await asyncio.gather(*(one() for _ in range(count)))
    took = time.monotonic() - began
    await asyncio.sleep(max(ends - time.monotonic(), 0))
    lost = sum(each.state.name != "OPEN" for each in held)
    for each in held:
        each.transport.abort()
    return {"told": told, "took": took, "lost": lost}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(flood(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))))
