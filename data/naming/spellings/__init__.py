"""How others spell the names of the corpus: what GeoNames lists, and a list of our own.

These spellings are known to the search alone. They stand in no document, so that they are no
`spellings` of the gazetteer and mark nothing in a text. README.md says where they come from.
"""

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

DIRECTORY: Final[Path] = Path(__file__).parent
GEONAMES: Final[Path] = DIRECTORY / "geonames.json"
OWN: Final[Path] = DIRECTORY / "own.toml"


@dataclass(frozen=True, slots=True)
class Listing:
    """The other spellings of one name.

    Whose they are is said by `geonames`, the GeoNames id of a place, or by `of`, a name or word as
    the corpus has it; where a corpus has neither, the listing says nothing about it. Those to be
    `heard` are Arabic names that may also be found as they sound.
    """

    of: str
    spellings: tuple[str, ...]
    geonames: int | None = None
    heard: bool = False


@lru_cache(maxsize=1)
def listings() -> tuple[Listing, ...]:
    """Every listing, those of GeoNames first; read once."""
    from_geonames = json.loads(GEONAMES.read_text(encoding="utf-8"))
    return (
        *(Listing(each["of"], tuple(each["spellings"]), each["id"]) for each in from_geonames),
        *(Listing(of, tuple(spellings)) for of, spellings in _own()["spellings"].items()),
        *(Listing(of, tuple(names), heard=True) for of, names in _own()["arabic"].items()),
    )


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """English words, folded, that look or sound like a name of the corpus and are none."""
    return frozenset(_own()["words"]["no_names"])


@lru_cache(maxsize=1)
def _own() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(OWN.read_text(encoding="utf-8"))
