import { type ColumnDataType, type Kysely, sql } from 'kysely';

/** What this migration itself reads and writes. Later migrations must not change what an earlier one means. */
interface Touched {
  ledger: { sequence: number; entry: string; actor: string | null; at: number | null };
}

/** People and their tokens, requests and claims, what is sent because of them, and a ledger to look things up in. */
export const issuance = {
  async up(db: Kysely<Touched>): Promise<void> {
    await extendLedger(db);
    await createPeople(db);
    await splitOperators(db);
    await extendPartners(db);
    await createRequests(db);
    await createClaims(db);
    await createDeliveries(db);
    await createIdempotencyKeys(db);
  },
};

type Columns = readonly (readonly [
  name: string,
  type: ColumnDataType,
  constraint?: 'null' | 'unique' | `-> ${string}`,
])[];

/** Columns hold a value unless they say `null`; `-> table` refers to its id. The first is the primary key. */
async function createTable(
  db: Kysely<Touched>,
  table: string,
  columns: Columns,
  key?: readonly string[],
): Promise<void> {
  let creation = db.schema.createTable(table);
  for (const [index, [name, type, constraint]] of columns.entries()) {
    creation = creation.addColumn(name, type, (column) => {
      const kept = constraint === 'null' ? column : column.notNull();
      if (constraint === 'unique') return kept.unique();
      if (constraint?.startsWith('-> ')) return kept.references(`${constraint.slice(3)}.id`);
      return index === 0 && key === undefined ? column.primaryKey() : kept;
    });
  }
  if (key !== undefined) creation = creation.addPrimaryKeyConstraint(`${table}_key`, [...key] as never[]);
  await creation.execute();
}

async function index(db: Kysely<Touched>, table: string, name: string, columns: readonly string[]) {
  await db.schema
    .createIndex(name)
    .on(table)
    .columns([...columns])
    .execute();
}

/** Who did it and when, as columns to look rows up by. The text that is hashed said so from the first row on. */
async function extendLedger(db: Kysely<Touched>): Promise<void> {
  await db.schema.alterTable('ledger').addColumn('actor', 'text').execute();
  await db.schema.alterTable('ledger').addColumn('at', 'bigint').execute();
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('ledger')
      .select(['sequence', 'entry'])
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(1000)
      .execute();
    for (const { sequence, entry } of rows) {
      const { actor, time } = JSON.parse(entry) as { actor: string; time: string };
      await db
        .updateTable('ledger')
        .set({ actor, at: Date.parse(time) })
        .where('sequence', '=', sequence)
        .execute();
      after = Number(sequence);
    }
    if (rows.length === 0) break;
  }
  await index(db, 'ledger', 'ledger_by_actor', ['actor', 'sequence']);
  await index(db, 'ledger', 'ledger_by_action', ['action', 'sequence']);
  await index(db, 'ledger', 'ledger_by_time', ['at', 'sequence']);
  await createTable(db, 'ledger_checkpoint', [
    ['sequence', 'bigint'],
    ['hash', 'text'],
    ['signed', 'text'],
    ['created_at', 'bigint'],
  ]);
}

async function createPeople(db: Kysely<Touched>): Promise<void> {
  await createTable(db, 'person', [
    ['id', 'text'],
    ['name', 'text', 'null'],
    ['email', 'text', 'null'],
    ['salt', 'text', 'null'],
    ['erased_at', 'bigint', 'null'],
    ['created_at', 'bigint'],
  ]);
  await index(db, 'person', 'person_by_email', ['email']);
  await createTable(db, 'personal_token', [
    ['id', 'text'],
    ['holder_id', 'text'],
    ['label', 'text'],
    ['role', 'text', 'null'],
    ['digest', 'blob'],
    ['mac_key_version', 'integer'],
    ['expires_at', 'bigint', 'null'],
    ['revoked_at', 'bigint', 'null'],
    ['created_at', 'bigint'],
  ]);
  await index(db, 'personal_token', 'personal_token_by_holder', ['holder_id', 'id']);
}

/** An operator had one token in its own row, and a name; it becomes a person who may have several. */
async function splitOperators(db: Kysely<Touched>): Promise<void> {
  await sql`
    insert into person (id, name, created_at)
    select 'per_' || substr(id, 5), name, created_at from operator
  `.execute(db);
  await sql`
    insert into personal_token (id, holder_id, label, role, digest, mac_key_version, created_at)
    select token_id, id, 'first', role, token_digest, mac_key_version, created_at from operator
  `.execute(db);
  await createTable(db, 'operator_person', [
    ['id', 'text'],
    ['person_id', 'text', '-> person'],
    ['role', 'text'],
    ['status', 'text'],
    ['status_reason', 'text', 'null'],
    ['status_changed_at', 'bigint', 'null'],
    ['created_at', 'bigint'],
  ]);
  await sql`
    insert into operator_person (id, person_id, role, status, created_at)
    select id, 'per_' || substr(id, 5), role, 'active', created_at from operator
  `.execute(db);
  await db.schema.dropTable('operator').execute();
  await db.schema.alterTable('operator_person').renameTo('operator').execute();
  await index(db, 'operator', 'operator_by_person', ['person_id']);
}

async function extendPartners(db: Kysely<Touched>): Promise<void> {
  await db.schema.alterTable('partner').addColumn('ends_at', 'bigint').execute();
  await createTable(
    db,
    'partner_account',
    [
      ['partner_id', 'text', '-> partner'],
      ['account_id', 'text', '-> account'],
      ['created_at', 'bigint'],
    ],
    ['partner_id', 'account_id'],
  );
  await index(db, 'partner_account', 'partner_account_by_account', ['account_id']);
  await sql`
    insert into partner_account (partner_id, account_id, created_at)
    select partner_id, parent_account_id, min(created_at) from client group by partner_id, parent_account_id
  `.execute(db);
  await createTable(db, 'member', [
    ['id', 'text'],
    ['partner_id', 'text', '-> partner'],
    ['person_id', 'text', '-> person'],
    ['status', 'text'],
    ['status_reason', 'text', 'null'],
    ['status_changed_at', 'bigint', 'null'],
    ['created_at', 'bigint'],
  ]);
  await index(db, 'member', 'member_by_partner', ['partner_id', 'id']);
  await index(db, 'member', 'member_by_person', ['person_id']);
}

async function createRequests(db: Kysely<Touched>): Promise<void> {
  await createTable(db, 'credential_request', [
    ['id', 'text'],
    ['origin', 'text'],
    ['state', 'text'],
    ['platform_name', 'text', 'null'],
    ['expected_merchant_volume', 'integer'],
    ['parent_account_id', 'text'],
    ['contact_id', 'text', '-> person'],
    ['purpose', 'text', 'null'],
    ['scope', 'text'],
    ['networks', 'text'],
    ['created_by', 'text'],
    ['token_id', 'text', 'null'],
    ['token_digest', 'blob', 'null'],
    ['code_digest', 'blob'],
    ['mac_key_version', 'integer'],
    ['address_key', 'text', 'null'],
    ['partner_id', 'text', 'null'],
    ['client_id', 'text', 'null'],
    ['terms', 'text', 'null'],
    ['decided_by', 'text', 'null'],
    ['decided_at', 'bigint', 'null'],
    ['decision_reason', 'text', 'null'],
    ['confirmed_at', 'bigint', 'null'],
    ['lapses_at', 'bigint', 'null'],
    ['state_changed_at', 'bigint'],
    ['created_at', 'bigint'],
  ]);
  await index(db, 'credential_request', 'credential_request_by_state', ['state', 'id']);
  await index(db, 'credential_request', 'credential_request_by_contact', ['contact_id']);
  await index(db, 'credential_request', 'credential_request_by_partner', ['partner_id', 'id']);
  await index(db, 'credential_request', 'credential_request_by_token', ['token_id']);
  await index(db, 'credential_request', 'credential_request_by_lapse', ['lapses_at']);
  await index(db, 'credential_request', 'credential_request_by_address', ['address_key', 'created_at']);
  await createTable(db, 'request_message', [
    ['id', 'text'],
    ['request_id', 'text', '-> credential_request'],
    ['kind', 'text'],
    ['author', 'text'],
    ['text', 'text', 'null'],
    ['position', 'integer'],
    ['created_at', 'bigint'],
  ]);
  await index(db, 'request_message', 'request_message_by_request', ['request_id', 'position']);
  await createTable(
    db,
    'request_approval',
    [
      ['request_id', 'text', '-> credential_request'],
      ['operator_id', 'text', '-> operator'],
      ['terms', 'text'],
      ['created_at', 'bigint'],
    ],
    ['request_id', 'operator_id'],
  );
  await index(db, 'request_approval', 'request_approval_by_operator', ['operator_id']);
  await createTable(db, 'issuance_rules', [
    ['id', 'text'],
    ['state', 'text'],
    ['second_approval', 'text'],
    ['sensitive_scopes', 'text'],
    ['automatic_approval', 'integer'],
    ['proposed_by', 'text'],
    ['decided_by', 'text', 'null'],
    ['decided_at', 'bigint', 'null'],
    ['reason', 'text', 'null'],
    ['created_at', 'bigint'],
  ]);
  await index(db, 'issuance_rules', 'issuance_rules_by_state', ['state', 'created_at']);
}

async function createClaims(db: Kysely<Touched>): Promise<void> {
  await createTable(db, 'claim', [
    ['id', 'text'],
    ['kind', 'text'],
    ['request_id', 'text', 'null'],
    ['client_id', 'text', 'null'],
    ['member_id', 'text', 'null'],
    ['contact_id', 'text', '-> person'],
    ['code_digest', 'blob'],
    ['mac_key_version', 'integer'],
    ['tries', 'integer'],
    ['expires_at', 'bigint'],
    ['ended_at', 'bigint', 'null'],
    ['end_reason', 'text', 'null'],
    ['claimed_at', 'bigint', 'null'],
    ['claimed_from', 'text', 'null'],
    ['credential_id', 'text', 'null'],
    ['delivered_at', 'bigint', 'null'],
    ['alarmed_at', 'bigint', 'null'],
    ['created_by', 'text'],
    ['created_at', 'bigint'],
  ]);
  await index(db, 'claim', 'claim_by_request', ['request_id']);
  await index(db, 'claim', 'claim_by_client', ['client_id']);
  await index(db, 'claim', 'claim_by_member', ['member_id']);
  await index(db, 'claim', 'claim_by_contact', ['contact_id']);
  await createTable(db, 'mailed_link', [
    ['id', 'text'],
    ['kind', 'text'],
    ['subject_id', 'text'],
    ['digest', 'blob'],
    ['mac_key_version', 'integer'],
    ['sealed', 'text', 'null'],
    ['expires_at', 'bigint'],
    ['used_at', 'bigint', 'null'],
    ['created_at', 'bigint'],
  ]);
  await index(db, 'mailed_link', 'mailed_link_by_subject', ['subject_id', 'created_at']);
}

async function createDeliveries(db: Kysely<Touched>): Promise<void> {
  await createTable(db, 'outbox_cursor', [
    ['id', 'integer'],
    ['sequence', 'bigint'],
  ]);
  // What was told to nobody so far is not told now: mails begin with the rows after this migration.
  await sql`insert into outbox_cursor (id, sequence) select 1, sequence from ledger_head`.execute(db);
  await createTable(db, 'mail', [
    ['id', 'text'],
    ['sequence', 'bigint'],
    ['template', 'text'],
    ['person_id', 'text', '-> person'],
    ['subject_id', 'text'],
    ['state', 'text'],
    ['attempts', 'integer'],
    ['repeats', 'integer'],
    ['next_at', 'bigint'],
    ['error', 'text', 'null'],
    ['sent_at', 'bigint', 'null'],
    ['created_at', 'bigint'],
  ]);
  await db.schema
    .createIndex('mail_once')
    .on('mail')
    .columns(['sequence', 'template', 'person_id'])
    .unique()
    .execute();
  await index(db, 'mail', 'mail_by_state', ['state', 'next_at']);
  await index(db, 'mail', 'mail_by_person', ['person_id']);
  await createTable(db, 'webhook', [
    ['id', 'text'],
    ['partner_id', 'text', 'null'],
    ['url', 'text'],
    ['events', 'text'],
    ['sealed_secret', 'text'],
    ['previous_sealed_secret', 'text', 'null'],
    ['previous_until', 'bigint', 'null'],
    ['status', 'text'],
    ['status_reason', 'text', 'null'],
    ['status_changed_at', 'bigint', 'null'],
    ['failing_since', 'bigint', 'null'],
    ['created_by', 'text'],
    ['created_at', 'bigint'],
  ]);
  await index(db, 'webhook', 'webhook_by_partner', ['partner_id', 'id']);
  await createTable(db, 'webhook_delivery', [
    ['id', 'text'],
    ['webhook_id', 'text', '-> webhook'],
    ['sequence', 'bigint'],
    ['event', 'text'],
    ['state', 'text'],
    ['attempts', 'integer'],
    ['next_at', 'bigint'],
    ['last_status', 'integer', 'null'],
    ['error', 'text', 'null'],
    ['sent_at', 'bigint', 'null'],
    ['created_at', 'bigint'],
  ]);
  await db.schema
    .createIndex('webhook_delivery_once')
    .on('webhook_delivery')
    .columns(['webhook_id', 'sequence'])
    .unique()
    .execute();
  await index(db, 'webhook_delivery', 'webhook_delivery_by_state', ['state', 'next_at']);
}

async function createIdempotencyKeys(db: Kysely<Touched>): Promise<void> {
  await createTable(
    db,
    'idempotency_key',
    [
      ['scope', 'text'],
      ['key', 'text'],
      ['request_digest', 'text'],
      ['subjects', 'text'],
      ['reveals', 'integer'],
      ['status', 'integer', 'null'],
      ['answer', 'text', 'null'],
      ['created_at', 'bigint'],
    ],
    ['scope', 'key'],
  );
  await index(db, 'idempotency_key', 'idempotency_key_by_time', ['created_at']);
}
