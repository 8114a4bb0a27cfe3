/** What is handed over: a client's secret, or the token of a member of a partner. */
export type ClaimKind = 'client_secret' | 'member_token';

/** Why a claim ended before anybody had opened it, or although somebody had. */
export type ClaimEnd = 'locked' | 'cancelled' | 'reissued';

export type ClaimState = 'open' | 'expired' | 'claimed' | ClaimEnd;

/**
 * The right to one credential, once, for whoever has both its link and its code. The credential does not exist before
 * it is opened. Times are milliseconds.
 */
export interface Claim {
  readonly id: string;
  readonly kind: ClaimKind;
  /** The request that it answers; null where an operator made it for a client or a member that is there. */
  readonly requestId: string | null;
  /** Whose secret it will be; null for a member's token. */
  readonly clientId: string | null;
  /** Whose token it will be; null for a client's secret. */
  readonly memberId: string | null;
  /** To whom the link is mailed. */
  readonly contactId: string;
  /** HMAC-SHA-256 of the code (`claimCodeText`) under the secret-MAC key of this version. */
  readonly codeDigest: Uint8Array;
  readonly macKeyVersion: number;
  /** Wrong codes that were given with the right link. */
  readonly tries: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
  readonly endReason: ClaimEnd | null;
  readonly claimedAt: number | null;
  /** The address that it was opened from. */
  readonly claimedFrom: string | null;
  /** The credential that was made when it was opened. */
  readonly credentialId: string | null;
  /** When the answer with the credential had been sent whole; null while nobody knows that it arrived. */
  readonly deliveredAt: number | null;
  /** When somebody last tried to open it although it had been opened. */
  readonly alarmedAt: number | null;
  readonly createdBy: string;
  readonly createdAt: number;
}

/** With the last of so many wrong codes a claim ends. */
export const MAX_TRIES = 5;

/** A claim that was opened and then re-issued counts as re-issued: its credential was taken back. */
export function claimState(
  claim: Pick<Claim, 'endReason' | 'claimedAt' | 'expiresAt'>,
  now: number,
): ClaimState {
  if (claim.endReason !== null) return claim.endReason;
  if (claim.claimedAt !== null) return 'claimed';
  return now < claim.expiresAt ? 'open' : 'expired';
}
