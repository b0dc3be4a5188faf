"""Faults under load, measured on the real server: writes docs/reliability.md.

python bench/reliability.py [--quick] [--minutes 10] [--only team,killed,edited,…]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bench import faults, servers, under_load
from bench.outcome import Outcome
from bench.report import machine
from data.loading.load import CORPUS_DIRECTORY
from tests.browsing import chromium

# Sessions of the team, and of the others; connections; seconds that slow clients and a flood last.
USUAL = {"team": 50, "others": 20, "flood": 10_000, "slow": 60, "held": 45}
QUICK = {"team": 5, "others": 4, "flood": 600, "slow": 15, "held": 10}
ORDER = ("killed", "edited", "broken", "disk", "clock", "team", "slow", "open", "nginx")
ReportContext = Callable[[Path], Outcome]


def main() -> int:
    """Try everything, one after the other, and write the page after each."""
    options = _options()
    size = QUICK if options.quick else USUAL
    scenes = _scenes(size)
    asked = options.only.split(",") if options.only else list(ORDER)
    began, left = time.monotonic(), 0.0
    outcomes: list[Outcome] = []
    with ExitStack() as stack:
        server = None
        for name in [each for each in ORDER if each in asked]:
            if name == "team":
                # It idles while the next are tried, and shows what memory comes back to.
                server = stack.enter_context(servers.ours(CORPUS_DIRECTORY))
                told = under_load.team(server, size["team"], options.minutes * 60)
                left = time.monotonic()
                outcomes.insert(0, told)
            else:
                outcomes.append(_tried(name, scenes[name]))
            print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
            _write(options.output, outcomes, time.monotonic() - began)
        if server:
            time.sleep(max(under_load.AFTER + 2 - (time.monotonic() - left), 0))
            under_load.team_left(outcomes[0], server, (time.monotonic() - left) / 60)
    _write(options.output, outcomes, time.monotonic() - began)
    return 0


def _write(output: Path, outcomes: Sequence[Outcome], took: float) -> None:
    output.write_text(page(outcomes, " ".join(sys.argv[1:]), took), encoding="utf-8")


def _scenes(size: Mapping[str, int]) -> dict[str, ReportContext]:
    others = size["others"]

    def killed(_: Path) -> Outcome:
        with chromium() as browser:
            return under_load.killed(browser, others)

    return {
        "killed": killed,
        "edited": lambda folder: under_load.edited(folder, others // 2),
        "broken": lambda folder: under_load.broken(folder, others // 2),
        "disk": lambda folder: faults.disk_full(folder, others // 2),
        "clock": lambda folder: faults.clock_jump(folder, others // 2),
        "slow": lambda _: faults.slow_clients(10, size["slow"], others),
        "open": lambda folder: faults.connections(
            folder, size["flood"], size["held"], behind=False
        ),
        "nginx": lambda folder: faults.connections(
            folder, size["flood"], size["held"], behind=True
        ),
    }


def _tried(name: str, scene: ReportContext) -> Outcome:
    """What came of a scene; one that could not be played is told and does not stop the others."""
    try:
        with tempfile.TemporaryDirectory(prefix="sidelight-") as folder:
            return scene(Path(folder))
    # Whatever stopped it is what came of it.
    except Exception as error:  # noqa: BLE001
        told = Outcome(name, "This could not be tried to its end.")
        told.add("stopped by", f"{type(error).__name__}: {str(error)[:300]}", good=False)
        return told


def page(outcomes: Sequence[Outcome], arguments: str, took: float) -> str:
    """The whole page."""
    command = f"python bench/reliability.py {arguments}".rstrip()
    lines = [
        "# Reliability",
        "",
        f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC in {took / 60:.1f} min.",
        "Everything runs on one machine: the server, the sessions (`bench/sessions.py`) and, where",
        "one is named, nginx and Chromium share its processors. How: `bench/under_load.py`,",
        "`bench/faults.py`. An answer is all that a run of the page sends, read to its end.",
        "",
        *(f"- {line}" for line in machine()),
        "",
    ]
    for each in outcomes:
        lines += each.lines()
    return "\n".join(lines).rstrip() + "\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="little of each, to try it")
    parser.add_argument("--minutes", type=float, default=10, help="how long the team works")
    parser.add_argument("--only", default="", help="scenes, with commas")
    output = servers.ROOT / "docs" / "reliability.md"
    parser.add_argument("--output", type=Path, default=output)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
