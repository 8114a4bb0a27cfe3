import { ok, type Result, refuse } from '@gatepass/protocol';
import { type Claim, claimState } from '../../domain/claim/claim.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';
import { endClaim } from './end-claim.ts';

export type CancelClaimRefusal = 'claim_unknown' | 'claim_claimed';

/** Ends a claim that nobody has opened. One that had ended otherwise stays as it is. */
export function cancelClaim(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  id: string,
): Promise<Result<Claim, CancelClaimRefusal>> {
  const { now } = context;
  return deps.store.change<Claim, CancelClaimRefusal>(context, async (change) => {
    const claim = await change.claims.find(id);
    if (claim === undefined) return refuse('claim_unknown');
    const state = claimState(claim, now);
    if (state === 'claimed') return refuse('claim_claimed');
    if (state !== 'open') return ok(claim);
    await endClaim(change, claim, now);
    return ok({ ...claim, endedAt: now, endReason: 'cancelled' });
  });
}
