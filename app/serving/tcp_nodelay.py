"""What the server's sockets need that nobody gives them."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

DESCRIPTORS = Path("/dev/fd")


@asynccontextmanager
async def without_delay(_: object) -> AsyncIterator[None]:
    """A lifespan for `st.App` whose connections send what they have at once.

    asyncio turns Nagle's algorithm off only for sockets that say which protocol they are of, and
    Streamlit's listener does not say it. So each answer waited 40 ms for the browser to confirm its
    first half. A connection inherits the option from its listener.
    """
    for listener in _listeners():
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    yield


def _listeners() -> Iterator[socket.socket]:
    """The sockets of this process on which it is called, as far as the system can list them."""
    numbers = os.listdir(DESCRIPTORS) if DESCRIPTORS.is_dir() else ()
    for number in map(int, numbers):
        with _borrowed(number) as opened:
            if opened is not None and _listens(opened):
                yield opened


@contextmanager
def _borrowed(number: int) -> Iterator[socket.socket | None]:
    """The socket behind a descriptor, which stays its owner's; None if it is none."""
    try:
        opened = socket.socket(fileno=number)
    except OSError:
        yield None
        return
    try:
        yield opened
    finally:
        opened.detach()


def _listens(opened: socket.socket) -> bool:
    return opened.family in {socket.AF_INET, socket.AF_INET6} and bool(
        opened.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    )
