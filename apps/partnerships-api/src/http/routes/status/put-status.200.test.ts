import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

const HOUR_MS = 60 * 60 * 1000;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** The parent account's partner with a token that is valid now. */
function laterPartner(parentAccountId: string) {
  return api.partner({ parent_account_id: parentAccountId });
}

describe('PUT /v1/partnership/accounts/{account_id}/status → 200', () => {
  test('pauses the account with all its variants, and activates them again', async () => {
    const partner = api.partner();
    const accountId = await partner.account();

    for (const status of ['paused', 'active']) {
      const answer = await partner.setStatus(accountId, status);
      expect(answer.envelope.data).toMatchObject({ accountId, status, variants: [{ status }, { status }] });
      expect((await partner.status(accountId)).envelope.data).toEqual(answer.envelope.data);
    }
  });

  test('leaves other accounts of the manager as they are', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const other = await partner.account('merchant-2');
    await partner.setStatus(accountId, 'paused');

    expect((await partner.status(other)).envelope.data).toMatchObject({
      status: 'active',
      variants: [{ status: 'active' }, { status: 'active' }],
    });
  });
});

describe('PUT …/status with an Idempotency-Key that was used', () => {
  test('gives the first call’s answer and operation, under a request id of its own', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const key = randomUUID();
    const first = await partner.setStatus(accountId, 'paused', key);
    await partner.setStatus(accountId, 'active');
    const repeat = await partner.setStatus(accountId, 'paused', key);

    expect(repeat.envelope).toEqual({ ...first.envelope, request_id: repeat.envelope.request_id });
    expect(repeat.envelope.request_id).not.toBe(first.envelope.request_id);
    expect(repeat.header('x-operation-id')).toBe(first.header('x-operation-id'));
    expect((await partner.status(accountId)).envelope.data.status).toBe('active');
  });

  test('takes a key in capital letters for the same key', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const key = randomUUID();
    const first = await partner.setStatus(accountId, 'paused', key);
    const repeat = await partner.setStatus(accountId, 'paused', key.toUpperCase());
    expect(repeat.header('x-operation-id')).toBe(first.header('x-operation-id'));
  });

  test('has one effect when many calls with one key arrive together', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => partner.setStatus(accountId, 'paused', key)),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => answer.header('x-operation-id'))).size).toBe(1);
  });

  test('takes the same key for another account, and of another manager, for another key', async () => {
    const partner = api.partner();
    const stranger = api.partner();
    const key = randomUUID();
    const answers = [
      await partner.setStatus(await partner.account('merchant-1'), 'paused', key),
      await partner.setStatus(await partner.account('merchant-2'), 'active', key),
      await stranger.setStatus(await stranger.account(), 'active', key),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('remembers a key for 24 hours', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const key = randomUUID();
    const first = await partner.setStatus(accountId, 'paused', key);

    api.clock.ms += 24 * HOUR_MS - 1;
    const repeat = await laterPartner(partner.parentAccountId).setStatus(accountId, 'paused', key);
    expect(repeat.header('x-operation-id')).toBe(first.header('x-operation-id'));

    api.clock.ms += 1;
    const anew = await laterPartner(partner.parentAccountId).setStatus(accountId, 'active', key);
    expect(anew.envelope.data.status).toBe('active');
    expect(anew.header('x-operation-id')).not.toBe(first.header('x-operation-id'));
  });
});

describe('PUT …/status?dry_run=true → 200', () => {
  test('answers as the write would, and sets nothing', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const { envelope } = await partner.setStatus(accountId, 'paused', randomUUID(), '?dry_run=true');

    expect(envelope.data).toMatchObject({ status: 'paused', variants: [{ status: 'paused' }, {}] });
    expect((await partner.status(accountId)).envelope.data).toMatchObject({
      status: 'active',
      variants: [{ status: 'active' }, { status: 'active' }],
    });
  });

  test('neither stores its key nor reads one', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const key = randomUUID();
    await partner.setStatus(accountId, 'paused', key, '?dry_run=true');
    expect((await partner.setStatus(accountId, 'active', key)).status).toBe(200);

    const rehearsed = await partner.setStatus(accountId, 'paused', key, '?dry_run=true');
    expect(rehearsed.envelope.data.status).toBe('paused');
  });
});
