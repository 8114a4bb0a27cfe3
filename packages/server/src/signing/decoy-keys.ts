import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { AssertionAlgorithm } from '../domain/client-key/client-key.ts';
import { importPublicKey } from './public-keys.ts';

/** A key for the algorithm that costs what a registered one costs with a signature of so many bytes. */
export type DecoyKey = (alg: AssertionAlgorithm, signatureLength: number) => KeyObject;

/** In bytes. No registered modulus is outside, so a signature of any other length fails at once and for everybody. */
const MIN_MODULUS = 256;
const MAX_MODULUS = 1024;

/** Keys whose private halves nobody has: at most one for each length that a modulus can have, made when it is needed. */
export function createDecoyKeys(): DecoyKey {
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  const ed25519 = generateKeyPairSync('ed25519').publicKey;
  const rsa = new Map<number, KeyObject>();

  return (alg, signatureLength) => {
    if (alg === 'ES256') return p256;
    if (alg === 'EdDSA') return ed25519;
    const isPossible = signatureLength >= MIN_MODULUS && signatureLength <= MAX_MODULUS;
    const length = isPossible ? signatureLength : MIN_MODULUS;
    const key = rsa.get(length) ?? rsaDecoy(length);
    rsa.set(length, key);
    return key;
  };
}

/** The largest number of that length: no signature is above it, which would be refused before any work. */
function rsaDecoy(length: number): KeyObject {
  return importPublicKey({ e: 'AQAB', kty: 'RSA', n: Buffer.alloc(length, 0xff).toString('base64url') });
}
