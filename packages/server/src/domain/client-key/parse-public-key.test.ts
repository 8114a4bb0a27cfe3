import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inspectKey } from '../../signing/public-keys.ts';
import { makeClientKey } from '../../testing/client-keys.ts';
import { parsePublicKey } from './parse-public-key.ts';

const rsa = withoutAlg(makeClientKey('RS256').jwk);
const p256 = withoutAlg(makeClientKey('ES256').jwk);
const ed25519 = withoutAlg(makeClientKey('EdDSA').jwk);

function withoutAlg({
  alg: _alg,
  ...jwk
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return jwk;
}

function parse(jwk: Readonly<Record<string, unknown>>) {
  return parsePublicKey(jwk, inspectKey);
}

function defectOf(jwk: Readonly<Record<string, unknown>>) {
  const parsed = parse(jwk);
  return parsed.ok ? undefined : parsed.refusal;
}

/** A modulus of this many bits. Nobody has its factors. */
function modulus(bits: number): string {
  const bytes = Buffer.alloc(Math.ceil(bits / 8), 0xff);
  bytes[0] = 0xff >> (bytes.length * 8 - bits);
  return bytes.toString('base64url');
}

describe('a key that is accepted', () => {
  test.each([
    ['RSA is for RS256', rsa, 'RS256'],
    ['RSA that says RS256 is for that', { ...rsa, alg: 'RS256' }, 'RS256'],
    ['RSA that says PS256 is for that', { ...rsa, alg: 'PS256' }, 'PS256'],
    ['P-256 is for ES256', p256, 'ES256'],
    ['Ed25519 is for EdDSA', ed25519, 'EdDSA'],
    ['Ed25519 that says Ed25519 is for EdDSA (RFC 9864)', { ...ed25519, alg: 'Ed25519' }, 'EdDSA'],
  ])('%s', (_what, jwk, alg) => {
    expect(parse(jwk)).toMatchObject({ ok: true, value: { alg, kid: null } });
  });

  test('keeps its public members, its kid and its thumbprint (RFC 7638), and nothing else', () => {
    const { kty, n, e } = rsa;
    const parsed = parse({
      ...rsa,
      kid: 'key-1',
      use: 'sig',
      key_ops: ['verify'],
      x5c: ['AA'],
      x5u: 'https://a.example',
      ext: true,
    });
    expect(parsed).toEqual({
      ok: true,
      value: {
        kid: 'key-1',
        alg: 'RS256',
        publicJwk: { e, kty, n },
        thumbprint: createHash('sha256').update(`{"e":"${e}","kty":"RSA","n":"${n}"}`).digest('base64url'),
      },
    });
  });

  test('has the thumbprint of RFC 8037 A.3', () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    expect(parse(jwk)).toMatchObject({
      value: { thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' },
    });
  });

  test.each([2048, 2049, 3072, 8192])('RSA may have %i bits', (bits) => {
    expect(defectOf({ ...rsa, n: modulus(bits) })).toBeUndefined();
  });
});

describe('a key that is refused', () => {
  const { privateKey } = generateKeyPairSync('ed25519');

  test.each([
    ['a symmetric key', { kty: 'oct', k: 'AAAA' }, 'symmetric'],
    ['a private RSA key', { ...rsa, d: 'AAAA' }, 'private'],
    ['a key with a prime factor', { ...rsa, p: 'AAAA' }, 'private'],
    ['a key with an empty private member', { ...p256, d: '' }, 'private'],
    ['a private Ed25519 key', privateKey.export({ format: 'jwk' }) as Record<string, unknown>, 'private'],
    ['no kty', { n: rsa.n, e: rsa.e }, 'malformed'],
    ['a kty that is no text', { ...rsa, kty: ['RSA'] }, 'malformed'],
    ['a kty that objects have', { ...rsa, kty: 'constructor' }, 'kind'],
    ['P-384', { ...p256, crv: 'P-384' }, 'kind'],
    ['secp256k1', { ...p256, crv: 'secp256k1' }, 'kind'],
    ['Ed448', { ...ed25519, crv: 'Ed448' }, 'kind'],
    ['X25519', { ...ed25519, crv: 'X25519' }, 'kind'],
    ['no curve', { ...p256, crv: undefined }, 'malformed'],
    ['RSA without n', { ...rsa, n: undefined }, 'malformed'],
    ['an n with padding', { ...rsa, n: `${rsa.n}==` }, 'malformed'],
    ['an n with a leading zero octet', { ...rsa, n: `AA${rsa.n}` }, 'malformed'],
    ['an n that is empty', { ...rsa, n: '' }, 'malformed'],
    ['a coordinate that is too short', { ...p256, x: 'AAAA' }, 'malformed'],
    ['a coordinate that is a number', { ...p256, y: 1 }, 'malformed'],
    ['a kid that is no text', { ...rsa, kid: 7 }, 'malformed'],
    ['a kid with a space', { ...rsa, kid: 'key 1' }, 'malformed'],
    ['a kid that is empty', { ...rsa, kid: '' }, 'malformed'],
    ['a kid of 129 characters', { ...rsa, kid: 'k'.repeat(129) }, 'malformed'],
    ['RSA of 512 bits', { ...rsa, n: modulus(512) }, 'weak'],
    ['RSA of 1024 bits', { ...rsa, n: modulus(1024) }, 'weak'],
    ['RSA of 2047 bits', { ...rsa, n: modulus(2047) }, 'weak'],
    ['RSA of 8193 bits', { ...rsa, n: modulus(8193) }, 'long'],
    ['the exponent 1', { ...rsa, e: 'AQ' }, 'exponent'],
    ['the exponent 3', { ...rsa, e: 'Aw' }, 'exponent'],
    ['an even exponent', { ...rsa, e: 'AQAC' }, 'exponent'],
    ['the exponent 65537 with a leading zero octet', { ...rsa, e: 'AAEAAQ' }, 'exponent'],
    ['RSA for ES256', { ...rsa, alg: 'ES256' }, 'algorithm'],
    ['RSA for RS512', { ...rsa, alg: 'RS512' }, 'algorithm'],
    ['RSA for encryption', { ...rsa, alg: 'RSA-OAEP' }, 'algorithm'],
    ['P-256 for RS256', { ...p256, alg: 'RS256' }, 'algorithm'],
    ['a key for none', { ...rsa, alg: 'none' }, 'algorithm'],
    ['a key for HS256', { ...rsa, alg: 'HS256' }, 'algorithm'],
    ['an alg that is no text', { ...rsa, alg: null }, 'algorithm'],
    ['use enc', { ...rsa, use: 'enc' }, 'use'],
    ['key_ops without verify', { ...rsa, key_ops: ['sign'] }, 'use'],
    ['key_ops that is no list', { ...rsa, key_ops: 'verify' }, 'use'],
    ['a point that is not on P-256', { ...p256, y: Buffer.alloc(32, 1).toString('base64url') }, 'point'],
    ['the point at infinity', { ...p256, x: 'A'.repeat(43), y: 'A'.repeat(43) }, 'point'],
  ] as const)('%s', (_what, jwk, defect) => {
    expect(defectOf(jwk)).toBe(defect);
  });

  test.each([
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000080',
    '0100000000000000000000000000000000000000000000000000000000000000',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ])('the point %s of small order on Ed25519', (hex) => {
    expect(defectOf({ ...ed25519, x: Buffer.from(hex, 'hex').toString('base64url') })).toBe('point');
  });
});
