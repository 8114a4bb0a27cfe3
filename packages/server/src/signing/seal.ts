import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The text was not sealed under this master key, or not for this purpose, or was changed. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * Encrypts under the master key (AES-256-GCM). `purpose` is authenticated with it, so that one sealed value
 * cannot be put in the place of another. Returns base64url of iv, tag and ciphertext.
 */
export function seal(masterKey: KeyObject, purpose: string, plaintext: Uint8Array): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, masterKey, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(purpose));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString('base64url');
}

/** The inverse of `seal`. Throws `SealBroken`. */
export function unseal(masterKey: KeyObject, purpose: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv(ALGORITHM, masterKey, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealBroken(`the sealed value for ${purpose} does not open with this master key`);
  }
}
