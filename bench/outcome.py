"""What came of one scenario, as a table of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from bench.sessions import Log
from data.loading.load import CORPUS_DIRECTORY

CLAIMS = sorted(path.stem for path in (CORPUS_DIRECTORY / "claims").glob("*.yaml"))


@dataclass
class Outcome:
    """How it was done; of each thing measured its name, the figure, and whether it is met."""

    title: str
    how: str
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, measured: str, *, good: bool | None = None) -> None:
        """Add a row; `good` is None where nothing was asked for."""
        verdict = "" if good is None else "met" if good else "**missed**"
        self.rows.append((what, measured, verdict))

    def add_errors(
        self, log: Log, what: str = "errors of sessions", *, meant: bool = False
    ) -> None:
        """Add how often which error was met; unless some are `meant`, none should be."""
        names = [name[:120] for _, name in log.errors]
        counted = ", ".join(f"{names.count(each)} × {each}" for each in sorted(set(names))[:4])
        self.add(what, counted or "0", good=None if meant else not names)

    def lines(self) -> Iterator[str]:
        """The section."""
        yield from (f"## {self.title}", "", self.how, "", "| what | measured | |", "|---|---|---|")
        yield from ("| " + " | ".join(row) + " |" for row in self.rows)
        yield ""


def any_claim(session: int, turn: int) -> str:
    """A query for a claim: each session has an order of its own, the same at every run."""
    return f"claim={_order(session)[turn % len(CLAIMS)]}"


def first(moments: Sequence[float], since: float) -> str:
    """Seconds from one moment to the first of some; in words if there is none."""
    return f"{min(moments) - since:.1f} s" if moments else "never"


def _order(session: int) -> Sequence[str]:
    return Random(session).sample(CLAIMS, len(CLAIMS))  # noqa: S311  # the same each time
