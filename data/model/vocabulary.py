"""The closed lists of the corpus: what a field may say, with the standard behind it."""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What sort of statement a claim is. A closed list."""

    ATTACK = "attack"
    OPERATION = "operation"
    TERRITORY = "territory"
    ARREST = "arrest"
    MOVEMENT = "movement"
    STRENGTH = "strength"
    ACTIVITY_LEVEL = "activity-level"
    HUMANITARIAN = "humanitarian"
    POLITICAL = "political"
    ASSESSMENT = "assessment"
    FORECAST = "forecast"
    PRESCRIPTION = "prescription"


class EventType(StrEnum):
    """How a violent act was done, by whomever; docs/method.md has ACLED's and UCDP's types."""

    ARMED_CLASH = "armed-clash"
    GROUND_ASSAULT = "ground-assault"
    ARMED_ASSAULT = "armed-assault"
    CAR_BOMB = "car-bomb"
    SUICIDE_BOMB = "suicide-bomb"
    EXPLOSION = "explosion"
    SHELLING = "shelling"
    AIR_STRIKE = "air-strike"
    DRONE_STRIKE = "drone-strike"
    ABDUCTION = "abduction"
    ASSASSINATION = "assassination"
    ATTACK_ON_CIVILIANS = "attack-on-civilians"
    CHECKPOINT = "checkpoint"
    UNSPECIFIED = "unspecified"


class Stance(StrEnum):
    """How an excerpt stands to its claim."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    DISPUTES = "disputes"
    MENTIONS = "mentions"


class Modality(StrEnum):
    """In what voice the source says it."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    ESTIMATED = "estimated"
    DENIED = "denied"
    FORECAST = "forecast"
    OPINION = "opinion"


class LocationPrecision(StrEnum):
    """How precisely something is placed, finest first (docs/method.md has ACLED's and UCDP's)."""

    SITE = "site"
    TOWN = "town"
    NEAR = "near"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    REGION = "region"
    COUNTRY = "country"

    @property
    def rank(self) -> int:
        """Position from the finest (0) to the coarsest."""
        return list(LocationPrecision).index(self)


class Role(StrEnum):
    """What a place is to a claim. Only a `location` is where the thing itself happened."""

    LOCATION = "location"
    ORIGIN = "origin"
    DESTINATION = "destination"
    COMPARISON = "comparison"


class ActorRole(StrEnum):
    """What an actor is to a claim."""

    PERPETRATOR = "perpetrator"
    TARGET = "target"
    PARTICIPANT = "participant"
    SUBJECT = "subject"


class Reliability(StrEnum):
    """Reliability of a source (NATO Admiralty code); F means that it cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """Credibility of what a source says of a claim (NATO Admiralty); 6 cannot be judged."""

    CONFIRMED = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class Measure(StrEnum):
    """What a figure counts. A closed list, so that figures of two sources can be compared."""

    ATTACKS = "attacks"
    KILLED = "killed"
    INJURED = "injured"
    FIGHTERS = "fighters"
    ARRESTED = "arrested"
    PRISONERS = "prisoners"
    RELEASED = "released"
    DISPLACED = "displaced"
    TERRITORY_LOST = "territory-lost"
    TROOPS = "troops"
    MONEY = "money"
    FRONTS = "fronts"
    MATERIEL = "materiel"
    DISEASE_DEATHS = "disease-deaths"
    DISEASE_CASES = "disease-cases"
    STATELESS = "stateless"
    COUNTRIES = "countries"
    YEARS = "years"


class NoClaimReason(StrEnum):
    """Why a passage carries no claim."""

    FURNITURE = "furniture"  # of the page: menus, disclaimers, calls for pitches, by-lines
    HEADING = "heading"  # a title or sub-title that repeats or announces the text
    CAPTION = "caption"  # of a picture that the file does not hold
    SCENE = "scene"  # sets a scene or describes a person, without a fact of the subject
    RHETORIC = "rhetoric"  # emphasis, comment or comparison that states nothing to be checked
    QUESTION = "question"  # asks and does not say
    BRIDGE = "bridge"  # leads from one passage to the next, or introduces a speaker
    OFF_SUBJECT = "off-subject"  # a fact that has nothing to do with the insurgency or its setting


class WarningCode(StrEnum):
    """What looks wrong with a claim and only a person can settle."""

    FIGURE = "number-not-recorded"
    MONTH = "month-not-in-period"
    PLACE = "place-not-in-claim"
    LONG_QUOTE = "long-quote"
    REPEATS_QUOTE = "statement-repeats-quote"
    NEAR_DUPLICATE = "near-duplicate"
    AFTER_PUBLICATION = "after-publication"
    STALE = "accepted-in-vain"


class Genre(StrEnum):
    """What kind of writing a source is."""

    NEWS = "news"
    OPINION = "opinion"
    ANALYSIS = "analysis"
