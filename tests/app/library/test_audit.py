"""Who changed what in the corpus: what a line tells, and that none can be lost unseen."""

from __future__ import annotations

import errno
import fcntl
import getpass
import json
import os
import subprocess
from math import inf
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from app.library import audit, authors
from app.library import loaded_corpus as served
from app.library.audit import START, Trail, broken_lines, main, trail_of
from app.library.loaded_corpus import current_library
from data.loading.load import load_corpus
from data.model.corpus import Corpus
from data.model.problems import CorpusError
from tests.corpora import Files, claim, dump, excerpt

CLAIM = "corpus/claims/khanaqin-shelled.yaml"


class Watcher:
    """Notes the corpus in a trail as the server does: the last good one is kept."""

    def __init__(self, files: Files, path: Path) -> None:
        self.files, self.path = files, path
        self.good: Corpus | None = None

    def look(self) -> None:
        trail = Trail(self.path)
        found = trail.files(self.files.corpus, self.files.seeds)
        try:
            taken = load_corpus(self.files.corpus, self.files.seeds)
        except CorpusError as error:
            trail.note(found, self.good, None, len(error.problems))
        else:
            trail.note(found, self.good, taken, 0)
            self.good = taken

    def write(self, old: str, new: str) -> None:
        path = self.files.claim("khanaqin-shelled")
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_text().splitlines()]


@pytest.fixture
def watcher(files: Files, tmp_path: Path) -> Watcher:
    """A trail with its first line."""
    started = Watcher(files, tmp_path / "audit.jsonl")
    started.look()
    return started


def test_the_first_line_names_every_file_and_a_second_look_adds_none(watcher: Watcher) -> None:
    watcher.look()
    (line,) = watcher.lines
    assert watcher.good is not None
    assert (line["event"], line["before"], line["previous"]) == ("taken", None, START)
    assert line["after"] == watcher.good.fingerprint
    names = {each["file"] for each in line["files"]["added"]}
    assert {CLAIM, "corpus/sources.yaml", "seeds/000_a.txt"} <= names
    assert "claims" not in line


def test_a_change_names_file_owner_claim_and_field_and_no_word_of_either(watcher: Watcher) -> None:
    earlier = watcher.lines[0]["after"]
    watcher.write("Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    watcher.look()
    line = watcher.lines[-1]
    assert line["before"] == earlier != line["after"]
    (changed,) = line["files"]["changed"]
    assert (changed["file"], changed["owner"]) == (CLAIM, getpass.getuser())
    assert line["files"]["added"] == line["files"]["removed"] == []
    assert line["claims"] == {
        "added": [],
        "changed": {"khanaqin-shelled": ["statement"]},
        "removed": [],
    }
    assert not any(line["sources"].values())
    assert "shelled Khanaqin" not in watcher.path.read_text()


def test_a_refused_corpus_is_noted_once_and_its_mending_leads_from_the_last_good(
    watcher: Watcher,
) -> None:
    good = watcher.lines[0]["after"]
    watcher.write("kind: attack", "kind: picnic")
    watcher.look()
    watcher.look()
    assert len(watcher.lines) == 2
    refused = watcher.lines[-1]
    assert (refused["event"], refused["before"], refused["after"]) == ("refused", good, None)
    assert refused["problems"] == 1
    assert [each["file"] for each in refused["files"]["changed"]] == [CLAIM]
    assert "picnic" not in watcher.path.read_text()
    watcher.write("kind: picnic", "kind: attack")
    watcher.look()
    fixed = watcher.lines[-1]
    assert (fixed["event"], fixed["before"], fixed["after"]) == ("taken", good, good)
    assert [each["file"] for each in fixed["files"]["changed"]] == [CLAIM]
    assert broken_lines(watcher.path.read_bytes()) == []


def test_a_file_that_comes_or_goes_is_named(watcher: Watcher) -> None:
    new = claim("khanaqin-two", excerpt("killing two people"))
    watcher.files.claim("khanaqin-two").write_text(dump(new))
    watcher.look()
    watcher.files.claim("khanaqin-two").unlink()
    watcher.look()
    watcher.look()
    came, went = watcher.lines[1:]
    assert [each["file"] for each in came["files"]["added"]] == ["corpus/claims/khanaqin-two.yaml"]
    assert came["claims"]["added"] == ["khanaqin-two"]
    assert [each["file"] for each in went["files"]["removed"]] == [
        "corpus/claims/khanaqin-two.yaml"
    ]
    assert went["claims"]["removed"] == ["khanaqin-two"]


def test_what_changed_while_the_server_was_stopped_is_noted_when_it_starts(
    watcher: Watcher,
) -> None:
    watcher.write("Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    Watcher(watcher.files, watcher.path).look()
    line = watcher.lines[-1]
    assert line["before"] == watcher.lines[0]["after"] != line["after"]
    assert [each["file"] for each in line["files"]["changed"]] == [CLAIM]
    assert "claims" not in line


def git(folder: Path, *arguments: str, author: str = "Karim Curator") -> None:
    person = {f"GIT_{who}_NAME": author for who in ("AUTHOR", "COMMITTER")}
    address = {f"GIT_{who}_EMAIL": "k@team.example" for who in ("AUTHOR", "COMMITTER")}
    fixed = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    environment = {"PATH": os.environ["PATH"], **fixed, **person, **address}
    subprocess.run(["git", "-C", str(folder), *arguments], env=environment, check=True)


@pytest.fixture
def tree(watcher: Watcher) -> Path:
    """The corpus in a work tree of git."""
    folder = watcher.files.corpus.parent
    git(folder, "init", "-q")
    git(folder, "add", "corpus", "seeds")
    git(folder, "commit", "-q", "-m", "All")
    return folder


def commits(line: dict[str, Any], kind: str = "changed") -> list[tuple[str, bool] | None]:
    found = [each.get("commit") for each in line["files"][kind]]
    return [each and (each["author"], each["holds"]) for each in found]


def test_a_commit_names_its_author_and_whether_the_file_is_as_it_left_it(
    watcher: Watcher, tree: Path
) -> None:
    watcher.write("Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    watcher.look()
    assert commits(watcher.lines[-1]) == [("Karim Curator", False)]
    git(tree, "commit", "-qam", "One", author="Rana \x1b[31m\x1e")
    watcher.write("Somebody", "Nobody")
    git(tree, "commit", "-qam", "Two", author="Rana ; $(touch x)")
    watcher.look()
    assert commits(watcher.lines[-1]) == [("Rana ; $(touch x)", True)]
    (entry,) = watcher.lines[-1]["files"]["changed"]
    head = subprocess.check_output(["git", "-C", str(tree), "rev-parse", "HEAD"], text=True)
    assert entry["commit"]["id"] == head.strip()
    git(tree, "rm", "-q", "corpus/claims/baghdad-bomb.yaml")
    git(tree, "commit", "-qm", "Three")
    watcher.look()
    assert commits(watcher.lines[-1], "removed") == [("Karim Curator", True)]


def test_the_configuration_of_a_work_tree_runs_nothing(watcher: Watcher, tree: Path) -> None:
    witness = tree / "ran"
    script = tree / "script"
    script.write_text(f"#!/bin/sh\ntouch {witness}\n")
    script.chmod(0o755)
    signer = tree / "signer"
    created, signature = "[GNUPG:] SIG_CREATED ", "-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END"
    signer.write_text(
        f"#!/bin/sh\ncat > /dev/null\nprintf '\\n{created}\\n' >&2\n"
        f"printf -- '{signature} PGP SIGNATURE-----\\n'\n"
    )
    signer.chmod(0o755)
    watcher.write("Daesh shelled Khanaqin.", "One shelled Khanaqin.")
    git(tree, "-c", f"gpg.program={signer}", "commit", "-qS", "-m", "Signed", CLAIM)
    for key in ("core.fsmonitor", "core.pager", "pager.log", "gpg.program", "diff.external"):
        git(tree, "config", key, str(script))
    git(tree, "config", "log.showSignature", "true")
    git(tree, "config", "filter.x.clean", str(script))
    (tree / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    watcher.write("One shelled Khanaqin.", "Somebody shelled Khanaqin.")
    watcher.look()
    assert commits(watcher.lines[-1]) == [("Karim Curator", False)]
    assert not witness.exists()


@pytest.mark.usefixtures("tree")
def test_a_work_tree_of_somebody_else_is_not_asked(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authors, "_TRUSTED", frozenset({os.geteuid() + 1}))
    watcher.write("Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    watcher.look()
    assert commits(watcher.lines[-1]) == [None]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    "program", [None, "exit 1", "sleep 60", "echo rubbish", r"printf '\0\0x\0a'"]
)
def test_git_that_is_absent_or_does_not_answer_costs_the_commit_and_no_more(
    watcher: Watcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    if program is not None:
        (folder / "git").write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\nexec 2>&1\n{program}\n")
        (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(authors, "_SECONDS", 0.3)
    watcher.write("Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    watcher.look()
    assert len(watcher.lines) == 2
    assert commits(watcher.lines[-1]) == [None]


@pytest.fixture
def four(watcher: Watcher) -> list[bytes]:
    """The lines of a trail with three changes."""
    for old, new in (("Daesh", "One"), ("One", "Two"), ("Two", "Three")):
        watcher.write(f"{old} shelled Khanaqin.", f"{new} shelled Khanaqin.")
        watcher.look()
    return watcher.path.read_bytes().splitlines(keepends=True)


def test_a_whole_trail_is_told_from_one_that_lost_or_changed_a_line(four: list[bytes]) -> None:
    a, b, c, d = four
    follow = "line {} does not follow the one before it"
    for content, wrong in (
        ([a, b, c, d], []),
        ([], []),
        ([a, c, d], [follow.format(2)]),
        ([b, c, d], [follow.format(1)]),
        ([a, b, b, c, d], [follow.format(3)]),
        ([a, c, b, d], [follow.format(2), follow.format(3), follow.format(4)]),
        ([a, b.replace(b"taken", b"token"), c, d], [follow.format(3)]),
        ([a, b"{}\n", c, d], ["line 2 is cut off or none of ours", follow.format(3)]),
        ([a, b, c, d[:-9]], ["the last line is cut off"]),
    ):
        assert broken_lines(b"".join(content)) == wrong


def test_the_command_says_whether_the_chain_is_whole_and_still_holds_a_hash(
    watcher: Watcher, four: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(watcher.path)
    assert main([path]) == 0
    said = capsys.readouterr().out
    assert said.startswith("4 lines, each follows the one before; the last is ")
    newest = said.split()[-1]
    assert main([path, "--holds", newest]) == 0
    watcher.path.write_bytes(b"".join(four[:-1]))
    assert main([path]) == 0
    assert main([path, "--holds", newest]) == 1
    assert "the line with that hash is gone" in capsys.readouterr().err
    watcher.path.write_bytes(b"".join(four[1:]))
    assert main([path]) == 1
    assert main([f"{path}-none"]) == 1
    assert "No such file" in capsys.readouterr().err


def test_a_line_that_was_cut_off_stays_visible_and_the_next_is_written_whole(
    watcher: Watcher,
) -> None:
    with watcher.path.open("ab") as file:
        file.write(b'{"time": "2026')
    watcher.write("Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    watcher.look()
    content = watcher.path.read_bytes()
    assert broken_lines(content) == ["line 2 is cut off or none of ours"]
    assert json.loads(content.splitlines()[-1])["claims"]["changed"]


def test_a_full_disk_leaves_no_half_line_and_is_logged(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = watcher.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    watcher.write("Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    watcher.look()
    assert watcher.path.read_bytes() == before
    assert "could not be noted" in caplog.text
    monkeypatch.undo()
    watcher.write("Somebody shelled Khanaqin.", "Nobody shelled Khanaqin.")
    watcher.look()
    assert len(watcher.lines) == 2
    assert broken_lines(watcher.path.read_bytes()) == []


def test_a_trail_that_another_process_is_writing_is_left_to_it(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(audit, "_PAUSE", 0)
    watcher.write("Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    with watcher.path.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        watcher.look()
    assert len(watcher.lines) == 1
    assert "could not be noted" in caplog.text
    watcher.look()
    assert len(watcher.lines) == 2


def test_many_that_note_one_change_at_once_write_one_line(watcher: Watcher) -> None:
    watcher.write("Daesh shelled Khanaqin.", "Somebody shelled Khanaqin.")
    others = [Watcher(watcher.files, watcher.path) for _ in range(6)]
    threads = [Thread(target=each.look) for each in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(watcher.lines) == 2
    assert broken_lines(watcher.path.read_bytes()) == []


@pytest.mark.parametrize("writable", [True, False])
def test_the_server_notes_what_it_takes_and_shows_it_even_when_that_fails(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    path = tmp_path / "audit.jsonl"
    if not writable:
        path.mkdir()
    monkeypatch.setenv("SIDELIGHT_CORPUS", str(files.corpus))
    monkeypatch.setenv("SIDELIGHT_SEEDS", str(files.seeds))
    monkeypatch.setenv("SIDELIGHT_AUDIT", str(path))
    monkeypatch.setattr(served, "_REST", 0)
    monkeypatch.setattr(served, "_BRIEF", inf)
    served._store.cache_clear()
    current_library()
    watcher = Watcher(files, path)
    for old, new in (
        ("Daesh shelled Khanaqin.", "New."),
        ("attack", "picnic"),
        ("picnic", "attack"),
    ):
        watcher.write(old, new)
        current_library()
    assert current_library().corpus.claims["khanaqin-shelled"].statement == "New."
    if writable:
        events = [line["event"] for line in watcher.lines]
        assert events == ["taken", "taken", "refused", "taken"]
        assert watcher.lines[1]["claims"]["changed"] == {"khanaqin-shelled": ["statement"]}
        assert broken_lines(path.read_bytes()) == []


def test_without_a_file_to_write_to_no_file_of_the_corpus_is_read(files: Files) -> None:
    trail = trail_of({})
    found = trail.files(files.corpus, files.seeds)
    assert found.digests == {}
    trail.note(found, None, None, 3)
