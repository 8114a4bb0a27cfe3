import { describe, expect, test } from 'vitest';
import { createClient } from '../create-client.ts';
import { type Answer, inTurn, json, startHttpServer, tokens } from '../testing/http-server.ts';
import { makePair } from '../testing/pair.ts';

const INVALID_TOKEN = json(401, {}, { 'www-authenticate': 'Bearer realm="api", error="invalid_token"' });

async function setUp(apiAnswer: Answer) {
  const tokenServer = await startHttpServer(tokens());
  const api = await startHttpServer(apiAnswer);
  const client = createClient({
    tokenUrl: `${tokenServer.origin}/token`,
    ...makePair(),
    parentAccountId: '1234567890',
  });
  return { client, api, tokenServer };
}

describe('headers', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'a %s carries the token and the parent account',
    async (method) => {
      const { client, api } = await setUp(json(200, {}));
      await client.fetch(`${api.origin}/x`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      expect(api.requests[0]).toMatchObject({
        method,
        body: '{}',
        headers: {
          authorization: 'Bearer token-1',
          'x-platform-parent-account-id': '1234567890',
          'content-type': 'application/json',
        },
      });
    },
  );

  test.each([undefined, 'GET', 'get', 'HEAD'])('a read (%s) carries the token alone', async (method) => {
    const { client, api } = await setUp(json(200, {}));
    await client.fetch(new URL('/x', api.origin), method === undefined ? {} : { method });
    expect(api.requests[0]?.headers.authorization).toBe('Bearer token-1');
    expect(api.requests[0]?.headers).not.toHaveProperty('x-platform-parent-account-id');
  });

  test('a parent account that the caller names stays', async () => {
    const { client, api } = await setUp(json(200, {}));
    await client.fetch(api.origin, { method: 'POST', headers: { 'x-platform-parent-account-id': 'other' } });
    expect(api.requests[0]?.headers['x-platform-parent-account-id']).toBe('other');
  });

  test('those of a Request stay, and its method decides', async () => {
    const { client, api } = await setUp(json(200, {}));
    await client.fetch(new Request(`${api.origin}/x`, { method: 'POST', headers: { a: 'b' }, body: 'c' }));
    expect(api.requests[0]).toMatchObject({
      method: 'POST',
      body: 'c',
      headers: { a: 'b', 'x-platform-parent-account-id': '1234567890' },
    });
  });
});

describe('a token that the API calls invalid', () => {
  test('is replaced once and the call repeated once, body and all', async () => {
    const { client, api, tokenServer } = await setUp(inTurn(INVALID_TOKEN, json(201, {})));
    const response = await client.fetch(api.origin, {
      method: 'POST',
      body: new URLSearchParams({ a: 'b' }),
    });
    expect(response.status).toBe(201);
    expect(api.requests.map((request) => [request.headers.authorization, request.body])).toEqual([
      ['Bearer token-1', 'a=b'],
      ['Bearer token-2', 'a=b'],
    ]);
    expect(tokenServer.requests).toHaveLength(2);
  });

  test('is not replaced a second time in a row, so that a misguided API does not cause a storm', async () => {
    const { client, api, tokenServer } = await setUp(INVALID_TOKEN);
    for (let call = 0; call < 5; call++) expect((await client.fetch(api.origin)).status).toBe(401);
    expect(tokenServer.requests).toHaveLength(2);
  });

  test.each([
    ['a 401 of another kind', json(401, {}, { 'www-authenticate': 'Bearer realm="api"' })],
    ['a 401 without a challenge', json(401, {})],
    ['a 403', json(403, {}, { 'www-authenticate': 'Bearer error="insufficient_scope"' })],
  ])('is not what %s means', async (_what, answer) => {
    const { client, api } = await setUp(answer);
    await client.fetch(api.origin);
    expect(api.requests).toHaveLength(1);
  });

  test('is left to the caller when the body was a stream, which is gone', async () => {
    const { client, api } = await setUp(INVALID_TOKEN);
    const body = new Blob(['once']).stream();
    const init = { method: 'POST', body, duplex: 'half' } as const;
    expect((await client.fetch(api.origin, init)).status).toBe(401);
    expect((await client.fetch(new Request(api.origin, { method: 'POST', body: 'once' }))).status).toBe(401);
    expect(api.requests.map((request) => request.body)).toEqual(['once', 'once']);
  });
});

describe('the token goes nowhere else', () => {
  test('a redirect is handed to the caller, not followed', async () => {
    const elsewhere = await startHttpServer(json(200, {}));
    const { client, api } = await setUp(json(307, {}, { location: elsewhere.origin }));
    const response = await client.fetch(new Request(`${api.origin}/x`, { redirect: 'follow' }));
    expect(response.status).toBe(307);
    expect(elsewhere.requests).toHaveLength(0);
  });

  test('following a redirect cannot be asked for', async () => {
    const { client, api } = await setUp(json(200, {}));
    await expect(client.fetch(api.origin, { redirect: 'follow' as never })).rejects.toThrow(TypeError);
    expect(api.requests).toHaveLength(0);
  });

  test('plain http to another machine is refused before a token is asked for', async () => {
    const { client, tokenServer } = await setUp(json(200, {}));
    await expect(client.fetch('http://api.example/x')).rejects.toThrow(/must be https:/);
    expect(tokenServer.requests).toHaveLength(0);
  });
});

test('an aborted call makes no request', async () => {
  const { client, api, tokenServer } = await setUp(json(200, {}));
  const call = client.fetch(api.origin, { signal: AbortSignal.abort() });
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  expect([api.requests, tokenServer.requests]).toEqual([[], []]);
});
