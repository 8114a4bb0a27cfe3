import { expect, test } from 'vitest';
import { clientKeyDefect, fittingAlgorithm } from './client-key.ts';

const { subtle } = crypto;
const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };

test.each([
  ['RS256', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', ...rsa }],
  ['PS256', { name: 'RSA-PSS', hash: 'SHA-256', ...rsa }],
  ['ES256', { name: 'ECDSA', namedCurve: 'P-256' }],
])('a CryptoKey is for %s and nothing else', async (alg, algorithm) => {
  const { privateKey, publicKey } = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
  expect(fittingAlgorithm({ privateKey })).toBe(alg);
  expect(fittingAlgorithm({ privateKey, alg: 'EdDSA' })).toBeUndefined();
  expect(clientKeyDefect({ privateKey })).toBeUndefined();
  expect(clientKeyDefect({ privateKey: publicKey })).toContain('not a private key');
});

test.each([
  ['another hash', { name: 'RSA-PSS', hash: 'SHA-512', ...rsa }],
  ['another curve', { name: 'ECDSA', namedCurve: 'P-384' }],
])('a CryptoKey of %s is for none of ours', async (_what, algorithm) => {
  const { privateKey } = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
  expect(clientKeyDefect({ privateKey })).toContain('is for none of');
});

test('an RSA key as JWK is for RS256, unless PS256 is asked for', () => {
  const privateKey = { kty: 'RSA', n: 'AA', e: 'AQAB', d: 'AA' };
  expect(fittingAlgorithm({ privateKey })).toBe('RS256');
  expect(fittingAlgorithm({ privateKey, alg: 'PS256' })).toBe('PS256');
});

test('what a JWK says of itself is not overruled', () => {
  const privateKey = { kty: 'RSA', n: 'AA', e: 'AQAB', d: 'AA', alg: 'PS256' };
  expect(clientKeyDefect({ privateKey, alg: 'RS256' })).toBe('privateKey is not for RS256');
});
