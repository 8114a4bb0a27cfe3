import type { SecretState } from '@gatepass/protocol';

/** A client's secret as it is kept: only a keyed digest of it, never the secret. Times are milliseconds. */
export interface StoredSecret {
  readonly id: string;
  /** HMAC-SHA-256 of the whole text under the secret-MAC key of this version. */
  readonly digest: Uint8Array;
  readonly macKeyVersion: number;
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
  /** From when on its overlap with the secret that replaces it may end. */
  readonly retireAt: number | null;
  readonly retiredAt: number | null;
  readonly revokedAt: number | null;
  readonly exposedAt: number | null;
}

/** What is told of a secret after it was made. */
export interface Secret extends StoredSecret {
  readonly clientId: string;
  readonly label: string;
  /** The last four characters. */
  readonly hint: string;
  /** The credential that the client authenticated with when it made this one for itself. */
  readonly madeWith: string | null;
  /** The secret that this one takes over from. */
  readonly replaces: string | null;
  /** For how long it must have been unused before its overlap ends by itself. */
  readonly retireUnusedFor: number | null;
  /** Since when its overlap is held up by its use. */
  readonly heldAt: number | null;
  /** The last warning of its end that was given, in days before it. */
  readonly warnedDays: number | null;
  /** Why it was retired, or is to be: an operator's free text, for operators alone. */
  readonly retireReason: string | null;
  /** The same of its revocation. */
  readonly revokedReason: string | null;
  readonly createdAt: number;
}

/** So many secrets of a client may be live at once; one read finds them all. */
export const MAX_LIVE_SECRETS = 5;

type Lifetime = Pick<StoredSecret, 'notBefore' | 'expiresAt' | 'retireAt' | 'retiredAt' | 'revokedAt'>;

/**
 * A secret is good from `notBefore` on and until just before `expiresAt`. A retiring one is as good as an active one;
 * a retired one is refused, and may be taken back; revoked is for ever.
 */
export function secretState(secret: Lifetime, now: number): SecretState {
  if (secret.revokedAt !== null) return 'revoked';
  if (secret.retiredAt !== null) return 'retired';
  if (secret.expiresAt !== null && now >= secret.expiresAt) return 'expired';
  if (secret.notBefore !== null && now < secret.notBefore) return 'pending';
  return secret.retireAt === null ? 'active' : 'retiring';
}

/** Whether it is believed now. */
export function isUsable(secret: Lifetime, now: number): boolean {
  const state = secretState(secret, now);
  return state === 'active' || state === 'retiring';
}

/** Live secrets count against the limit: those in use and those that wait for their day. */
export function isLive(secret: Lifetime, now: number): boolean {
  return isUsable(secret, now) || secretState(secret, now) === 'pending';
}
