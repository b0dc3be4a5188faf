"""What an exported file says of itself: from which corpus, what was kept, when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from data.model.corpus import Claim, Corpus
from data.model.period import Period
from data.selecting.select import Filters
from data.wording.dates import edtf_words

ALL = "all claims"
ACTS = "violent acts"


@dataclass(frozen=True, slots=True)
class About:
    """What the caller knows of an export: the filters in words, and the day it was made.

    Without a day the file says none, so that the same corpus and filters give the same bytes.
    """

    filters: str = ALL
    made: date | None = None


def program_version() -> str:
    """The version of Sidelight that is installed."""
    return version("sidelight")


def filter_words(filters: Filters) -> str:
    """The filters as a reader says them: 'kind: arrest; possibly on a day of: 2019 (EDTF 2019)'."""
    parts = [ACTS] if filters.violent else []
    lists = (("kind", filters.kinds), ("by whom", filters.sides), ("source", filters.sources))
    parts += [f"{what}: {', '.join(sorted(chosen))}" for what, chosen in lists if chosen]
    if filters.period:
        sure = "surely" if filters.certain else "possibly"
        parts.append(f"{sure} on a day of: {_named(filters.period)}")
    return "; ".join(parts) or ALL


def about_rows(
    about: About, claims: Sequence[Claim], corpus: Corpus
) -> tuple[tuple[str, str], ...]:
    """Name and value of all that a reader needs to trace the file back, in a fixed order."""
    excerpts = sum(len(claim.excerpts) for claim in claims)
    made = (("made on", about.made.isoformat()),) if about.made else ()
    return (
        ("corpus", corpus.fingerprint),
        ("corpus means", "SHA-256 of all files of the corpus that this was taken from"),
        ("filters", about.filters),
        *made,
        ("claims", f"{len(claims)} of {len(corpus.claims)}"),
        ("excerpts", str(excerpts)),
        ("start and end", "Unicode code points of the source's file read as UTF-8; end excluded"),
        ("latitude and longitude", "WGS 84 degrees, given where the level is site or town only"),
        ("earliest and latest", "first and last possible day, empty where the period is open"),
        ("reliability and credibility", "NATO Admiralty code, A–F and 1–6; never combined"),
    )


def _named(period: Period) -> str:
    return f"{edtf_words(period.edtf)} (EDTF {period.edtf})"
