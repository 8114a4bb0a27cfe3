import { createPublicKey, verify } from 'node:crypto';

/**
 * Whether a signature over these bytes is of this key, by ECDSA on P-256 with SHA-256, its two numbers in DER.
 * False for keys of any other kind, and for texts that are no key.
 * @param publicKey SubjectPublicKeyInfo in PEM
 */
export function verifyEcdsaP256(publicKey: string, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: publicKey, format: 'pem' });
    const isP256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
    return isP256 && verify('sha256', data, { key, dsaEncoding: 'der' }, signature);
  } catch {
    return false;
  }
}
