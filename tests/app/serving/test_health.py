"""What a supervisor sees, and what a reader sees while the files of the corpus change."""

from __future__ import annotations

import errno
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import count
from math import inf
from pathlib import Path
from threading import Event, Thread
from typing import NoReturn

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from app.library import loaded_corpus as served
from app.library.loaded_corpus import (
    LoadedCorpus,
    corpus_trouble,
    current_library,
    current_state,
    passing,
)
from app.serving import health
from app.serving import metrics as observe
from data.loading.load import load_corpus
from data.model.corpus import Claim, Corpus
from data.model.problems import CorpusError
from data.selecting.select import Filters, matching
from tests.corpora import Files

SCRIPT = Path(__file__).resolve().parents[3] / "app" / "dashboard.py"
CLAIM = "claims/khanaqin-shelled.yaml"
# Which of these are imported and no longer looked at by the garbage collection, after warming up.
WARM = """
import gc, sys
from app.library.loaded_corpus import current_library
from app.serving.server import warm_up
if "sooner" in sys.argv:
    current_library()
warm_up()
watched = {id(each) for each in gc.get_objects()}
for name in ("docx", "folium", "openpyxl", "pandas", "plotly", "streamlit_folium"):
    if name in sys.modules and id(vars(sys.modules[name])) not in watched:
        print(name)
"""


@pytest.fixture
def shown(files: Files, monkeypatch: pytest.MonkeyPatch) -> Files:
    """A small corpus that is served."""
    monkeypatch.setenv("SIDELIGHT_CORPUS", str(files.corpus))
    monkeypatch.setenv("SIDELIGHT_SEEDS", str(files.seeds))
    # Looked at every time, for tests ask sooner after an edit than a person can.
    monkeypatch.setattr(served, "_REST", 0)
    monkeypatch.setattr(served, "_BRIEF", inf)
    return files


@pytest.fixture
def long_to_look_at(shown: Files, monkeypatch: pytest.MonkeyPatch) -> Files:
    """The same as a corpus of so many files that no run waits for a look at them."""
    monkeypatch.setattr(served, "_BRIEF", -1)
    current_library()
    return shown


def looking() -> list[Thread]:
    """The threads that look at a corpus beside the runs."""
    return [thread for thread in threading.enumerate() if thread.name == served.ASIDE]


def look() -> None:
    """Look at the corpus as a run does, and wait until what that began is done."""
    current_library()
    for thread in looking():
        thread.join()


@pytest.fixture
def asked() -> Iterator[TestClient]:
    """A client of the routes for supervisors."""
    app = Starlette(routes=[*health.routes(), *observe.routes()])
    app.add_middleware(observe.Metrics)
    with TestClient(app) as client:
        yield client


def write(files: Files, old: str, new: str) -> None:
    path = files.corpus / CLAIM
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def statement() -> str:
    return current_library().corpus.claims["khanaqin-shelled"].statement


def test_ready_names_the_corpus_and_the_versions(shown: Files, asked: TestClient) -> None:
    body = asked.get("/readyz").json()
    assert body["fingerprint"] == load_corpus(shown.corpus, shown.seeds).fingerprint
    assert set(body["versions"]) == {"sidelight", "streamlit"}
    assert asked.get("/healthz").text == "ok"


def test_a_corpus_that_was_never_good_is_not_ready_and_the_process_lives(
    shown: Files, asked: TestClient
) -> None:
    write(shown, "kind: attack", "kind: picnic")
    answer = asked.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reason"] == "corpus refused: 1 problem; none was good before"
    assert "picnic" not in answer.text
    assert asked.get("/healthz").status_code == 200
    with pytest.raises(CorpusError):
        current_library()


def test_the_last_good_corpus_stays_until_the_files_are_mended(
    shown: Files, asked: TestClient
) -> None:
    good = statement()
    assert corpus_trouble() is None
    write(shown, "kind: attack", "kind: picnic")
    assert statement() == good
    trouble = corpus_trouble()
    assert trouble is not None
    assert trouble.problems[0].file.endswith("khanaqin-shelled.yaml")
    answer = asked.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["reason"] == "corpus refused: 1 problem; the last good one is shown"
    write(shown, "kind: picnic", "kind: attack")
    write(shown, good, "Somebody shelled Khanaqin.")
    assert statement() == "Somebody shelled Khanaqin."
    assert corpus_trouble() is None


def test_without_a_file_handle_left_the_corpus_stays_and_is_not_read_anew(
    shown: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = current_library()

    def none_left(_: object) -> NoReturn:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    write(shown, "kind: attack", "kind: picnic")
    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", none_left)
        assert current_library() is library
        assert corpus_trouble() is None
    assert corpus_trouble() is not None


def test_a_corpus_that_changes_while_it_is_read_is_read_again(
    shown: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[object] = []

    def reading(corpus: Path, seeds: Path) -> Corpus:
        found = load_corpus(corpus, seeds)
        if not readings:
            write(shown, "Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
        readings.append(found)
        return found

    monkeypatch.setattr(served, "load_corpus", reading)
    assert statement() == "Somebody shelled Khanaqin."
    assert len(readings) == 2


@pytest.mark.parametrize("good_before", [True, False])
def test_a_corpus_that_never_rests_is_not_shown(
    shown: Files, monkeypatch: pytest.MonkeyPatch, good_before: bool
) -> None:
    if good_before:
        current_library()
    times = count(1)

    def reading(corpus: Path, seeds: Path) -> Corpus:
        found = load_corpus(corpus, seeds)
        moment = next(times)
        os.utime(shown.corpus / CLAIM, (moment, moment))
        return found

    monkeypatch.setattr(served, "load_corpus", reading)
    write(shown, "Daesh shelled Khanaqin.", "Daesh also shelled Khanaqin.")
    if good_before:
        assert statement() == "Daesh shelled Khanaqin."
    else:
        with pytest.raises(CorpusError, match="changed each time"):
            current_library()


@pytest.mark.usefixtures("shown")
def test_a_file_that_vanishes_while_it_is_read_is_a_problem_and_no_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def reading(*_: Path) -> Corpus:
        raise FileNotFoundError(2, "No such file or directory", "claims/gone.yaml")

    monkeypatch.setattr(served, "load_corpus", reading)
    with pytest.raises(CorpusError, match=r"claims/gone\.yaml:1: found No such file"):
        current_library()


@pytest.mark.usefixtures("shown")
def test_many_readers_at_once_read_the_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    readings: list[object] = []

    def reading(corpus: Path, seeds: Path) -> Corpus:
        readings.append(corpus)
        return load_corpus(corpus, seeds)

    monkeypatch.setattr(served, "load_corpus", reading)
    threads = [Thread(target=current_library) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(readings) == 1


def test_a_look_that_takes_long_is_one_at_a_time_and_no_run_waits_for_it(
    long_to_look_at: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def reading(corpus: Path, seeds: Path) -> Corpus:
        go_on.wait()
        return load_corpus(corpus, seeds)

    monkeypatch.setattr(served, "load_corpus", reading)
    write(long_to_look_at, "Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    assert {statement() for _ in range(5)} == {"Daesh shelled Khanaqin."}
    (thread,) = looking()
    assert thread.daemon
    go_on.set()
    thread.join()
    assert statement() == "Somebody shelled Khanaqin."


def test_what_is_wrong_is_found_and_found_mended_beside_the_runs_too(
    long_to_look_at: Files,
) -> None:
    write(long_to_look_at, "kind: attack", "kind: picnic")
    look()
    assert corpus_trouble() is not None
    assert statement() == "Daesh shelled Khanaqin."
    write(long_to_look_at, "kind: picnic", "kind: attack")
    look()
    assert corpus_trouble() is None
    look()
    assert looking() == []


@pytest.mark.parametrize("missing", ["handle", "thread"])
def test_a_look_beside_the_runs_that_cannot_be_had_is_tried_again(
    long_to_look_at: Files, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    def none_left(*_: object, **__: object) -> NoReturn:
        if missing == "thread":
            raise RuntimeError("can't start new thread")
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    place = (os, "scandir") if missing == "handle" else (served, "Thread")
    write(long_to_look_at, "Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    with monkeypatch.context() as patched:
        patched.setattr(*place, none_left)
        look()
        assert current_state() == served.Shown(current_library(), current_state().read_at)
        assert statement() == "Daesh shelled Khanaqin."
        look()
    look()
    assert statement() == "Somebody shelled Khanaqin."


def test_the_claims_in_order_are_made_before_a_corpus_is_shown(
    shown: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current_library()
    shelf = served._store(*served.directories())
    beside: list[LoadedCorpus | None] = []

    def noted(corpus: Corpus, filters: Filters) -> tuple[Claim, ...]:
        beside.append(shelf._shown.library)
        return matching(corpus, filters)

    monkeypatch.setattr(served, "matching", noted)
    write(shown, "Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    after = current_library()
    assert after is not before
    assert len(passing(after, Filters())) == 2
    assert beside == [before]


@pytest.mark.parametrize("visitor", ["sooner", "later"])
def test_what_the_pages_import_is_set_aside_whenever_the_first_visitor_comes(
    files: Files, visitor: str
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WARM, visitor],
        cwd=SCRIPT.parent.parent,
        env={
            **os.environ,
            "SIDELIGHT_CORPUS": str(files.corpus),
            "SIDELIGHT_SEEDS": str(files.seeds),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["docx", "folium", "openpyxl", "pandas", "plotly"]


def test_a_reader_sees_what_is_wrong_above_the_last_good_corpus(shown: Files) -> None:
    app = AppTest.from_file(SCRIPT, default_timeout=30).run()
    assert not app.warning
    write(shown, "kind: attack", "kind: picnic\nmood: bad")
    app.run()
    assert not app.exception
    assert [each.value for each in app.warning] == [
        "The last good corpus is shown: its files now have 2 problems."
    ]
    drawn = [str(getattr(element, "body", "")) for element in app.get("html")]
    first = next(body for body in drawn if "khanaqin-shelled.yaml:" in body)
    assert first.count("<li>") == 1
    assert [each.label for each in app.expander if "problems" in each.label] == [
        "The other problems"
    ]
    assert any("Sidelight" in body and "violent act" in body for body in drawn)


@pytest.mark.usefixtures("shown")
def test_the_metrics_count_by_route_and_name_the_corpus(asked: TestClient) -> None:
    before = _figures(asked).get(("/healthz", "GET", "200"), 0)
    asked.get("/healthz?q=question")
    asked.request("BREW", "/healthz")
    text = asked.get("/metrics").text
    assert _figures(asked)["/healthz", "GET", "200"] == before + 1
    assert ("/healthz", "OTHER", "405") in _figures(asked)
    assert "question" not in text
    assert current_library().corpus.fingerprint in text
    assert "sidelight_corpus_problems 0.0" in text


def _figures(asked: TestClient) -> dict[tuple[str, str, str], float]:
    families = text_string_to_metric_families(asked.get("/metrics").text)
    return {
        (sample.labels["route"], sample.labels["method"], sample.labels["status"]): sample.value
        for family in families
        for sample in family.samples
        if sample.name == "sidelight_requests_total"
    }


@pytest.mark.parametrize(
    ("addresses", "keys"),
    [
        (False, {"time", "method", "route", "status", "ms"}),
        (True, {"time", "method", "route", "status", "ms", "address"}),
    ],
)
def test_a_line_of_the_log_says_the_route_and_no_more(
    caplog: pytest.LogCaptureFixture, addresses: bool, keys: set[str]
) -> None:
    files = Mount("/files", StaticFiles(directory=SCRIPT.parent))
    app = Starlette(routes=[*health.routes(), files])
    app.add_middleware(observe.Metrics, addresses=addresses)
    with caplog.at_level(logging.INFO, "sidelight.requests"), TestClient(app) as client:
        client.get("/healthz?q=question", headers={"X-User": "rana"})
        client.get("/files/dashboard.py")
        client.get("/no/such/page")
    lines = [json.loads(record.message) for record in caplog.records]
    assert [(line["route"], line["status"]) for line in lines] == [
        ("/healthz", 200),
        ("/files/{file}", 200),
        ("none", 404),
    ]
    assert all(set(line) == keys for line in lines)
