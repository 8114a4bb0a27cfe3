import type { Claim } from '../../domain/claim/claim.ts';
import { type LinkMaker, makeLink } from '../../domain/link/make-link.ts';
import { newId } from '../../domain/new-id.ts';
import type { Change } from '../../domain/store.ts';

export interface AddClaimDeps extends LinkMaker {
  /** Milliseconds for which a claim may be opened (setting CLAIM_TTL). */
  readonly claimLifetime: number;
}

export type WantedClaim = Pick<
  Claim,
  'kind' | 'requestId' | 'clientId' | 'memberId' | 'contactId' | 'codeDigest' | 'macKeyVersion' | 'createdBy'
>;

/** Writes a new claim, its link and its ledger row: the same wherever one is made. */
export async function addClaim(
  change: Pick<Change, 'claims' | 'links' | 'record'>,
  deps: AddClaimDeps,
  wanted: WantedClaim,
  now: number,
): Promise<Claim> {
  const claim: Claim = {
    ...wanted,
    id: newId('clm', deps.randomBytes),
    tries: 0,
    expiresAt: now + deps.claimLifetime,
    endedAt: null,
    endReason: null,
    claimedAt: null,
    claimedFrom: null,
    credentialId: null,
    deliveredAt: null,
    alarmedAt: null,
    createdAt: now,
  };
  await change.claims.insert(claim);
  await change.links.insert(
    makeLink(deps, { kind: 'claim', subjectId: claim.id, expiresAt: claim.expiresAt }, now),
  );
  change.record({
    action: 'claim.created',
    subject: claim.id,
    before: null,
    after: {
      kind: claim.kind,
      request_id: claim.requestId,
      client_id: claim.clientId,
      member_id: claim.memberId,
      contact_id: claim.contactId,
      expires_at: new Date(claim.expiresAt).toISOString(),
    },
  });
  return claim;
}
