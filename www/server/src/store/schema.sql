-- One row: the key that signs session tokens, in PKCS #1 format.
CREATE TABLE signing_key (
    id          TEXT PRIMARY KEY,
    private_key BLOB NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

-- A browser, which Clerk calls "client". Its secret identifies it, in __clerk_db_jwt or in a cookie.
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
    -- The order of keys, also of those that were created in the same millisecond.
    sequence          INTEGER PRIMARY KEY AUTOINCREMENT,
    id                TEXT NOT NULL UNIQUE,
    subject           TEXT NOT NULL,
    name              TEXT NOT NULL,
    -- The name in lower case. SQLite can lower only ASCII itself.
    folded_name       TEXT NOT NULL,
    description       TEXT,
    secret_sha256     BLOB NOT NULL UNIQUE,
    created_by        TEXT NOT NULL,
    expiration        INTEGER,
    revoked           INTEGER NOT NULL DEFAULT 0,
    revocation_reason TEXT,
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL,
    -- As in Clerk, the name of a revoked key stays taken.
    UNIQUE (subject, name)
) STRICT;

CREATE INDEX api_key_of_subject ON api_key (subject, sequence DESC);
