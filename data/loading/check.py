"""What no single entry can show: names that point nowhere, quotes that are not there, places that
lie outside their parent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.basemap.outlines import codes, lies_within
from data.loading.coverage import coverage, quoted
from data.loading.entries import Located
from data.loading.quotes import excerpt_spans
from data.loading.yaml_file import FieldPath
from data.model.corpus import Actor, Claim, Corpus, Place, Side, Source
from data.model.perpetrators import RESERVED
from data.model.problems import Problem
from data.model.vocabulary import LocationPrecision
from data.text.anchor import Span, line_of
from data.text.invisible_characters import shown

# Natural Earth draws Baghdad governorate at an eighth of its size; a place in it cannot be tested.
WRONG_OUTLINES = frozenset({"iq-bg"})


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that was read, before it is known to fit together.

    `unread` says that some could not be read: a name that points at one is reported no second time.
    """

    sources: Mapping[str, Located[Source]]
    places: Mapping[str, Located[Place]]
    actors: Mapping[str, Located[Actor]]
    sides: Mapping[str, Located[Side]]
    claims: Sequence[Located[Claim]]
    texts: Mapping[str, str]
    unread: bool


def unique_ids(*groups: Iterable[Located[Any]]) -> list[Problem]:
    """An id stands for one entry of its type."""
    problems = []
    for group in groups:
        first: dict[str, Located[Any]] = {}
        for entry in group:
            other = first.setdefault(entry.value.id, entry)
            if other is not entry:
                line = other.document.line((*other.path, "id"))
                found = f"{shown(entry.value.id)}, already used at {other.document.file}:{line}"
                problems.append(entry.problem(("id",), found, "an id of its own", "rename one"))
    return problems


def relations(draft: Draft) -> tuple[dict[str, tuple[Span, ...]], list[Problem]]:
    """Check how entries refer to one another. Returns the spans of each claim's excerpts too."""
    problems = [
        *_unknown_names(draft),
        *_reserved_sides(draft),
        *(problem for entry in draft.places.values() for problem in _place_problems(entry, draft)),
        *(problem for entry in draft.claims for problem in _level_problems(entry, draft)),
    ]
    spans: dict[str, tuple[Span, ...]] = {}
    for entry in draft.claims:
        spans[entry.value.id], found = excerpt_spans(entry, draft.texts)
        problems += found
    return spans, problems


def _unknown_names(draft: Draft) -> Iterator[Problem]:
    if draft.unread:
        return
    yield from _unknown_in_lists(draft)
    for claim in draft.claims:
        yield from _unknown_in_claim(claim, draft)


def _unknown_in_lists(draft: Draft) -> Iterator[Problem]:
    for source in draft.sources.values():
        for i, name in enumerate(source.value.derives_from):
            yield from _known(source, ("derives_from", i), name, draft.sources, "source")
    for place in draft.places.values():
        if place.value.parent is not None:
            yield from _known(place, ("parent",), place.value.parent, draft.places, "place")
    for actor in draft.actors.values():
        if actor.value.side is not None:
            yield from _known(actor, ("side",), actor.value.side, draft.sides, "side")


def _reserved_sides(draft: Draft) -> Iterator[Problem]:
    for side in draft.sides.values():
        if side.value.id in RESERVED:
            wanted = f"an id other than {' and '.join(sorted(RESERVED))}"
            yield side.problem(("id",), shown(side.value.id), wanted, "choose another id")


def _unknown_in_claim(entry: Located[Claim], draft: Draft) -> Iterator[Problem]:
    for i, where in enumerate(entry.value.where):
        yield from _known(entry, ("where", i, "place"), where.place, draft.places, "place")
    for i, who in enumerate(entry.value.actors):
        yield from _known(entry, ("actors", i, "actor"), who.actor, draft.actors, "actor")
    for i, excerpt in enumerate(entry.value.excerpts):
        at: FieldPath = ("excerpts", i)
        yield from _known(entry, (*at, "source"), excerpt.source, draft.sources, "source")
        if excerpt.origin is not None:
            yield from _known(entry, (*at, "origin"), excerpt.origin, draft.actors, "actor")


def _known(
    entry: Located[Any], at: FieldPath, name: str, known: Mapping[str, object], what: str
) -> Iterator[Problem]:
    if name not in known:
        fix = f"correct it, or add the {what} to {what}s.yaml"
        yield entry.problem(at, f"the unknown {what} {shown(name)}", f"a known {what}", fix)


def _place_problems(entry: Located[Place], draft: Draft) -> Iterator[Problem]:
    place = entry.value
    for i, code in enumerate(place.areas):
        if code not in codes():
            wanted = "the code of an outline in data/basemap (iq, sy, iq-an …)"
            yield entry.problem(("areas", i), shown(code), wanted, "correct the code")
    parent = draft.places.get(place.parent) if place.parent else None
    if parent is None:
        return
    if parent.value.level.rank <= place.level.rank:
        found = f"{shown(parent.value.id)}, a {parent.value.level}"
        wanted = f"a place coarser than a {place.level}"
        yield entry.problem(("parent",), found, wanted, "choose the place that contains it")
    areas = [code for code in parent.value.areas if code in codes()]
    testable = areas and not WRONG_OUTLINES.intersection(areas)
    if testable and not lies_within(place.lat, place.lon, areas):
        found = f"({place.lat}, {place.lon}), outside {parent.value.name}"
        fix = "check for swapped or mistyped coordinates, or correct the parent"
        yield entry.problem(("lat",), found, "coordinates inside the parent", fix)


def _level_problems(entry: Located[Claim], draft: Draft) -> Iterator[Problem]:
    for i, where in enumerate(entry.value.where):
        place = draft.places.get(where.place)
        if place is None or where.level is None:
            continue
        finer = where.level.rank < place.value.level.rank
        near_area = (
            where.level is LocationPrecision.NEAR
            and place.value.level.rank > LocationPrecision.TOWN.rank
        )
        if finer or near_area:
            found = f"{shown(where.level)} for {shown(where.place)}, a {place.value.level}"
            wanted = "a level no finer than the place's own"
            yield entry.problem(("where", i, "level"), found, wanted, "choose a coarser level")


def completeness(corpus: Corpus) -> list[Problem]:
    """Every sentence is quoted or listed as carrying no claim, and no words are both."""
    problems = []
    quotes = quoted(corpus)
    for each in coverage(corpus):
        for span in each.unaccounted:
            fix = f"quote it in a claim, or list it with a reason in no_claim/{each.source}.yaml"
            found, wanted = "a sentence that is unaccounted for", "every sentence accounted for"
            problems.append(_at_seed(corpus, each.source, span, (found, wanted, fix)))
        for span in corpus.no_claim.get(each.source, ()):
            if quotes[each.source].touch(span):
                found = "words that a claim quotes and no_claim lists"
                texts = (found, "the one or the other", "shorten one of them")
                problems.append(_at_seed(corpus, each.source, span, texts))
    return problems


def _at_seed(corpus: Corpus, source: str, span: Span, texts: tuple[str, str, str]) -> Problem:
    """A Problem at a passage of a seed; `texts` says what was found, expected, and to do."""
    found, expected, fix = texts
    text = corpus.texts[source]
    passage = shown(text[span.start : span.end])
    file = f"seeds/{corpus.sources[source].file}"
    return Problem(file, line_of(text, span.start), "", f"{found}, {passage}", expected, fix)
