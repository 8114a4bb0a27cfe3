import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import type { MacKey } from '../domain/signing-key/signing-key.ts';
import { seal, unseal } from './seal.ts';

/** Digests secrets, so that none needs to be kept. */
export interface SecretMac {
  /** The version of the key that new digests are made under. */
  readonly version: number;
  /** HMAC-SHA-256 of a secret's text: 32 bytes. Secrets are random, so no slow hash would add anything. */
  digest(text: string): Uint8Array;
}

const KEY_BYTES = 32;

export function createMacKey(masterKey: KeyObject, version: number, now: number): MacKey {
  return { version, sealedKey: seal(masterKey, purposeOf(version), randomBytes(KEY_BYTES)), createdAt: now };
}

/** Throws `SealBroken` when the master key is another one. */
export function openSecretMac(masterKey: KeyObject, macKey: MacKey): SecretMac {
  const key = createSecretKey(unseal(masterKey, purposeOf(macKey.version), macKey.sealedKey));
  return {
    version: macKey.version,
    digest: (text) => createHmac('sha256', key).update(text).digest(),
  };
}

/** In a time that does not depend on where they differ. Digests are all of one length. */
export function equalDigests(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function purposeOf(version: number): string {
  return `mac-key:${version}`;
}
