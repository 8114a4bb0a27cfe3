import type { Account, Client, Page } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formOf, send } from '../../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;
let account = 0;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  pair = await system.createClient({ parentAccountId: `pa_${++account}` });
});

const reason = { reason: 'a test' };
const rows = async () => (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
const tokenStatus = async (of = pair) => (await send(system, { body: formOf(of) })).status;

const PATHS: Record<string, (of: Pair) => string> = {
  partner: ({ partnerId }) => `/partners/${partnerId}`,
  client: ({ clientId }) => `/clients/${clientId}`,
  account: ({ parentAccountId }) => `/accounts/${parentAccountId}`,
};

describe.each(Object.entries(PATHS))('a %s', (noun, pathOf) => {
  test('is disabled and enabled with a reason, at once; one row each, and none where nothing changes', async () => {
    const before = await rows();
    for (const [verb, status, token] of [
      ['disable', 'disabled', 401],
      ['enable', 'active', 200],
    ] as const) {
      for (let time = 0; time < 2; time++) {
        const set = await system.admin<{ status: string }>('POST', `${pathOf(pair)}/${verb}`, reason);
        expect([set.status, set.body.status]).toEqual([200, status]);
      }
      expect(await tokenStatus()).toBe(token);
      expect((await system.admin('GET', pathOf(pair))).body).toMatchObject({
        status,
        status_reason: reason.reason,
        status_changed_at: new Date(system.clock.now()).toISOString(),
      });
    }
    expect(await rows()).toBe(before + 2);
  });

  test('is rehearsed by ?dry_run=true: the same answer, said to be one, and nothing done', async () => {
    const before = await rows();
    const answer = await fetch(`${system.issuer}/api/v1/admin${pathOf(pair)}/disable?dry_run=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${system.operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(reason),
    });
    expect([answer.status, answer.headers.get('gatepass-dry-run')]).toEqual([200, 'true']);
    expect(await answer.json()).toMatchObject({ status: 'disabled' });
    expect(await tokenStatus()).toBe(200);
    expect(await rows()).toBe(before);
  });

  test('that does not exist is not found, and one without a reason is malformed', async () => {
    const nobody = { partnerId: 'prt_0', clientId: 'rspub_0', parentAccountId: 'pa_0', clientSecret: '' };
    const unknown = await system.admin<{ type: string }>('POST', `${pathOf(nobody)}/disable`, reason);
    expect([unknown.status, unknown.body.type]).toEqual([404, `urn:gatepass:problem:${noun}_unknown`]);
    expect((await system.admin('POST', `${pathOf(pair)}/disable`, {})).status).toBe(400);
    expect((await system.admin('POST', `${pathOf(pair)}/disable?dry_run=yes`, reason)).status).toBe(400);
  });
});

describe('accounts', () => {
  test('come with their first client, and are listed page by page', async () => {
    const { body } = await system.admin<Account>('GET', `/accounts/${pair.parentAccountId}`);
    expect(body).toEqual({
      id: pair.parentAccountId,
      status: 'active',
      status_reason: null,
      status_changed_at: null,
      ends_at: null,
      created_at: new Date(system.clock.now()).toISOString(),
    });
    const page = await system.admin<Page<Account>>('GET', '/accounts?limit=1');
    expect(page.body.items).toHaveLength(1);
    expect(page.body.next).toEqual(expect.stringMatching(/^[\w-]+$/));
    const all = await system.admin<Page<Account>>('GET', '/accounts?limit=1000');
    expect(all.body.items).toContainEqual(body);
    expect((await system.admin('GET', '/accounts/pa_0')).status).toBe(404);
  });

  test('are shared: disabled, no client of any partner gets a token for one', async () => {
    const other = await system.createClient({ parentAccountId: pair.parentAccountId });
    await system.admin('POST', `/accounts/${pair.parentAccountId}/disable`, reason);
    expect([await tokenStatus(), await tokenStatus(other)]).toEqual([401, 401]);
  });
});

describe.each([
  ['client', PATHS.client],
  ['account', PATHS.account],
  ['partner', PATHS.partner],
])('the end of a %s', (_noun, pathOf) => {
  const path = () => `${pathOf?.(pair)}/end`;
  const at = (milliseconds: number) => ({
    ends_at: new Date(system.clock.now() + milliseconds).toISOString(),
  });

  test('bounds its tokens, and past it there are none', async () => {
    const set = await system.admin<Client | Account>('PUT', path(), at(60_000));
    expect([set.status, set.body.ends_at]).toEqual([200, at(60_000).ends_at]);
    const token = await send(system, { body: formOf(pair) });
    expect(token.json.expires_in).toBeLessThanOrEqual(60);
    system.clock.advance(60_000);
    expect(await tokenStatus()).toBe(401);
    expect((await system.admin('PUT', path(), { ends_at: null })).status).toBe(200);
    expect(await tokenStatus()).toBe(200);
  });

  test('lies ahead, and exists', async () => {
    const past = await system.admin<{ type: string }>('PUT', path(), at(-1));
    expect([past.status, past.body.type]).toEqual([400, 'urn:gatepass:problem:end_past']);
    for (const body of [{ ends_at: '2027-02-31T25:00:00Z' }, { ends_at: 'tomorrow' }, { ends_at: 1 }, {}]) {
      expect((await system.admin('PUT', path(), body)).status, JSON.stringify(body)).toBe(400);
    }
  });

  test('set to what it is writes nothing', async () => {
    await system.admin('PUT', path(), at(600_000));
    const before = await rows();
    await system.admin('PUT', path(), at(600_000));
    expect(await rows()).toBe(before);
  });
});
