"""What is installed is what the lock says, and what was not checked is not called clean."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from deploy.supply import __main__ as command
from deploy.supply.advisories import AdvisoryError, Answer, answer_of, ask_dump
from deploy.supply.bill import render_bill
from deploy.supply.installed import (
    check_files,
    check_versions,
    licence_of,
    packages_in,
    site_folder,
)
from deploy.supply.lock import Locked, LockError, read_lock
from tests.serving import ROOT

LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-audit.lock")
SUM = "0" * 64


def install(site: Path, name: str, version: str, **extra: str) -> Path:
    """A package of one module, as an installer leaves it; the module."""
    module, info = site / f"{name}.py", site / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    module.write_text(f"NAME = '{name}'\n")
    metadata = {"Metadata-Version": "2.1", "Name": name, "Version": version} | extra
    (info / "METADATA").write_text("".join(f"{key}: {value}\n" for key, value in metadata.items()))
    lines = [f"{name}-{version}.dist-info/METADATA,,", f"{name}-{version}.dist-info/RECORD,,"]
    for file in (module, module.with_suffix(".pyc")):
        file.touch()
        digest = hashlib.sha256(file.read_bytes()).digest()
        code = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        lines.append(f"{file.name},sha256={code},{file.stat().st_size}")
    (info / "RECORD").write_text("\n".join(lines))
    return module


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """An environment with alpha 1.0 and beta 2.0."""
    site = tmp_path / "lib" / "python3.11" / "site-packages"
    install(site, "alpha", "1.0", **{"License-Expression": "MIT"})
    install(site, "beta", "2.0", License="A licence of its own")
    return tmp_path


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock that fits it, taken for the project's own."""
    lock, tests = tmp_path / "requirements.lock", tmp_path / "requirements-test.lock"
    lock.write_text(f"alpha==1.0 \\\n    --hash=sha256:{SUM}\n")
    tests.write_text(f"alpha==1.0 --hash=sha256:{SUM}\nbeta==2.0 --hash=sha256:{SUM}\n")
    monkeypatch.setattr(command, "LOCK", lock)
    monkeypatch.setattr(command, "TEST_LOCK", tests)
    return lock


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|find-links", text)
    locked = read_lock(ROOT / name)
    assert len(locked) == len(re.findall("^[a-z0-9]", text, flags=re.MULTILINE)) > 40
    assert all(re.fullmatch("[0-9a-f]{64}", each) for one in locked for each in one.hashes)


@pytest.mark.parametrize(
    "line",
    [
        "alpha==1.0",
        "alpha>=1 --hash=sha256:0",
        "alpha==1.* --hash=sha256:0",
        "-e . --hash=sha256:0",
    ],
)
def test_a_lock_that_leaves_something_open_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "some.lock").write_text(line)
    with pytest.raises(LockError, match=r"some\.lock"):
        read_lock(tmp_path / "some.lock")


def test_the_bill_names_every_locked_package_with_version_hashes_and_licence() -> None:
    installed = packages_in(site_folder(Path(sys.prefix)))
    lock = read_lock(ROOT / "requirements.lock")
    text = render_bill("9.9", lock, installed, ["streamlit"])
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["version"] == "9.9"
    written = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    named = re.findall(r"^([\w.-]+)==([^\s;]+)", written, flags=re.MULTILINE)
    assert [(each["name"], each["version"]) for each in bill["components"]] == sorted(named)
    assert set(re.findall("sha256:([0-9a-f]{64})", written)) == {
        each["content"]
        for component in bill["components"]
        for each in component["externalReferences"][0]["hashes"]
    }
    without = [
        each["name"]
        for each in bill["components"]
        if "licenses" not in each and each["scope"] == "required"
    ]
    assert without == [
        each.name for each in lock if each.marker is None and not licence_of(installed[each.name])
    ]
    assert len(without) < 3
    needs = {
        each["ref"].partition("@")[0]: each.get("dependsOn", []) for each in bill["dependencies"]
    }
    assert [each.partition("@")[0] for each in needs["sidelight"]] == ["pkg:pypi/streamlit"]
    assert "pkg:pypi/altair" in {each.partition("@")[0] for each in needs["pkg:pypi/streamlit"]}


def test_the_bill_is_the_same_on_every_run_and_another_for_another_lock() -> None:
    first = Locked("alpha", "1.0", (SUM,))
    bill = render_bill("1", [first], {}, ["alpha"])
    assert render_bill("1", [first], {}, ["alpha"]) == bill
    number = json.loads(bill)["serialNumber"]
    changed = render_bill("1", [Locked("alpha", "1.0", ("1" * 64,))], {}, ["alpha"])
    assert json.loads(changed)["serialNumber"] != number
    assert "timestamp" not in json.loads(bill)["metadata"]


def test_a_package_locked_twice_for_two_pythons_is_named_twice() -> None:
    lock = [Locked("alpha", "1.0", (SUM,)), Locked("alpha", "2.0", (SUM,))]
    bill = json.loads(render_bill("1", lock, {}, ["alpha"]))
    assert [each["version"] for each in bill["components"]] == ["1.0", "2.0"]


@pytest.mark.parametrize(
    ("lock", "allowed", "wrong"),
    [
        ([("alpha", "1.0")], [("beta", "2.0")], ()),
        ([("alpha", "1.0"), ("beta", "2.0")], [], ()),
        ([("alpha", "1.1")], [("beta", "2.0")], ("alpha is 1.0 and the lock says 1.1",)),
        ([("alpha", "1.0")], [], ("beta 2.0 is installed and in no lock",)),
        (
            [("alpha", "1.0"), ("gamma", "3")],
            [("beta", "2.0")],
            ("gamma 3 is locked and not installed",),
        ),
    ],
)
def test_what_is_installed_is_compared_with_the_lock(
    environment: Path,
    lock: list[tuple[str, str]],
    allowed: list[tuple[str, str]],
    wrong: tuple[str, ...],
) -> None:
    installed = packages_in(site_folder(environment))
    locks = [[Locked(name, version, ()) for name, version in each] for each in (lock, allowed)]
    assert check_versions(installed, *locks).wrong == wrong


def test_a_file_that_was_changed_lost_or_slipped_in_is_named(environment: Path) -> None:
    site = site_folder(environment)
    assert check_files(site, packages_in(site)).wrong == ()
    (site / "alpha.pyc").write_bytes(b"compiled anew")
    assert check_files(site, packages_in(site)).wrong == ()
    (site / "alpha.py").write_text("NAME = 'mallory'\n")
    (site / "beta.py").unlink()
    (site / "start.pth").write_text("import os\n")
    checked = check_files(site, packages_in(site))
    assert checked.wrong == (
        "alpha: alpha.py is not as it was installed",
        "beta: beta.py is missing",
        "start.pth belongs to no package",
    )
    assert (checked.packages, checked.files) == (2, 2)


def test_a_folder_that_is_no_environment_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make setup"):
        site_folder(tmp_path)


def test_a_package_that_the_service_does_not_know_is_not_called_clean() -> None:
    skipped = {"name": "Alpha", "skip_reason": "Dependency not found on PyPI"}
    clean = {"name": "Beta.X", "version": "2.0", "vulns": []}
    holed = {
        "name": "gamma",
        "version": "3",
        "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1"]}, {"id": "PYSEC-2"}],
    }
    answer = answer_of(json.dumps({"dependencies": [skipped, clean, holed]}), "")
    assert answer.known == {"beta-x", "gamma"}
    assert answer.found == (
        "gamma 3: PYSEC-1, fixed in 3.1",
        "gamma 3: PYSEC-2, no fixed version is named",
    )


@pytest.mark.parametrize("output", ["", "{}", "[]"])
def test_an_audit_that_broke_off_is_no_answer(output: str) -> None:
    with pytest.raises(AdvisoryError, match="no connection"):
        answer_of(output, "warning\nno connection\n")


def dump(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, entry in enumerate(entries):
            archive.writestr(f"{number}.json", json.dumps({"id": f"X-{number}"} | entry))
    return path


def affected(*events: dict[str, str], name: str = "alpha", **more: Any) -> dict[str, Any]:
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}]
    package = {"ecosystem": "PyPI", "name": name}
    return {"affected": [{"package": package, "ranges": ranges} | more]}


FROM_THE_START = {"introduced": "0"}


@pytest.mark.parametrize(
    ("entry", "applies"),
    [
        (affected(FROM_THE_START), True),
        (affected(FROM_THE_START, {"fixed": "1.0"}), False),
        (affected(FROM_THE_START, {"fixed": "1.0.1"}), True),
        (affected(FROM_THE_START, {"fixed": "1.10"}), True),
        (affected(FROM_THE_START, {"fixed": "0.9"}, {"introduced": "1.0rc1"}), True),
        (affected({"fixed": "1.1"}, {"introduced": "0.5"}), True),
        (affected({"introduced": "1.0"}), True),
        (affected({"introduced": "1.0.post1"}), False),
        (affected(FROM_THE_START, {"last_affected": "1.0"}), True),
        (affected(FROM_THE_START, {"last_affected": "0.9"}), False),
        (affected(FROM_THE_START, {"fixed": "no version"}), True),
        (affected(versions=["0.9", "1.0.0"]), True),
        (affected(versions=["0.9", "1.0.1", "dev-r7"]), False),
        (affected(FROM_THE_START, name="Alpha"), True),
        (affected(FROM_THE_START, name="alpha-x"), False),
        (affected(FROM_THE_START, package={"ecosystem": "npm", "name": "alpha"}), False),
        (affected(FROM_THE_START) | {"withdrawn": "2026-01-01T00:00:00Z"}, False),
    ],
)
def test_an_advisory_of_the_dump_applies_to_the_versions_that_it_names(
    tmp_path: Path, entry: dict[str, Any], applies: bool
) -> None:
    other = affected(FROM_THE_START, name="zeta") | {"modified": "2026-10-01T00:00:00Z"}
    answer = ask_dump(dump(tmp_path, entry, other), [Locked("alpha", "1.0", ())])
    assert bool(answer.found) is applies
    assert answer.known == {"alpha"}
    assert answer.source.endswith("the newest of 2026-10-01")


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_a_dump_that_says_nothing_of_pypi_is_no_answer(
    tmp_path: Path, content: bytes | None
) -> None:
    npm = affected(FROM_THE_START, package={"ecosystem": "npm", "name": "alpha"})
    path = dump(tmp_path, npm)
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AdvisoryError, match=r"all\.zip"):
        ask_dump(path, [Locked("alpha", "1.0", ())])


@pytest.mark.parametrize(
    ("known", "found", "status", "says"),
    [
        ({"alpha"}, (), 0, "No known vulnerability."),
        (set(), (), 2, "NOT CHECKED for known vulnerabilities: every package"),
        ({"alpha"}, ("alpha 1.0: X-1",), 1, "WRONG: alpha 1.0: X-1."),
    ],
)
def test_the_audit_ends_with_what_it_found_or_could_not_find_out(
    environment: Path,
    locked: Path,
    *,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    known: set[str],
    found: tuple[str, ...],
    status: int,
    says: str,
) -> None:
    def asked(lock: Path) -> Answer:
        assert lock == locked
        return Answer("a service", frozenset(known), found)

    monkeypatch.setattr(command, "ask_service", asked)
    assert command.main(["audit", "--environment", str(environment)]) == status
    out = capsys.readouterr().out
    assert says in out
    assert ("No known vulnerability" in out) is (status == 0)
    assert "A licence of its own (1); MIT (1)." in out


@pytest.mark.usefixtures("locked")
def test_the_audit_takes_a_dump_and_says_when_it_cannot_be_read(
    environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = dump(environment, affected(FROM_THE_START, {"fixed": "2"}))
    options = ["audit", "--environment", str(environment), "--osv", str(path)]
    assert command.main(options) == 1
    assert "WRONG: alpha 1.0: X-0, fixed in 2." in capsys.readouterr().out
    path.unlink()
    assert command.main(options) == 2
    assert "NOT CHECKED for known vulnerabilities: any package." in capsys.readouterr().out


@pytest.mark.usefixtures("locked")
def test_a_changed_file_fails_the_audit_whatever_the_advisories_say(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        command, "ask_service", lambda _: Answer("a service", frozenset({"alpha"}), ())
    )
    (site_folder(environment) / "alpha.py").write_text("")
    assert command.main(["audit", "--environment", str(environment)]) == 1
