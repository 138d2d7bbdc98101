CREATE TABLE project_key (
    -- The order of keys, also of those that were created in the same millisecond.
    sequence         INTEGER PRIMARY KEY AUTOINCREMENT,
    id               TEXT NOT NULL UNIQUE,
    project_id       TEXT NOT NULL,
    name             TEXT NOT NULL,
    -- A JSON array of strings.
    scopes           TEXT NOT NULL,
    -- The beginning of the secret, by which users recognize the key.
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
