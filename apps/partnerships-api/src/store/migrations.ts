/**
 * The steps that lead to the schema of today, in order. The database's `user_version` says how many it has had.
 * A step that was released is never changed; a change is a step of its own.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE account (
    account_id          TEXT PRIMARY KEY,
    parent_account_id   TEXT NOT NULL,
    external_account_id TEXT NOT NULL,
    registration        TEXT NOT NULL, -- JSON: what the platform sent
    status              TEXT NOT NULL CHECK (status IN ('active', 'paused')),
    relationship        TEXT NOT NULL CHECK (relationship IN ('active', 'revoked')),
    created_at          INTEGER NOT NULL, -- here and below: milliseconds since 1970
    UNIQUE (parent_account_id, external_account_id)
  ) STRICT;

  CREATE TABLE page (
    page_id         TEXT PRIMARY KEY,
    account_id      TEXT NOT NULL REFERENCES account,
    position        INTEGER NOT NULL, -- as registered
    layout_id       TEXT NOT NULL UNIQUE,
    page_identifier TEXT NOT NULL,
    surface         TEXT NOT NULL,
    layout_type     TEXT NOT NULL,
    UNIQUE (account_id, position),
    UNIQUE (account_id, page_identifier)
  ) STRICT;

  CREATE TABLE variant (
    page_variant_id TEXT PRIMARY KEY,
    page_id         TEXT NOT NULL UNIQUE REFERENCES page,
    name            TEXT NOT NULL,
    status          TEXT NOT NULL CHECK (status IN ('active', 'paused'))
  ) STRICT;

  CREATE TABLE operation (
    operation_id      TEXT PRIMARY KEY,
    parent_account_id TEXT NOT NULL,
    request_id        TEXT NOT NULL,
    outcome           TEXT NOT NULL, -- JSON
    created_at        INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX operation_by_age ON operation (created_at);

  CREATE TABLE idempotency_key (
    parent_account_id TEXT NOT NULL,
    account_id        TEXT NOT NULL REFERENCES account,
    key               TEXT NOT NULL,
    fingerprint       TEXT NOT NULL,
    operation_id      TEXT NOT NULL REFERENCES operation ON DELETE CASCADE,
    expires_at        INTEGER NOT NULL,
    UNIQUE (parent_account_id, account_id, key)
  ) STRICT;
  CREATE INDEX idempotency_key_by_end ON idempotency_key (expires_at);
  CREATE INDEX idempotency_key_by_operation ON idempotency_key (operation_id);
  `,
];
