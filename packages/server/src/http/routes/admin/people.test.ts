import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreatedOperator, LedgerVerification, Page, Partner } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlite } from '../../../store/dialects/sqlite/open-sqlite.ts';
import { type CallAdmin, callAdmin, expectProblem, ledgerRows } from '../../../testing/call-admin.ts';

interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly operator_id: string | null;
  readonly member_ids: readonly string[];
}

let system: System;
let call: CallAdmin;

beforeAll(async () => {
  system = await startSystem();
  call = callAdmin(system);
});
afterAll(() => system.stop());

const find = async (email: string) =>
  ((await call('GET', `/people?email=${encodeURIComponent(email)}`)).json as unknown as Page<Person>).items;
const reason = { reason: 'contact Zebedee Quux about it' };

async function newOperator(name: string, email: string): Promise<CreatedOperator & { person_id: string }> {
  const made = await call('POST', '/operators', { name, email, role: 'admin' });
  return made.json as unknown as CreatedOperator & { person_id: string };
}

/** Everything that the database has on disk, its log included once that was written back. */
async function filesOfDatabase(): Promise<Buffer> {
  const database = await openSqlite(join(system.dataDir, 'gatepass.db'), 'write');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  const names = readdirSync(system.dataDir).filter((name) => name.startsWith('gatepass.db'));
  return Buffer.concat(names.map((name) => readFileSync(join(system.dataDir, name))));
}

test('people are found by their address, with what they are', async () => {
  const operator = await newOperator('Ada', 'ada@both.example');
  const partner = (await call('POST', '/partners', { name: 'Partner' })).json as unknown as Partner;
  const member = await call('POST', `/partners/${partner.id}/members`, {
    name: 'Ada',
    email: 'ADA@both.example',
  });
  const found = await find('Ada@Both.example');
  expect(found.map(({ operator_id, member_ids }) => [operator_id, member_ids])).toEqual(
    expect.arrayContaining([
      [operator.id, []],
      [null, [member.json.id]],
    ]),
  );
  expect(await find('nobody@both.example')).toEqual([]);
  expectProblem(await call('GET', '/people?email=ada'), 400, 'email_malformed');
  expectProblem(await call('GET', '/people?email=a%20b%20c'), 400, 'email_malformed');
  expectProblem(await call('GET', '/people'), 400, 'request_malformed');
});

describe('erasing a person', () => {
  test('leaves no trace of name and address on disk, and a ledger that is intact', async () => {
    const [name, email] = ['Zebedee Quux', 'zebedee.quux@gone.example'];
    const operator = await newOperator(name, email);
    await call('POST', `/operators/${operator.id}/tokens`, { label: `${name}’s laptop` });
    const { id: partnerId } = (await call('POST', '/partners', { name: 'Partner' }))
      .json as unknown as Partner;
    await call('POST', `/partners/${partnerId}/members`, { name, email });
    await call('POST', `/operators/${operator.id}/disable`, reason);
    const requested = await call('POST', '/requests', {
      platform_name: 'Quux Shops',
      expected_merchant_volume: 1,
      manager_account_id: 'acc_1',
      contact: { name, email },
      purpose: 'Zebedee Quux wants to sell things.',
    });
    expect(requested.status, requested.body).toBe(201);
    const first = await call('POST', `/requests/${requested.json.id}/approve`, {});
    expect(first.json.state, 'one of two').toBe('in_review');
    const before = await filesOfDatabase();
    expect([before.includes(name), before.includes(email)]).toEqual([true, true]);

    for (const { id } of await find(email)) {
      expect((await call('POST', `/people/${id}/erase`, {})).json).toMatchObject({
        id,
        name: null,
        email: null,
      });
    }
    expect(await find(email)).toEqual([]);
    const after = await filesOfDatabase();
    expect([after.includes(name), after.includes(email), after.includes('Quux')]).toEqual([
      false,
      false,
      false,
    ]);
    const { body } = await system.admin<LedgerVerification>('POST', '/ledger/verify');
    expect(body.intact).toBe(true);
  });

  test('ends what they could do, one row each, and for ever', async () => {
    const operator = await newOperator('Bob', 'bob@gone.example');
    const rows = await ledgerRows(system);
    const path = `/people/${operator.person_id}/erase`;
    const dry = await call('POST', `${path}?dry_run=true`, {});
    expect([dry.status, dry.json.name]).toEqual([200, null]);
    expect((await call('GET', '/deployment', undefined, operator.operator_token)).status).toBe(200);
    expect(await ledgerRows(system)).toBe(rows);

    expect((await call('POST', path, {})).status).toBe(200);
    expect(await ledgerRows(system), 'operator, token, person').toBe(rows + 3);
    expect((await call('GET', '/deployment', undefined, operator.operator_token)).status).toBe(401);
    expect((await call('GET', `/operators/${operator.id}`)).json).toMatchObject({
      name: null,
      email: null,
      status: 'disabled',
      status_reason: 'erased',
    });
    expectProblem(await call('POST', `/operators/${operator.id}/enable`, reason), 409, 'person_erased');
    expect((await call('POST', path, {})).status).toBe(200);
    expect(await ledgerRows(system), 'a second time').toBe(rows + 3);
  });

  test('ends a member for ever as well', async () => {
    const { id: partnerId } = (await call('POST', '/partners', { name: 'P' })).json as unknown as Partner;
    const made = await call('POST', `/partners/${partnerId}/members`, {
      name: 'Dan',
      email: 'dan@gone.example',
    });
    const { id, person_id: personId } = made.json as unknown as { id: string; person_id: string };
    await call('POST', `/people/${personId}/erase`, {});
    const rows = await ledgerRows(system);
    expectProblem(await call('POST', `/members/${id}/enable`, reason), 409, 'person_erased');
    expect(await ledgerRows(system)).toBe(rows);
  });

  test('is for admins, and for somebody else', async () => {
    const self = await newOperator('Carol', 'carol@self.example');
    const erase = (token?: string) => call('POST', `/people/${self.person_id}/erase`, {}, token);
    expectProblem(await erase(self.operator_token), 409, 'own_operator');
    const issuer = await call('POST', '/operators', { name: 'x', role: 'issuer' });
    const token = issuer.json.operator_token as string;
    expectProblem(await erase(token), 403, 'not_allowed');
    expectProblem(
      await call('GET', '/people?email=carol@self.example', undefined, token),
      403,
      'not_allowed',
    );
    expectProblem(await call('POST', '/people/per_0/erase', {}), 404, 'person_unknown');
    expect((await find('carol@self.example')).length).toBe(1);
  });
});
