import type { SecretState } from '@gatepass/protocol';

/** A client's secret as it is kept: only a keyed digest of it, never the secret. Times are milliseconds. */
export interface StoredSecret {
  readonly id: string;
  /** HMAC-SHA-256 of the whole text under the secret-MAC key of this version. */
  readonly digest: Uint8Array;
  readonly macKeyVersion: number;
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly exposedAt: number | null;
}

/** What is told of a secret after it was made. */
export interface Secret extends StoredSecret {
  readonly clientId: string;
  readonly label: string;
  /** The last four characters. */
  readonly hint: string;
  readonly createdAt: number;
}

/** So many secrets of a client may be live at once; one read finds them all. */
export const MAX_LIVE_SECRETS = 5;

type Lifetime = Pick<StoredSecret, 'notBefore' | 'expiresAt' | 'revokedAt'>;

/** A secret is good from `notBefore` on and until just before `expiresAt`; revoked is for ever. */
export function secretState(secret: Lifetime, now: number): SecretState {
  if (secret.revokedAt !== null) return 'revoked';
  if (secret.expiresAt !== null && now >= secret.expiresAt) return 'expired';
  if (secret.notBefore !== null && now < secret.notBefore) return 'pending';
  return 'active';
}

/** Live secrets count against the limit: those in use and those that wait for their day. */
export function isLive(secret: Lifetime, now: number): boolean {
  const state = secretState(secret, now);
  return state === 'active' || state === 'pending';
}
