-- One row: the key that signs session tokens, in PKCS #1.
CREATE TABLE signing_key (
    id          TEXT PRIMARY KEY,
    private_key BLOB NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

-- A browser, as Clerk's "client". It is known by its secret, which travels in __clerk_db_jwt or in a cookie.
CREATE TABLE browser (
    id                TEXT PRIMARY KEY,
    secret            TEXT NOT NULL UNIQUE,
    active_session_id TEXT,
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    id              TEXT PRIMARY KEY,
    browser_id      TEXT NOT NULL REFERENCES browser (id),
    user_id         TEXT NOT NULL,
    organization_id TEXT,
    ended           INTEGER NOT NULL DEFAULT 0,
    last_active_at  INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX session_of_browser ON session (browser_id, created_at);

CREATE TABLE api_key (
    -- Two keys may be made in one millisecond; this is their order.
    sequence          INTEGER PRIMARY KEY AUTOINCREMENT,
    id                TEXT NOT NULL UNIQUE,
    subject           TEXT NOT NULL,
    name              TEXT NOT NULL,
    -- The name in lower case: SQLite itself folds nothing but ASCII.
    folded_name       TEXT NOT NULL,
    description       TEXT,
    secret_sha256     BLOB NOT NULL UNIQUE,
    created_by        TEXT NOT NULL,
    expiration        INTEGER,
    revoked           INTEGER NOT NULL DEFAULT 0,
    revocation_reason TEXT,
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL,
    -- A revoked key keeps its name taken, as at Clerk.
    UNIQUE (subject, name)
) STRICT;

CREATE INDEX api_key_of_subject ON api_key (subject, sequence DESC);
