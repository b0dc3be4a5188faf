"""What differs between two corpora: ids, and the names of fields, never what stands in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from data.model.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids that came, ids that went, and for those that stayed the fields that are not the same.

    A field is a dotted path such as `excerpts.0.exact`; a list that grew or shrank is named whole.
    """

    added: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    removed: tuple[str, ...]


def changes_between(before: Corpus, after: Corpus) -> dict[str, Changes]:
    """The changes of claims, sources, places, actors and context bands, by these words."""
    bands = [{band.id: band for band in corpus.context} for corpus in (before, after)]
    return {
        "claims": _compare(before.claims, after.claims),
        "sources": _compare(before.sources, after.sources),
        "places": _compare(before.places, after.places),
        "actors": _compare(before.actors, after.actors),
        "context": _compare(*bands),
    }


def _compare(before: Mapping[str, BaseModel], after: Mapping[str, BaseModel]) -> Changes:
    fields = {
        name: tuple(_differing(before[name], after[name], ()))
        for name in sorted(before.keys() & after.keys())
    }
    return Changes(
        added=tuple(sorted(after.keys() - before.keys())),
        changed={name: found for name, found in fields.items() if found},
        removed=tuple(sorted(before.keys() - after.keys())),
    )


def _differing(old: object, new: object, path: tuple[str, ...]) -> Iterator[str]:
    """The paths at which two values of one field differ."""
    if isinstance(old, BaseModel) and type(old) is type(new):
        for name in type(old).model_fields:
            yield from _differing(getattr(old, name), getattr(new, name), (*path, name))
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differing(one, other, (*path, str(index)))
    elif old != new:
        yield ".".join(path)
