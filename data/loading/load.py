"""From files to a Corpus, or to a CorpusError that lists everything that is wrong with them."""

import fnmatch
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from data.loading import check
from data.loading.entries import Located, ReadEntries, read_each, read_if_there, read_list
from data.loading.quotes import no_claim_ranges
from data.loading.seed_files import read_seeds, unnamed_seeds
from data.model.corpus import Actor, Claim, ContextBand, Corpus, NoClaim, Place, Side, Source
from data.model.problems import CorpusError, Problem
from data.text.anchor import Span
from data.text.invisible_characters import shown

ROOT = Path(__file__).resolve().parents[2]
CORPUS_DIRECTORY = ROOT / "data" / "corpus"
SEEDS_DIRECTORY = ROOT / "seeds"
LISTS = ("sources", "places", "actors")
# A corpus without one of these has none of what it lists.
OPTIONAL = ("context", "sides")

E = TypeVar("E", Source, Place, Actor, Claim, ContextBand, Side)
Named = TypeVar("Named", Source, Place, Actor, Side)


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
    sources = read_list(corpus_directory, "sources.yaml", Source)
    places = read_list(corpus_directory, "places.yaml", Place)
    actors = read_list(corpus_directory, "actors.yaml", Actor)
    claims = _read_claims(corpus_directory)
    context = read_if_there(corpus_directory, "context.yaml", ContextBand)
    sides = read_if_there(corpus_directory, "sides.yaml", Side)
    readings = (sources, places, actors, claims, context, sides)
    problems = [problem for reading in readings for problem in reading.problems]
    problems += check.unique_ids(*(reading.entries for reading in readings))
    texts, missing = _read_texts(sources, seeds_directory)
    draft = check.Draft(
        _by_id(sources.entries),
        _by_id(places.entries),
        _by_id(actors.entries),
        _by_id(sides.entries),
        claims.entries,
        texts,
        unread=bool(sources.problems or places.problems or actors.problems or sides.problems),
    )
    spans, unfit = check.relations(draft)
    no_claim, unfound = _read_no_claim(corpus_directory, sources, texts)
    problems += [*_stray_files(corpus_directory), *missing, *unfit, *unfound]
    if problems:
        raise CorpusError(problems)
    known = _values(sources)
    read = {corpus_directory / each.document.file: each.document.content for each in claims.entries}
    return Corpus(
        sources=known,
        places=_values(places),
        actors=_values(actors),
        claims={name: claim.told_in(known) for name, claim in _values(claims).items()},
        texts=texts,
        spans=spans,
        no_claim=no_claim,
        fingerprint=fingerprint(corpus_directory, seeds_directory, read),
        context=tuple(_values(context).values()),
        sides=_values(sides),
    )


def fingerprint(
    corpus_directory: Path, seeds_directory: Path, read: Mapping[Path, bytes] | None = None
) -> str:
    """SHA-256 over the names and bytes of all corpus files and seeds, in order of name.

    `read` holds the bytes of files that were read already, so that they are not read again.
    """
    digest = hashlib.sha256()
    lists = [corpus_directory / f"{name}.yaml" for name in LISTS]
    more = [each for name in OPTIONAL for each in corpus_directory.glob(f"{name}.yaml")]
    no_claim = sorted((corpus_directory / "no_claim").glob("*.yaml"))
    seeds = sorted(seeds_directory.glob("*.txt"))
    for path in [*lists, *more, *_claim_files(corpus_directory), *no_claim, *seeds]:
        content = read.get(path) if read else None
        content = path.read_bytes() if content is None else content
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _claim_files(directory: Path) -> list[Path]:
    return sorted((directory / "claims").glob("*.yaml"), key=lambda path: path.name)


def _values(read: ReadEntries[E]) -> dict[str, E]:
    return {entry.value.id: entry.value for entry in read.entries}


def _by_id(entries: Iterable[Located[Named]]) -> dict[str, Located[Named]]:
    """The first of several with one id stands; the others are reported as duplicates."""
    found: dict[str, Located[Named]] = {}
    for entry in entries:
        found.setdefault(entry.value.id, entry)
    return found


def _stray_files(directory: Path) -> list[Problem]:
    """A file that looks like part of the corpus and is not read would be a claim lost silently."""
    read = {f"{name}.yaml" for name in (*LISTS, *OPTIONAL)}
    stray: list[str] = []
    for folder, _, files in os.walk(directory):
        at = Path(folder).relative_to(directory)
        one_each = at.as_posix() in {"claims", "no_claim"}
        for name in fnmatch.filter(files, "*.y*ml"):
            whole = (at / name).as_posix()
            is_read = whole in read or (one_each and Path(name).suffix == ".yaml")
            if not is_read and Path(folder, name).is_file():
                stray.append(whole)
    lists = ", ".join(sorted(read))
    wanted = f"{lists}, claims/<id>.yaml and no_claim/<source>.yaml"
    fix = "rename it, move it into claims/ or delete it"
    return [Problem(name, 1, "", "a file that is not read", wanted, fix) for name in sorted(stray)]


def _read_texts(
    sources: ReadEntries[Source], seeds_directory: Path
) -> tuple[dict[str, str], list[Problem]]:
    """The documents of the sources; one that no source names is a problem."""
    texts, problems = read_seeds(sources.entries, seeds_directory)
    if not sources.problems:
        problems += unnamed_seeds(sources.entries, seeds_directory)
    return texts, problems


def _read_no_claim(
    directory: Path, sources: ReadEntries[Source], texts: dict[str, str]
) -> tuple[dict[str, tuple[Span, ...]], list[Problem]]:
    """The passages without a claim, by source; one file for each source, named after it."""
    spans: dict[str, tuple[Span, ...]] = {}
    problems: list[Problem] = []
    for path in sorted((directory / "no_claim").glob("*.yaml")):
        name = path.relative_to(directory).as_posix()
        reading = read_list(directory, name, NoClaim)
        problems += reading.problems
        known = {entry.value.id for entry in sources.entries}
        if path.stem not in known and not sources.problems:
            wanted, fix = "a file named after a source", "rename it, as in no_claim/000.yaml"
            problems.append(Problem(name, 1, "", "a file for no known source", wanted, fix))
        spans[path.stem], unfound = no_claim_ranges(reading.entries, path.stem, texts)
        problems += unfound
    return spans, problems


def _read_claims(directory: Path) -> ReadEntries[Claim]:
    paths = _claim_files(directory)
    reading = read_each(directory, paths, Claim)
    if not paths:
        found = "no claim files"
        problem = Problem("claims", 1, "", found, "one YAML file for each claim", "add a claim")
        reading.problems.append(problem)
    for entry in reading.entries:
        stem = Path(entry.document.file).stem
        if stem != entry.value.id:
            wanted = f"the file's name, {shown(stem)}"
            fix = "rename the file or the id"
            reading.problems.append(entry.problem(("id",), shown(entry.value.id), wanted, fix))
    return reading
