"""What leaves the server is not held back."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.serving import tcp_nodelay as sockets
from tests.serving import ROOT

STARTED = """
import socket
from starlette.testclient import TestClient
from app.main import app

with socket.create_server(("127.0.0.1", 0)) as listener, TestClient(app):
    print(listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
"""


def begin() -> None:
    """Go through the lifespan once."""

    async def lifespan() -> None:
        async with sockets.without_delay(None):
            pass

    # In a thread: the browser tests of the same process leave a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, lifespan()).result()


def holds_back(opened: socket.socket) -> bool:
    """Whether it waits for what was sent to be confirmed before it sends more."""
    return not opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_connection_to_a_listener_like_streamlits_is_not_held_back() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        begin()
        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            with accepted:
                assert not holds_back(accepted)


def test_what_is_no_listener_stays_as_it_was_and_open(tmp_path: Path) -> None:
    left, right = socket.socketpair()
    with (
        socket.socket() as idle,
        socket.socket(type=socket.SOCK_DGRAM) as datagrams,
        left,
        right,
        (tmp_path / "file").open("wb") as file,
    ):
        begin()
        assert holds_back(idle)
        left.send(b"x")
        assert right.recv(1) == b"x"
        assert datagrams.fileno() > 0
        os.fstat(file.fileno())


def test_a_system_that_lists_no_descriptors_starts_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sockets, "DESCRIPTORS", tmp_path / "none")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        begin()
        assert holds_back(listener)


def test_the_app_starts_with_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split()[-1:] == ["1"], done.stderr
