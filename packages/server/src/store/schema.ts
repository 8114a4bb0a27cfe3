import type { Generated } from 'kysely';

/** The tables as Kysely sees them. Times are milliseconds since 1970; digests are bytes; see docs/storage-schema.md. */
export interface Database {
  deployment: { id: number; environment: string };
  partner: {
    id: string;
    name: string;
    status: string;
    status_reason: string | null;
    status_changed_at: number | null;
    created_at: number;
  };
  client: {
    id: string;
    partner_id: string;
    name: string;
    parent_account_id: string;
    scope: string;
    status: string;
    status_reason: string | null;
    status_changed_at: number | null;
    auth_method: Generated<string>;
    self_rotation: Generated<number>;
    ends_at: number | null;
    jwks_uri: string | null;
    networks: string | null;
    networks_stage: Generated<string>;
    token_budget: number | null;
    token_budget_stage: Generated<string>;
    created_at: number;
  };
  account: {
    id: string;
    status: string;
    status_reason: string | null;
    status_changed_at: number | null;
    ends_at: number | null;
    created_at: number;
  };
  client_key: {
    id: string;
    client_id: string;
    label: string;
    kid: string | null;
    alg: string;
    public_jwk: string;
    thumbprint: string;
    expires_at: number | null;
    revoked_at: number | null;
    revoked_reason: string | null;
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
    made_with: string | null;
    replaces: string | null;
    retire_at: number | null;
    retire_unused_for: number | null;
    held_at: number | null;
    retired_at: number | null;
    retire_reason: string | null;
    warned_days: number | null;
    created_at: number;
  };
  used_assertion: { client_id: string; jti_digest: string; expires_at: number };
  revoked_token: { jti: string; client_id: string; expires_at: number; revoked_at: number };
  credential_use: {
    credential_id: string;
    client_id: string;
    first_used_at: number;
    last_used_at: number;
    last_network: string;
    last_token_ends_at: number;
    uses: number;
  };
  credential_use_network: {
    credential_id: string;
    hour: number;
    network: string;
    uses: number;
    last_used_at: number;
  };
  credential_use_instance: {
    credential_id: string;
    instance: string;
    version: string | null;
    first_used_at: number;
    last_used_at: number;
    uses: number;
  };
  client_day: { client_id: string; day: number; over_budget: number; outside_networks: number };
  failed_request: {
    request_id: string;
    at: number;
    cause: string;
    endpoint: string;
    client_id: string | null;
    credential_id: string | null;
    network: string | null;
  };
  leak: {
    id: string;
    credential_id: string;
    source: string;
    url: string | null;
    reporter: string;
    reported_at: number;
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
