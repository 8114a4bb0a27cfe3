import { join } from 'node:path';
import { tempFolder } from '@gatepass/testing';
import { Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { EMPTY_LEDGER, type LedgerHead } from '../../domain/ledger/ledger-entry.ts';
import { createLedgerTail } from '../../domain/ledger/ledger-tail.ts';
import { sha256 } from '../../signing/sha256.ts';
import { readChain } from '../../usecases/verify-ledger/read-chain.ts';
import { openSqlite } from '../dialects/sqlite/open-sqlite.ts';
import { openSqliteDatabases } from '../dialects/sqlite/open-sqlite-store.ts';
import { sqliteDialect } from '../dialects/sqlite/sqlite-dialect.ts';
import { SqliteDriver } from '../dialects/sqlite/sqlite-driver.ts';
import type { Database } from '../schema.ts';
import { sqlStore } from '../sql-store.ts';
import { ALL_MIGRATIONS } from './all-migrations.ts';
import { migrate } from './migrate.ts';

const NOW = 1_700_000_000_000;
const DIGEST = new Uint8Array(32).fill(7);

/** A database as the version before left it: an operator, two partners that share an account, a ledger. */
async function databaseOfBefore(): Promise<string> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const path = join(folder.path, 'gatepass.db');
  const connection = await openSqlite(path, 'write');
  const dialect = sqliteDialect(() => new SqliteDriver(connection));
  const db = new Kysely<Database>({ dialect });
  const { '0001-initial': initial, '0002-rotation-and-evidence': second } = ALL_MIGRATIONS;
  await migrate(db, dialect, sha256, {
    '0001-initial': initial as NonNullable<typeof initial>,
    '0002-rotation-and-evidence': second as NonNullable<typeof second>,
  });
  await sql`
    insert into operator (id, name, role, token_id, token_digest, mac_key_version, created_at)
    values ('opr_000000000001', 'Ada', 'issuer', 'token001', ${DIGEST}, 1, ${NOW})
  `.execute(db);
  await sql`insert into account (id, status, created_at) values ('acc-1', 'active', ${NOW})`.execute(db);
  for (const partner of ['prt_a', 'prt_b']) {
    await sql`
      insert into partner (id, name, status, created_at) values (${partner}, 'P', 'active', ${NOW})
    `.execute(db);
    await sql`
      insert into client (id, partner_id, name, parent_account_id, scope, status, created_at)
      values (${`rspub_${partner}`}, ${partner}, 'C', 'acc-1', 'a', 'active', ${NOW})
    `.execute(db);
  }
  await insertLedger(db, 2500);
  await db.destroy();
  return path;
}

/** Rows in the form of before, more than are read at once. */
async function insertLedger(db: Kysely<Database>, count: number): Promise<void> {
  let head: LedgerHead = EMPTY_LEDGER;
  await sql`begin`.execute(db);
  for (let sequence = 1; sequence <= count; sequence++) {
    const row = { sequence, action: 'partner.created', subject: `prt_${sequence}` };
    const entry = JSON.stringify({
      sequence,
      time: new Date(NOW + sequence).toISOString(),
      actor: 'operator:opr_000000000001',
      action: row.action,
      subject: row.subject,
      before: null,
      after: { status: 'active' },
      request_id: null,
      previous_hash: head.hash,
    });
    head = { sequence, hash: sha256(entry) };
    await sql`
      insert into ledger (sequence, action, subject, entry, hash)
      values (${sequence}, ${row.action}, ${row.subject}, ${entry}, ${head.hash})
    `.execute(db);
  }
  await sql`update ledger_head set sequence = ${head.sequence}, hash = ${head.hash}`.execute(db);
  await sql`commit`.execute(db);
}

async function openAfter(path: string) {
  const databases = await openSqliteDatabases(path, sha256);
  const store = sqlStore(databases, { tail: createLedgerTail(), sha256 });
  onTestFinished(() => store.close());
  return { databases, store };
}

test('an operator becomes a person, who keeps the token', async () => {
  const { store } = await openAfter(await databaseOfBefore());
  expect(await store.operators.find('opr_000000000001')).toMatchObject({
    personId: 'per_000000000001',
    name: 'Ada',
    email: null,
    role: 'issuer',
    status: 'active',
  });
  expect(await store.personalTokens.find('token001')).toMatchObject({
    holderId: 'opr_000000000001',
    digest: DIGEST,
    expiresAt: null,
    revokedAt: null,
  });
});

test('every row of the ledger can be looked up by actor and time, and the chain still verifies', async () => {
  const { store, databases } = await openAfter(await databaseOfBefore());
  const without = await databases.reader
    .selectFrom('ledger')
    .select('sequence')
    .where((row) => row.or([row('actor', 'is', null), row('at', 'is', null)]))
    .execute();
  expect(without).toEqual([]);
  const chain = await readChain(
    { ledger: store.ledger, sha256, pause: async () => {} },
    EMPTY_LEDGER,
    await store.ledger.head(),
  );
  expect(chain).toMatchObject({ ok: true, value: { sequence: 2500 } });
});

test('a partner holds each account that its clients act for', async () => {
  const { databases } = await openAfter(await databaseOfBefore());
  const held = await databases.reader
    .selectFrom('partner_account')
    .selectAll()
    .orderBy('partner_id')
    .execute();
  expect(held.map(({ partner_id, account_id }) => [partner_id, account_id])).toEqual([
    ['prt_a', 'acc-1'],
    ['prt_b', 'acc-1'],
  ]);
});

test('nobody is told of what happened before there were mails', async () => {
  const { databases } = await openAfter(await databaseOfBefore());
  const cursor = await databases.reader.selectFrom('outbox_cursor').selectAll().executeTakeFirst();
  expect(Number(cursor?.sequence)).toBe(2500);
});
