import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { PublicJwk, SigningKey, SigningKeyState } from '../domain/signing-key/signing-key.ts';
import { seal, unseal } from './seal.ts';
import { thumbprint } from './thumbprint.ts';

const generate = promisify(generateKeyPair);

/** RFC 7518 §3.3 asks for 2048 bits or more; each step up costs every token several times its signature. */
const MODULUS_BITS = 2048;

/** A new RS256 key; the private half leaves this function only sealed. */
export async function createSigningKey(
  masterKey: KeyObject,
  state: SigningKeyState,
  now: number,
): Promise<SigningKey> {
  const { privateKey, publicKey } = await generate('rsa', {
    modulusLength: MODULUS_BITS,
    publicExponent: 0x10001,
  });
  const publicJwk = toPublicJwk(publicKey);
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const sealedPrivateKey = seal(masterKey, purposeOf(publicJwk.kid), pkcs8);
  pkcs8.fill(0);
  return { kid: publicJwk.kid, state, publicJwk, sealedPrivateKey, createdAt: now };
}

/** Throws `SealBroken` when the master key is another one. */
export function openSigningKey(masterKey: KeyObject, key: SigningKey): KeyObject {
  const der = unseal(masterKey, purposeOf(key.kid), key.sealedPrivateKey);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

function toPublicJwk(publicKey: KeyObject): PublicJwk {
  const { n, e } = publicKey.export({ format: 'jwk' }) as { n: string; e: string };
  return { kty: 'RSA', kid: thumbprint({ e, kty: 'RSA', n }), use: 'sig', alg: 'RS256', n, e };
}

function purposeOf(kid: string): string {
  return `signing-key:${kid}`;
}
