"""The two apps as real servers on free ports of this machine, and what they cost it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import xstatic.pkg.leaflet

from data.loading.load import SEEDS_DIRECTORY
from data.model.corpus import Claim, Corpus
from data.selecting.select import WINDOW_FIRST, WINDOW_LAST

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 900
PORTS = range(8700, 8800)


@dataclass(frozen=True, slots=True)
class Server:
    """A running app. `ready` is how many seconds it took from its start until it answered."""

    url: str
    pid: int
    ready: float

    def cpu(self) -> float:
        """Seconds of processor time that the process has used, user and system, to the microsecond.

        The kernel's clock of another process; /proc counts in hundredths of a second.
        """
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self) -> float:
        """Resident memory in MB (10^6 bytes)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) * 1024 / 1e6


@contextmanager
def ours(
    corpus: Path,
    root: Path = ROOT,
    *,
    port: int | None = None,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> Iterator[Server]:
    """The dashboard on a corpus; `root` is the tree that it is run from."""
    named = {"SIDELIGHT_CORPUS": str(corpus), "SIDELIGHT_SEEDS": str(SEEDS_DIRECTORY)}
    named |= {"PYTHONPATH": str(root), **(environment or {})}
    with _serving(["app/main.py"], root, named, port, log) as server:
        yield server


@contextmanager
def plain(folder: Path, corpus: Corpus) -> Iterator[Server]:
    """The plain app on the same claims, from a copy in `folder` that has Leaflet beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(xstatic.pkg.leaflet.BASE_DIR, folder / "static")
    shutil.copy(ROOT / "bench" / "plain_app.py", folder)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    rows = [_row(claim, corpus) for claim in corpus.claims.values()]
    (folder / "claims.json").write_text(json.dumps(rows), encoding="utf-8")
    command = ["plain_app.py", "--server.enableStaticServing", "true"]
    with _serving(command, folder, {"BENCH_CLAIMS": str(folder / "claims.json")}) as server:
        yield server


@contextmanager
def floor(folder: Path) -> Iterator[Server]:
    """The page with one Plotly chart, from a copy in `folder`."""
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    shutil.copy(ROOT / "bench" / "floor_app.py", folder)
    with _serving(["floor_app.py"], folder, {}) as server:
        yield server


def _row(claim: Claim, corpus: Corpus) -> dict[str, object]:
    """A claim as a user would keep it in a table; outside our years it stands at the edge."""
    period = claim.when.period
    first = min(max(period.earliest or WINDOW_FIRST, WINDOW_FIRST), WINDOW_LAST)
    last = max(min(period.latest or WINDOW_LAST, WINDOW_LAST), first) + timedelta(days=1)
    place = corpus.places[claim.locations[0].place] if claim.locations else None
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        "statement": claim.statement,
        "start": first.isoformat(),
        "end": last.isoformat(),
        "lat": place and place.lat,
        "lon": place and place.lon,
        "excerpts": [[each.source, each.exact] for each in claim.excerpts],
    }


@contextmanager
def _serving(
    script: list[str],
    folder: Path,
    environment: Mapping[str, str],
    port: int | None = None,
    log: Path | None = None,
) -> Iterator[Server]:
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", *script, "--server.port", str(port)]
    began = time.perf_counter()
    with (log or Path(os.devnull)).open("ab") as output:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=folder,
            env={**os.environ, **environment},
            stdout=output,
            stderr=output,
        )
    base = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    url = f"http://127.0.0.1:{port}/{base}".rstrip("/")
    try:
        _wait(url, process)
        yield Server(url, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=5):  # noqa: S310  # loopback
                return
        except (URLError, OSError):
            time.sleep(0.01)
    raise RuntimeError(f"no server at {url}")


def wait_for_corpus(server: Server) -> None:
    """Have our server read its corpus, and wait until it has."""
    with urlopen(f"{server.url}/readyz", timeout=START_SECONDS):  # noqa: S310  # loopback
        return


def free_port() -> int:
    """A port that nothing listens on."""
    for port in PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port")
