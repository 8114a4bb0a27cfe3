import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('POST /v1/accounts/register/partnership → 409', () => {
  test.each([
    ['store', { store_identifier: 'https://other.example.com' }],
    ['brand', { brand: 'Other' }],
    ['number as text', { vertical_id: '1500' }],
    ['list of pages', { pages: [] }],
  ])('refuses another %s under an external id that is taken, and changes nothing', async (_what, changes) => {
    const partner = api.partner();
    const first = await partner.register();
    expect((await partner.register(changes)).status).toBe(409);
    expect((await partner.register()).envelope.data).toEqual(first.envelope.data);
  });

  test('says so in a dry run as well', async () => {
    const partner = api.partner();
    await partner.register();
    expect((await partner.register({ brand: 'Other' }, '?dry_run=true')).status).toBe(409);
  });
});
