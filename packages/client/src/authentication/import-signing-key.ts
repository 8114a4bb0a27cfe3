import type { PlatformKey, PrivateJwk } from './client-key.ts';
import { keyParameters, type SigningAlgorithm } from './signing-algorithm.ts';

/** A key that signs and cannot be taken out again, so that nothing which shows it shows more than its kind. */
export function importSigningKey(jwk: PrivateJwk, alg: SigningAlgorithm): Promise<PlatformKey> {
  // Which `alg` the JWK may name is settled, and platforms differ in what they call EdDSA.
  const { alg: _, ...material } = jwk;
  return crypto.subtle.importKey('jwk', material, keyParameters(alg), false, ['sign']);
}
