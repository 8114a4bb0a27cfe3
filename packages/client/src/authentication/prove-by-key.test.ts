import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { makeSigningKeys } from '../testing/signing-keys.ts';
import type { ClientKey } from './client-key.ts';
import { importSigningKey } from './import-signing-key.ts';
import { proveByKey } from './prove-by-key.ts';
import { SIGNING_ALGORITHMS } from './signing-algorithm.ts';

const NOW = Date.UTC(2026, 10, 24, 6, 0, 0, 900);
const ISSUER = 'https://auth.example';
const CLIENT_ID = 'rspub_1';

/** The assertions that a key makes, the random bytes of each being its number. */
function proverOf(clientKey: ClientKey) {
  let drawn = 0;
  const prove = proveByKey({
    clientKey,
    clientId: CLIENT_ID,
    issuer: ISSUER,
    now: () => NOW,
    randomBytes: (length) => new Uint8Array(length).fill(++drawn),
  });
  return async () => {
    const proof = await prove();
    if (!proof.ok) expect.fail(proof.refusal.message);
    return proof.value;
  };
}

describe.each(SIGNING_ALGORITHMS)('an assertion of %s', (alg) => {
  const { privateKey, publicKey } = makeSigningKeys(alg);
  const jwk = privateKey.export({ format: 'jwk' });

  test('verifies, is for the issuer alone, and lives for a minute', async () => {
    const proof = await proverOf({ privateKey: jwk, alg, kid: 'k1' })();
    expect(proof.parameters.client_assertion_type).toBe(
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    );
    const verified = await jwtVerify(proof.parameters.client_assertion ?? '', publicKey, {
      algorithms: [alg],
      issuer: CLIENT_ID,
      subject: CLIENT_ID,
      audience: ISSUER,
      currentDate: new Date(NOW),
    });
    expect(verified.protectedHeader).toEqual({ alg, kid: 'k1', typ: 'JWT' });
    expect(verified.payload).toEqual({
      iss: CLIENT_ID,
      sub: CLIENT_ID,
      aud: ISSUER,
      jti: 'AQEBAQEBAQEBAQEBAQEBAQ',
      iat: Math.floor(NOW / 1000),
      exp: Math.floor(NOW / 1000) + 60,
    });
  });

  test('is signed by a CryptoKey too, for what that key is', async () => {
    const platformKey = await importSigningKey(jwk, alg);
    const proof = await proverOf({ privateKey: platformKey })();
    await jwtVerify(proof.parameters.client_assertion ?? '', publicKey, {
      algorithms: [alg],
      currentDate: new Date(NOW),
    });
  });
});

describe('the header', () => {
  const { privateKey } = makeSigningKeys('RS256');
  const jwk = privateKey.export({ format: 'jwk' });
  const headerOf = async (clientKey: ClientKey) =>
    decodeProtectedHeader((await proverOf(clientKey)()).parameters.client_assertion ?? '');

  test('has no kid where none is known', async () => {
    expect(await headerOf({ privateKey: jwk })).toEqual({ alg: 'RS256', typ: 'JWT' });
  });

  test('has alg and kid of the JWK, unless they are given', async () => {
    const said = { ...jwk, alg: 'PS256', kid: 'of-jwk' };
    expect(await headerOf({ privateKey: said })).toMatchObject({ alg: 'PS256', kid: 'of-jwk' });
    expect(await headerOf({ privateKey: said, kid: 'given' })).toMatchObject({ kid: 'given' });
  });

  test('calls Ed25519 EdDSA, whatever the JWK calls it', async () => {
    const key = makeSigningKeys('EdDSA').privateKey.export({ format: 'jwk' });
    for (const alg of ['EdDSA', 'Ed25519']) {
      expect(await headerOf({ privateKey: { ...key, alg } })).toMatchObject({ alg: 'EdDSA' });
    }
  });
});

test('each proof has a jti of its own, and all are of one credential', async () => {
  const prove = proverOf({ privateKey: makeSigningKeys('ES256').privateKey.export({ format: 'jwk' }) });
  const proofs = [await prove(), await prove()];
  const ids = proofs.map(({ parameters }) => decodeJwt(parameters.client_assertion ?? '').jti);
  expect(new Set(ids).size).toBe(2);
  expect(new Set(proofs.map(({ credential }) => credential)).size).toBe(1);
});

test('a key that the platform does not take is told, without repeating it', async () => {
  const prove = proveByKey({
    clientKey: { privateKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'c2VjcmV0' } },
    clientId: CLIENT_ID,
    issuer: ISSUER,
    now: () => NOW,
    randomBytes: (length) => new Uint8Array(length),
  });
  const proof = await prove();
  if (proof.ok) expect.fail('it signed');
  expect(proof.refusal).toMatchObject({ code: 'CLIENT_KEY_UNUSABLE' });
  expect(proof.refusal).not.toHaveProperty('cause');
  expect(proof.refusal.message).toBe(
    'The client key cannot be used: importing it or signing with it failed with DataError.',
  );
});
