import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ClientOptions } from './client-options.ts';
import { createClient } from './create-client.ts';
import { type Answer, json, startHttpServer, tokens } from './testing/http-server.ts';
import { makePair } from './testing/pair.ts';

const pair = makePair();
const NOW = Date.UTC(2026, 10, 24);

async function setUp(answer: Answer, options: Partial<ClientOptions> = {}) {
  const server = await startHttpServer(answer);
  const client = createClient({ tokenUrl: `${server.origin}/token`, ...pair, now: () => NOW, ...options });
  return { client, server };
}

describe('getToken', () => {
  test('sends the grant as the contract shows it, and counts the expiry by its own clock', async () => {
    const { client, server } = await setUp(tokens());
    expect(await client.getToken()).toEqual({ accessToken: 'token-1', expiresAt: new Date(NOW + 300_000) });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/token' });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    });
    expect(request?.body).toBe(
      `grant_type=client_credentials&client_id=${pair.clientId}&client_secret=${pair.clientSecret}`,
    );
  });

  test('sends scope and resource where they are set, and tells the scope that was granted', async () => {
    const grant = { access_token: 'a', token_type: 'Bearer', expires_in: 300, scope: 'accounts:read' };
    const { client, server } = await setUp(json(200, grant), {
      scope: 'accounts:read',
      resource: 'https://api.example',
    });
    expect(await client.getToken()).toMatchObject({ scope: 'accounts:read' });
    expect(Object.fromEntries(new URLSearchParams(server.requests[0]?.body))).toMatchObject({
      scope: 'accounts:read',
      resource: 'https://api.example',
    });
  });

  test('makes one request for any number of callers', async () => {
    const { client, server } = await setUp(tokens());
    const got = await Promise.all(Array.from({ length: 1000 }, () => client.getToken()));
    expect(new Set(got).size).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  test('ends the wait of the caller who aborts, and no one else’s', async () => {
    let answerNow = () => {};
    const { client } = await setUp((response, request) => {
      answerNow = () => tokens()(response, request);
      leaving.abort();
    });
    const leaving = new AbortController();
    const staying = client.getToken();
    await expect(client.getToken({ signal: leaving.signal })).rejects.toMatchObject({ name: 'AbortError' });
    answerNow();
    expect(await staying).toMatchObject({ accessToken: 'token-1' });
  });

  test('makes no request for a caller who had aborted before', async () => {
    const { client, server } = await setUp(tokens());
    await expect(client.getToken({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(server.requests).toHaveLength(0);
  });

  test('throws the refusal with the server’s words', async () => {
    const body = { error: 'invalid_client', error_description: 'Client authentication failed.' };
    const { client } = await setUp(json(401, body, { 'x-request-id': 'r-1' }));
    await expect(client.getToken()).rejects.toMatchObject({
      code: 'TOKEN_REQUEST_REFUSED',
      error: 'invalid_client',
      errorDescription: 'Client authentication failed.',
      requestId: 'r-1',
      message: 'The token request was refused with 401 invalid_client: Client authentication failed.',
    });
  });
});

describe('neither the secret nor the token is shown', () => {
  /** Everything that a log might make of a value. */
  const shown = (value: unknown) => [
    inspect(value, { depth: 20, showHidden: true }),
    JSON.stringify(value),
    String(value),
    value instanceof Error ? String(value.stack) : '',
  ];

  test('by the client', async () => {
    const { client } = await setUp(tokens());
    await client.getToken();
    for (const text of shown(client)) {
      expect(text).not.toContain(pair.clientSecret);
      expect(text).not.toContain('token-1');
    }
    expect(inspect(client)).toContain(pair.clientId);
  });

  test('by the token, unless it is asked for by name', async () => {
    const { client } = await setUp(tokens());
    const token = await client.getToken();
    for (const text of [inspect(token), JSON.stringify(token)]) expect(text).not.toContain('token-1');
    expect(token.accessToken).toBe('token-1');
  });

  test('by an error, even where the server echoes what it was sent', async () => {
    const { client } = await setUp((response, request) => {
      const echo = new URLSearchParams(request.body).get('client_secret');
      json(400, { error: 'invalid_request', error_description: `got ${echo}` })(response, request);
    });
    const error: unknown = await client.getToken().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'TOKEN_REQUEST_REFUSED' });
    for (const text of shown(error)) expect(text).not.toContain(pair.clientSecret);
  });
});
