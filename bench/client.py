"""One analyst without a browser: a real session over Streamlit's own websocket protocol."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run of the page sent: how long it took (seconds), its messages and its errors."""

    seconds: float
    messages: tuple[tuple[int, ForwardMsg], ...]
    errors: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes of all messages."""
        return sum(size for size, _ in self.messages)


@dataclass
class Analyst:
    """A session. Keeps, as a browser does, the hashes of the large messages that it has seen."""

    connection: ClientConnection
    seen: set[str] = field(default_factory=set)

    @classmethod
    async def arrive(cls, url: str, source: str | None = None, *, room: int = 16) -> Self:
        """Connect to the server at this http address, from an address of this machine.

        A certificate is taken as it is: it is the benchmark's own. After `room` messages that
        nobody took, no more are read from the network.
        """
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        # A browser sends its origin, and accepts messages of any size.
        protocol = Subprotocol("streamlit")
        options: dict[str, Any] = {"max_queue": room}
        if source:
            options["local_addr"] = (source, 0)
        if address.startswith("wss"):
            options["ssl"] = trusting()
        made = connect(address, origin=None, subprotocols=[protocol], max_size=None, **options)
        return cls(await made)

    async def ask(self, query: str) -> Answer:
        """Run the page with this query string, and read until it has finished."""
        began = time.perf_counter()
        await self.connection.send(rerun_of(query, self.seen))
        messages, errors = [], []
        while True:
            data = await self.connection.recv(decode=False)
            message = ForwardMsg.FromString(data)
            messages.append((len(data), message))
            if message.metadata.cacheable:
                self.seen.add(message.hash)
            errors += _errors(message)
            if message.WhichOneof("type") == "script_finished":
                return Answer(time.perf_counter() - began, tuple(messages), tuple(errors))

    async def leave(self) -> None:
        """Close the connection."""
        await self.connection.close()


def rerun_of(query: str, seen: Iterable[str]) -> bytes:
    """The message that asks for a run of the page by one who has seen these messages."""
    state = ClientState(query_string=query, cached_message_hashes=sorted(seen))
    message: bytes = BackMsg(rerun_script=state).SerializeToString()
    return message


def trusting() -> ssl.SSLContext:
    """TLS without a look at the certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _errors(message: ForwardMsg) -> list[str]:
    """Exceptions that the page would show, and runs that did not end well."""
    element = message.delta.new_element
    if element.WhichOneof("type") == "exception":
        return [f"{element.exception.type}: {element.exception.message}"]
    failed = message.WhichOneof("type") == "script_finished" and message.script_finished not in {
        ForwardMsg.FINISHED_SUCCESSFULLY,
        ForwardMsg.FINISHED_EARLY_FOR_RERUN,
    }
    return ["the script did not finish"] if failed else []
