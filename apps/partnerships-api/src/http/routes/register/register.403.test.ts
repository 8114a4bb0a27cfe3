import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeRelationship } from '../../../testing/revoke-relationship.ts';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('POST /v1/accounts/register/partnership → 403', () => {
  test('refuses a body that names another parent account, whether or not it exists', async () => {
    const partner = api.partner();
    const other = api.partner();
    const existing = await partner.register({ platform_parent_account_id: other.parentAccountId });
    const unknown = await partner.register({ platform_parent_account_id: 'nobody' });

    expect(existing.status).toBe(403);
    expect(unknown.envelope).toEqual({ ...existing.envelope, request_id: unknown.envelope.request_id });
  });

  test.each([
    ['once', '?platform_parent_account_id=nobody'],
    ['under its short name', '?parent_account_id=nobody'],
    ['beside the right one', '?parent_account_id=PARENT&parent_account_id=nobody'],
  ])('refuses a query that names another parent account %s', async (_how, query) => {
    const partner = api.partner();
    const { status } = await partner.register({}, query.replace('PARENT', partner.parentAccountId));
    expect(status).toBe(403);
  });

  test('refuses to register a merchant again when the relationship was revoked', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    await revokeRelationship(api, accountId);

    expect((await partner.register()).status).toBe(403);
    expect((await partner.register({ brand: 'Another' })).status).toBe(403);
  });

  test('refuses a token without accounts:write, and names the scope', async () => {
    const answer = await api.partner({ scope: 'accounts:read' }).register();
    expect(answer.status).toBe(403);
    expect(answer.header('www-authenticate')).toContain('error="insufficient_scope"');
    expect(answer.header('www-authenticate')).toContain('scope="accounts:write"');
  });
});
