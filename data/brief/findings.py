"""What speaks against the claims in view, and what is missing in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from data.brief.contents import Brief
from data.comparing.agreement import Agreement, assess, listed
from data.comparing.fields import Field, Row, Standing, compare_fields
from data.comparing.lineage import Lineage, evidence, lineage_of
from data.model.corpus import Claim, Corpus, When
from data.model.period import Bounds, TemporalScope
from data.model.vocabulary import LocationPrecision, Stance
from data.naming.names import Names
from data.text.numbers import counted
from data.wording.labels import AGREEMENT_NAMES, spaced

_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that something is to be said of, and what."""

    claim: Claim
    words: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, and the claims that miss it."""

    name: str
    claims: tuple[Claim, ...]

    @property
    def words(self) -> str:
        """Its name with how many claims have it."""
        return f"{self.name}, {counted(len(self.claims), 'claim')}"


def contrary(brief: Brief, corpus: Corpus, names: Names) -> tuple[Finding, ...]:
    """Every claim in view that is not told alike, once, with all that speaks against it in words.

    That is one which is disputed, whose figures differ, which an excerpt qualifies, or of which two
    sources give values for a field that cannot both be right. The curator's note comes last.
    """
    findings = []
    for claim in brief.claims:
        reasons = list(_reasons(claim, corpus, names))
        if reasons:
            sentences = (*reasons, claim.note.rstrip(".")) if claim.note else reasons
            findings.append(Finding(claim, f"{'. '.join(sentences)}."))
    return tuple(findings)


def gaps(brief: Brief, corpus: Corpus) -> tuple[Gap, ...]:
    """What is missing in the claims in view; only gaps that have claims, each claim in all its own.

    - Contested: disputed, or figures of two sources that cannot both be right.
    - Single origin: no two supporting excerpts of two sources, or only such as have it from one.
    - Repeated, independence not established: two support it, and one names nobody it is from.
    - No origin named: no excerpt names whom it has it from.
    - No date, open on one side: only its earliest or only its latest day is given.
    - No date closer than a year: it may lie on any day of 365 or more; what holds throughout a
      time is as vague as the vaguer of its ends.
    - No place: no place where it happened.
    - No place closer than a region or country: every place of it is as coarse as that.
    """
    return tuple(
        Gap(name, missing)
        for name, has in _gap_rules(corpus).items()
        if (missing := tuple(claim for claim in brief.claims if has(claim)))
    )


def _reasons(claim: Claim, corpus: Corpus, names: Names) -> Iterator[str]:
    agreed = assess(claim, corpus)
    said: set[Field] = set()
    if agreed.agreement is Agreement.DISPUTED:
        said.add(Field.WHAT)
        yield f"Disputed: {agreed.reason}"
    if agreed.agreement is Agreement.FIGURES_DIFFER:
        said.add(Field.HOW_MANY)
        yield f"Figures differ: {agreed.reason}"
    qualifying = dict.fromkeys(
        f"{each.source} ({each.attribution})"
        for each in claim.excerpts
        if each.stance is Stance.QUALIFIES
    )
    if qualifying:
        yield f"Qualified in {listed(list(qualifying))}"
    for row in compare_fields(claim, corpus, names):
        if row.standing is Standing.DIFFERS and row.field not in said:
            yield _difference(row)


def _difference(row: Row) -> str:
    """'Differs on when: 000 “in May”, 002 “last year”', of those sources that differ."""
    given = (
        f"{source} {' and '.join(f'“{words}”' for words in cell.words)}"
        for source, cell in row.cells.items()
        if cell.standing is Standing.DIFFERS
    )
    return f"Differs on {spaced(row.field)}: {', '.join(given)}"


def _gap_rules(corpus: Corpus) -> Mapping[str, Callable[[Claim], bool]]:
    contested = {Agreement.DISPUTED, Agreement.FIGURES_DIFFER}
    one_origin = {Lineage.SINGLE, Lineage.DERIVED}
    return {
        "Contested": lambda claim: assess(claim, corpus).agreement in contested,
        "Single origin": lambda claim: lineage_of(claim, corpus.sources) in one_origin,
        AGREEMENT_NAMES[Agreement.REPEATED]: lambda claim: (
            lineage_of(claim, corpus.sources) is Lineage.UNKNOWN
        ),
        "No origin named": lambda claim: not evidence(claim).origins,
        "No date, open on one side": lambda claim: _is_open(claim.when),
        "No date closer than a year": lambda claim: _days(claim.when) >= _A_YEAR,
        "No place": lambda claim: not claim.locations,
        "No place closer than a region or country": lambda claim: _is_coarse(claim, corpus),
    }


def _is_open(when: When) -> bool:
    return when.period.earliest is None or when.period.latest is None


def _days(when: When) -> int:
    """How many days it may lie on, without the margin of an "about"; 0 where a side is open."""
    period = when.period
    if _is_open(when):
        return 0
    if when.holds is TemporalScope.THROUGHOUT:
        return max(_width(period.start), _width(period.end))
    return _width(period.stated)


def _width(bounds: Bounds) -> int:
    return ((bounds.latest or date.max) - (bounds.earliest or date.min)).days + 1


def _is_coarse(claim: Claim, corpus: Corpus) -> bool:
    levels = [where.level_at(corpus.places[where.place]) for where in claim.locations]
    return bool(levels) and all(level.rank >= LocationPrecision.REGION.rank for level in levels)
