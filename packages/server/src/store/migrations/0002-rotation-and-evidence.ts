import { type ColumnDataType, type Kysely, sql } from 'kysely';

/** Several secrets with ends of their own, keys, accounts, and the evidence of what is used. */
export const rotationAndEvidence = {
  async up(db: Kysely<unknown>): Promise<void> {
    await addColumns(db, 'secret', [
      ['made_with', 'text'],
      ['replaces', 'text'],
      ['retire_at', 'bigint'],
      ['retire_unused_for', 'bigint'],
      ['held_at', 'bigint'],
      ['retired_at', 'bigint'],
      ['retire_reason', 'text'],
      ['warned_days', 'integer'],
    ]);
    await addColumns(db, 'partner', [['status_changed_at', 'bigint']]);
    await addColumns(db, 'client', [
      ['status_changed_at', 'bigint'],
      ['ends_at', 'bigint'],
      ['jwks_uri', 'text'],
      ['networks', 'text'],
      ['token_budget', 'integer'],
    ]);
    await addSettings(db);
    await db.schema.createIndex('secret_by_expiry').on('secret').column('expires_at').execute();
    await db.schema.createIndex('secret_by_retirement').on('secret').column('retire_at').execute();
    await createAccounts(db);
    await createClientKeys(db);
    await createEndedTokens(db);
    await createUsage(db);
    await createFailures(db);
  },
};

async function addColumns(
  db: Kysely<unknown>,
  table: string,
  columns: readonly (readonly [name: string, type: ColumnDataType])[],
): Promise<void> {
  // One statement each: SQLite adds one column at a time.
  for (const [name, type] of columns) await db.schema.alterTable(table).addColumn(name, type).execute();
}

async function addSettings(db: Kysely<unknown>): Promise<void> {
  for (const [name, byDefault] of [
    ['auth_method', 'client_secret'],
    ['networks_stage', 'off'],
    ['token_budget_stage', 'observe'],
  ] as const) {
    await db.schema
      .alterTable('client')
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(byDefault))
      .execute();
  }
  await db.schema
    .alterTable('client')
    .addColumn('self_rotation', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('status_reason', 'text')
    .addColumn('status_changed_at', 'bigint')
    .addColumn('ends_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await sql`
    insert into account (id, status, created_at)
    select parent_account_id, 'active', min(created_at) from client group by parent_account_id
  `.execute(db);
  await db.schema.createIndex('client_by_account').on('client').column('parent_account_id').execute();
}

async function createClientKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('client_key')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('client_id', 'text', (column) => column.notNull().references('client.id'))
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('kid', 'text')
    .addColumn('alg', 'text', (column) => column.notNull())
    .addColumn('public_jwk', 'text', (column) => column.notNull())
    .addColumn('thumbprint', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('revoked_reason', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('client_key_once', ['client_id', 'thumbprint'])
    .execute();
}

async function createEndedTokens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('used_assertion')
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('jti_digest', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('used_assertion_key', ['client_id', 'jti_digest'])
    .execute();
  await db.schema.createIndex('used_assertion_by_expiry').on('used_assertion').column('expires_at').execute();
  await db.schema
    .createTable('revoked_token')
    .addColumn('jti', 'text', (column) => column.primaryKey())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('revoked_token_by_expiry').on('revoked_token').column('expires_at').execute();
}

async function createUsage(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('credential_use')
    .addColumn('credential_id', 'text', (column) => column.primaryKey())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('first_used_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint', (column) => column.notNull())
    .addColumn('last_network', 'text', (column) => column.notNull())
    .addColumn('last_token_ends_at', 'bigint', (column) => column.notNull())
    .addColumn('uses', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('credential_use_by_client').on('credential_use').column('client_id').execute();
  await db.schema
    .createTable('credential_use_network')
    .addColumn('credential_id', 'text', (column) => column.notNull())
    .addColumn('hour', 'bigint', (column) => column.notNull())
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('uses', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('credential_use_network_key', ['credential_id', 'hour', 'network'])
    .execute();
  await db.schema
    .createIndex('credential_use_network_by_hour')
    .on('credential_use_network')
    .column('hour')
    .execute();
  await db.schema
    .createTable('credential_use_instance')
    .addColumn('credential_id', 'text', (column) => column.notNull())
    .addColumn('instance', 'text', (column) => column.notNull())
    .addColumn('version', 'text')
    .addColumn('first_used_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint', (column) => column.notNull())
    .addColumn('uses', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('credential_use_instance_key', ['credential_id', 'instance'])
    .execute();
  await db.schema
    .createIndex('credential_use_instance_by_last_use')
    .on('credential_use_instance')
    .column('last_used_at')
    .execute();
  await db.schema
    .createTable('client_day')
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('day', 'bigint', (column) => column.notNull())
    .addColumn('over_budget', 'bigint', (column) => column.notNull())
    .addColumn('outside_networks', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('client_day_key', ['client_id', 'day'])
    .execute();
  await db.schema.createIndex('client_day_by_day').on('client_day').column('day').execute();
}

async function createFailures(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('failed_request')
    .addColumn('request_id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('endpoint', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text')
    .addColumn('credential_id', 'text')
    .addColumn('network', 'text')
    .execute();
  await db.schema.createIndex('failed_request_by_time').on('failed_request').column('at').execute();
  await db.schema
    .createIndex('failed_request_by_client')
    .on('failed_request')
    .columns(['client_id', 'at'])
    .execute();
  await db.schema
    .createTable('leak')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('credential_id', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('url', 'text')
    .addColumn('reporter', 'text', (column) => column.notNull())
    .addColumn('reported_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('leak_by_credential').on('leak').column('credential_id').execute();
}
