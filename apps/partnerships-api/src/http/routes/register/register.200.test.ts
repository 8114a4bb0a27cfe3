import { naughtyStrings } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('POST /v1/accounts/register/partnership → 200', () => {
  test('issues an account, and a page with its layout for each one asked for, in their order', async () => {
    const partner = api.partner();
    const { envelope } = await partner.register();

    expect(envelope).toMatchObject({ status: 200, error: null, message: 'ok' });
    expect(envelope.data.account_id).toMatch(/^[0-9A-Za-z_-]{1,64}$/);
    expect(envelope.data.pages).toEqual([
      {
        surface: 'confirmation',
        page_id: expect.stringMatching(/^page_/),
        layout_id: expect.stringMatching(/^layout_/),
        page_identifier: 'confirmation_page',
      },
      {
        surface: 'tracking',
        page_id: expect.stringMatching(/^page_/),
        layout_id: expect.stringMatching(/^layout_/),
        page_identifier: 'tracking_page',
      },
    ]);
  });

  test('says back what was registered', async () => {
    const partner = api.partner();
    const { pages: _, ...sent } = partner.registration({ vertical_id: '1500' });
    const { envelope } = await partner.register({ vertical_id: '1500' });

    expect(envelope.data).toMatchObject(sent);
  });

  test('takes a registration without pages', async () => {
    const { envelope } = await api.partner().register({ pages: undefined });
    expect(envelope.data.pages).toEqual([]);
  });

  test('gives two pages of one surface identifiers that differ', async () => {
    const overlay = { surface: 'returns', layout_type: 'Overlay' };
    const { envelope } = await api.partner().register({ pages: [overlay, overlay] });

    expect(envelope.data.pages.map((page: { page_identifier: string }) => page.page_identifier)).toEqual([
      'returns_page',
      'returns_page_2',
    ]);
  });

  test('gives the same account for the same registration, in whatever order its fields come', async () => {
    const partner = api.partner();
    const first = await partner.register();
    const entries = Object.entries(partner.registration()).reverse();
    const second = await partner.register(Object.fromEntries(entries));

    expect(second.envelope.data).toEqual(first.envelope.data);
  });

  test('takes no pages and an empty list of pages for the same registration', async () => {
    const partner = api.partner();
    const first = await partner.register({ pages: undefined });
    const second = await partner.register({ pages: [] });

    expect(second.envelope.data).toEqual(first.envelope.data);
  });

  test('registers the same external id for two managers as two accounts', async () => {
    const one = await api.partner().account();
    const other = await api.partner().account();
    expect(one).not.toBe(other);
  });

  test('makes one account of registrations that arrive together', async () => {
    const partner = api.partner();
    const answers = await Promise.all(Array.from({ length: 8 }, () => partner.register()));

    expect(new Set(answers.map(({ envelope }) => envelope.data.account_id)).size).toBe(1);
  });

  test('needs no Idempotency-Key', async () => {
    expect((await api.partner().register()).status).toBe(200);
  });

  test('takes a parent account in the query that is the token’s', async () => {
    const partner = api.partner();
    const { status } = await partner.register({}, `?platform_parent_account_id=${partner.parentAccountId}`);
    expect(status).toBe(200);
  });

  test('stores and returns every naughty string as it is', async () => {
    const brands = naughtyStrings().filter((text) => text !== '');
    for (const brand of brands) {
      const { envelope } = await api.partner().register({ brand, external_account_id: 'naughty' });
      expect(envelope.data.brand).toBe(brand);
    }
    const stored = await api.database((database) =>
      database
        .prepare(`SELECT registration FROM account WHERE external_account_id = 'naughty' ORDER BY rowid`)
        .all(),
    );
    expect(stored.map((row) => JSON.parse((row as { registration: string }).registration).brand)).toEqual(
      brands,
    );
  });
});

describe('POST /v1/accounts/register/partnership?dry_run=true → 200', () => {
  test('answers as a registration would, and registers nothing', async () => {
    const partner = api.partner();
    const rehearsed = await partner.register({}, '?dry_run=true');
    expect(rehearsed.envelope.data).toMatchObject({ brand: 'Acme Apparel', pages: [{}, {}] });
    expect((await partner.status(rehearsed.envelope.data.account_id)).status).toBe(404);

    const registered = await partner.register();
    expect(registered.envelope.data.account_id).not.toBe(rehearsed.envelope.data.account_id);
  });

  test('finds the account that is already registered', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const { envelope } = await partner.register({}, '?dry_run=true');
    expect(envelope.data.account_id).toBe(accountId);
  });
});
