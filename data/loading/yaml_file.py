"""Read one YAML file strictly: plain text in, nested strings and, where asked, their lines out.

Every scalar stays the string that the curator typed (types come from the model), so an unquoted
`2019-12-02` or `no` is never turned into something else. What YAML can do beyond mappings, lists
and text (anchors, aliases, tags, duplicate keys, several documents) is refused: none of it is
needed to write a claim, and each has been used to harm a reader of YAML. ruamel.yaml was
looked at and left, as it takes twenty times as long; so was strictyaml, which refuses `{a: b}` too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from data.model.problems import CorpusError, Problem
from data.text.invisible_characters import shown

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
FieldPath: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
_NULL = {"", "null", "~"}
_NODES = {yaml.AliasEvent, yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent}
_ENDS = {yaml.SequenceEndEvent, yaml.MappingEndEvent}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its name as messages show it, its value and its bytes."""

    file: str
    value: Value
    content: bytes

    def line(self, path: FieldPath) -> int:
        """Line of the field, or of the nearest enclosing field that is in the file."""
        lines = _lines(self.content)
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1)


def read_document(path: Path, name: str) -> Document:
    """Parse the file; raise CorpusError with one Problem that names the line when it cannot be."""
    content = path.read_bytes()
    text = _decode(content, name)
    reader = _Reader(text, name)
    try:
        value = reader.read()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, name, text) from None
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes.
        line = text.encode()[: max(error.position, 0)].count(b"\n") + 1
        found = f"the character U+{int(error.character):04X}"
        raise _refused(name, line, found, "readable text", "delete it") from None
    if reader.is_empty:
        found = "a file of comments alone" if text.strip() else "an empty file"
        raise _refused(name, 1, found, "fields", "write it or delete it")
    if reader.problems:
        raise CorpusError(reader.problems)
    return Document(name, value, content)


def _problem(name: str, line: int, found: str, expected: str, fix: str) -> Problem:
    return Problem(name, line, "", found, expected, fix)


def _refused(name: str, line: int, found: str, expected: str, fix: str) -> CorpusError:
    return CorpusError([_problem(name, line, found, expected, fix)])


def _decode(raw: bytes, name: str) -> str:
    if len(raw) > MAX_BYTES:
        found = f"{len(raw):,} bytes"
        raise _refused(name, 1, found, f"at most {MAX_BYTES:,}", "split the file")
    if raw.startswith(b"\xef\xbb\xbf"):
        fix = "save as 'UTF-8', not 'with BOM'"
        raise _refused(name, 1, "a byte order mark", "UTF-8 without one", fix)
    if b"\r" in raw:
        line = raw[: raw.index(b"\r")].count(b"\n") + 1
        found = "a carriage return (Windows line end)"
        raise _refused(name, line, found, "line feeds alone", "save with LF ends")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = f"the byte 0x{raw[error.start]:02X}, which is not UTF-8"
        raise _refused(name, line, found, "UTF-8", "save the file as UTF-8") from None


def _syntax_error(error: yaml.MarkedYAMLError, name: str, text: str) -> CorpusError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    typed = text.splitlines()[line - 1 : line]
    if typed and typed[0].lstrip(" ").startswith("\t"):
        return _refused(name, line, "a tab at the start of the line", "spaces", "indent by spaces")
    reason = f"YAML that cannot be read ({error.problem or error.context})"
    fix = "check indentation, colons and quotes on or above it"
    return _refused(name, line, reason, "valid YAML", fix)


class _Reader:
    """Builds a value as the parser goes on, so that a bomb is refused before it goes off.

    `problems` holds what is no error of YAML; `is_empty` says that there was no document.
    """

    def __init__(self, text: str, name: str) -> None:
        self.problems: list[Problem] = []
        self.is_empty = True
        self._name, self._depth = name, 0
        self._parser = yaml.CBaseLoader(text)

    def read(self) -> Value:
        """The value of the only document. Raises CorpusError or an error of the library."""
        value: Value = None
        starts: list[Any] = []
        while type(event := self._next()) is not yaml.StreamEndEvent:
            if type(event) is yaml.DocumentStartEvent:
                starts.append(event.start_mark)
                if len(starts) == 1:
                    value = self._value(self._next())
        if len(starts) > 1:
            context, found = "expected a single document", "but found another document"
            raise yaml.composer.ComposerError(context, starts[0], found, starts[1])
        self.is_empty = not starts
        return value

    def _next(self) -> Any:
        event: Any = self._parser.get_event()
        kind = type(event)
        if kind in _NODES:
            if kind is yaml.AliasEvent or event.anchor or event.tag:
                raise CorpusError([self._machinery(event)])
            if kind is not yaml.ScalarEvent:
                self._depth += 1
                if self._depth > MAX_DEPTH:
                    found = f"values nested more than {MAX_DEPTH} deep"
                    problem = self._problem(event, found, "fewer levels", "flatten the lists")
                    raise CorpusError([problem])
        elif kind in _ENDS:
            self._depth -= 1
        return event

    def _value(self, event: Any) -> Value:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            empty = not event.style and event.value in _NULL
            return None if empty else str(event.value)
        if kind is yaml.MappingStartEvent:
            return self._mapping()
        values: list[Value] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            values.append(self._value(event))
        return values

    def _mapping(self) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        first: dict[str, Any] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                found = "a list or mapping as key"
                self.problems.append(self._problem(event, found, "a name", "rename it"))
                self._skip(event)
                self._skip(self._next())
                continue
            key = str(event.value)
            if key in mapping:
                found = f"the key {shown(key)} a second time (first on line {_line(first[key])})"
                fix = "keep one of the two"
                self.problems.append(self._problem(event, found, "each key once", fix))
                self._skip(self._next())
                continue
            first[key] = event
            mapping[key] = self._value(self._next())
        return mapping

    def _skip(self, event: Any) -> None:
        """Go on to the end of what this event begins."""
        depth = self._depth - (type(event) is not yaml.ScalarEvent)
        while self._depth > depth:
            self._next()

    def _machinery(self, event: Any) -> Problem:
        if type(event) is yaml.AliasEvent:
            found = f"the alias *{event.anchor}"
            return self._problem(event, found, "plain values", "write the value out")
        if event.anchor:
            found = f"the anchor &{event.anchor}"
            return self._problem(event, found, "plain values", "delete the anchor")
        found = f"the tag {shown(event.tag)}"
        return self._problem(event, found, "untagged values", "delete the tag")

    def _problem(self, event: Any, found: str, expected: str, fix: str) -> Problem:
        return _problem(self._name, _line(event), found, expected, fix)


# A file without a problem needs no lines; those with some ask for one after the other.
@lru_cache(maxsize=4)
def _lines(content: bytes) -> Mapping[FieldPath, int]:
    """The line of each field of a file that was read without a problem."""
    lines: dict[FieldPath, int] = {}
    waiting: list[tuple[FieldPath, Any]] = [
        ((), yaml.compose(content.decode(), Loader=yaml.CBaseLoader))
    ]
    while waiting:
        path, node = waiting.pop()
        lines.setdefault(path, _line(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += [((*path, index), child) for index, child in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            for key, child in node.value:
                at = (*path, str(key.value))
                lines[at] = _line(key)
                waiting.append((at, child))
    return lines


def _line(part: Any) -> int:
    """Where an event or a node begins, counted from 1."""
    return int(part.start_mark.line) + 1
