import {
  INTROSPECTION_PATH,
  JWKS_PATH,
  METADATA_PATH,
  REVOCATION_PATH,
  TOKEN_PATH,
} from '@gatepass/protocol';
import { attack, type Pair, type System, startSystem } from '@gatepass/testing';
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formOf, header, send } from '../../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
});
afterAll(() => system.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  send(system, { method: 'GET', path, headers });
const keySet = async () => (await get(JWKS_PATH)).json as unknown as JSONWebKeySet;

attack('K01', 'the key set is public halves only, cacheable, and answers 304 to its ETag', async (report) => {
  const answer = await get(JWKS_PATH);
  const { keys } = answer.json as unknown as JSONWebKeySet;
  expect(answer.status).toBe(200);
  expect(header(answer, 'content-type')).toMatch(/^application\/(jwk-set\+)?json/);
  expect(header(answer, 'cache-control')).toBe('public, max-age=300');
  for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  report(
    'GET, no condition',
    '200; each key has kty, kid, use, alg, n, e and nothing else; public, max-age=300',
  );

  const etag = header(answer, 'etag') as string;
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await get(JWKS_PATH, { 'if-none-match': tag });
    expect([again.status, again.body, header(again, 'etag')]).toEqual([304, '', etag]);
  }
  expect((await get(JWKS_PATH, { 'if-none-match': '"other"' })).status).toBe(200);
  report('If-None-Match with the ETag, weak, in a list, or *', '304 without a body');
});

attack('K02', 'the metadata names the issuer byte for byte, and only what works', async (report) => {
  const answer = await get(METADATA_PATH);
  const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];
  const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];
  expect(answer.json).toEqual({
    issuer: system.issuer,
    token_endpoint: `${system.issuer}${TOKEN_PATH}`,
    jwks_uri: `${system.issuer}${JWKS_PATH}`,
    scopes_supported: ['accounts:read', 'accounts:write'],
    response_types_supported: [],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: methods,
    token_endpoint_auth_signing_alg_values_supported: algorithms,
    introspection_endpoint: `${system.issuer}${INTROSPECTION_PATH}`,
    introspection_endpoint_auth_methods_supported: [...methods, 'Bearer'],
    introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    revocation_endpoint: `${system.issuer}${REVOCATION_PATH}`,
    revocation_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_signing_alg_values_supported: algorithms,
  });
  const token = await system.requestToken(pair);
  expect(decodeJwt(token.access_token).iss).toBe(answer.json.issuer);
  report('GET', '200; issuer equals the setting and the token’s iss; each endpoint answers');
});

attack('K03', 'forged Host and X-Forwarded headers change nothing', async (report) => {
  const forged = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
  };
  expect((await get(METADATA_PATH, forged)).body).toBe((await get(METADATA_PATH)).body);
  expect((await get(JWKS_PATH, forged)).body).toBe((await get(JWKS_PATH)).body);
  const answer = await send(system, { body: formOf(pair), headers: forged });
  expect(decodeJwt(answer.json.access_token as string).iss).toBe(system.issuer);
  report(
    'Host, X-Forwarded-Host, X-Forwarded-Proto and Forwarded of evil.example',
    'metadata, key set and iss unchanged',
  );
});

attack(
  'K10',
  'keys are RSA of 2048 bits with e = 65537, named by their RFC 7638 thumbprint',
  async (report) => {
    for (const key of (await keySet()).keys) {
      expect(Buffer.from(key.n as string, 'base64url').length * 8).toBe(2048);
      expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig', e: 'AQAB' });
      expect(key.kid).toBe(await calculateJwkThumbprint(key));
    }
    report('the published keys', 'RSA 2048, e=65537, kid = thumbprint (checked by jose)');
  },
);

test('a standby key is published from the first start, beside the one that signs', async () => {
  const { keys } = await keySet();
  expect(keys).toHaveLength(2);
  const { kid } = decodeProtectedHeader((await system.requestToken(pair)).access_token);
  expect(keys.filter((key) => key.kid === kid)).toHaveLength(1);
});
