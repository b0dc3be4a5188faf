"""A copy of the real corpus whose every statement names its edition, for edits under load."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bench.client import Answer
from data.loading.load import CORPUS_DIRECTORY

# No punctuation that HTML or JSON would write otherwise.
_EDITION = re.compile(rb"benchmark edition (\d+)")
BANNER = b"The last good corpus is shown"


def write_copy(folder: Path, edition: int) -> Path:
    """A copy with this edition in all statements."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CORPUS_DIRECTORY, folder)
    write_edition(folder, edition, 0)
    return folder


def write_edition(folder: Path, edition: int, pause: float) -> None:
    """Write every claim anew, with seconds of pause after each file."""
    for path in sorted((folder / "claims").glob("*.yaml")):
        claim: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
        words = re.sub(r" \(benchmark edition \d+\)$", "", claim["statement"])
        changed = {**claim, "statement": f"{words} (benchmark edition {edition})"}
        path.write_text(
            yaml.dump(changed, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True),
            "utf-8",
        )
        time.sleep(pause)


def editions(answer: Answer) -> frozenset[int]:
    """The editions that the statements of one answer are of; more than one is a mixture."""
    sent = b"".join(message.SerializeToString() for _, message in answer.messages)
    return frozenset(int(each) for each in _EDITION.findall(sent))


def banner_of(answer: Answer, name: str) -> tuple[bool, bool]:
    """Whether the banner of a refused corpus named this file, and whether claims were shown."""
    sent = b"".join(message.SerializeToString() for _, message in answer.messages)
    return BANNER in sent and name.encode() in sent, bool(_EDITION.search(sent))
