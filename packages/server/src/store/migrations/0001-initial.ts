import type { Kysely, Migration } from 'kysely';
import { EMPTY_LEDGER } from '../../domain/ledger/ledger-entry.ts';

/** What this migration itself writes to. Later migrations must not change what an earlier one means. */
interface LedgerHeadOnly {
  ledger_head: { id: number; sequence: number; hash: string };
}

/** The first schema. Types are those that SQLite and PostgreSQL share; every foreign key has an index. */
export const initial: Migration = {
  async up(db: Kysely<LedgerHeadOnly>): Promise<void> {
    await createDeployment(db);
    await createPartners(db);
    await createApisAndOperators(db);
    await createKeys(db);
    await createLedger(db);
  },
};

async function createDeployment(db: Kysely<LedgerHeadOnly>): Promise<void> {
  await db.schema
    .createTable('deployment')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('environment', 'text', (column) => column.notNull())
    .execute();
}

async function createPartners(db: Kysely<LedgerHeadOnly>): Promise<void> {
  await db.schema
    .createTable('partner')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('status_reason', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('client')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('partner_id', 'text', (column) => column.notNull().references('partner.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('parent_account_id', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('status_reason', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('client_by_partner').on('client').columns(['partner_id', 'id']).execute();
  await db.schema
    .createTable('secret')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('client_id', 'text', (column) => column.notNull().references('client.id'))
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('hint', 'text', (column) => column.notNull())
    .addColumn('digest', 'blob', (column) => column.notNull())
    .addColumn('mac_key_version', 'integer', (column) => column.notNull())
    .addColumn('not_before', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('revoked_reason', 'text')
    .addColumn('exposed_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('secret_by_client').on('secret').column('client_id').execute();
}

async function createApisAndOperators(db: Kysely<LedgerHeadOnly>): Promise<void> {
  await db.schema
    .createTable('api')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull().unique())
    .addColumn('key_id', 'text', (column) => column.notNull().unique())
    .addColumn('key_digest', 'blob', (column) => column.notNull())
    .addColumn('mac_key_version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('operator')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('token_id', 'text', (column) => column.notNull().unique())
    .addColumn('token_digest', 'blob', (column) => column.notNull())
    .addColumn('mac_key_version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createKeys(db: Kysely<LedgerHeadOnly>): Promise<void> {
  await db.schema
    .createTable('signing_key')
    .addColumn('kid', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('public_jwk', 'text', (column) => column.notNull())
    .addColumn('sealed_private_key', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('mac_key')
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('sealed_key', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createLedger(db: Kysely<LedgerHeadOnly>): Promise<void> {
  await db.schema
    .createTable('ledger')
    .addColumn('sequence', 'bigint', (column) => column.primaryKey())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('ledger_by_subject').on('ledger').columns(['subject', 'sequence']).execute();
  await db.schema
    .createTable('ledger_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await db
    .insertInto('ledger_head')
    .values({ id: 1, ...EMPTY_LEDGER })
    .execute();
}
