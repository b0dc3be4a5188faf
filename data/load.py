"""From files to a Corpus, or to a CorpusError that lists everything that is wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from data import check
from data.check import Located
from data.model import Actor, Claim, Corpus, Entry, Place, Source
from data.problems import CorpusError, Problem, shown
from data.yaml_file import Document, FieldPath, Value, read_document

ROOT = Path(__file__).resolve().parent.parent
CORPUS_DIRECTORY = ROOT / "data" / "corpus"
SEEDS_DIRECTORY = ROOT / "seeds"

E = TypeVar("E", bound=Entry)


@dataclass
class _Reading(Generic[E]):
    """The entries of one type that could be read, and the problems of those that could not."""

    entries: list[Located[E]]
    problems: list[Problem]


def load_corpus(
    corpus_directory: Path = CORPUS_DIRECTORY, seeds_directory: Path = SEEDS_DIRECTORY
) -> Corpus:
    """Read and verify a corpus. Raises CorpusError with every problem when there is any."""
    sources = _read_list(corpus_directory, "sources.yaml", Source)
    places = _read_list(corpus_directory, "places.yaml", Place)
    actors = _read_list(corpus_directory, "actors.yaml", Actor)
    claims = _read_claims(corpus_directory)
    problems = [*sources.problems, *places.problems, *actors.problems, *claims.problems]
    problems += check.unique_ids(sources.entries, places.entries, actors.entries, claims.entries)
    texts, text_problems = _read_seeds(sources.entries, seeds_directory)
    problems += text_problems
    draft = check.Draft(
        {entry.value.id: entry for entry in sources.entries},
        {entry.value.id: entry for entry in places.entries},
        {entry.value.id: entry for entry in actors.entries},
        claims.entries,
        texts,
        # A name that points at an entry which could not be read is not reported a second time.
        unread=bool(sources.problems or places.problems or actors.problems),
    )
    spans, relation_problems = check.relations(draft)
    problems += relation_problems
    if problems:
        raise CorpusError(problems)
    return Corpus(
        sources={entry.value.id: entry.value for entry in sources.entries},
        places={entry.value.id: entry.value for entry in places.entries},
        actors={entry.value.id: entry.value for entry in actors.entries},
        claims={entry.value.id: entry.value for entry in claims.entries},
        texts=texts,
        spans=spans,
        fingerprint=fingerprint(corpus_directory, seeds_directory),
    )


def fingerprint(corpus_directory: Path, seeds_directory: Path) -> str:
    """SHA-256 over the names and bytes of all corpus files and seeds, in order of name."""
    digest = hashlib.sha256()
    files = [*sorted(corpus_directory.rglob("*.yaml")), *sorted(seeds_directory.glob("*.txt"))]
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _read_list(directory: Path, name: str, entry_type: type[E]) -> _Reading[E]:
    reading: _Reading[E] = _Reading([], [])
    for document in _documents([directory / name], directory, reading.problems):
        if not isinstance(document.value, list):
            found, wanted = "something other than a list", f"a list of {name.removesuffix('.yaml')}"
            problem = Problem(name, 1, "", found, wanted, "start each entry with '- id: …'")
            reading.problems.append(problem)
            continue
        for index, value in enumerate(document.value):
            _validate(value, (index,), document, entry_type, reading)
    return reading


def _read_claims(directory: Path) -> _Reading[Claim]:
    reading: _Reading[Claim] = _Reading([], [])
    paths = sorted((directory / "claims").glob("*.yaml"))
    if not paths:
        found = "no claim files"
        problem = Problem("claims", 1, "", found, "one YAML file for each claim", "add a claim")
        reading.problems.append(problem)
    for document in _documents(paths, directory, reading.problems):
        _validate(document.value, (), document, Claim, reading)
    for entry in reading.entries:
        stem = Path(entry.document.file).stem
        if stem != entry.value.id:
            wanted = f"the file's name, {shown(stem)}"
            mend = "rename the file or the id"
            reading.problems.append(entry.problem(("id",), shown(entry.value.id), wanted, mend))
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
            mend = "restore it or its permissions"
            problems.append(
                Problem(name, 1, "", f"a file that cannot be read ({reason})", name, mend)
            )


def _validate(
    value: Value, path: FieldPath, document: Document, entry_type: type[E], reading: _Reading[E]
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
    found = shown(given) if isinstance(given, str | int | float) else "nothing usable"
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return Problem(document.file, line, field, "no such field", "a value", "add the field")
        case "extra_forbidden":
            name = shown(str(where[-1]))
            mend = "correct its spelling or delete it"
            return Problem(
                document.file, line, field, f"the unknown key {name}", "a known key", mend
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
            mend = "correct the value"
            return Problem(document.file, line, field, found, detail["msg"], mend)


def _read_seeds(
    sources: Iterable[Located[Source]], directory: Path
) -> tuple[dict[str, str], list[Problem]]:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    named = set()
    for entry in sources:
        source = entry.value
        named.add(source.file)
        if "/" in source.file or "\\" in source.file or source.file.startswith("."):
            wanted, mend = "the bare name of a file in seeds/", "remove the folder"
            problems.append(entry.problem(("file",), shown(source.file), wanted, mend))
            continue
        path = directory / source.file
        if not path.is_file():
            wanted = "a file in seeds/"
            mend = "put the document there or correct the name"
            problems.append(entry.problem(("file",), shown(source.file), wanted, mend))
            continue
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if digest != source.sha256:
            found = f"{shown(source.sha256)}, but seeds/{source.file} has {digest}"
            wanted = "the SHA-256 of the document as received"
            mend = "restore the document; if it was replaced on purpose, check its quotes anew"
            problems.append(entry.problem(("sha256",), found, wanted, mend))
            continue
        try:
            texts[source.id] = content.decode("utf-8")
        except UnicodeDecodeError as error:
            found = f"seeds/{source.file} with the byte 0x{content[error.start]:02X}"
            mend = "convert a copy to UTF-8 and register that"
            problems.append(entry.problem(("file",), found, "UTF-8 text", mend))
    for path in sorted(directory.glob("*.txt")):
        if path.name not in named and sources:
            found, wanted = "a document without an entry", "every document in sources.yaml"
            mend = "add it to sources.yaml or remove the file"
            problems.append(Problem(f"seeds/{path.name}", 1, "", found, wanted, mend))
    return texts, problems
