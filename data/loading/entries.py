"""From a file to typed entries, or to problems with the file, line and field of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from data.loading.check import Located
from data.loading.yaml_file import Document, FieldPath, Value, read_document
from data.model.corpus import Actor, Claim, ContextBand, NoClaim, Place, Side, Source
from data.model.problems import CorpusError, Problem
from data.text.visible import shown

E = TypeVar("E", Source, Place, Actor, Claim, NoClaim, ContextBand, Side)


@dataclass
class Reading(Generic[E]):
    """The entries of one type that could be read, and the problems of those that could not."""

    entries: list[Located[E]]
    problems: list[Problem]


def read_list(directory: Path, name: str, entry_type: type[E]) -> Reading[E]:
    """The entries of a file that holds a list of them."""
    reading: Reading[E] = Reading([], [])
    for document in _documents([directory / name], directory, reading.problems):
        if not isinstance(document.value, list):
            found, wanted = "something other than a list", f"a list of {name.removesuffix('.yaml')}"
            problem = Problem(name, 1, "", found, wanted, "start each entry with '- id: …'")
            reading.problems.append(problem)
            continue
        for index, value in enumerate(document.value):
            _validate(value, (index,), document, entry_type, reading)
    return reading


def read_if_there(directory: Path, name: str, entry_type: type[E]) -> Reading[E]:
    """The entries of a file that a corpus may do without."""
    path = directory / name
    # A link that leads nowhere is a file that was lost, not one that was never written.
    if not path.exists() and not path.is_symlink():
        return Reading([], [])
    return read_list(directory, name, entry_type)


def read_each(directory: Path, paths: Iterable[Path], entry_type: type[E]) -> Reading[E]:
    """The entries of files that hold one each."""
    reading: Reading[E] = Reading([], [])
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
    value: Value, path: FieldPath, document: Document, entry_type: type[E], reading: Reading[E]
) -> None:
    try:
        entry = entry_type.model_validate(value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        reading.problems.extend(_from_pydantic(detail, path, document) for detail in details)
    else:
        reading.entries.append(Located(entry, document, path))


def _from_pydantic(detail: ErrorDetails, path: FieldPath, document: Document) -> Problem:
    where = (*path, *detail["loc"])
    field = ".".join(str(part) for part in where)
    line = document.line(where)
    given = detail["input"]
    found = shown(given) if isinstance(given, str) else "fields that do not fit together"
    if given is None:
        found = "an empty field"
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return Problem(document.file, line, field, "no such field", "a value", "add the field")
        case "extra_forbidden":
            name = shown(str(where[-1]))
            fix = "correct its spelling or delete it"
            return Problem(
                document.file, line, field, f"the unknown key {name}", "a known key", fix
            )
        case "enum":
            wanted = f"one of {context.get('expected', '')}"
            return Problem(document.file, line, field, found, wanted, "choose one of these")
        case "string_pattern_mismatch":
            wanted = f"text of the form {context.get('pattern', '')}"
            return Problem(document.file, line, field, found, wanted, "rewrite it in that form")
        case "edtf":
            return Problem(document.file, line, field, found, detail["msg"], "rewrite the date")
        case _:
            fix = "correct the value"
            return Problem(document.file, line, field, found, detail["msg"], fix)
