"""What a map is made of: a row for each place of a claim, and a row for each symbol.

`COLUMNS` and `MARK_COLUMNS` have every column once, with its type and where its value comes from;
GeoJSON, GeoPackage and KML write each in their own way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from data.comparing.agreement import Assessment, assess, is_disputed
from data.exports.columns import Type
from data.exports.jsonld import quoted_from
from data.exports.maps.shapes import Form, Shape, shape_of
from data.model.corpus import Claim, Corpus, Place, Where
from data.model.perpetrators import perpetrator_side, target_names
from data.model.vocabulary import LocationPrecision, Role
from data.selecting.places import PlaceMark, key_of, place_marks
from data.wording.dates import period_words

Value = str | int | float | bool | date | Sequence[str] | None

# UCDP's where_prec and ACLED's geo_precision (docs/method.md, “Places”). ACLED places nothing by
# country alone, so a country has no value there.
PRECISION: Mapping[LocationPrecision, tuple[int, int | None]] = {
    LocationPrecision.SITE: (1, 1),
    LocationPrecision.TOWN: (1, 1),
    LocationPrecision.NEAR: (2, 2),
    LocationPrecision.DISTRICT: (3, 2),
    LocationPrecision.GOVERNORATE: (4, 3),
    LocationPrecision.REGION: (5, 3),
    LocationPrecision.COUNTRY: (6, None),
}
ATTRIBUTION = (
    "Outlines made with Natural Earth 1:10m (public domain), as drawn in 32–51° E, 27–41° N; they "
    "are no statement on anyone's claims.",
    "Coordinates as `coordinates_source` of each feature says: GeoNames (CC BY 4.0); UCDP GED "
    "(CC BY 4.0; Sundberg & Melander 2013, Högbladh 2019); OurAirports (public domain).",
    "The quoted documents belong to their publishers and are quoted for analysis.",
)
# The kind of a symbol whose claims are of several.
SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a claim is, went to or came from, and as what that is drawn."""

    where: Where
    place: Place
    level: LocationPrecision
    shape: Shape | None

    @property
    def key(self) -> str | None:
        """The symbol that counts the claim (`PlaceMark.key`); a place that is no location has none.

        The claim did not happen there.
        """
        if self.where.role is not Role.LOCATION:
            return None
        return key_of(self.place, self.level, self.where.radius_km)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim at one of its places, counted from 1, or at none."""

    claim: Claim
    number: int
    placed: Placed | None
    agreed: Assessment
    quoted_from: Sequence[str]
    by_whom: str | None
    targets: str | None

    @property
    def id(self) -> str:
        """The same under every filter."""
        return f"{self.claim.id}/{self.number}"

    @property
    def shape(self) -> Shape | None:
        """As what it is drawn, if it is."""
        return self.placed.shape if self.placed else None


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A symbol of the map and as what it is drawn."""

    mark: PlaceMark
    shape: Shape | None
    disputed: bool

    @property
    def kind(self) -> str:
        """The kind that its claims share, or `SEVERAL`."""
        kinds = {claim.kind.value for claim in self.mark.claims}
        return kinds.pop() if len(kinds) == 1 else SEVERAL


@dataclass(frozen=True, slots=True)
class Counted:
    """What a claim at a place adds to the map: its symbol, and whether it is the first of it."""

    mark: DrawnMark | None
    first: bool


_Of = TypeVar("_Of")


@dataclass(frozen=True, slots=True)
class Column(Generic[_Of]):
    """A column: its name, what it holds and how that is found."""

    name: str
    type: Type
    value: Callable[[_Of], Value]


def _at(value: Callable[[Placed], Value]) -> Callable[[Told], Value]:
    """What is asked of the place, and nothing where a claim has none."""
    return lambda told: value(told.placed) if told.placed else None


def _shaped(value: Callable[[Shape], Value]) -> Callable[[Told], Value]:
    return lambda told: value(told.shape) if told.shape else None


COLUMNS: tuple[Column[Told], ...] = (
    Column("claim", Type.TEXT, lambda told: told.claim.id),
    Column("kind", Type.TEXT, lambda told: told.claim.kind.value),
    Column("event_type", Type.TEXT, lambda told: told.claim.event_type),
    Column("perpetrator_side", Type.TEXT, lambda told: told.by_whom),
    Column("targets", Type.TEXT, lambda told: told.targets),
    Column("statement", Type.TEXT, lambda told: told.claim.statement),
    Column("note", Type.TEXT, lambda told: told.claim.note),
    Column("period", Type.TEXT, lambda told: period_words(told.claim.when)),
    Column("edtf", Type.EDTF, lambda told: told.claim.when.edtf),
    Column("holds", Type.TEXT, lambda told: told.claim.when.holds.value),
    Column("earliest", Type.DAY, lambda told: told.claim.when.period.earliest),
    Column("latest", Type.DAY, lambda told: told.claim.when.period.latest),
    Column("date_precision", Type.TEXT, lambda told: told.claim.when.period.precision.value),
    Column("date_basis", Type.TEXT, lambda told: told.claim.when.basis),
    Column("agreement", Type.TEXT, lambda told: told.agreed.agreement.value),
    Column("agreement_reason", Type.TEXT, lambda told: told.agreed.reason),
    Column("sources", Type.LIST, lambda told: told.claim.sources),
    Column("quotes", Type.LIST, lambda told: [each.exact for each in told.claim.excerpts]),
    Column("quoted_from", Type.LIST, lambda told: told.quoted_from),
    Column("stances", Type.LIST, lambda told: [each.stance for each in told.claim.excerpts]),
    Column("place_id", Type.TEXT, _at(lambda placed: placed.place.id)),
    Column("place", Type.TEXT, _at(lambda placed: placed.place.name)),
    Column("level", Type.TEXT, _at(lambda placed: placed.level.value)),
    Column("role", Type.TEXT, _at(lambda placed: placed.where.role.value)),
    Column("radius_km", Type.REAL, _at(lambda placed: placed.where.radius_km)),
    Column("ucdp_where_prec", Type.CODE, _at(lambda placed: PRECISION[placed.level][0])),
    Column("acled_geo_precision", Type.CODE, _at(lambda placed: PRECISION[placed.level][1])),
    Column("coordinates_source", Type.TEXT, _at(lambda placed: placed.place.coordinates_source)),
    Column("shape", Type.TEXT, _shaped(lambda shape: shape.form.value)),
    Column("width_km", Type.REAL, _shaped(lambda shape: shape.width_km)),
    Column("near", Type.BOOLEAN, lambda told: _is_near(told.shape)),
    Column("mark", Type.TEXT, _at(lambda placed: placed.key)),
)
# So that a layer of claims can be drawn as symbols: of those that share one, the first draws it.
COUNTED_COLUMNS: tuple[Column[Counted], ...] = (
    Column("mark_first", Type.BOOLEAN, lambda one: one.first),
    Column("mark_claims", Type.INTEGER, lambda one: len(one.mark.mark.claims) if one.mark else 0),
    Column("mark_kind", Type.TEXT, lambda one: one.mark.kind if one.mark else None),
    Column("mark_disputed", Type.BOOLEAN, lambda one: bool(one.mark and one.mark.disputed)),
)
MARK_COLUMNS: tuple[Column[DrawnMark], ...] = (
    Column("mark", Type.TEXT, lambda mark: mark.mark.key),
    Column("place_id", Type.TEXT, lambda mark: mark.mark.place.id),
    Column("place", Type.TEXT, lambda mark: mark.mark.place.name),
    Column("place_ar", Type.TEXT, lambda mark: mark.mark.place.name_ar),
    Column("level", Type.TEXT, lambda mark: mark.mark.level.value),
    Column("claims", Type.INTEGER, lambda mark: len(mark.mark.claims)),
    Column("kind", Type.TEXT, lambda mark: mark.kind),
    Column("kinds", Type.LIST, lambda mark: sorted({each.kind for each in mark.mark.claims})),
    Column("disputed", Type.BOOLEAN, lambda mark: mark.disputed),
    Column("radius_km", Type.REAL, lambda mark: mark.mark.radius_km),
    Column("width_km", Type.REAL, lambda mark: mark.shape.width_km if mark.shape else None),
    Column("shape", Type.TEXT, lambda mark: mark.shape.form.value if mark.shape else None),
    Column("coordinates_source", Type.TEXT, lambda mark: mark.mark.place.coordinates_source),
)


def told(claims: Iterable[Claim], corpus: Corpus) -> Iterator[Told]:
    """The claims in the order given, each at each of its places, or once where it has none."""
    for claim in claims:
        agreed, spans = assess(claim, corpus), quoted_from(claim, corpus)
        by_whom, targets = perpetrator_side(claim, corpus), target_names(claim, corpus)
        for number, where in enumerate(claim.where or (None,), start=1):
            placed = _placed(where, corpus) if where else None
            yield Told(claim, number, placed, agreed, spans, by_whom, targets)


def counted(found: Iterable[Told], symbols: Iterable[DrawnMark]) -> Iterator[Counted]:
    """For each claim at a place the symbol that counts it."""
    by_key, seen = {each.mark.key: each for each in symbols}, set[str]()
    for one in found:
        key = one.placed.key if one.placed else None
        yield Counted(by_key.get(key or ""), key is not None and key not in seen)
        if key:
            seen.add(key)


def marks(claims: Sequence[Claim], corpus: Corpus) -> tuple[DrawnMark, ...]:
    """The symbols that the dashboard's map has for the claims, what is lower coming first."""
    return tuple(
        DrawnMark(mark, shape_of(_where(mark), corpus), any(map(is_disputed, mark.claims)))
        for mark in place_marks(corpus, claims)
    )


def _placed(where: Where, corpus: Corpus) -> Placed:
    place = corpus.places[where.place]
    return Placed(where, place, where.level_at(place), shape_of(where, corpus))


def _where(mark: PlaceMark) -> Where:
    return Where(place=mark.place.id, level=mark.level, radius_km=mark.radius_km)


def _is_near(shape: Shape | None) -> bool:
    return shape is not None and shape.form is Form.CIRCLE
