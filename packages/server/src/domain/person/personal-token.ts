import type { Role } from '@gatepass/protocol';

/** With which an operator or a member calls the API. It belongs to one person, like everything done with it. */
export interface PersonalToken {
  /** Also in the token's text, to find it by. */
  readonly id: string;
  /** An operator (`opr_…`) or a member (`mbr_…`). */
  readonly holderId: string;
  readonly label: string;
  /** What it may do at the most, where it may do less than its operator; null for members. */
  readonly role: Role | null;
  readonly digest: Uint8Array;
  readonly macKeyVersion: number;
  /** Milliseconds; null for those that were made before tokens had ends. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly createdAt: number;
}

/** Live tokens that one person may have: enough for every machine, and a bound on what a stolen one can make. */
export const MAX_LIVE_TOKENS = 20;

/** Good from its making to its end, unless it was revoked. */
export function isLiveToken(token: PersonalToken, now: number): boolean {
  return token.revokedAt === null && (token.expiresAt === null || now < token.expiresAt);
}
