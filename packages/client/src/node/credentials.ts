import { createPrivateKey } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { clientKeyDefect, fittingAlgorithm, type PlatformKey } from '../authentication/client-key.ts';
import { importSigningKey } from '../authentication/import-signing-key.ts';
import type { SigningAlgorithm } from '../authentication/signing-algorithm.ts';
import { createSecretFile } from './secret-file.ts';

/**
 * For `clientSecret`: reads the secret of a file each time it is asked, so that a file which was replaced is taken
 * up at the next token request. The file holds the secret alone, or a JSON object with `client_secret`, as the
 * command line writes it. A file that is half written (the secret's checksum tells) or absent is read again for a
 * tenth of a second; one that stays so leaves the last whole secret in use. The function that is returned throws
 * `ClientSecretUnavailableError` where there is none yet.
 * @throws {TypeError} without a path
 */
export function secretFromFile(path: string | URL): () => Promise<string> {
  // An environment variable that is not set, mostly.
  if (!path) throw new TypeError('The path of the secret file must be given.');
  return createSecretFile(path instanceof URL ? fileURLToPath(path) : path, setTimeout);
}

export interface PemOptions {
  /** For an RSA key that is to sign by PS256; left out, RS256, ES256 or EdDSA, as the key is. */
  readonly alg?: SigningAlgorithm;
  /** Of an encrypted key. */
  readonly passphrase?: string;
}

/**
 * For `privateKey` of `clientKey`: the key of a PEM text (PKCS #8, PKCS #1 or SEC 1). It cannot be exported again,
 * so nothing that shows it shows more than its kind.
 * @throws {TypeError} for a text that is no private key, or a key that none of our algorithms is for
 */
export async function privateKeyFromPem(
  pem: string,
  { alg, passphrase }: PemOptions = {},
): Promise<PlatformKey> {
  const privateKey = jwkOf(pem, passphrase);
  const clientKey = alg === undefined ? { privateKey } : { privateKey, alg };
  const fitting = fittingAlgorithm(clientKey);
  if (fitting === undefined) throw new TypeError(`The key cannot be used: ${clientKeyDefect(clientKey)}.`);
  return importSigningKey(privateKey, fitting);
}

function jwkOf(pem: string, passphrase: string | undefined) {
  try {
    return createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) }).export({
      format: 'jwk',
    });
  } catch {
    // OpenSSL's own words are of little help, and it is not ours to know what they repeat.
    throw new TypeError('The PEM text is no private key that can be read, or the passphrase is wrong.');
  }
}
