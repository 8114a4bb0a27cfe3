import { ok } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';

/**
 * Notes that the answer with a claim's credential left this server whole. Where this is missing, the credential may
 * never have arrived, and an operator re-issues the claim. One that was re-issued meanwhile stays as it is.
 */
export async function noteDelivered(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  claimId: string,
): Promise<void> {
  await deps.store.change(context, async (change) => {
    const claim = await change.claims.find(claimId);
    if (claim === undefined || claim.claimedAt === null) throw new Error('nothing was told of this claim');
    if (claim.deliveredAt !== null || claim.endReason !== null) return ok(undefined);
    await change.claims.update(claimId, { deliveredAt: context.now });
    change.record({
      action: 'claim.delivered',
      subject: claimId,
      before: { delivered: false },
      after: { delivered: true, credential_id: claim.credentialId },
    });
    return ok(undefined);
  });
}
