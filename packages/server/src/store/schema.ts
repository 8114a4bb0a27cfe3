/** The tables as Kysely sees them. Times are milliseconds since 1970; digests are bytes; see docs/storage-schema.md. */
export interface Database {
  deployment: { id: number; environment: string };
  partner: { id: string; name: string; status: string; status_reason: string | null; created_at: number };
  client: {
    id: string;
    partner_id: string;
    name: string;
    parent_account_id: string;
    scope: string;
    status: string;
    status_reason: string | null;
    created_at: number;
  };
  secret: {
    id: string;
    client_id: string;
    label: string;
    hint: string;
    digest: Uint8Array;
    mac_key_version: number;
    not_before: number | null;
    expires_at: number | null;
    revoked_at: number | null;
    revoked_reason: string | null;
    exposed_at: number | null;
    created_at: number;
  };
  api: {
    id: string;
    name: string;
    audience: string;
    key_id: string;
    key_digest: Uint8Array;
    mac_key_version: number;
    created_at: number;
  };
  operator: {
    id: string;
    name: string;
    role: string;
    token_id: string;
    token_digest: Uint8Array;
    mac_key_version: number;
    created_at: number;
  };
  signing_key: {
    kid: string;
    state: string;
    public_jwk: string;
    sealed_private_key: string;
    created_at: number;
  };
  mac_key: { version: number; sealed_key: string; created_at: number };
  ledger: { sequence: number; action: string; subject: string; entry: string; hash: string };
  ledger_head: { id: number; sequence: number; hash: string };
  migration_checksum: { name: string; sha256: string };
}
