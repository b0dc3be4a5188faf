"""From a file to typed entries, or to problems with the file, line and field of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from data.loading.yaml_file import Document, FieldPath, Value, read_document
from data.model.corpus import Actor, Claim, ContextBand, Entry, NoClaim, Place, Side, Source
from data.model.problems import CorpusError, Problem
from data.text.invisible_characters import shown

E_co = TypeVar("E_co", bound=Entry, covariant=True)
E = TypeVar("E", Source, Place, Actor, Claim, NoClaim, ContextBand, Side)


@dataclass(frozen=True, slots=True)
class Located(Generic[E_co]):
    """An entry with the document and the path that it was read from."""

    value: E_co
    document: Document
    path: FieldPath

    def problem(self, at: FieldPath, found: str, expected: str, fix: str) -> Problem:
        """A Problem with the field `at`, counted from this entry."""
        where = (*self.path, *at)
        field = ".".join(str(part) for part in where)
        line = self.document.line(where)
        return Problem(self.document.file, line, field, found, expected, fix)


@dataclass
class ReadEntries(Generic[E]):
    """The entries of one type that could be read, and the problems of those that could not."""

    entries: list[Located[E]]
    problems: list[Problem]


def read_list(directory: Path, name: str, entry_type: type[E]) -> ReadEntries[E]:
    """The entries of a file that holds a list of them."""
    reading: ReadEntries[E] = ReadEntries([], [])
    for document in _documents([directory / name], directory, reading.problems):
        if not isinstance(document.value, list):
            found, wanted = "something other than a list", f"a list of {name.removesuffix('.yaml')}"
            problem = Problem(name, 1, "", found, wanted, "start each entry with '- id: …'")
            reading.problems.append(problem)
            continue
        for index, value in enumerate(document.value):
            _validate(value, (index,), document, entry_type, reading)
    return reading


def read_if_there(directory: Path, name: str, entry_type: type[E]) -> ReadEntries[E]:
    """The entries of a file that a corpus may do without."""
    path = directory / name
    # A link that leads nowhere is a file that was lost, not one that was never written.
    if not path.exists() and not path.is_symlink():
        return ReadEntries([], [])
    return read_list(directory, name, entry_type)


def read_each(directory: Path, paths: Iterable[Path], entry_type: type[E]) -> ReadEntries[E]:
    """The entries of files that hold one each."""
    reading: ReadEntries[E] = ReadEntries([], [])
    for document in _documents(paths, directory, reading.problems):
        _validate(document.value, (), document, entry_type, reading)
    return reading


def _documents(
    paths: Iterable[Path], directory: Path, problems: list[Problem]
) -> Iterator[Document]:
    for path in paths:
        name = path.relative_to(directory).as_posix()
        try:
            yield read_document(path, name)
        except CorpusError as error:
            problems.extend(error.problems)
        except OSError as error:
            reason = error.strerror or "an error"
            fix = "restore it or its permissions"
            problems.append(
                Problem(name, 1, "", f"a file that cannot be read ({reason})", name, fix)
            )


def _validate(
    value: Value, path: FieldPath, document: Document, entry_type: type[E], reading: ReadEntries[E]
) -> None:
    try:
        entry = entry_type.model_validate(value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        reading.problems.extend(_from_pydantic(detail, path, document) for detail in details)
    else:
        reading.entries.append(Located(entry, document, path))


def _from_pydantic(detail: ErrorDetails, path: FieldPath, document: Document) -> Problem:
    where, context = (*path, *detail["loc"]), detail.get("ctx", {})
    found, wanted, fix = _given(detail["input"]), detail["msg"], "correct the value"
    match detail["type"]:
        case "missing":
            found, wanted, fix = "no such field", "a value", "add the field"
        case "extra_forbidden":
            found, wanted = f"the unknown key {shown(str(where[-1]))}", "a known key"
            fix = "correct its spelling or delete it"
        case "enum":
            wanted, fix = f"one of {context.get('expected', '')}", "choose one of these"
        case "string_pattern_mismatch":
            wanted = f"text of the form {context.get('pattern', '')}"
            fix = "rewrite it in that form"
        case "edtf":
            fix = "rewrite the date"
    field = ".".join(str(part) for part in where)
    return Problem(document.file, document.line(where), field, found, wanted, fix)


def _given(value: object) -> str:
    if value is None:
        return "an empty field"
    return shown(value) if isinstance(value, str) else "fields that do not fit together"
