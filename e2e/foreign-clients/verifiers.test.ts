import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { JWKS_PATH } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing/system';
import { createVerifier } from 'fast-jwt';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';

let system: System;
let pair: Pair;
let token: string;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
  token = (await system.requestToken(pair)).access_token;
});
afterAll(() => system.stop());

const claimsOfPair = () => ({
  iss: system.issuer,
  aud: system.audience,
  sub: pair.clientId,
  client_id: pair.clientId,
  parent_account_id: pair.parentAccountId,
});

test('jose verifies a token by the published keys', async () => {
  const keys = createRemoteJWKSet(new URL(system.issuer + JWKS_PATH));
  const { payload } = await jwtVerify(token, keys, {
    issuer: system.issuer,
    audience: system.audience,
    algorithms: ['RS256'],
    typ: 'at+jwt',
    requiredClaims: ['sub', 'client_id', 'iat', 'exp', 'jti', 'scope', 'parent_account_id', 'credential_id'],
  });
  expect(payload).toMatchObject(claimsOfPair());
});

test('fast-jwt verifies a token by the published key that its header names', async () => {
  const { keys } = (await (await fetch(system.issuer + JWKS_PATH)).json()) as {
    keys: (JsonWebKey & { kid: string })[];
  };
  const { kid } = decodeProtectedHeader(token);
  const jwk = keys.find((key) => key.kid === kid);
  if (jwk === undefined) expect.fail(`no key ${kid} is published`);
  const verify = createVerifier({
    key: createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }) as string,
    algorithms: ['RS256'],
    allowedIss: system.issuer,
    allowedAud: system.audience,
    requiredClaims: ['exp', 'iat', 'jti'],
  });
  expect(verify(token)).toMatchObject(claimsOfPair());
});
