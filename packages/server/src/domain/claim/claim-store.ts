import type { PageRequest } from '../page-request.ts';
import type { Claim, ClaimState } from './claim.ts';

/** Null is any. A state is the one that a claim has at `now`. */
export interface ClaimFilter {
  readonly requestId: string | null;
  readonly clientId: string | null;
  readonly memberId: string | null;
  readonly state: ClaimState | null;
  readonly now: number;
}

export interface ClaimReads {
  find(id: string): Promise<Claim | undefined>;
  list(page: PageRequest & ClaimFilter): Promise<readonly Claim[]>;
  listByContact(contactId: string): Promise<readonly Claim[]>;
}

/** What of a claim's course may change. */
export type ClaimCourse = Pick<
  Claim,
  | 'tries'
  | 'endedAt'
  | 'endReason'
  | 'claimedAt'
  | 'claimedFrom'
  | 'credentialId'
  | 'deliveredAt'
  | 'alarmedAt'
>;

export interface ClaimWrites {
  insert(claim: Claim): Promise<void>;
  update(id: string, course: Partial<ClaimCourse>): Promise<void>;
  /** Takes away from where this person has opened claims, for ever. */
  forgetPlaces(contactId: string): Promise<void>;
}
