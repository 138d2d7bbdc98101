CREATE TABLE project_key (
    -- Two keys may be made in one millisecond; this is their order.
    sequence         INTEGER PRIMARY KEY AUTOINCREMENT,
    id               TEXT NOT NULL UNIQUE,
    project_id       TEXT NOT NULL,
    name             TEXT NOT NULL,
    -- A JSON array of texts.
    scopes           TEXT NOT NULL,
    -- The beginning of the secret, for people to know the key by.
    prefix           TEXT NOT NULL,
    secret_sha256    BLOB NOT NULL UNIQUE,
    created_by       TEXT NOT NULL,
    is_admin_managed INTEGER NOT NULL,
    is_active        INTEGER NOT NULL DEFAULT 1,
    expires_at       INTEGER,
    last_used_at     INTEGER,
    created_at       INTEGER NOT NULL
) STRICT;

CREATE INDEX project_key_of_project ON project_key (project_id, sequence DESC);
