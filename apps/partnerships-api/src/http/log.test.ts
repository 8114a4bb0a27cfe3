import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../testing/answer.ts';
import { statusPath } from '../testing/partner.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import { describeError } from './log.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** The log's line on an answer, without what differs from run to run. */
function lineOf(answer: Answer): Record<string, unknown> | undefined {
  const lines = api.log.text.split('\n').filter((line) => line !== '');
  const line = lines
    .map((text) => JSON.parse(text))
    .find((each) => each.request_id === answer.envelope.request_id);
  if (line === undefined) return undefined;
  const { time: _, pid: __, hostname: ___, ...rest } = line;
  return rest;
}

test('holds one line for each answer, with what may be logged and nothing else', async () => {
  const partner = api.partner();
  const answer = await partner.call({ path: `${statusPath('acct_nobody')}?note=private` });

  expect(lineOf(answer)).toEqual({
    level: 30,
    request_id: answer.envelope.request_id,
    method: 'GET',
    route: '/v1/partnership/accounts/:account_id/status',
    status: 404,
    client_id: 'rspub_0123456789abcdef',
    refusal: 'account_unknown',
    msg: 'answered',
  });
});

test('holds which check refused a token, which the answer does not tell', async () => {
  const expired = api.partner({ exp: 1 });
  const answer = await expired.status('acct_1');
  expect(lineOf(answer)).toMatchObject({ status: 401, client_id: null, refusal: 'expired' });
  expect(answer.text).not.toContain('"expired"');
});

test('has a line for what was no HTTP, and for a malformed path', async () => {
  const [noHttp] = await api.raw('hello\r\n\r\n');
  expect(lineOf(noHttp as Answer)).toMatchObject({ status: 400, refusal: 'http_malformed' });
  const badPath = await api.partner().call({ path: '/%zz' });
  expect(lineOf(badPath)).toMatchObject({ status: 400, refusal: 'path_malformed' });
});

test('holds no token, no header, no query, no path and no body', async () => {
  const partner = api.partner();
  await partner.register({ brand: 'private brand' });
  await partner.register({ brand: 7 });
  await partner.call({ path: '/private/path?private=query', headers: { 'x-private': 'private header' } });
  expect(api.log.text).not.toMatch(/private|eyJ|Bearer/i);
});

test('takes credentials out of an error before it is logged', () => {
  const error = new Error('failed on eyJhbGciOiJSUzI1NiIs.e30.c2ln for rsec_0123456789');
  expect(describeError(error).stack).toMatch(/^Error: failed on \[removed\] for \[removed\]\n/);
});
