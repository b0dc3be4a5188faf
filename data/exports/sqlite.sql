
CREATE TABLE about (what TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE sources (
    id TEXT PRIMARY KEY, publisher TEXT NOT NULL, author TEXT, title TEXT NOT NULL,
    carried_by TEXT, altered TEXT, genre TEXT NOT NULL, language TEXT NOT NULL, translation TEXT,
    published TEXT NOT NULL, published_basis TEXT NOT NULL, reliability TEXT NOT NULL,
    reliability_reason TEXT NOT NULL, derives_from TEXT NOT NULL, file TEXT NOT NULL,
    sha256 TEXT NOT NULL
);

CREATE TABLE actors (id TEXT PRIMARY KEY, name TEXT NOT NULL, name_ar TEXT);

CREATE TABLE places (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_ar TEXT, level TEXT NOT NULL,
    latitude REAL, longitude REAL, parent TEXT REFERENCES places (id), geonames INTEGER,
    coordinates_source TEXT NOT NULL
);

CREATE TABLE claims (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, event_type TEXT, perpetrator_side TEXT, targets TEXT,
    statement TEXT NOT NULL, edtf TEXT NOT NULL, holds TEXT NOT NULL,
    earliest TEXT, latest TEXT, precision TEXT NOT NULL,
    basis TEXT NOT NULL, agreement TEXT NOT NULL, agreement_reason TEXT NOT NULL, note TEXT
);

CREATE TABLE claim_places (
    claim TEXT NOT NULL REFERENCES claims (id), number INTEGER NOT NULL,
    place TEXT NOT NULL REFERENCES places (id), role TEXT NOT NULL, level TEXT NOT NULL,
    radius_km REAL, latitude REAL, longitude REAL, PRIMARY KEY (claim, number)
);

CREATE TABLE claim_actors (
    claim TEXT NOT NULL REFERENCES claims (id), number INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actors (id), role TEXT NOT NULL, PRIMARY KEY (claim, number)
);

CREATE TABLE excerpts (
    id TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES claims (id),
    source TEXT NOT NULL REFERENCES sources (id), quote TEXT NOT NULL, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, stance TEXT NOT NULL,
    modality TEXT NOT NULL, attribution TEXT NOT NULL, origin TEXT REFERENCES actors (id),
    credibility INTEGER NOT NULL, credibility_reason TEXT NOT NULL, stated_edtf TEXT,
    stated_as_written TEXT
);

CREATE TABLE figures (
    id TEXT PRIMARY KEY, excerpt TEXT NOT NULL REFERENCES excerpts (id),
    claim TEXT NOT NULL REFERENCES claims (id), source TEXT NOT NULL REFERENCES sources (id),
    measure TEXT NOT NULL, minimum REAL, maximum REAL, unit TEXT NOT NULL,
    as_written TEXT NOT NULL, common_minimum REAL, common_maximum REAL,
    common_unit TEXT NOT NULL, arithmetic TEXT NOT NULL
);

CREATE INDEX claims_kind ON claims (kind);
CREATE INDEX claims_earliest ON claims (earliest, latest);
CREATE INDEX claim_places_place ON claim_places (place);
CREATE INDEX claim_actors_actor ON claim_actors (actor);
CREATE INDEX excerpts_claim ON excerpts (claim);
CREATE INDEX excerpts_source ON excerpts (source, "start");
CREATE INDEX figures_excerpt ON figures (excerpt);
CREATE INDEX figures_measure ON figures (measure);
