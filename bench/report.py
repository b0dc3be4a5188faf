"""The measurements as a page of Markdown, each beside its target."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.analysts import Crowd
from bench.driver import Series
from bench.servers import ROOT
from bench.stats import Summary, summary

PACKAGES = ("streamlit", "plotly", "folium", "streamlit-folium", "playwright")
_SIZES = (211, 5_000, 100_000)
# By what is measured: its name in words, its unit, and the targets for each size.
Targets = tuple[tuple[str, float] | None, ...]
ROWS: Mapping[str, tuple[str, str, Targets]] = {
    "choose": (
        "choose a claim → all updated",
        "ms",
        (("p95", 300), ("p95", 500), ("p95", 1000)),
    ),
    "map": (
        "click on the map → all updated",
        "ms",
        (("median", 500), ("median", 700), ("median", 1000)),
    ),
    "filter": (
        "change a filter → all updated",
        "ms",
        (("median", 300), ("median", 500), ("median", 1000)),
    ),
    "cell": (
        "click a cell of the timeline → filtered, all updated",
        "ms",
        (None, ("median", 500), ("median", 1000)),
    ),
    "visit": ("first visit, warm server → map and timeline drawn", "ms", (None, None, None)),
    "start": ("`streamlit run` → ready, cold", "ms", (None, None, None)),
    "choose received": (
        "bytes to the browser per selection",
        "kB",
        (("p95", 60), ("p95", 100), ("p95", 150)),
    ),
    "choose sent": ("bytes from the browser per selection", "kB", (None, None, None)),
    "choose cpu": (
        "server CPU per selection",
        "ms",
        (("median", 60), ("median", 100), ("median", 250)),
    ),
}
STEPS = ("choose", "map", "filter", "cell", "visit")
PARTS = tuple(f"{step} {part}" for step in STEPS for part in ("panel", "map", "timeline", "cpu"))
RATIOS: Mapping[tuple[str, int], float] = {
    ("choose", 211): 5, ("choose", 5_000): 50, ("visit", 211): 2, ("start", 211): 1 / 1.2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """One size of corpus: our series, the plain app's, and why something was left out."""

    size: int
    ours: Series
    plain: Series
    notes: Sequence[str] = ()


def page(sizes: Sequence[Measured], crowds: Sequence[Crowd], command: str, took: float) -> str:
    """The whole page."""
    lines = [
        "# Performance",
        "",
        f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC in {took / 60:.1f} min.",
        "How each is measured: `bench/observe.js` (when is it updated), `bench/driver.py`,",
        "`bench/analysts.py`; the app that a user would write instead: `bench/plain_app.py`.",
        "A target is for the median unless it says p95.",
        "",
        *(f"- {line}" for line in machine()),
        "",
    ]
    for each in sizes:
        lines += [f"## {each.size:,} claims", "", *_table(each), "", *_parts(each), ""]
        lines += [*(f"- {note}" for note in each.notes), ""] if each.notes else []
    for crowd in crowds:
        lines += [*_crowd(crowd), ""]
    return "\n".join(lines).rstrip() + "\n"


def machine() -> Iterator[str]:
    """Processor, memory, versions and commit, a line each."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    names = [line.split(":")[1].strip() for line in info.splitlines() if "model name" in line]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    cpu = names[0] if names else platform.machine()
    yield f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB; load at the end {load}"
    yield ", ".join([f"Python {platform.python_version()}", *map(_version, PACKAGES)])
    yield f"commit {_git('rev-parse', '--short', 'HEAD')}{_changed()}"


def _version(package: str) -> str:
    return f"{package} {version(package)}"


def _changed() -> str:
    return ", with changes not committed" if _git("status", "--porcelain") else ""


def _git(*command: str) -> str:
    run = ["git", "-C", str(ROOT), *command]
    return subprocess.run(run, capture_output=True, text=True, check=False).stdout.strip()


def _table(each: Measured) -> Iterator[str]:
    yield "| what | target | ours: median | p95 | min–max | n | plain: median (n) | ratio |"
    yield "|---|---|---|---|---|---|---|---|"
    for key, (name, unit, targets) in ROWS.items():
        if not each.ours.get(key):
            continue
        found = summary(each.ours[key])
        other = summary(each.plain[key]) if each.plain.get(key) else None
        target = targets[_SIZES.index(each.size)] if each.size in _SIZES else None
        ratio = f"{other.median / found.median:.1f}×" if other else ""
        wanted = RATIOS.get((key, each.size))
        if other and wanted is not None:
            ratio += f" of ≥ {wanted:.2g}× {_verdict(met=other.median / found.median >= wanted)}"
        yield (
            f"| {name}, {unit} | {_target(target, found)} | {found.median:,.0f} | {found.p95:,.0f} "
            f"| {found.least:,.0f}–{found.most:,.0f} | {found.count} "
            f"| {f'{other.median:,.0f} ({other.count})' if other else ''} | {ratio} |"
        )


def _target(target: tuple[str, float] | None, found: Summary) -> str:
    if target is None:
        return ""
    name, limit = target
    value = found.p95 if name == "p95" else found.median
    return f"{name} < {limit:.0f} {_verdict(met=value < limit)}"


def _verdict(*, met: bool) -> str:
    return "met" if met else "**missed**"


def _parts(each: Measured) -> Iterator[str]:
    """When each part of the page was updated, so that one sees which is the last."""
    found = {name: summary(each.ours[name]) for name in PARTS if each.ours.get(name)}
    if found:
        words = ", ".join(f"{name} {each.median:,.0f}" for name, each in found.items())
        yield f"Until each part was updated, and the server's processor time, median ms: {words}."


def _crowd(crowd: Crowd) -> Iterator[str]:
    yield f"## {crowd.sessions} analysts for {crowd.seconds:.0f} s"
    yield ""
    yield "| what | target | measured |"
    yield "|---|---|---|"
    if crowd.waits:
        waits = summary(crowd.waits)
        yield (
            f"| choice → page has run, s | p95 < 1.5 {_verdict(met=waits.p95 < 1.5)} | median "
            f"{waits.median:.2f}, p95 {waits.p95:.2f}, max {waits.most:.2f}, n {waits.count} |"
        )
    yield f"| errors | 0 {_verdict(met=not crowd.errors)} | {len(crowd.errors)} |"
    met = _verdict(met=crowd.per_session < 15)
    yield f"| memory per session, MB | < 15 {met} | {crowd.per_session:.1f} |"
    yield (
        f"| server's memory before, at most, after they left, MB | back to the start "
        f"| {crowd.before:.0f}, {crowd.during:.0f}, {crowd.after:.0f} |"
    )
    for error in sorted(set(crowd.errors))[:5]:
        yield f"\n- {crowd.errors.count(error)} times: {error[:200]}"
