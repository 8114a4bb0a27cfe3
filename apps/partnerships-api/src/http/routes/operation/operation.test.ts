import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationPath } from '../../../testing/partner.ts';
import { revokeRelationship } from '../../../testing/revoke-relationship.ts';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('GET /v1/partnership/operations/{operation_id} → 200', () => {
  test('recovers the answer of a registration, whole', async () => {
    const partner = api.partner();
    const written = await partner.register();
    const operationId = written.header('x-operation-id');
    const { envelope } = await partner.operation(operationId);

    expect(envelope.data).toEqual({
      operation_id: operationId,
      status: 'completed',
      response_body: written.envelope,
      error: null,
    });
  });

  test('recovers the answer of a status change as it was, whatever came later', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const written = await partner.setStatus(accountId, 'paused');
    await partner.setStatus(accountId, 'active');

    const { data } = (await partner.operation(written.header('x-operation-id'))).envelope;
    expect(data.response_body).toEqual(written.envelope);
  });

  test('recovers the answer of a write that was refused', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const key = randomUUID();
    await partner.setStatus(accountId, 'paused', key);
    const refused = [
      await partner.register({ brand: 'Other' }),
      await partner.setStatus('acct_nobody', 'paused'),
      await partner.setStatus(accountId, 'active', key),
    ];

    for (const written of refused) {
      const { data } = (await partner.operation(written.header('x-operation-id'))).envelope;
      expect(data).toMatchObject({ status: 'failed', response_body: written.envelope });
      expect(data.error).toBe(written.envelope.message);
    }
  });

  test('gives each registration an operation of its own, repeated or not', async () => {
    const partner = api.partner();
    const first = await partner.register();
    const second = await partner.register();
    expect(second.header('x-operation-id')).not.toBe(first.header('x-operation-id'));
  });

  test('keeps an operation readable when the relationship has ended', async () => {
    const partner = api.partner();
    const written = await partner.register();
    await revokeRelationship(api, written.envelope.data.account_id);
    expect((await partner.operation(written.header('x-operation-id'))).status).toBe(200);
  });

  test('counts HEAD as GET, and takes 600 of them in a minute', async () => {
    const partner = api.partner();
    const path = operationPath('op_nobody');
    const head = () =>
      fetch(api.url + path, { method: 'HEAD', headers: { authorization: `Bearer ${partner.token}` } });
    for (let call = 0; call < 600; call += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, head));
      expect(answers.every(({ status }) => status === 404)).toBe(true);
    }
    expect((await partner.operation('op_nobody')).status).toBe(429);
  });
});

describe('X-Operation-Id', () => {
  test('stands on every write that got as far as the stored state, and on no other answer', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const with_ = [
      await partner.register(),
      await partner.register({ brand: 'Other' }),
      await partner.setStatus(accountId, 'paused'),
      await partner.setStatus('acct_nobody', 'paused'),
    ];
    const without = [
      await partner.register({ brand: '' }),
      await partner.register({ platform_parent_account_id: 'nobody' }),
      await partner.setStatus(accountId, 'paused', 'no uuid'),
      await partner.status(accountId),
    ];
    expect(with_.map((answer) => answer.header('x-operation-id'))).toEqual(Array(4).fill(expect.any(String)));
    expect(without.map((answer) => answer.header('x-operation-id'))).toEqual(Array(4).fill(undefined));
  });

  test('of a dry run names nothing that was kept', async () => {
    const partner = api.partner();
    const rehearsed = await partner.register({}, '?dry_run=true');
    expect(rehearsed.header('x-operation-id')).toMatch(/^op_/);
    expect((await partner.operation(rehearsed.header('x-operation-id'))).status).toBe(404);
  });
});

describe('GET /v1/partnership/operations/{operation_id} → 404', () => {
  test('answers another manager as if the operation had never been', async () => {
    const written = await api.partner().register();
    const stranger = api.partner();
    const foreign = await stranger.operation(written.header('x-operation-id'));
    const unknown = await stranger.operation('op_nobody');

    expect(foreign.status).toBe(404);
    expect(unknown.envelope).toEqual({ ...foreign.envelope, request_id: unknown.envelope.request_id });
  });

  test('forgets an operation after seven days, on a later write', async () => {
    const partner = api.partner();
    const written = await partner.register();
    const again = () => api.partner({ parent_account_id: partner.parentAccountId });

    api.clock.ms += 7 * DAY_MS;
    await again().register();
    expect((await again().operation(written.header('x-operation-id'))).status).toBe(200);

    api.clock.ms += 1;
    await again().register();
    expect((await again().operation(written.header('x-operation-id'))).status).toBe(404);
  });
});
