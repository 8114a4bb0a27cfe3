import type { Sha256 } from '../ledger/ledger-entry.ts';
import type { PublicKey } from './client-key.ts';

/** A key that a client may prove itself with, wherever it stands. */
export interface CredentialKey extends PublicKey {
  readonly id: string;
  /** Milliseconds. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export type ClientKeyState = 'active' | 'expired' | 'revoked';

/** A key is good until just before `expiresAt`; revoked is for ever. */
export function clientKeyState(
  key: Pick<CredentialKey, 'expiresAt' | 'revokedAt'>,
  now: number,
): ClientKeyState {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt !== null && now >= key.expiresAt ? 'expired' : 'active';
}

/**
 * A key of the client's key set as a credential. Its id follows from client and key, so that usage adds up over nodes
 * and restarts, and two clients that share a key are told apart.
 */
export function publishedKey(clientId: string, key: PublicKey, sha256: Sha256): CredentialKey {
  const id = `jwk_${sha256(`${clientId} ${key.thumbprint}`).slice(0, 32)}`;
  return { ...key, id, expiresAt: null, revokedAt: null };
}
