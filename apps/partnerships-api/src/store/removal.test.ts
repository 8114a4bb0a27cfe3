import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

function count(table: 'operation' | 'idempotency_key'): Promise<number> {
  return api.database((database) => {
    const row = database.prepare(`SELECT count(*) AS rows FROM ${table}`).get() as { rows: number };
    return row.rows;
  });
}

test('each write removes at most 100 idempotency keys and 100 operations that have had their time', async () => {
  const partner = api.partner();
  const accountId = await partner.account();
  const now = api.clock.ms;
  await api.database((database) => {
    const operation = database.prepare('INSERT INTO operation VALUES (?, ?, ?, ?, ?)');
    const key = database.prepare('INSERT INTO idempotency_key VALUES (?, ?, ?, ?, ?, ?)');
    database.exec('BEGIN IMMEDIATE');
    for (let index = 0; index < 250; index++) {
      operation.run(`op_${index}`, partner.parentAccountId, randomUUID(), '{}', now - 8 * DAY_MS - index);
      key.run(partner.parentAccountId, accountId, randomUUID(), '', `op_${index}`, now - index);
    }
    database.exec('COMMIT');
  });

  const left = [];
  for (let write = 0; write < 3; write++) {
    await partner.setStatus(accountId, 'paused');
    left.push([await count('idempotency_key'), await count('operation')]);
  }
  // What the writes themselves keep comes on top: a key and an operation each, and the registration's operation.
  expect(left).toEqual([
    [150 + 1, 150 + 2],
    [50 + 2, 50 + 3],
    [3, 4],
  ]);
});

test('a dry run removes nothing, either', async () => {
  const partner = api.partner();
  const accountId = await partner.account();
  await partner.setStatus(accountId, 'paused');
  const before = await count('idempotency_key');
  api.clock.ms += 2 * DAY_MS;
  const later = api.partner({ parent_account_id: partner.parentAccountId });
  await later.setStatus(accountId, 'active', randomUUID(), '?dry_run=true');
  expect(await count('idempotency_key')).toBe(before);
});
