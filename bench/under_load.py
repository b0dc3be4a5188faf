"""A team at work, its server killed, its corpus edited and broken: what the sessions see."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Timer
from time import monotonic

from playwright.sync_api import Browser, Page

from bench import servers
from bench.corpus_copy import banner_of, editions, write_copy, write_edition
from bench.outcome import CLAIMS, Outcome, any_claim, first
from bench.sessions import Log, Memory, Team, waits_in_words, working
from bench.stats import summary
from data.loading.load import CORPUS_DIRECTORY, SEEDS_DIRECTORY, load_corpus

AFTER = 60.0
# So often is a button pressed that does not answer.
_CLICKS = 4
# The page connects again without a run of the script, so nothing comes that could be seen.
_NOTE_OPENED = """
window.benchOpened = [];
const Real = WebSocket;
window.WebSocket = class extends Real {
  constructor(...given) {
    super(...given);
    this.addEventListener("open", () => window.benchOpened.push(Date.now() / 1000));
  }
};
"""
_ADDRESS = "?claim={}&kind=attack"


def team(server: servers.Server, sessions: int, seconds: float) -> Outcome:
    """A team chooses claims. The memory a minute after they left is filled in a minute later."""
    told = Outcome(
        f"{sessions} sessions for {seconds / 60:.0f} min",
        "Each session (a websocket of Streamlit's own protocol) chooses a claim every 3 s.",
    )
    # What the server loads but once is not counted.
    with working(Team(url=server.url, sessions=2, query_of=any_claim, pace=0.5)):
        time.sleep(4)
    before, minutes = server.memory(), []
    begun = monotonic()
    work = Team(url=server.url, sessions=sessions, query_of=any_claim)
    with Memory(server) as memory, working(work) as log:
        for minute in range(1, int(seconds // 60) + 1):
            time.sleep(max(begun + minute * 60 - monotonic(), 0))
            minutes.append(server.memory())
        time.sleep(max(begun + seconds - monotonic(), 0))
    waits = log.waits()
    told.add("choice → page has run", waits_in_words(waits), good=summary(waits).p95 < 1.5)
    told.add("in the first minute", waits_in_words(log.waits(begun, begun + 60)))
    told.add("in the last minute", waits_in_words(log.waits(begun + seconds - 60)))
    told.add_errors(log)
    told.add("server's memory before, at most", f"{before:.0f}, {memory.most:.0f} MB")
    told.add("after each minute", ", ".join(f"{each:.0f}" for each in minutes) + " MB")
    told.add("more per session", f"{(memory.most - before) / sessions:.1f} MB")
    Timer(AFTER, lambda: told.add(f"{AFTER:.0f} s after they left", _mb(server))).start()
    return told


def team_left(told: Outcome, server: servers.Server, minutes: float) -> None:
    """Add the memory at the very end."""
    told.add(f"{minutes:.0f} min after they left", _mb(server))


def _mb(server: servers.Server) -> str:
    return f"{server.memory():.0f} MB"


def killed(browser: Browser, sessions: int) -> Outcome:
    """kill -9 under load, and a new server on the same port at once."""
    told = Outcome(
        "kill -9 and restart under load",
        f"{sessions} sessions choose claims; Chromium has a claim open among attacks. The server "
        "is killed and started again at once. A session tries again every 0.5 s, the page as "
        "Streamlit's own script does.",
    )
    corpus = load_corpus(CORPUS_DIRECTORY, SEEDS_DIRECTORY)
    claim = next(each for each in CLAIMS if corpus.claims[each].kind.value == "attack")
    port = servers.free_port()
    with ExitStack() as stack:
        server = stack.enter_context(servers.ours(CORPUS_DIRECTORY, port=port))
        log = stack.enter_context(
            working(Team(url=server.url, sessions=sessions, query_of=any_claim))
        )
        page = browser.new_page()
        page.add_init_script(_NOTE_OPENED)
        page.goto(f"{server.url}/{_ADDRESS.format(claim)}")
        page.locator(".sl-card h2").wait_for()
        page.wait_for_timeout(6000)
        before = _shown(page)
        page.evaluate("() => { window.benchMark = true; }")
        death = monotonic()
        page.evaluate("() => { window.benchOpened = []; }")
        os.kill(server.pid, signal.SIGKILL)
        stack.enter_context(servers.ours(CORPUS_DIRECTORY, port=port))
        told.add("killed → new server answers", f"{monotonic() - death:.1f} s")
        _add_page(told, page, before, time.time() - (monotonic() - death))
        page.wait_for_timeout(8000)
        _add_sessions(told, log, sessions, death)
        page.close()
    return told


def _shown(page: Page) -> dict[str, str | None]:
    """What the page shows that the address asked for."""
    return {
        "address": page.url,
        "claim": page.locator(".sl-card h2").text_content(),
        "filters": page.locator(".sl-title b").text_content(),
    }


def _add_page(told: Outcome, page: Page, before: dict[str, str | None], death: float) -> None:
    """Add how the open page took it; `death` is in seconds since 1970."""
    opened: list[float] = []
    while not opened and time.time() < death + 60:
        page.wait_for_timeout(100)
        opened = page.evaluate("() => window.benchOpened")
    told.add("killed → the open page is connected again, by itself", first(opened, death))
    page.wait_for_timeout(1000)
    told.add("the page shows the same", ", ".join(before), good=_shown(page) == before)
    kept = bool(page.evaluate("() => window.benchMark === true"))
    told.add("it was not loaded anew", "yes" if kept else "no", good=kept)
    clicks = 0
    # A new session does not know what a button calls until the script has run in it once.
    while _shown(page)["claim"] == before["claim"] and clicks < _CLICKS:
        page.locator(".st-key-next button").click()
        clicks += 1
        page.wait_for_timeout(2000)
    moved = _shown(page)["claim"] != before["claim"]
    words = f"at click {clicks}" if moved else f"not with {clicks} clicks"
    told.add("then Next leads to the next claim", words, good=moved and clicks == 1)
    kept = page.locator(".sl-title b").text_content() == before["filters"]
    told.add("the filter still holds", "yes" if kept else "no", good=kept)


def _add_sessions(told: Outcome, log: Log, sessions: int, death: float) -> None:
    back: dict[int, float] = {}
    for each in log.seen:
        if each.at - each.seconds > death:
            back.setdefault(each.session, each.at - death)
    told.add("sessions that go on", f"{len(back)} of {sessions}", good=len(back) == sessions)
    if back:
        words = f"first {min(back.values()):.1f} s, last {max(back.values()):.1f} s"
        told.add("killed → a session's next answer", words)
    told.add("answers before", waits_in_words(log.waits(end=death)))
    told.add("answers after", waits_in_words(log.waits(begin=death)))
    told.add_errors(log, "failed tries of sessions meanwhile", meant=True)


def edited(folder: Path, sessions: int) -> Outcome:
    """All claims written anew in place, then a whole new folder by moving a link."""
    told = Outcome(
        "The corpus edited under load",
        f"{sessions} sessions look at the list of all claims and at one in turn, every second. The "
        "statement of all 211 claims names its edition. First each file is written anew, one after "
        "the other with 10 ms between them; then a link is moved to another folder (the way for "
        "many files as one). An answer whose statements are of two editions would be half.",
    )
    link = folder / "corpus"
    link.symlink_to(write_copy(folder / "one", 1))
    look = Team(url="", sessions=sessions, query_of=_list_and_claim, pace=1.0, read=editions)
    with servers.ours(link) as server, working(look.at(server.url)) as log:
        time.sleep(6)
        begun = monotonic()
        write_edition(folder / "one", 2, 0.01)
        written = monotonic()
        time.sleep(7)
        (folder / "next").symlink_to(write_copy(folder / "two", 3))
        moved = monotonic()
        (folder / "next").replace(link)
        time.sleep(7)
    told.add("time the writing took", f"{written - begun:.1f} s")
    for number, since, what in ((2, written, "last file written"), (3, moved, "link moved")):
        new = [each.at for each in log.seen if each.read == {number}]
        old = [each.at for each in log.seen if each.read == {number - 1} and each.at > since]
        told.add(f"{what} → first answer with the new", first(new, since), good=bool(new))
        told.add(f"{what} → last answer with the old", first([max(old)], since) if old else "none")
    mixed = [each for each in log.seen if len(each.read) > 1]  # type: ignore[arg-type]
    told.add("answers that mix two editions", f"{len(mixed)} of {len(log.seen)}", good=not mixed)
    empty = [each for each in log.seen if not each.read]
    told.add("answers without any claim", f"{len(empty)}", good=not empty)
    told.add("answers while nothing was edited", waits_in_words(log.waits(end=begun)))
    told.add("answers from then on", waits_in_words(log.waits(begin=begun)))
    told.add_errors(log)
    return told


def broken(folder: Path, sessions: int) -> Outcome:
    """A claim's file made unreadable, and fixed."""
    told = Outcome(
        "The corpus broken under load",
        f"{sessions} sessions as above. A line that is no YAML is added to one claim's file, and "
        "taken out after 6 s.",
    )
    corpus = write_copy(folder / "corpus", 1)
    path = corpus / "claims" / f"{CLAIMS[7]}.yaml"
    sound = path.read_bytes()
    read = partial(banner_of, name=path.name)
    look = Team(url="", sessions=sessions, query_of=_list_and_claim, pace=1.0, read=read)
    with servers.ours(corpus) as server, working(look.at(server.url)) as log:
        time.sleep(5)
        harmed = monotonic()
        path.write_bytes(sound + b"broken: [\n")
        time.sleep(6)
        fixed = monotonic()
        path.write_bytes(sound)
        time.sleep(6)
    with_banner = [each.at for each in log.seen if each.read == (True, True)]
    without = [each.at for each in log.seen if each.read == (False, True) and each.at > fixed]
    seen = first(with_banner, harmed)
    told.add("broken → first banner that names the file", seen, good=bool(with_banner))
    told.add("fixed → first answer without", first(without, fixed), good=bool(without))
    late = [each for each in with_banner if each > fixed + 3]
    told.add("answers with the banner 3 s after that", str(len(late)), good=not late)
    empty = [each for each in log.seen if each.read in {(True, False), (False, False)}]
    told.add("answers without claims", f"{len(empty)} of {len(log.seen)}", good=not empty)
    told.add("answers", waits_in_words(log.waits()))
    told.add_errors(log)
    return told


def _list_and_claim(session: int, turn: int) -> str:
    return "" if turn % 2 else any_claim(session, turn)
