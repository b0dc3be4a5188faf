"""A corpus of any size that has the shape of the real one: its claims again, at other dates.

The first claims are the real ones, unchanged, so that every sentence stays accounted for. Each
further one repeats a real claim with its kind, places, actors, excerpts and figures; its id and
statement get a number, and all its dates move by one and the same step, so that precision and order
stay. Quotes stay quotes of the real documents.

    python bench/corpus.py 5000 /tmp/sidelight-5000
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from data.loading.load import CORPUS_DIRECTORY

FIRST, LAST = date(2014, 1, 1), date(2020, 12, 31)
LONGEST_STEM = 72
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# Stand in a rendered claim where a copy has its own.
_ID, _NUMBER, _WHEN = "bench-id-here", "bench-number-here", "bench-when-{}-here"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A real claim as YAML with gaps for id, number and dates."""

    stem: str
    text: str
    dates: tuple[str, ...]


def write_corpus(folder: Path, count: int, *, seed: int = 8) -> Path:
    """Write `count` claims with their lists below `folder`; what is there already is kept.

    The same count and seed give the same bytes. Raises ValueError for fewer than the real claims.
    """
    done = folder / "complete"
    name = f"{count} claims, seed {seed}, from {len(_real_claims())}\n"
    if done.is_file() and done.read_text(encoding="utf-8") == name:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CORPUS_DIRECTORY, folder)
    for identity, text in copies(count - len(_real_claims()), seed):
        (folder / "claims" / f"{identity}.yaml").write_text(text, encoding="utf-8")
    done.write_text(name, encoding="utf-8")
    return folder


def copies(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Ids and YAML of `count` claims after the real ones, each real one as often as any other."""
    if count < 0:
        raise ValueError(f"{-count} claims fewer than the real corpus has")
    patterns = [_pattern(path) for path in _real_claims()]
    chance = random.Random(seed)  # noqa: S311  # no secret: the same claims each time are wanted
    for number in range(1, count + 1):
        pattern = patterns[(number - 1) % len(patterns)]
        identity = f"{pattern.stem}-{number:06d}"
        text = pattern.text.replace(_ID, identity).replace(_NUMBER, f"no. {number}")
        for index, moved in enumerate(move(pattern.dates, chance)):
            # In quotes, because a set of days would be a list of YAML.
            text = text.replace(_WHEN.format(index), f'"{moved}"')
        yield identity, text


def move(dates: tuple[str, ...], chance: random.Random) -> tuple[str, ...]:
    """EDTF expressions, all moved by one chance step that keeps them within the years shown.

    The step is of the coarsest unit that any of them has. What reaches beyond those years stays.
    """
    found = [match.groups() for each in dates for match in _DATE.finditer(each)]
    units = min(sum(part is not None for part in each) for each in found)
    days = [date(int(y), int(m or 1), int(d or 1)) for y, m, d in found]
    first, last = min(days), max(days)
    if first < FIRST or last > LAST:
        return dates
    if units == 3:
        step = timedelta(chance.randint((FIRST - first).days, (LAST - last).days))
        return tuple(_DATE.sub(lambda match: _by_days(match, step), each) for each in dates)
    months = 12 if units == 1 else 1
    low = _months(FIRST) - _months(first)
    high = _months(LAST) - _months(last)
    by = chance.randint(-(-low // months), high // months) * months
    return tuple(_DATE.sub(lambda match: _by_months(match, by), each) for each in dates)


def _by_days(match: re.Match[str], step: timedelta) -> str:
    return (date.fromisoformat(match.group()) + step).isoformat()


def _by_months(match: re.Match[str], by: int) -> str:
    year, month, day = match.groups()
    total = int(year) * 12 + int(month or 1) - 1 + by
    moved = f"{total // 12:04d}" + (f"-{total % 12 + 1:02d}" if month else "")
    # 28, because the month that it moves to may have no 31st.
    return moved + (f"-{min(int(day), 28):02d}" if day else "")


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _pattern(path: Path) -> Pattern:
    # Plain text alone, as the loader itself reads it.
    claim: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
    dates: list[str] = []
    for when in [claim["when"], *(each["when"] for each in claim["excerpts"] if "when" in each)]:
        dates.append(when["edtf"])
        when["edtf"] = _WHEN.format(len(dates) - 1)
    statement = f"{claim['statement']} ({_NUMBER})"
    changed: Mapping[str, Any] = claim | {"id": _ID, "statement": statement}
    text = yaml.dump(changed, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    return Pattern(path.stem[:LONGEST_STEM].rstrip("-"), text, tuple(dates))


def _real_claims() -> list[Path]:
    return sorted((CORPUS_DIRECTORY / "claims").glob("*.yaml"))


if __name__ == "__main__":
    print(write_corpus(Path(sys.argv[2]), int(sys.argv[1])))
