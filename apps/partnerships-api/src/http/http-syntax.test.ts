import { rawHttpCases } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REGISTER, statusPath } from '../testing/partner.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const LAST = 'GET / HTTP/1.1\r\nHost: api\r\nConnection: close\r\n\r\n';

describe('what is not well-formed HTTP', () => {
  test.each([
    ['no request line', 'hello\r\n\r\n'],
    ['an unknown method', 'FOO / HTTP/1.1\r\nHost: api\r\n\r\n'],
    ['a version that is none', 'GET / HTTP/9.9\r\nHost: api\r\n\r\n'],
    ['HTTP/2 without TLS', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost : api\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: api\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nHost: api\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['headers above 16 KiB', `GET / HTTP/1.1\r\nHost: api\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n'],
  ])('answers %s with one 400 in the envelope, and closes', async (_what, bytes) => {
    const answers = await api.raw(bytes + LAST);
    expect(answers.map(({ status }) => status)).toEqual([400]);
    expect(answers[0]?.header('connection')).toBe('close');
  });

  test('carries out nothing that a strict parser refuses, and has an envelope for each refusal', async () => {
    for (const { id, bytes } of rawHttpCases().filter(({ expect: expected }) => expected !== 'accept')) {
      const answers = await api.raw(Buffer.concat([bytes, Buffer.from(`\r\n\r\n${LAST}`)]));
      expect([id, answers.every(({ status }) => status === 400 || status === 401)]).toEqual([id, true]);
    }
  });

  test.each([
    ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: api\r\nHost: api\r\n\r\n'],
  ])('answers %s with 400, and closes', async (_what, bytes) => {
    const answers = await api.raw(bytes);
    expect(answers.map(({ status }) => status)).toEqual([400]);
  });

  test('needs no Host in HTTP/1.0', async () => {
    expect((await api.raw('GET / HTTP/1.0\r\n\r\n')).map(({ status }) => status)).toEqual([401]);
  });

  test('ignores an expectation that it does not know', async () => {
    const [answer] = await api.raw('GET / HTTP/1.1\r\nHost: api\r\nExpect: the-unexpected\r\n\r\n', 1);
    expect(answer?.status).toBe(401);
  });

  test('answers a body that breaks off in its chunks with 400', async () => {
    const { token, parentAccountId } = api.partner();
    const head = [
      `POST ${REGISTER} HTTP/1.1`,
      'Host: api',
      `Authorization: Bearer ${token}`,
      `X-Platform-Parent-Account-Id: ${parentAccountId}`,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
      '\r\n',
    ].join('\r\n');
    const answers = await api.raw(`${head}5\r\n{"a":\r\nnonsense\r\n\r\n`);
    expect(answers.map(({ status }) => status)).toEqual([400]);
  });
});

describe('paths', () => {
  test.each(['/', '/v1', `${REGISTER}/`, REGISTER.toUpperCase(), `/${REGISTER}`, '/v1/../v1', '//', '*'])(
    'answers %s with 404 once the token is right',
    async (path) => {
      const { token } = api.partner();
      const [answer] = await api.raw(
        `GET ${path} HTTP/1.1\r\nHost: api\r\nAuthorization: Bearer ${token}\r\n\r\n`,
        1,
      );
      expect([answer?.status, answer?.header('allow')]).toEqual([404, undefined]);
    },
  );

  test('refuses a path with a percent sign that encodes nothing', async () => {
    for (const path of ['/%', '/%zz', '/%ff', statusPath('%')]) {
      expect((await api.partner().call({ path })).status).toBe(400);
    }
  });

  test('finds an account by its id, however the path encodes it', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    const path = statusPath(accountId.replace('_', '%5f'));
    expect((await partner.call({ path })).status).toBe(200);
  });

  test('names the methods that a path takes when it is asked by another', async () => {
    const partner = api.partner();
    const answer = await partner.call({ path: REGISTER });
    expect([answer.status, answer.header('allow')]).toEqual([404, 'POST']);
  });
});
