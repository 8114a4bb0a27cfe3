import { type Claim, claimState } from '../../domain/claim/claim.ts';
import type { Change } from '../../domain/store.ts';

type ClaimChange = Pick<Change, 'claims' | 'links' | 'record'>;

/** Ends a claim that could be opened, and forgets the token of its link where it was not mailed. */
export async function endClaim(change: ClaimChange, { id }: Claim, now: number): Promise<void> {
  await change.claims.update(id, { endedAt: now, endReason: 'cancelled' });
  await change.links.endOf(id, now);
  change.record({
    action: 'claim.cancelled',
    subject: id,
    before: { state: 'open' },
    after: { state: 'cancelled' },
  });
}

/** Ends what a person could open, and forgets from where they have opened claims. */
export async function endClaimsOf(change: ClaimChange, contactId: string, now: number): Promise<void> {
  for (const claim of await change.claims.listByContact(contactId)) {
    if (claimState(claim, now) === 'open') await endClaim(change, claim, now);
  }
  await change.claims.forgetPlaces(contactId);
}
