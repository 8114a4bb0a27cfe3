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
    ends_at: number | null;
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
  person: {
    id: string;
    name: string | null;
    email: string | null;
    salt: string | null;
    erased_at: number | null;
    created_at: number;
  };
  operator: {
    id: string;
    person_id: string;
    role: string;
    status: string;
    status_reason: string | null;
    status_changed_at: number | null;
    created_at: number;
  };
  member: {
    id: string;
    partner_id: string;
    person_id: string;
    status: string;
    status_reason: string | null;
    status_changed_at: number | null;
    created_at: number;
  };
  personal_token: {
    id: string;
    holder_id: string;
    label: string;
    role: string | null;
    digest: Uint8Array;
    mac_key_version: number;
    expires_at: number | null;
    revoked_at: number | null;
    created_at: number;
  };
  partner_account: { partner_id: string; account_id: string; created_at: number };
  credential_request: {
    id: string;
    origin: string;
    state: string;
    platform_name: string | null;
    expected_merchant_volume: number;
    parent_account_id: string;
    contact_id: string;
    purpose: string | null;
    scope: string;
    networks: string;
    created_by: string;
    token_id: string | null;
    token_digest: Uint8Array | null;
    code_digest: Uint8Array;
    mac_key_version: number;
    partner_id: string | null;
    client_id: string | null;
    terms: string | null;
    decided_by: string | null;
    decided_at: number | null;
    decision_reason: string | null;
    confirmed_at: number | null;
    lapses_at: number | null;
    state_changed_at: number;
    created_at: number;
  };
  request_message: {
    id: string;
    request_id: string;
    kind: string;
    author: string;
    text: string | null;
    created_at: number;
  };
  request_approval: { request_id: string; operator_id: string; terms: string; created_at: number };
  issuance_rules: {
    id: string;
    state: string;
    second_approval: string;
    sensitive_scopes: string;
    automatic_approval: number;
    proposed_by: string;
    decided_by: string | null;
    decided_at: number | null;
    created_at: number;
  };
  claim: {
    id: string;
    kind: string;
    request_id: string | null;
    client_id: string | null;
    member_id: string | null;
    contact_id: string;
    code_digest: Uint8Array;
    mac_key_version: number;
    tries: number;
    expires_at: number;
    ended_at: number | null;
    end_reason: string | null;
    claimed_at: number | null;
    claimed_from: string | null;
    credential_id: string | null;
    delivered_at: number | null;
    alarmed_at: number | null;
    created_by: string;
    created_at: number;
  };
  mailed_link: {
    id: string;
    kind: string;
    subject_id: string;
    digest: Uint8Array;
    mac_key_version: number;
    sealed: string | null;
    expires_at: number;
    used_at: number | null;
    created_at: number;
  };
  outbox_cursor: { id: number; sequence: number };
  mail: {
    id: string;
    sequence: number;
    template: string;
    person_id: string;
    subject_id: string;
    state: string;
    attempts: number;
    next_at: number;
    error: string | null;
    sent_at: number | null;
    created_at: number;
  };
  webhook: {
    id: string;
    partner_id: string | null;
    url: string;
    events: string;
    sealed_secret: string;
    status: string;
    status_reason: string | null;
    status_changed_at: number | null;
    created_by: string;
    created_at: number;
  };
  webhook_delivery: {
    id: string;
    webhook_id: string;
    sequence: number;
    event: string;
    state: string;
    attempts: number;
    next_at: number;
    last_status: number | null;
    error: string | null;
    sent_at: number | null;
    created_at: number;
  };
  idempotency_key: {
    scope: string;
    key: string;
    request_digest: string;
    subjects: string;
    reveals: number;
    status: number | null;
    answer: string | null;
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
  /** `actor` and `at` are null in no row: a migration that added them filled them in. */
  ledger: {
    sequence: number;
    action: string;
    subject: string;
    actor: string;
    at: number;
    entry: string;
    hash: string;
  };
  ledger_checkpoint: { sequence: number; hash: string; signed: string; created_at: number };
  ledger_head: { id: number; sequence: number; hash: string };
  migration_checksum: { name: string; sha256: string };
}
