"""`python -m supply audit` and `python -m supply sbom`, as `make audit` and `make sbom` call them.

Audit ends with 0 when everything was checked and is sound, 1 when something is wrong, and 2 when
nothing was found wrong but not all could be checked.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.supply.advisories import AdvisoryError, Answer, ask_dump, ask_service
from deploy.supply.bill import BillError, render_bill
from deploy.supply.installed import (
    check_files,
    check_versions,
    licence_of,
    packages_in,
    site_folder,
)
from deploy.supply.lock import Locked, LockError, read_lock

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"
SOUND, WRONG, UNCHECKED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two commands; say what is wrong in words."""
    parser = argparse.ArgumentParser(prog="python -m supply", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    audit_options = commands.add_parser("audit", help="check what is installed")
    audit_options.add_argument("--osv", type=Path, help="a dump of OSV for PyPI (all.zip)")
    bill_options = commands.add_parser("sbom", help="write the bill of materials")
    bill_options.add_argument("-o", "--output", type=Path, default=ROOT / "build" / "sbom.json")
    for options in (audit_options, bill_options):
        options.add_argument("--environment", type=Path, default=ROOT / ".venv")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "audit":
            return audit(chosen.environment, chosen.osv)
        return write_bill(chosen.environment, chosen.output)
    except (LockError, BillError, OSError) as error:
        print(f"{chosen.command}: {error}", file=sys.stderr)
        return WRONG


def audit(environment: Path, dump: Path | None) -> int:
    """Print what was checked, what is wrong and what could not be checked."""
    lock, allowed = read_lock(LOCK), read_lock(TEST_LOCK)
    site = site_folder(environment)
    installed = packages_in(site)
    versions = check_versions(installed, lock, allowed)
    files = check_files(site, installed)
    wrong = [*versions.wrong, *files.wrong]
    print(f"Versions: {versions.packages} packages of requirements.lock belong on this machine.")
    print(f"Files: {files.files} files of {files.packages} packages compared with their RECORDs.")
    print("  A RECORD lies beside its files: this finds damage and edits, not a careful intruder.")
    licences = Counter(licence_of(package) or "not stated" for package in installed.values())
    print("Licences: " + "; ".join(f"{name} ({n})" for name, n in sorted(licences.items())) + ".")
    unchecked = _print_advisories(lock, dump, wrong)
    for each in wrong:
        print(f"WRONG: {each}.")
    if wrong:
        return WRONG
    print("Versions and files are sound." + ("" if unchecked else " No known vulnerability."))
    return UNCHECKED if unchecked else SOUND


def _print_advisories(lock: Sequence[Locked], dump: Path | None, wrong: list[str]) -> bool:
    """Add what is vulnerable to `wrong`; whether any package was not checked."""
    try:
        answer = ask_dump(dump, lock) if dump else ask_service(LOCK)
    except AdvisoryError as error:
        print(f"NOT CHECKED for known vulnerabilities: any package. {error}.")
        return True
    wrong += answer.found
    return _print_unknown(answer, [each for each in lock if each.wanted_here])


def _print_unknown(answer: Answer, wanted: Sequence[Locked]) -> bool:
    unknown = [each.name for each in wanted if each.name not in answer.known]
    print(f"Advisories ({answer.source}): {len(wanted) - len(unknown)} of {len(wanted)} packages.")
    if unknown:
        named = ", ".join(unknown) if len(unknown) < len(wanted) else "every package"
        print(f"NOT CHECKED for known vulnerabilities: {named}. The service does not know them, or")
        print("  cannot be reached from here; name a dump of OSV: make audit OSV=/path/to/all.zip")
    return bool(unknown)


def write_bill(environment: Path, output: Path) -> int:
    """Write the bill of materials."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = [canonicalize_name(Requirement(each).name) for each in project["dependencies"]]
    installed = packages_in(site_folder(environment))
    lock = read_lock(LOCK)
    text = render_bill(project["version"], lock, installed, direct)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8")
    print(f"{output}: {len(lock)} packages.")
    return SOUND


if __name__ == "__main__":
    sys.exit(main())
