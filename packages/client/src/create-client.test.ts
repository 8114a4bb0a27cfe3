import { inspect } from 'node:util';
import { decodeJwt, jwtVerify } from 'jose';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { SecretClientOptions } from './client-options.ts';
import { createClient } from './create-client.ts';
import { type Answer, inTurn, json, startHttpServer, tokens } from './testing/http-server.ts';
import { makePair } from './testing/pair.ts';
import { makeSigningKeys } from './testing/signing-keys.ts';
import type { ClientWarning } from './token/credential-expiry.ts';
import { CLIENT_VERSION } from './version.ts';

const pair = makePair();
const NOW = Date.UTC(2026, 10, 24);

async function setUp(answer: Answer, options: Partial<SecretClientOptions> = {}) {
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

describe('each token request says', () => {
  const headers = (server: { requests: readonly { headers: object }[] }) =>
    server.requests.map((request) => request.headers as Record<string, string>);

  test('which version of the SDK asks, and which instance, the same for as long as it lives', async () => {
    const { client, server } = await setUp(inTurn(json(503, {}, { 'retry-after': '0' }), tokens()));
    await client.getToken();
    const [first, second] = headers(server);
    expect(first).toMatchObject({
      'gatepass-client': `gatepass-client/${CLIENT_VERSION}`,
      'gatepass-instance': expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(second?.['gatepass-instance']).toBe(first?.['gatepass-instance']);
  });

  test('another instance for another client, and the one that was given', async () => {
    const server = await startHttpServer(tokens());
    const options = { tokenUrl: `${server.origin}/token`, ...pair };
    const instanceId = '0d1a6a5e-6f4e-4b7f-9d6c-2f1e0a9b8c7d';
    for (const more of [{}, {}, { instanceId }]) await createClient({ ...options, ...more }).getToken();
    const seen = headers(server).map((sent) => sent['gatepass-instance']);
    expect(new Set(seen).size).toBe(3);
    expect(seen[2]).toBe(instanceId);
  });
});

describe('the end of the credential', () => {
  const ending: Answer = (response, request) => {
    response.setHeader('gatepass-credential-expires', '2026-12-24T06:00:00Z');
    return tokens()(response, request);
  };

  test('is told once, however many tokens say it', async () => {
    const warnings: ClientWarning[] = [];
    let time = NOW;
    const { client, server } = await setUp(ending, {
      now: () => time,
      onWarning: (warning) => warnings.push(warning),
    });
    for (let round = 0; round < 3; round++, time += 300_000) await client.getToken();
    expect(server.requests).toHaveLength(3);
    expect(warnings).toMatchObject([
      { code: 'CREDENTIAL_EXPIRES', expiresAt: new Date('2026-12-24T06:00:00Z') },
    ]);
    expect(JSON.stringify(warnings)).not.toContain(pair.clientSecret);
  });

  test('goes to console.warn where nothing else is said', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const { client } = await setUp(ending);
    await client.getToken();
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^Gatepass: .* ends on 2026-12-24/)]]);
  });
});

describe('a client with a key', () => {
  const { privateKey, publicKey } = makeSigningKeys('ES256');
  const clientKey = { privateKey: privateKey.export({ format: 'jwk' }), kid: 'k1' };

  async function setUpKey(answer: Answer) {
    const server = await startHttpServer(answer);
    const tokenUrl = `${server.origin}/api/v1/oauth/token`;
    const client = createClient({ tokenUrl, clientId: pair.clientId, clientKey });
    const forms = () =>
      server.requests.map(
        ({ body }) => Object.fromEntries(new URLSearchParams(body)) as Record<string, string>,
      );
    return { client, server, forms };
  }

  test('sends an assertion for the issuer instead of a secret', async () => {
    const { client, server, forms } = await setUpKey(tokens());
    await client.getToken();
    const [form] = forms();
    expect(form).toEqual({
      grant_type: 'client_credentials',
      client_id: pair.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: expect.any(String),
    });
    await jwtVerify(form?.client_assertion ?? '', publicKey, {
      algorithms: ['ES256'],
      issuer: pair.clientId,
      subject: pair.clientId,
      audience: server.origin,
      maxTokenAge: 60,
    });
  });

  test('signs each repetition anew, since a server takes a jti once', async () => {
    const { client, forms } = await setUpKey(inTurn(json(503, {}, { 'retry-after': '0' }), tokens()));
    await client.getToken();
    const ids = forms().map((form) => decodeJwt(form.client_assertion ?? '').jti);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  test('is refused once, and shows neither key nor assertion', async () => {
    const { client, server, forms } = await setUpKey((response, request) => {
      const echo = new URLSearchParams(request.body).get('client_assertion');
      json(401, { error: 'invalid_client', error_description: `got ${echo}` })(response, request);
    });
    const error: unknown = await client.getToken().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'TOKEN_REQUEST_REFUSED', error: 'invalid_client' });
    expect(server.requests).toHaveLength(1);
    for (const shown of [
      inspect(error),
      inspect(client, { depth: 20, showHidden: true }),
      JSON.stringify(client),
    ]) {
      expect(shown).not.toContain(forms()[0]?.client_assertion);
      expect(shown).not.toContain(clientKey.privateKey.d);
    }
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
