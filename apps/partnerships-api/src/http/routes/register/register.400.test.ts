import { jsonCases } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REGISTER } from '../../../testing/partner.ts';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('POST /v1/accounts/register/partnership → 400', () => {
  test.each([
    'brand',
    'vertical_id',
    'sub_vertical_id',
    'country_code',
    'platform_parent_account_id',
    'store_identifier',
    'external_account_id',
  ])('refuses a registration without %s, and names it', async (field) => {
    const { status, envelope } = await api.partner().register({ [field]: undefined });
    expect(status).toBe(400);
    expect(envelope.message).toBe(`The body lacks ${field}.`);
  });

  test.each([
    ['brand', ''],
    ['brand', 'x'.repeat(1025)],
    ['brand', '\ud800'],
    ['brand', 7],
    ['vertical_id', 1.5],
    ['vertical_id', -1],
    ['vertical_id', ''],
    ['sub_vertical_id', null],
    ['country_code', 'us'],
    ['country_code', 'USA'],
    ['platform_parent_account_id', 1234],
    ['platform_parent_account_id', 'a b'],
    ['store_identifier', 'acme.example.com'],
    ['store_identifier', 'https://localhost'],
    ['store_identifier', 'ftp://acme.example.com'],
    ['external_account_id', ''],
    ['external_account_id', 'line\nbreak'],
    ['pages', {}],
    ['pages', Array.from({ length: 21 }, () => ({ surface: 'returns', layout_type: 'Overlay' }))],
  ])('refuses %s = %j, and says what it must be', async (field, value) => {
    const { status, envelope } = await api.partner().register({ [field]: value });
    expect(status).toBe(400);
    expect(envelope.message).toMatch(new RegExp(`^${field} must be (a|an|one of) `));
  });

  test.each([
    [
      { surface: 'payment', layout_type: 'Overlay' },
      'pages.0.surface must be one of confirmation, tracking, returns.',
    ],
    [{ surface: 'returns', layout_type: 'overlay' }, 'pages.0.layout_type must be one of Overlay, Embedded.'],
    [{ surface: 'returns' }, 'pages.0 lacks layout_type.'],
    [
      { surface: 'returns', layout_type: 'Overlay', theme: 'dark' },
      'pages.0 has a field that is not known. It takes surface, layout_type.',
    ],
    ['returns', 'pages.0 must be an object with surface and layout_type.'],
  ])('refuses the page %j', async (page, message) => {
    const { status, envelope } = await api.partner().register({ pages: [page] });
    expect([status, envelope.message]).toEqual([400, message]);
  });

  test('refuses a field that is not known, and does not repeat it', async () => {
    const { status, envelope } = await api.partner().register({ brnad: 'Acme' });
    expect(status).toBe(400);
    expect(envelope.message).toMatch(
      /^The body has a field that is not known\. It takes brand, vertical_id, /,
    );
    expect(envelope.message).not.toContain('brnad');
  });

  test('refuses fields that would reach an object’s prototype', async () => {
    const partner = api.partner();
    const body = JSON.stringify(partner.registration()).replace('{', '{"__proto__":{"admin":true},');
    const { status } = await partner.call({ method: 'POST', path: REGISTER, body });
    expect(status).toBe(400);
  });

  test.each([
    ['TRUE', '?dry_run=TRUE'],
    ['1', '?dry_run=1'],
    ['false', '?dry_run=false'],
    ['nothing', '?dry_run='],
    ['true twice', '?dry_run=true&dry_run=true'],
  ])('refuses dry_run with the value %s', async (_value, query) => {
    const partner = api.partner();
    const { status, envelope } = await partner.register({}, query);
    expect([status, envelope.message]).toEqual([
      400,
      'dry_run takes the one value true. Leave it out to write.',
    ]);
  });

  test.each(['?dryrun=true', '?dry_run[]=true', '?Dry_Run=true', '?_method=GET'])(
    'refuses the query %s, so that no rehearsal turns into a write',
    async (query) => {
      const partner = api.partner();
      expect((await partner.register({}, query)).status).toBe(400);
      const { envelope } = await partner.register({ brand: 'Another' });
      expect(envelope.status).toBe(200);
    },
  );

  test('refuses a body in UTF-8 that is not well-formed, rather than store something else', async () => {
    const partner = api.partner();
    const [before, after] = JSON.stringify(partner.registration()).split('Acme') as [string, string];
    const body = Buffer.concat([Buffer.from(before), Buffer.from([0xc3, 0x28]), Buffer.from(after)]);
    const { status } = await partner.call({ method: 'POST', path: REGISTER, body });
    expect(status).toBe(400);
  });

  test('refuses every case of the JSON test suite, whole', async () => {
    for (const { id, bytes } of jsonCases()) {
      const answer = await api.partner().call({ method: 'POST', path: REGISTER, body: bytes });
      expect([id, answer.status]).toEqual([id, 400]);
    }
  });

  test('refuses a value nested as deep as a body can be', async () => {
    const body = '['.repeat(30_000) + ']'.repeat(30_000);
    expect((await api.partner().call({ method: 'POST', path: REGISTER, body })).status).toBe(400);
  });
});
