import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeRelationship } from '../../../testing/revoke-relationship.ts';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('PUT /v1/partnership/accounts/{account_id}/status → 403', () => {
  test('refuses when the relationship was revoked, dry run or not', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    await revokeRelationship(api, accountId);

    expect((await partner.setStatus(accountId, 'paused')).status).toBe(403);
    expect((await partner.setStatus(accountId, 'paused', randomUUID(), '?dry_run=true')).status).toBe(403);
  });

  test('refuses a repeat as well: the account is checked before the key', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const key = randomUUID();
    expect((await partner.setStatus(accountId, 'paused', key)).status).toBe(200);
    await revokeRelationship(api, accountId);

    expect((await partner.setStatus(accountId, 'paused', key)).status).toBe(403);
  });

  test('refuses a query that names another parent account', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const query = '?platform_parent_account_id=nobody';
    expect((await partner.setStatus(accountId, 'paused', randomUUID(), query)).status).toBe(403);
  });
});

describe('PUT /v1/partnership/accounts/{account_id}/status → 404', () => {
  test('answers for another manager’s account as for one that never was, and changes neither', async () => {
    const owner = api.partner();
    const accountId = await owner.account();
    const stranger = api.partner();
    const foreign = await stranger.setStatus(accountId, 'paused');
    const unknown = await stranger.setStatus('acct_nobody', 'paused');

    expect(foreign.status).toBe(404);
    expect(unknown.envelope).toEqual({ ...foreign.envelope, request_id: unknown.envelope.request_id });
    expect((await owner.status(accountId)).envelope.data.status).toBe('active');
  });

  test('gives a stranger no answer for a key that the owner has used', async () => {
    const owner = api.partner();
    const accountId = await owner.account();
    const key = randomUUID();
    await owner.setStatus(accountId, 'paused', key);
    expect((await api.partner().setStatus(accountId, 'paused', key)).status).toBe(404);
  });
});

describe('PUT /v1/partnership/accounts/{account_id}/status → 409', () => {
  test('refuses a key that was used with another body, and the first answer stays', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const key = randomUUID();
    const first = await partner.setStatus(accountId, 'paused', key);

    expect((await partner.setStatus(accountId, 'active', key)).status).toBe(409);
    expect((await partner.status(accountId)).envelope.data.status).toBe('paused');
    expect((await partner.setStatus(accountId, 'paused', key)).envelope.data).toEqual(first.envelope.data);
  });
});

describe('PUT /v1/partnership/accounts/{account_id}/status → 429', () => {
  test('takes 60 calls in a minute over all accounts of a manager, and refuses the next', async () => {
    const partner = api.partner();
    const accounts = [await partner.account('merchant-1'), await partner.account('merchant-2')];
    for (let call = 0; call < 60; call++) {
      const accountId = String(accounts[call % 2]);
      expect((await partner.setStatus(accountId, 'paused', randomUUID(), '?dry_run=true')).status).toBe(200);
    }
    const refused = await partner.setStatus(String(accounts[0]), 'paused');
    expect([refused.status, refused.header('retry-after')]).toEqual([429, '60']);
  });
});
