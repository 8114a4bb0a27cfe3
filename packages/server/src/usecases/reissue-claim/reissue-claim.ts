import { ok, type Result, refuse } from '@gatepass/protocol';
import { type Claim, claimState } from '../../domain/claim/claim.ts';
import { newClaimCode } from '../../domain/claim/new-claim-code.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Change, Store, UsageStore } from '../../domain/store.ts';
import { type AddClaimDeps, addClaim } from '../open-claim/add-claim.ts';
import { endToken } from '../revoke-personal-token/end-token.ts';

export interface ReissueClaimDeps extends AddClaimDeps {
  readonly store: Pick<Store, 'change'> & { readonly usage: Pick<UsageStore, 'ofCredentials'> };
  /** Writes what this node has counted, so that the last minutes are known. */
  readonly flushUsage: () => Promise<void>;
}

export type ReissueClaimRefusal =
  | 'claim_unknown'
  /** It was cancelled, or re-issued already. */
  | 'claim_over'
  /** Its contact was erased: no mail would reach anybody. */
  | 'person_erased'
  /** The credential arrived: its answer left whole, or it has been used. */
  | 'claim_delivered';

export interface WantedReissue {
  readonly id: string;
  /** Whether it gets another code; else the one that its contact knows goes on. */
  readonly newCode: boolean;
}

export interface ReissuedClaim {
  readonly claim: Claim;
  /** Told once; undefined where the code is the one of before. */
  readonly code: string | undefined;
}

/**
 * Ends a claim and makes another in its place, with a new link, new tries and a new end. A credential that was made
 * and whose answer may have been lost is taken back in the same change, so that no two of them come of one approval.
 */
export async function reissueClaim(
  deps: ReissueClaimDeps,
  context: ChangeContext,
  wanted: WantedReissue,
): Promise<Result<ReissuedClaim, ReissueClaimRefusal>> {
  const { now } = context;
  await deps.flushUsage();
  return deps.store.change<ReissuedClaim, ReissueClaimRefusal>(context, async (change) => {
    const old = await change.claims.find(wanted.id);
    if (old === undefined) return refuse('claim_unknown');
    const state = claimState(old, now);
    if (state === 'cancelled' || state === 'reissued') return refuse('claim_over');
    if ((await change.people.find(old.contactId))?.email == null) return refuse('person_erased');
    if (state === 'claimed') {
      if (old.deliveredAt !== null || (await wasUsed(deps, old))) return refuse('claim_delivered');
      await takeBack(change, old, now);
    }
    await change.claims.update(old.id, { endedAt: now, endReason: 'reissued' });
    await change.links.endOf(old.id, now);
    const made = wanted.newCode ? newClaimCode(deps) : undefined;
    const { kind, requestId, clientId, memberId, contactId } = old;
    const claim = await addClaim(
      change,
      deps,
      {
        kind,
        requestId,
        clientId,
        memberId,
        contactId,
        codeDigest: made?.codeDigest ?? old.codeDigest,
        macKeyVersion: made?.macKeyVersion ?? old.macKeyVersion,
        createdBy: context.actor,
      },
      now,
    );
    change.record({
      action: 'claim.reissued',
      subject: old.id,
      before: { state },
      after: { state: 'reissued', reissued_as: claim.id, new_code: wanted.newCode },
    });
    return ok({ claim, code: made?.code });
  });
}

/** Whoever uses it has it, whatever this server knows of its answer. */
async function wasUsed(deps: ReissueClaimDeps, { credentialId }: Claim): Promise<boolean> {
  return credentialId !== null && (await deps.store.usage.ofCredentials([credentialId])).length > 0;
}

async function takeBack(change: Change, claim: Claim, now: number): Promise<void> {
  const { kind, credentialId } = claim;
  if (credentialId === null) throw new Error('a claim was opened and made no credential');
  if (kind === 'member_token') {
    const token = await change.personalTokens.find(credentialId);
    if (token !== undefined && token.revokedAt === null) await endToken(change, token, now);
    return;
  }
  const secret = await change.secrets.find(credentialId);
  if (secret === undefined || secret.revokedAt !== null) return;
  await change.secrets.setRevoked(credentialId, now, 'the answer that told it may have been lost');
  change.record({
    action: 'secret.revoked',
    subject: credentialId,
    before: { client_id: secret.clientId, revoked: false },
    after: { client_id: secret.clientId, revoked: true },
  });
}
