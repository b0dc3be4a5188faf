"""What a corpus is made of. Every type is frozen and refuses keys that it does not know.

The words are the field's own: a *claim* is one normalised statement; an *excerpt* is an exact run
of a source's text that speaks to it; a *source* is a document and what is known of it; a *place*
is a gazetteer entry; a *figure* is a number that a source gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat, model_validator
from pydantic_core import PydanticCustomError

from data.model.period import Period, PeriodError, TemporalScope, cut_at, parse_period
from data.model.vocabulary import (
    ActorRole,
    Credibility,
    EventType,
    Genre,
    Kind,
    LocationPrecision,
    Measure,
    Modality,
    NoClaimReason,
    Reliability,
    Role,
    Stance,
    WarningCode,
)
from data.text.anchor import Span


def _refuse_padding(text: str) -> str:
    if text != text.strip():
        raise PydanticCustomError("padding", "text without spaces at its ends")
    return text


def _refuse_bad_period(expression: str) -> str:
    try:
        parse_period(expression)
    except PeriodError as error:
        raise PydanticCustomError("edtf", "{wanted}", {"wanted": str(error)}) from None
    return expression


# Ids reach folium, URLs and file names, so they can hold nothing that any of those could run.
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
SourceId = Annotated[str, Field(pattern=r"^[0-9]{3}$")]
Text = Annotated[str, Field(min_length=1), AfterValidator(_refuse_padding)]
# A quote may begin or end anywhere, so its spaces are kept.
Quote = Annotated[str, Field(min_length=1)]
Edtf = Annotated[str, AfterValidator(_refuse_bad_period)]
Latitude = Annotated[FiniteFloat, Field(ge=-90, le=90)]
Longitude = Annotated[FiniteFloat, Field(ge=-180, le=180)]
Kilometres = Annotated[FiniteFloat, Field(gt=0, le=500)]


class Entry(BaseModel):
    """Base of all authored types: frozen, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields changed, and without what was worked out from the old ones."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy


class Source(Entry):
    """A document in `seeds/` and what is known of it.

    `published` is EDTF with the reason in `published_basis`. `carried_by` names who passed the
    document on, `altered` what they changed, and `translation` what its English tells of its way.
    `derives_from` lists sources it copies or leans on; such a pair never counts as two origins.
    """

    id: SourceId
    file: Text
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    title: Text
    publisher: Text
    author: Text | None = None
    carried_by: Text | None = None
    altered: Text | None = None
    genre: Genre
    translation: Text | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    published: Edtf
    published_basis: Text
    reliability: Reliability
    reliability_reason: Text
    derives_from: tuple[SourceId, ...] = ()

    @cached_property
    def published_period(self) -> Period:
        """The publication date with its bounds."""
        return parse_period(self.published)


class Place(Entry):
    """A gazetteer entry.

    `lat` and `lon` are WGS 84 degrees and stand for the place itself only at the levels site and
    town; coarser places are drawn as the outlines named in `areas` (codes of the basemap) or along
    `path` ([lat, lon] pairs, `width_km` wide, an approximation). `spellings` are the names that
    the sources use where they differ from `name`.
    """

    id: Id
    name: Text
    name_ar: Text | None = None
    level: LocationPrecision
    lat: Latitude
    lon: Longitude
    coordinates_source: Text
    parent: Id | None = None
    geonames: Annotated[int, Field(gt=0)] | None = None
    spellings: tuple[Text, ...] = ()
    areas: tuple[Id, ...] = ()
    path: tuple[tuple[Latitude, Longitude], ...] = ()
    width_km: Kilometres | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _has_a_shape(self) -> Self:
        if self.level is LocationPrecision.NEAR:
            raise PydanticCustomError(
                "near", "a level of the place itself; 'near' belongs in a claim's `where`"
            )
        if self.level.rank > LocationPrecision.NEAR.rank and not (self.areas or self.path):
            raise PydanticCustomError(
                "shape",
                "`areas` or `path`, because a {level} is not a point",
                {"level": self.level},
            )
        if bool(self.path) != (self.width_km is not None):
            raise PydanticCustomError("path", "`path` and `width_km` together")
        if self.path and len(self.path) < 2:
            raise PydanticCustomError("path", "at least two points in `path`")
        return self


class Side(Entry):
    """One of those who fight: what actors are counted to when violent acts are told apart by whom.

    The name is a plural or a group, as it stands in "by whom: Iraqi forces".
    """

    id: Id
    name: Text


class Actor(Entry):
    """A group, force, office or person, with every name that the sources use for it.

    `side` is the side that it is counted to when it uses violence; absent for who is on none.
    """

    id: Id
    name: Text
    side: Id | None = None
    name_ar: Text | None = None
    aliases: tuple[Text, ...] = ()


class When(Entry):
    """The period of a claim in EDTF, what holding in it means, and why we say so."""

    edtf: Edtf
    holds: TemporalScope = TemporalScope.SOME_DAY
    basis: Text

    @cached_property
    def period(self) -> Period:
        """The parsed period with its bounds."""
        return self.as_written()

    def as_written(self) -> Period:
        """What the expression itself says, told or not yet told."""
        return parse_period(self.edtf, self.holds)


class ToldWhen(When):
    """The period of a claim in a corpus: it ends with the day by which it was told.

    `told_by` is that day, margin included: a source cannot tell what had not yet happened. It is
    worked out (`Claim.told_in`) and never written by a curator.
    """

    told_by: date

    @cached_property
    def period(self) -> Period:
        """The parsed period, cut at the day by which it was told."""
        return cut_at(self.as_written(), self.told_by)


class Where(Entry):
    """One place of a claim. `level` is coarser than the place's own when the source is vaguer."""

    place: Id
    role: Role = Role.LOCATION
    level: LocationPrecision | None = None
    radius_km: Kilometres | None = None

    def level_at(self, place: Place) -> LocationPrecision:
        """How precisely the claim is placed: as the place itself, unless the source is vaguer."""
        return self.level or place.level

    @model_validator(mode="after")
    def _near_has_a_radius(self) -> Self:
        if (self.level is LocationPrecision.NEAR) != (self.radius_km is not None):
            raise PydanticCustomError("radius", "`level: near` and `radius_km` together")
        return self


class Who(Entry):
    """One actor of a claim and its part in it."""

    actor: Id
    role: ActorRole


class Figure(Entry):
    """A number that a source gives; `minimum` or `maximum` is empty where the source sets none."""

    measure: Measure
    minimum: FiniteFloat | None = None
    maximum: FiniteFloat | None = None
    unit: Text
    as_written: Text

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.minimum is None and self.maximum is None:
            raise PydanticCustomError("range", "a minimum, a maximum or both")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise PydanticCustomError("range", "a minimum that is not above the maximum")
        return self


class Quoted(Entry):
    """An exact run of a text; `prefix` and `suffix` say which where it stands more than once."""

    exact: Quote
    prefix: Quote | None = None
    suffix: Quote | None = None


class NoClaim(Quoted):
    """A passage of a source that carries no claim, and why; one list of them for each source."""

    reason: NoClaimReason


class StatedWhen(Entry):
    """The time that one source gives for a claim, with its own words for it.

    A claim's `when` may have to cover what several sources say; this keeps each one's own.
    """

    edtf: Edtf
    as_written: Text

    @cached_property
    def period(self) -> Period:
        """The parsed period with its bounds."""
        return parse_period(self.edtf)


class Excerpt(Quoted):
    """An exact run of a source's text and how it stands to one claim.

    `attribution` says in words whom the source has it from; `origin` is that one as an actor id,
    absent where the source does not say. `credibility` is of this statement, not of the source.
    `when` is the time that this source gives, recorded where a claim has several sources.
    """

    source: SourceId
    stance: Stance
    attribution: Text
    origin: Id | None = None
    modality: Modality
    credibility: Credibility
    credibility_reason: Text
    figures: tuple[Figure, ...] = ()
    when: StatedWhen | None = None


class Accepted(Entry):
    """A warning that a curator has looked at and lets stand, with the reason."""

    warning: WarningCode
    why: Text


# What speaks of days to come, so that it is told before its period is over.
AHEAD = frozenset({Kind.FORECAST, Kind.PRESCRIPTION})
# What tells no act of its own: what is expected or called for, a rate, a judgement.
NO_ACT = AHEAD | {Kind.ACTIVITY_LEVEL, Kind.ASSESSMENT}


class Claim(Entry):
    """One normalised statement with the excerpts that speak to it.

    `kind` says what the claim is; `event_type` that it tells a violent act, and of which type.
    """

    id: Id
    kind: Kind
    event_type: EventType | None = None
    statement: Text
    when: When
    where: tuple[Where, ...] = ()
    actors: tuple[Who, ...] = ()
    excerpts: Annotated[tuple[Excerpt, ...], Field(min_length=1)]
    note: Text | None = None
    accepted: tuple[Accepted, ...] = ()

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that speak to the claim, in order."""
        return tuple(sorted({excerpt.source for excerpt in self.excerpts}))

    @cached_property
    def locations(self) -> tuple[Where, ...]:
        """Where the thing itself happened: no origin, destination or comparison."""
        return tuple(where for where in self.where if where.role is Role.LOCATION)

    @property
    def is_violent(self) -> bool:
        """Whether the statement tells a violent act: violence that happened or was reported."""
        return self.event_type is not None

    def told_in(self, sources: Mapping[str, Source]) -> Self:
        """The claim as its sources can tell it: its period ends with the last one's publication.

        A forecast or prescription speaks of what is to come and is left as it is, as is what a
        source of unknown end of publication tells.
        """
        days = [sources[source].published_period.latest for source in self.sources]
        known = [day for day in days if day is not None]
        if self.kind in AHEAD or len(known) < len(days):
            return self
        when = self.when
        told = ToldWhen(edtf=when.edtf, holds=when.holds, basis=when.basis, told_by=max(known))
        return self.model_copy(update={"when": told})

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.kind is Kind.ATTACK and self.event_type is None:
            raise PydanticCustomError("event_type", "an `event_type`, because this is an attack")
        if self.kind in NO_ACT and self.event_type is not None:
            raise PydanticCustomError(
                "event_type",
                "no `event_type`, because a claim of the kind {kind} tells no violent act",
                {"kind": self.kind},
            )
        disputed = any(excerpt.stance is Stance.DISPUTES for excerpt in self.excerpts)
        if disputed and self.note is None:
            raise PydanticCustomError("note", "a public `note`, because an excerpt disputes this")
        return self


class ContextBand(Entry):
    """What happened meanwhile: drawn behind the claims, never counted as one.

    It stands on general knowledge and not on our documents: `basis` says what its first and last
    day are, `source_note` which reference tells them and which of our sources do.
    """

    id: Id
    name: Text
    when: Edtf
    basis: Text
    source_note: Text

    @property
    def period(self) -> Period:
        """When it lasted, with its bounds; an open end has not ended within our years."""
        return parse_period(self.when)


# What is worked out of a corpus once stays as long as the corpus itself (claim_columns.py).
@dataclass(frozen=True, slots=True, weakref_slot=True)
class Corpus:
    """A corpus that passed every check. Mappings keep the order of the files.

    `texts` holds the decoded seed of each source; `spans` the place of each excerpt in it, in the
    order of the claim's excerpts; `no_claim` the passages of each source that carry none;
    `fingerprint` is the SHA-256 of all files read; `context` is no part of what is known. `sides`
    keep their order, in which they are named and coloured.
    """

    sources: Mapping[str, Source]
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    claims: Mapping[str, Claim]
    texts: Mapping[str, str]
    spans: Mapping[str, tuple[Span, ...]]
    no_claim: Mapping[str, tuple[Span, ...]]
    fingerprint: str
    context: tuple[ContextBand, ...] = ()
    sides: Mapping[str, Side] = field(default_factory=dict)

    def anchored(self, claim: Claim) -> tuple[tuple[Excerpt, Span], ...]:
        """The excerpts of a claim, each with its place in the source's text."""
        return tuple(zip(claim.excerpts, self.spans[claim.id], strict=True))
