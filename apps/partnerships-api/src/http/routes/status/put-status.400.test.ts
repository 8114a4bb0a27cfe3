import { randomUUID } from 'node:crypto';
import { jsonCases } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statusPath } from '../../../testing/partner.ts';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('PUT /v1/partnership/accounts/{account_id}/status → 400', () => {
  test('refuses a write without Idempotency-Key, dry run or not', async () => {
    const partner = api.partner();
    for (const query of ['', '?dry_run=true']) {
      const path = statusPath('acct_1') + query;
      const { status, envelope } = await partner.call({ method: 'PUT', path, body: { status: 'paused' } });
      expect([status, envelope.message]).toEqual([400, expect.stringContaining('needs an Idempotency-Key')]);
    }
  });

  test.each(['', 'key-1', '0123456789abcdef0123456789abcdef', `${randomUUID()}0`, `{${randomUUID()}}`])(
    'refuses the Idempotency-Key %j',
    async (key) => {
      expect((await api.partner().setStatus('acct_1', 'paused', key)).status).toBe(400);
    },
  );

  test('refuses two Idempotency-Key headers, equal or not', async () => {
    const partner = api.partner();
    const key = randomUUID();
    for (const second of [key, randomUUID()]) {
      const [answer] = await api.raw(
        [
          `PUT ${statusPath('acct_1')} HTTP/1.1`,
          'Host: api',
          `Authorization: Bearer ${partner.token}`,
          `X-Platform-Parent-Account-Id: ${partner.parentAccountId}`,
          `Idempotency-Key: ${key}`,
          `Idempotency-Key: ${second}`,
          'Content-Length: 0',
          '\r\n',
        ].join('\r\n'),
        1,
      );
      expect([answer?.status, answer?.envelope.message]).toEqual([400, 'Send Idempotency-Key once.']);
    }
  });

  test.each([
    [{ status: 'Paused' }, 'status must be one of active, paused.'],
    [{ status: null }, 'status must be one of active, paused.'],
    [{}, 'The body lacks status.'],
    [{ status: 'paused', variants: [] }, 'The body has a field that is not known. It takes status.'],
    [[], 'The body must be a JSON object.'],
    ['', 'The body is not well-formed JSON in UTF-8.'],
    ['{"status":"paused"', 'The body is not well-formed JSON in UTF-8.'],
    ['\ufeff{"status":"paused"}', 'The body is not well-formed JSON in UTF-8.'],
  ])('refuses the body %j', async (body, message) => {
    const { status, envelope } = await put(body);
    expect([status, envelope.message]).toEqual([400, message]);
  });

  test.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', { 'content-type': 'text/plain' }],
    ['no media type', { 'content-type': '' }],
    ['something compressed', { 'content-encoding': 'gzip' }],
  ])('refuses a body that is said to be %s', async (_what, headers) => {
    const { status, envelope } = await put({ status: 'paused' }, headers);
    expect([status, envelope.message]).toEqual([
      400,
      'Send the body as JSON, uncompressed, with Content-Type: application/json.',
    ]);
  });

  test('refuses a body of more than 64 KiB, and takes one of exactly that size', async () => {
    const padded = (length: number) => `{"status":"paused"${' '.repeat(length - 19)}}`;
    expect((await put(padded(65_537))).envelope.message).toMatch(/too large/);
    expect((await put(padded(65_536))).status).toBe(404); // of the account, which comes after the body
  });

  test('refuses every case of the JSON test suite', async () => {
    for (const { id, bytes } of jsonCases()) {
      expect([id, (await put(bytes)).status]).toEqual([id, 400]);
    }
  });

  function put(body: unknown, headers: Record<string, string> = {}) {
    return api.partner().call({
      method: 'PUT',
      path: statusPath('acct_1'),
      headers: { 'idempotency-key': randomUUID(), ...headers },
      body,
    });
  }
});
