"""The real dashboard on a free port of this machine, for tests that look at it from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.corpora import Files

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it answers and where it writes its log."""

    url: str
    log: Path


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(folder: Path, files: Files | None = None) -> Iterator[Server]:
    """Start the dashboard on the corpus in `files`, or on the real one; stop it at the end."""
    environment = dict(os.environ)
    if files is not None:
        environment |= {
            "SIDELIGHT_CORPUS": str(files.corpus),
            "SIDELIGHT_SEEDS": str(files.seeds),
        }
    port = free_port()
    log = folder / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", "app/main.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *options], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        server = Server(f"http://127.0.0.1:{port}", log)
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=2):  # noqa: S310  # loopback
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the dashboard did not start:\n{server.log.read_text()}")
