import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statusPath } from '../../../testing/partner.ts';
import { revokeRelationship } from '../../../testing/revoke-relationship.ts';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('GET /v1/partnership/accounts/{account_id}/status → 200', () => {
  test('gives the account’s status, active at first, and a variant for each page', async () => {
    const partner = api.partner();
    const { data } = (await partner.register()).envelope;
    const answer = await partner.status(data.account_id);

    expect(answer.envelope.data).toEqual({
      accountId: data.account_id,
      status: 'active',
      variants: [
        {
          pageVariantId: expect.stringMatching(/^variant_/),
          pageId: data.pages[0].page_id,
          name: 'confirmation Overlay',
          status: 'active',
        },
        {
          pageVariantId: expect.stringMatching(/^variant_/),
          pageId: data.pages[1].page_id,
          name: 'tracking Embedded',
          status: 'active',
        },
      ],
    });
    expect(answer.header('x-operation-id')).toBeUndefined();
  });

  test('needs accounts:read and no other scope', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const reader = api.partner({ parent_account_id: partner.parentAccountId, scope: 'accounts:read' });
    expect((await reader.status(accountId)).status).toBe(200);
  });

  test('has no cap of its own', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const answers = await Promise.all(Array.from({ length: 70 }, () => partner.status(accountId)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('GET /v1/partnership/accounts/{account_id}/status → 403', () => {
  test('refuses when the relationship was revoked', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    await revokeRelationship(api, accountId);
    expect((await partner.status(accountId)).status).toBe(403);
  });

  test('refuses a query that names another parent account', async () => {
    const partner = api.partner();
    const path = `${statusPath(await partner.account())}?platform_parent_account_id=nobody`;
    expect((await partner.call({ path })).status).toBe(403);
  });

  test('refuses a token without accounts:read', async () => {
    const partner = api.partner({ scope: 'accounts:write' });
    expect((await partner.status(await partner.account())).status).toBe(403);
  });
});

describe('GET /v1/partnership/accounts/{account_id}/status → 404', () => {
  test('answers for another manager’s account as for one that never was', async () => {
    const foreign = await api.partner().account();
    const partner = api.partner();
    const answers = [
      await partner.status(foreign),
      await partner.status('acct_nobody'),
      await partner.status('x'.repeat(5000)),
      await partner.status('%2e%2e%2Fstatus'),
    ];
    for (const { status, envelope } of answers) {
      expect(status).toBe(404);
      expect(envelope.message).toBe(answers[0]?.envelope.message);
    }
  });

  test('does not tell that another manager’s relationship was revoked', async () => {
    const foreign = await api.partner().account();
    await revokeRelationship(api, foreign);
    expect((await api.partner().status(foreign)).status).toBe(404);
  });
});
