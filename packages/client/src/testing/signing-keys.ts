import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '../authentication/signing-algorithm.ts';

export interface SigningKeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A new pair of the kind that the algorithm signs with. */
export function makeSigningKeys(alg: SigningAlgorithm): SigningKeyPair {
  if (alg === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (alg === 'EdDSA') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}
