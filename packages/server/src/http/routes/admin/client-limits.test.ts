import { ADMIN_PATH, type ConfiguredNetworks, type NetworkReport, type Problem } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formOf, send } from '../../../testing/token-endpoint.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem({ settings: { GATEPASS_TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(() => system.stop());

const rows = async () => (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;

async function tokens(pair: Pair, count: number, address: string): Promise<void> {
  for (let token = 0; token < count; token++) {
    const headers = { 'x-forwarded-for': address };
    expect((await send(system, { body: formOf(pair), headers })).status).toBe(200);
  }
}

describe('the networks of a client', () => {
  const put = (clientId: string, networks: unknown, stage = 'report') =>
    system.admin<ConfiguredNetworks & Pick<Problem, 'type' | 'detail'>>(
      'PUT',
      `/clients/${clientId}/networks`,
      { networks, stage },
    );

  test('are kept in their one spelling, and told with the client', async () => {
    const { clientId } = await system.createClient();
    const { status, body } = await put(clientId, ['203.0.113.7', '2001:DB8::/48', '203.0.113.7/32']);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      client_id: clientId,
      networks: ['203.0.113.7/32', '2001:db8::/48'],
      networks_stage: 'report',
    });
    const { report, ...client } = body;
    expect((await system.admin('GET', `/clients/${clientId}`)).body).toEqual(client);
    expect(report.requests).toBe(0);
  });

  test('are in the ledger once for each change', async () => {
    const { clientId } = await system.createClient();
    const before = await rows();
    await put(clientId, ['203.0.113.7']);
    await put(clientId, ['203.0.113.7/32']);
    expect(await rows()).toBe(before + 1);
    await put(clientId, ['203.0.113.7'], 'enforce');
    expect(await rows()).toBe(before + 2);
  });

  test('are none when the stage is off, and only then', async () => {
    const { clientId } = await system.createClient();
    expect((await put(clientId, [], 'off')).status).toBe(200);
    for (const stage of ['report', 'enforce']) {
      const { status, body } = await put(clientId, [], stage);
      expect([status, body.type]).toEqual([400, 'urn:gatepass:problem:networks_missing']);
    }
  });

  test.each([
    ['bits behind a prefix', ['203.0.113.7', '203.0.113.7/24'], 'networks/1 has bits set behind its prefix'],
    ['everybody', ['0.0.0.0/0'], 'networks/0 allows everybody'],
    ['one IPv6 address', ['2001:db8::1'], 'networks/0 is finer than /64'],
    ['a name', ['example.com'], 'networks/0 is no IPv4 address'],
    ['65 of them', Array<string>(65).fill('203.0.113.7'), 'at most 64'],
  ])('are refused with the place of what is wrong: %s', async (_what, networks, detail) => {
    const { clientId } = await system.createClient();
    const { status, body } = await put(clientId, networks);
    expect([status, body.type]).toEqual([400, 'urn:gatepass:problem:networks_malformed']);
    expect(body.detail).toContain(detail);
    expect(body.detail).not.toContain('example.com');
  });

  test('are tried in a dry run, which is refused as the real call would be and changes nothing', async () => {
    const { clientId } = await system.createClient();
    const before = await rows();
    const path = `/clients/${clientId}/networks?dry_run=true`;
    const set = { networks: ['203.0.113.7'], stage: 'enforce' };
    const { status, body } = await system.admin<ConfiguredNetworks>('PUT', path, set);
    expect([status, body.networks, body.networks_stage]).toEqual([200, ['203.0.113.7/32'], 'enforce']);
    const refused = await system.admin<Problem>('PUT', path, { networks: [], stage: 'enforce' });
    expect(refused.body.type).toBe('urn:gatepass:problem:networks_missing');
    expect((await system.admin('GET', `/clients/${clientId}`)).body).toMatchObject({ networks: [] });
    expect(await rows()).toBe(before);
  });

  test('are of a client that there is', async () => {
    expect((await put('rspub_0000000000000000', ['203.0.113.7'])).status).toBe(404);
  });
});

describe('the report on a list of networks', () => {
  test('says what would have failed, of what was counted so far', async () => {
    const pair = await system.createClient();
    await tokens(pair, 5, '203.0.113.7');
    await tokens(pair, 2, '198.51.100.1');
    await tokens(pair, 1, '2001:db8:2:3::1');
    await system.work();
    const path = `/clients/${pair.clientId}/networks/report`;
    const { body } = await system.admin<NetworkReport>(
      'GET',
      `${path}?networks=203.0.113.0/24,2001:db8:1::/48`,
    );
    expect(body).toEqual({
      summary: 'With this list 3 of the last 8 requests would have failed.',
      days: 30,
      requests: 8,
      outside: 3,
      unknown: 0,
      networks: [
        { network: '198.51.100.1', requests: 2, last_used_at: expect.any(String) },
        { network: '2001:db8:2:3::/64', requests: 1, last_used_at: expect.any(String) },
      ],
      delay_seconds: 10,
    });
    const set = { networks: ['203.0.113.0/24', '2001:db8:1::/48'], stage: 'report' };
    const configured = await system.admin<ConfiguredNetworks>(
      'PUT',
      `/clients/${pair.clientId}/networks`,
      set,
    );
    expect(configured.body.report).toEqual(body);
    expect((await system.admin('GET', path)).body).toEqual(body);
  });

  test('has nothing to tell where there is no list', async () => {
    const pair = await system.createClient();
    await tokens(pair, 2, '203.0.113.7');
    await system.work();
    const { body } = await system.admin<NetworkReport>('GET', `/clients/${pair.clientId}/networks/report`);
    expect(body).toMatchObject({
      summary: 'There is no list of networks: the client may ask from anywhere.',
      requests: 2,
      outside: 0,
      networks: [],
    });
  });

  test('refuses a list that cannot be', async () => {
    const { clientId } = await system.createClient();
    const { status } = await system.admin('GET', `/clients/${clientId}/networks/report?networks=x`);
    expect(status).toBe(400);
    expect((await system.admin('GET', '/clients/rspub_0000000000000000/networks/report')).status).toBe(404);
  });
});

describe('the token budget of a client', () => {
  const put = (clientId: string, body: unknown) =>
    system.admin<Record<string, unknown>>('PUT', `/clients/${clientId}/token-budget`, body);

  test('is set, changed and taken away, once in the ledger for each', async () => {
    const { clientId } = await system.createClient();
    const before = await rows();
    const set = await put(clientId, { tokens_per_hour: 600 });
    expect(set.body).toMatchObject({ tokens_per_hour: 600, token_budget_stage: 'observe' });
    expect((await put(clientId, { tokens_per_hour: 600, stage: 'observe' })).status).toBe(200);
    expect((await put(clientId, { tokens_per_hour: 600, stage: 'warn' })).body).toMatchObject({
      token_budget_stage: 'warn',
    });
    const removed = await put(clientId, { tokens_per_hour: null });
    expect(removed.body).toMatchObject({ tokens_per_hour: null, token_budget_stage: null, report: null });
    expect(await rows()).toBe(before + 3);
  });

  test('is tried in a dry run', async () => {
    const { clientId } = await system.createClient();
    const path = `/clients/${clientId}/token-budget?dry_run=true`;
    const tried = await system.admin('PUT', path, { tokens_per_hour: 600, stage: 'enforce' });
    expect(tried.body).toMatchObject({ tokens_per_hour: 600, token_budget_stage: 'enforce' });
    expect((await system.admin('PUT', path, { tokens_per_hour: 0 })).status).toBe(400);
    expect((await system.admin('GET', `/clients/${clientId}`)).body).toMatchObject({ tokens_per_hour: null });
  });

  test.each([0, -1, 1.5, 1_000_001, '600', undefined])(
    'is a whole number of tokens: not %j',
    async (tokensPerHour) => {
      const { clientId } = await system.createClient();
      expect((await put(clientId, { tokens_per_hour: tokensPerHour })).status).toBe(400);
    },
  );

  test('comes with what it would have refused', async () => {
    const pair = await system.createClient();
    await tokens(pair, 5, '203.0.113.7');
    await system.work();
    const report = {
      summary:
        'With this budget 1 of the last 72 hours would have been over it, by 2 tokens. The busiest hour saw 5.',
      hours: 72,
      busiest_hour: 5,
      hours_over: 1,
      tokens_over: 2,
      delay_seconds: 10,
    };
    expect((await put(pair.clientId, { tokens_per_hour: 3 })).body.report).toEqual(report);
    const path = `/clients/${pair.clientId}/token-budget/report?tokens_per_hour=3`;
    expect((await system.admin('GET', path)).body).toEqual(report);
  });
});

test.each([
  ['PUT', 'networks', { networks: [], stage: 'off' }],
  ['PUT', 'token-budget', { tokens_per_hour: null }],
] as const)('a viewer may not %s %s, and may read the reports', async (method, what, body) => {
  const { clientId } = await system.createClient();
  const { body: viewer } = await system.admin<{ operator_token: string }>('POST', '/operators', {
    name: 'Viewer',
    role: 'viewer',
  });
  const as = (verb: string, path: string, sent?: unknown) =>
    send(system, {
      method: verb,
      path: `${ADMIN_PATH}/clients/${clientId}/${path}`,
      headers: {
        authorization: `Bearer ${viewer.operator_token}`,
        ...(sent !== undefined && { 'content-type': 'application/json' }),
      },
      ...(sent !== undefined && { body: JSON.stringify(sent) }),
    });
  expect((await as(method, what, body)).status).toBe(403);
  const query = what === 'networks' ? '' : '?tokens_per_hour=1';
  expect((await as('GET', `${what}/report${query}`)).status).toBe(200);
});
