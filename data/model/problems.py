"""How a corpus says what is wrong with it: every problem at once, each with a way to fix it."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.text.invisible_characters import printable


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with one place in one file.

    `line` counts from 1; `field` is a dotted path such as `excerpts.0.exact`, empty for the file.
    """

    file: str
    line: int
    field: str
    found: str
    expected: str
    fix: str

    def __str__(self) -> str:
        at = f" {printable(self.field)}:" if self.field else ""
        return (
            f"{self.file}:{self.line}:{at} found {self.found}; "
            f"expected {self.expected}. To fix: {self.fix}."
        )


class CorpusError(Exception):
    """The corpus was refused. `problems` holds all that was found, sorted by file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
