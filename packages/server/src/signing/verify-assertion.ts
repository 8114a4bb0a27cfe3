import { constants, type KeyObject, verify } from 'node:crypto';
import type { VerifyAssertion } from '../domain/assertion/verify-assertion.ts';
import type { AssertionAlgorithm, PublicJwk, PublicKey } from '../domain/client-key/client-key.ts';
import { createDecoyKeys } from './decoy-keys.ts';
import { importPublicKey } from './public-keys.ts';

/** Imported keys by their thumbprints. Bounded by whoever makes it; what it forgets is imported again. */
export interface ImportedKeys {
  get(thumbprint: string): KeyObject | undefined;
  set(thumbprint: string, key: KeyObject): void;
}

export function createVerifyAssertion(imported: ImportedKeys): VerifyAssertion {
  const decoy = createDecoyKeys();

  function importOnce({ publicJwk, thumbprint }: PublicKey): KeyObject {
    const known = imported.get(thumbprint);
    if (known !== undefined) return known;
    const key = importPublicKey(publicJwk);
    imported.set(thumbprint, key);
    return key;
  }

  return ({ alg, signingInput, signature }, key) => {
    if (key?.alg === alg && canHaveMade(key.publicJwk, signature)) {
      return verifySignature(alg, signingInput, importOnce(key), signature);
    }
    verifySignature(alg, signingInput, decoy(alg, signature.length), signature);
    return false;
  };
}

/** An RSA signature is a number below the modulus, as long as it (RFC 8017 §8.1.2, §8.2.2). */
function canHaveMade({ n }: PublicJwk, signature: Uint8Array): boolean {
  if (n === undefined) return true;
  const modulus = Buffer.from(n, 'base64url');
  return modulus.length === signature.length && modulus.compare(signature) > 0;
}

/** RFC 7518 §3.3 - §3.5, RFC 8037 §3.1. */
function verifySignature(
  alg: AssertionAlgorithm,
  signingInput: Uint8Array,
  key: KeyObject,
  signature: Uint8Array,
): boolean {
  switch (alg) {
    case 'RS256':
      return verify('sha256', signingInput, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
    case 'PS256': {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return verify('sha256', signingInput, { key, padding, saltLength: 32 }, signature);
    }
    case 'ES256':
      return verify('sha256', signingInput, { key, dsaEncoding: 'ieee-p1363' }, signature);
    case 'EdDSA':
      return verify(null, signingInput, key, signature);
  }
}
