"""What goes wrong around the server: a full disk, a clock that jumps, clients that do harm."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic
from urllib.request import urlopen

from websockets.exceptions import WebSocketException

from bench import servers
from bench.client import Analyst, rerun_of
from bench.corpus_copy import editions, write_copy, write_edition
from bench.nginx_front import BASE, fronted
from bench.outcome import Outcome, any_claim, first
from bench.sessions import Log, Memory, Team, waits_in_words, working
from bench.stats import summary
from data.loading.load import CORPUS_DIRECTORY

FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


def disk_full(folder: Path, sessions: int) -> Outcome:
    """No room for the audit trail and temporary files while the corpus changes."""
    told = Outcome(
        "Disk full",
        "The audit trail and TMPDIR lie on a tmpfs of 512 kB that is filled to the last byte; then "
        f"all claims get another statement. {sessions} sessions choose claims every second. After "
        "8 s the room is given back and the corpus changed again.",
    )
    corpus, small = write_copy(folder / "corpus", 1), folder / "small"
    log_file, trail = folder / "server.log", small / "audit.jsonl"
    environment = {"SIDELIGHT_AUDIT": str(trail), "TMPDIR": str(small)}
    look = Team(url="", sessions=sessions, query_of=any_claim, pace=1.0, read=editions)
    with ExitStack() as stack:
        stack.enter_context(_tiny(small))
        server = stack.enter_context(servers.ours(corpus, environment=environment, log=log_file))
        log = stack.enter_context(working(look.at(server.url)))
        time.sleep(4)
        lines = trail.read_bytes().count(b"\n")
        full = _fill(small / "filler")
        written = monotonic()
        write_edition(corpus, 2, 0)
        time.sleep(8)
        _add_edition(told, log, 2, written, "full disk: corpus changed → first answer with the new")
        told.add("bytes that were free", str(full), good=full == 0)
        same = trail.read_bytes().count(b"\n") == lines
        noted = log_file.read_text(encoding="utf-8").count("could not be noted")
        told.add("the change is not in the trail, and the log says so", f"{noted} times",
                 good=same and noted > 0)  # fmt: skip
        (small / "filler").unlink()
        write_edition(corpus, 3, 0)
        _add_edition(told, log, 3, monotonic(), "room again: corpus changed → the new", wait=5)
        check = [sys.executable, "-m", "app.audit", str(trail)]
        done = subprocess.run(check, cwd=servers.ROOT, capture_output=True, text=True, check=False)
        made_up = trail.read_bytes().count(b"\n") - lines
        told.add("the trail holds", f"{made_up} more line(s); {done.stdout.split(',')[0]}",
                 good=done.returncode == 0 and made_up > 0)  # fmt: skip
    told.add("answers", waits_in_words(log.waits()))
    told.add_errors(log)
    return told


@contextmanager
def _tiny(folder: Path) -> Iterator[None]:
    """A file system of 512 kB at a folder. Raises CalledProcessError where that is not allowed."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill(path: Path) -> int:
    """Write until there is no room; how many bytes are still free."""
    with path.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    found = subprocess.run(
        ["stat", "-f", "-c", "%a", str(path)], capture_output=True, text=True, check=True
    )
    return int(found.stdout)


def _add_edition(
    told: Outcome, log: Log, number: int, since: float, what: str, *, wait: float = 0
) -> None:
    time.sleep(wait)
    new = [each.at for each in log.seen if each.read == {number}]
    told.add(what, first(new, since), good=bool(new))


def clock_jump(folder: Path, sessions: int) -> Outcome:
    """The server's clock a day ahead, then a day behind, by libfaketime."""
    told = Outcome(
        "Clock jump",
        "libfaketime sets the server's clock (not the monotonic one, as in a real jump) a day "
        f"ahead, and 10 s later a day behind what it was, while {sessions} sessions choose claims "
        "every second; after each jump all claims get another statement.",
    )
    if not FAKETIME.is_file():
        told.add("not tried", "libfaketime (apt-get install faketime) is not installed")
        return told
    corpus, moment = write_copy(folder / "corpus", 1), folder / "clock"
    moment.write_text("+0d\n", encoding="utf-8")
    environment = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(moment),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }
    look = Team(url="", sessions=sessions, query_of=any_claim, pace=1.0, read=editions)
    with (
        servers.ours(corpus, environment=environment, log=folder / "server.log") as server,
        working(look.at(server.url)) as log,
    ):
        time.sleep(5)
        jumped = monotonic()
        for number, jump in ((2, "+1d"), (3, "-1d")):
            moment.write_text(f"{jump}\n", encoding="utf-8")
            time.sleep(3)
            with urlopen(f"{server.url}/healthz", timeout=5) as answer:  # noqa: S310  # loopback
                told.add(f"{jump}: the server's own date", str(answer.headers["date"]))
            write_edition(corpus, number, 0)
            what = f"{jump}: corpus changed → first answer with the new"
            _add_edition(told, log, number, monotonic(), what, wait=7)
    told.add("answers before", waits_in_words(log.waits(end=jumped)))
    told.add("answers from then on", waits_in_words(log.waits(begin=jumped)))
    told.add_errors(log)
    # With it, Python's sleep fails, and the server sleeps until a changed file is still.
    if "Errno 22" in re.sub(r"\x1b\[[\d;]*m", "", (folder / "server.log").read_text("utf-8")):
        told.rows = [(what, measured, "not valid") for what, measured, _ in told.rows]
        words = "time.sleep failed with EINVAL in the server: libfaketime's fault, not Sidelight's"
        told.add("so nothing can be said of a jump", words)
    return told


def slow_clients(clients: int, seconds: float, sessions: int) -> Outcome:
    """Websockets that ask and never read."""
    told = Outcome(
        "Slow clients",
        f"{clients} websockets ask for another claim every second, with nothing cached, and read "
        f"nothing for {seconds:.0f} s; {sessions} other sessions choose claims every 3 s.",
    )
    work = Team(url="", sessions=sessions, query_of=any_claim)
    with servers.ours(CORPUS_DIRECTORY) as server, working(work.at(server.url)) as log:
        time.sleep(20)
        begun = monotonic()
        with ThreadPoolExecutor(1) as pool, Memory(server) as memory:
            cut = pool.submit(asyncio.run, _deaf(server.url, clients, seconds)).result()
        ended = monotonic()
        time.sleep(20)
        after = server.memory()
    told.add("answers to the others before", waits_in_words(log.waits(end=begun)))
    during = log.waits(begun, ended)
    told.add("answers to the others meanwhile", waits_in_words(during))
    told.add("server's memory before, at most, 20 s after",
             f"{memory.first:.0f}, {memory.most:.0f}, {after:.0f} MB",
             good=memory.most - memory.first < 25 * clients)  # fmt: skip
    words = f"{len(cut)} of {clients}" + (f", after {min(cut):.0f}–{max(cut):.0f} s" if cut else "")
    told.add("slow clients that the server cut off", words)
    told.add_errors(log)
    return told


async def _deaf(url: str, clients: int, seconds: float) -> list[float]:
    """Ask and do not listen; after how many seconds each was cut off, if it was."""

    async def one(number: int) -> float | None:
        # Without room for messages the library stops to read from the network.
        analyst = await Analyst.arrive(url, room=1)
        began, turn = monotonic(), 0
        while monotonic() < began + seconds:
            try:
                sent = analyst.connection.send(rerun_of(any_claim(number, turn), ()))
                await asyncio.wait_for(sent, 5)
            except (OSError, WebSocketException, TimeoutError):
                return monotonic() - began
            turn += 1
            await asyncio.sleep(1)
        analyst.connection.transport.abort()
        return None

    found = await asyncio.gather(*(one(number) for number in range(clients)))
    return [each for each in found if each is not None]


def connections(folder: Path, count: int, seconds: float, *, behind: bool) -> Outcome:
    """Thousands of websockets from one address, with and without nginx in front."""
    where = "behind nginx with deploy/nginx.conf" if behind else "without a proxy"
    told = Outcome(
        f"{count:,} connections {where}",
        f"One process opens {count:,} websockets from 127.0.0.1, 200 at a time, and holds them for "
        f"{seconds:.0f} s in all. 3 sessions from 127.0.0.2 were there before and choose every "
        "2 s; another 2 from there arrive anew for each choice.",
    )
    environment = {"SIDELIGHT_ANONYMOUS": "yes", "STREAMLIT_SERVER_BASE_URL_PATH": BASE}
    with ExitStack() as stack:
        server = stack.enter_context(servers.ours(CORPUS_DIRECTORY, environment=environment))
        url = stack.enter_context(fronted(folder, server)) if behind else server.url
        there = Team(url=url, sessions=3, query_of=any_claim, pace=2, source="127.0.0.2")
        log = stack.enter_context(working(there))
        new = Team(url=url, sessions=2, query_of=any_claim, pace=2, source="127.0.0.2", fresh=True)
        arriving = stack.enter_context(working(new))
        time.sleep(10)
        begun = monotonic()
        with Memory(server) as memory:
            run = [sys.executable, "-m", "bench.flood", url, str(count), str(seconds)]
            done = subprocess.run(run, cwd=servers.ROOT, capture_output=True, text=True, check=True)
        ended = monotonic()
        time.sleep(10)
        after = server.memory()
    _add_flood(told, json.loads(done.stdout), count)
    for name, each in (("there before", log), ("arriving anew", arriving)):
        told.add(f"{name}: answers before", waits_in_words(each.waits(end=begun)))
        waits = each.waits(begun, ended)
        good = bool(waits) and summary(waits).p95 < 1.5
        told.add(f"{name}: answers meanwhile", waits_in_words(waits), good=good)
        told.add_errors(each, f"{name}: errors")
    told.add("server's memory before, at most, 10 s after",
             f"{memory.first:.0f}, {memory.most:.0f}, {after:.0f} MB")  # fmt: skip
    return told


def _add_flood(told: Outcome, found: dict[str, object], count: int) -> None:
    counted = found["told"]
    if not isinstance(counted, dict):
        raise TypeError("no counts")
    for what, number in sorted(counted.items()):
        told.add(what, f"{number:,} of {count:,}")
    told.add("all were answered within", f"{found['took']:.0f} s")
    told.add("let in and lost later", f"{found['lost']}")
