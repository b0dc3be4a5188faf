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
from data.anchor import Span
from data.check import Located
from data.model import Actor, Claim, Corpus, NoClaim, Place, Source
from data.problems import CorpusError, Problem, shown
from data.seed_files import read_seeds, unnamed_seeds
from data.yaml_file import Document, FieldPath, Value, read_document

ROOT = Path(__file__).resolve().parent.parent
CORPUS_DIRECTORY = ROOT / "data" / "corpus"
SEEDS_DIRECTORY = ROOT / "seeds"
LISTS = ("sources", "places", "actors")

E = TypeVar("E", Source, Place, Actor, Claim, NoClaim)
Named = TypeVar("Named", Source, Place, Actor)


@dataclass
class _Reading(Generic[E]):
    """The entries of one type that could be read, and the problems of those that could not."""

    entries: list[Located[E]]
    problems: list[Problem]


def load_corpus(
    corpus_directory: Path = CORPUS_DIRECTORY,
    seeds_directory: Path = SEEDS_DIRECTORY,
    *,
    complete: bool = True,
) -> Corpus:
    """Read and verify a corpus. Raises CorpusError with every problem when there is any.

    `complete=False` allows sentences that are not accounted for, while a document is being read.
    """
    corpus = _sound_corpus(corpus_directory, seeds_directory)
    # Only of a corpus that is otherwise sound: a quote that is not found leaves its sentence bare.
    missing = check.completeness(corpus) if complete else []
    if missing:
        raise CorpusError(missing)
    return corpus


def _sound_corpus(corpus_directory: Path, seeds_directory: Path) -> Corpus:
    """Everything that was read, when nothing of it is wrong."""
    sources = _read_list(corpus_directory, "sources.yaml", Source)
    places = _read_list(corpus_directory, "places.yaml", Place)
    actors = _read_list(corpus_directory, "actors.yaml", Actor)
    claims = _read_claims(corpus_directory)
    problems = [*sources.problems, *places.problems, *actors.problems, *claims.problems]
    problems += check.unique_ids(sources.entries, places.entries, actors.entries, claims.entries)
    problems += _stray_files(corpus_directory)
    texts, text_problems = read_seeds(sources.entries, seeds_directory)
    problems += text_problems
    if not sources.problems:
        problems += unnamed_seeds(sources.entries, seeds_directory)
    draft = check.Draft(
        _by_id(sources.entries),
        _by_id(places.entries),
        _by_id(actors.entries),
        claims.entries,
        texts,
        # A name that points at an entry which could not be read is not reported a second time.
        unread=bool(sources.problems or places.problems or actors.problems),
    )
    spans, relation_problems = check.relations(draft)
    problems += relation_problems
    no_claim, no_claim_problems = _read_no_claim(corpus_directory, sources, texts)
    problems += no_claim_problems
    if problems:
        raise CorpusError(problems)
    return Corpus(
        sources={name: entry.value for name, entry in draft.sources.items()},
        places={name: entry.value for name, entry in draft.places.items()},
        actors={name: entry.value for name, entry in draft.actors.items()},
        claims={entry.value.id: entry.value for entry in claims.entries},
        texts=texts,
        spans=spans,
        no_claim=no_claim,
        fingerprint=fingerprint(corpus_directory, seeds_directory),
    )


def fingerprint(corpus_directory: Path, seeds_directory: Path) -> str:
    """SHA-256 over the names and bytes of all corpus files and seeds, in order of name."""
    digest = hashlib.sha256()
    lists = [corpus_directory / f"{name}.yaml" for name in LISTS]
    claims = sorted((corpus_directory / "claims").glob("*.yaml"))
    no_claim = sorted((corpus_directory / "no_claim").glob("*.yaml"))
    for path in [*lists, *claims, *no_claim, *sorted(seeds_directory.glob("*.txt"))]:
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _by_id(entries: Iterable[Located[Named]]) -> dict[str, Located[Named]]:
    """The first of several with one id stands; the others are reported as duplicates."""
    found: dict[str, Located[Named]] = {}
    for entry in entries:
        found.setdefault(entry.value.id, entry)
    return found


def _stray_files(directory: Path) -> list[Problem]:
    """A file that looks like part of the corpus and is not read would be a claim lost silently."""
    read = {f"{name}.yaml" for name in LISTS}
    files = [path for path in directory.rglob("*.y*ml") if path.is_file()]
    names = [path.relative_to(directory) for path in files]
    stray = [
        name.as_posix()
        for name in sorted(names)
        if name.as_posix() not in read
        and not (name.suffix == ".yaml" and name.parent.as_posix() in {"claims", "no_claim"})
    ]
    wanted = "sources.yaml, places.yaml, actors.yaml, claims/<id>.yaml and no_claim/<source>.yaml"
    mend = "rename it, move it into claims/ or delete it"
    return [Problem(name, 1, "", "a file that is not read", wanted, mend) for name in stray]


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


def _read_no_claim(
    directory: Path, sources: _Reading[Source], texts: dict[str, str]
) -> tuple[dict[str, tuple[Span, ...]], list[Problem]]:
    """The passages without a claim, by source; one file for each source, named after it."""
    spans: dict[str, tuple[Span, ...]] = {}
    problems: list[Problem] = []
    for path in sorted((directory / "no_claim").glob("*.yaml")):
        name = path.relative_to(directory).as_posix()
        reading = _read_list(directory, name, NoClaim)
        problems += reading.problems
        known = {entry.value.id for entry in sources.entries}
        if path.stem not in known and not sources.problems:
            wanted, mend = "a file named after a source", "rename it, as in no_claim/000.yaml"
            problems.append(Problem(name, 1, "", "a file for no known source", wanted, mend))
        spans[path.stem], unfound = check.no_claim_ranges(reading.entries, path.stem, texts)
        problems += unfound
    return spans, problems


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
    found = shown(given) if isinstance(given, str) else "fields that do not fit together"
    if given is None:
        found = "an empty field"
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
