import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyEcdsaP256 } from './verify-ecdsa.ts';

const data = Buffer.from('[{"token":"x"}]');

function keyPair(namedCurve: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  return { privateKey, pem: publicKey.export({ type: 'spki', format: 'pem' }) as string };
}

const key = keyPair('P-256');
const signature = sign('sha256', data, key.privateKey);

describe('a signature', () => {
  test('is of its key and its bytes', () => {
    expect(verifyEcdsaP256(key.pem, data, signature)).toBe(true);
  });

  test('is of no other bytes', () => {
    expect(verifyEcdsaP256(key.pem, Buffer.from('[{"token":"y"}]'), signature)).toBe(false);
    expect(verifyEcdsaP256(key.pem, Buffer.from('[{"token": "x"}]'), signature)).toBe(false);
  });

  test('is of no other key', () => {
    expect(verifyEcdsaP256(keyPair('P-256').pem, data, signature)).toBe(false);
  });

  test('has its two numbers in ASN.1, and nothing around them', () => {
    const raw = sign('sha256', data, { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
    expect(verifyEcdsaP256(key.pem, data, raw)).toBe(false);
    expect(verifyEcdsaP256(key.pem, data, Buffer.concat([signature, Buffer.of(0)]))).toBe(false);
    expect(verifyEcdsaP256(key.pem, data, Buffer.of())).toBe(false);
  });

  test('of numbers that are zero is none', () => {
    expect(verifyEcdsaP256(key.pem, data, Buffer.from('3006020100020100', 'hex'))).toBe(false);
  });
});

describe('a key', () => {
  test('is on P-256', () => {
    const other = keyPair('P-384');
    expect(verifyEcdsaP256(other.pem, data, sign('sha256', data, other.privateKey))).toBe(false);
  });

  test('is an EC key', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
    expect(verifyEcdsaP256(pem, data, sign('sha256', data, privateKey))).toBe(false);
  });

  test('is a key', () => {
    expect(verifyEcdsaP256('no key', data, signature)).toBe(false);
  });
});
