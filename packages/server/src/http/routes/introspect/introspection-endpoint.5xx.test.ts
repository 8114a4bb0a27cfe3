import { createSecretKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { INTROSPECTION_PATH } from '@gatepass/protocol';
import { LogSink } from '@gatepass/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFailureLimiter } from '../../../domain/limits/failure-limiter.ts';
import { equalDigests } from '../../../signing/secret-mac.ts';
import { createSigningKey, openSigningKey } from '../../../signing/signing-keys.ts';
import { createTokenSigner } from '../../../signing/token-signer.ts';
import { createTokenVerifier } from '../../../signing/token-verifier.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../../testing/open-test-store.ts';
import { authenticateApi } from '../../../usecases/authenticate-api/authenticate-api.ts';
import { createApi } from '../../../usecases/create-api/create-api.ts';
import { introspectToken } from '../../../usecases/introspect-token/introspect-token.ts';
import { formEndpoints } from '../../form-endpoint/form-endpoint.ts';
import { createLog, createRequestLog } from '../../request-log.ts';
import { introspectionEndpoint } from './introspection-endpoint.ts';

let opened: TestStore;
let server: Server;
let apiKey: string;
let token: string;

const CLAIMS = {
  iss: 'https://auth.example',
  aud: 'https://api.example',
  sub: 'rspub_0123456789ABCDEF',
  client_id: 'rspub_0123456789ABCDEF',
  iat: 0,
  exp: 300,
  jti: '1.x',
  scope: 'accounts:read',
  parent_account_id: 'pa_1',
  credential_id: '01234567',
};

beforeEach(async () => {
  opened = await openTestStore();
  const { store, maker } = opened;
  const api = await createApi({ ...maker, store }, TEST_CONTEXT, { name: 'API', audience: CLAIMS.aud });
  if (!api.ok) throw new Error('no API');
  apiKey = api.value.apiKey.reveal();
  const apiDeps = {
    apis: store.apis,
    digest: maker.mac.digest,
    equalDigests,
    limiter: createFailureLimiter({ seed: randomBytes(8), perMinute: { client: 10, network: 100 } }),
    believed: new Set<string>(),
  };
  const masterKey = createSecretKey(randomBytes(32));
  const key = await createSigningKey(masterKey, 'active', 0);
  token = createTokenSigner(key.kid, openSigningKey(masterKey, key))(CLAIMS);
  const tokenDeps = { ...store, verifyToken: createTokenVerifier([key.publicJwk]), issuer: CLAIMS.iss };
  const endpoints = formEndpoints(
    {
      ...maker,
      log: createRequestLog(createLog('silent', new LogSink())),
      issuer: CLAIMS.iss,
      trustedProxies: [],
      now: () => 0,
      noteExposed: () => {},
      noteFailure: () => {},
    },
    [
      introspectionEndpoint({
        authenticateApi: (...presented) => authenticateApi(apiDeps, ...presented),
        authenticateClient: () => Promise.reject(new Error('not asked here')),
        introspectToken: (...asked) => introspectToken(tokenDeps, ...asked),
      }),
    ],
  );
  server = createServer((request, response) => endpoints.answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await opened.close();
});

async function introspect(): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${INTROSPECTION_PATH}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}` },
    body: new URLSearchParams({ token }),
  });
}

test.each(['api', 'revoked_token'] as const)(
  'with the database away (here: its table %s) nothing is said of a token, neither yes nor no: 503',
  async (table) => {
    expect((await introspect()).status).toBe(200);
    await opened.databases.writer.schema.alterTable(table).renameTo('away').execute();
    const answer = await introspect();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.json()).toMatchObject({ error: 'temporarily_unavailable' });
  },
);
