"""Read one YAML file strictly: plain text in, nested strings and the line of every field out.

Every scalar stays the string that the curator typed (types come from the model), so an unquoted
`2019-12-02` or `no` is never turned into something else. What YAML can do beyond mappings, lists
and text (anchors, aliases, tags, duplicate keys, several documents) is refused: none of it is
needed to write a claim, and each has been used to harm a reader of YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from data.problems import CorpusError, Problem, shown

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
FieldPath: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
_NULL = {"", "null", "~"}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its name as messages show it, its value, and the line of each field."""

    file: str
    value: Value
    lines: Mapping[FieldPath, int]

    def line(self, path: FieldPath) -> int:
        """Line of the field, or of the nearest enclosing field that is in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(path: Path, name: str) -> Document:
    """Parse the file; raise CorpusError with one Problem that names the line when it cannot be."""
    text = _decode(path, name)
    try:
        _refuse_machinery(text, name)
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        raise CorpusError([_syntax_problem(error, name, text)]) from None
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes.
        line = text.encode()[: max(error.position, 0)].count(b"\n") + 1
        problem = _problem(
            name, line, f"the character U+{int(error.character):04X}", "readable text", "delete it"
        )
        raise CorpusError([problem]) from None
    if node is None:
        found = "a file of comments alone" if text.strip() else "an empty file"
        raise CorpusError([_problem(name, 1, found, "fields", "write it or delete it")])
    lines: dict[FieldPath, int] = {}
    problems: list[Problem] = []
    value = _convert(node, (), name, lines, problems)
    if problems:
        raise CorpusError(problems)
    return Document(name, value, lines)


def _problem(name: str, line: int, found: str, expected: str, mend: str) -> Problem:
    return Problem(name, line, "", found, expected, mend)


def _decode(path: Path, name: str) -> str:
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        found = f"{len(raw):,} bytes"
        raise CorpusError([_problem(name, 1, found, f"at most {MAX_BYTES:,}", "split the file")])
    if raw.startswith(b"\xef\xbb\xbf"):
        found = "a byte order mark"
        raise CorpusError(
            [_problem(name, 1, found, "UTF-8 without one", "save as 'UTF-8', not 'with BOM'")]
        )
    if b"\r" in raw:
        line = raw[: raw.index(b"\r")].count(b"\n") + 1
        found = "a carriage return (Windows line end)"
        raise CorpusError([_problem(name, line, found, "line feeds alone", "save with LF ends")])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = f"the byte 0x{raw[error.start]:02X}, which is not UTF-8"
        raise CorpusError(
            [_problem(name, line, found, "UTF-8", "save the file as UTF-8")]
        ) from None


def _refuse_machinery(text: str, name: str) -> None:
    """Walk the events without building anything, so a bomb is refused before it goes off."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            found = f"the alias *{anchor}"
            raise CorpusError([_problem(name, line, found, "plain values", "write the value out")])
        if anchor:
            found = f"the anchor &{anchor}"
            raise CorpusError([_problem(name, line, found, "plain values", "delete the anchor")])
        if tag:
            found = f"the tag {shown(tag)}"
            raise CorpusError([_problem(name, line, found, "untagged values", "delete the tag")])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            found = f"values nested more than {MAX_DEPTH} deep"
            raise CorpusError([_problem(name, line, found, "fewer levels", "flatten the lists")])


def _syntax_problem(error: yaml.MarkedYAMLError, name: str, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    typed = text.splitlines()[line - 1 : line]
    if typed and typed[0].lstrip(" ").startswith("\t"):
        return _problem(name, line, "a tab at the start of the line", "spaces", "indent by spaces")
    reason = f"YAML that cannot be read ({error.problem or error.context})"
    return _problem(
        name, line, reason, "valid YAML", "check indentation, colons and quotes on or above it"
    )


def _convert(
    node: yaml.Node,
    path: FieldPath,
    name: str,
    lines: dict[FieldPath, int],
    problems: list[Problem],
) -> Value:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        empty = not node.style and node.value in _NULL
        return None if empty else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [
            _convert(child, (*path, i), name, lines, problems) for i, child in enumerate(node.value)
        ]
    mapping: dict[str, Value] = {}
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(_problem(name, line, "a list or mapping as key", "a name", "rename it"))
            continue
        key = str(key_node.value)
        if key in mapping:
            first = lines[(*path, key)]
            found = f"the key {shown(key)} a second time (first on line {first})"
            problems.append(_problem(name, line, found, "each key once", "keep one of the two"))
            continue
        lines[(*path, key)] = line
        mapping[key] = _convert(child, (*path, key), name, lines, problems)
    return mapping
