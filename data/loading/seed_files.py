"""The documents themselves: read as bytes, compared with their fingerprints, never changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from data.loading.entries import Located
from data.model.corpus import Source
from data.model.problems import Problem
from data.text.invisible_characters import shown


def read_seeds(
    sources: Iterable[Located[Source]], directory: Path
) -> tuple[dict[str, str], list[Problem]]:
    """The decoded text of each source by id, and a problem for each that cannot be had."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for entry in sources:
        result = _read_seed(entry, directory)
        if isinstance(result, Problem):
            problems.append(result)
        else:
            texts.setdefault(entry.value.id, result)
    return texts, problems


def unnamed_seeds(sources: Iterable[Located[Source]], directory: Path) -> list[Problem]:
    """A document that no source names would be one that nobody reads."""
    named = {entry.value.file for entry in sources}
    found, wanted = "a document without an entry", "every document in sources.yaml"
    fix = "add it to sources.yaml or remove the file"
    return [
        Problem(f"seeds/{path.name}", 1, "", found, wanted, fix)
        for path in sorted(directory.glob("*.txt"))
        if path.name not in named
    ]


def _read_seed(entry: Located[Source], directory: Path) -> str | Problem:
    source = entry.value
    if "/" in source.file or "\\" in source.file or source.file.startswith("."):
        wanted, fix = "the bare name of a file in seeds/", "remove the folder"
        return entry.problem(("file",), shown(source.file), wanted, fix)
    try:
        content = (directory / source.file).read_bytes()
    except FileNotFoundError:
        fix = "put the document there or correct the name"
        return entry.problem(("file",), shown(source.file), "a file in seeds/", fix)
    except OSError as error:
        found = f"{shown(source.file)}, which cannot be read ({error.strerror})"
        fix = "restore it or its permissions"
        return entry.problem(("file",), found, "a readable file in seeds/", fix)
    digest = hashlib.sha256(content).hexdigest()
    if digest != source.sha256:
        found = f"{shown(source.sha256)}, but seeds/{source.file} has {digest}"
        wanted = "the SHA-256 of the document as received"
        fix = "restore the document; if it was replaced on purpose, check its quotes anew"
        return entry.problem(("sha256",), found, wanted, fix)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"seeds/{source.file} with the byte 0x{content[error.start]:02X}"
        fix = "convert a copy to UTF-8 and register that"
        return entry.problem(("file",), found, "UTF-8 text", fix)
