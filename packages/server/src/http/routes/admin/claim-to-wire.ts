import type { Type } from 'typebox';
import { type Claim, claimState, MAX_TRIES } from '../../../domain/claim/claim.ts';
import type { ClaimSchema } from './claim-schemas.ts';
import { toTime, toTimeOrNull } from './to-wire.ts';

export function toClaim(claim: Claim, now: number): Type.Static<typeof ClaimSchema> {
  return {
    id: claim.id,
    kind: claim.kind,
    state: claimState(claim, now),
    request_id: claim.requestId,
    client_id: claim.clientId,
    member_id: claim.memberId,
    contact_id: claim.contactId,
    tries_left: MAX_TRIES - claim.tries,
    expires_at: toTime(claim.expiresAt),
    ended_at: toTimeOrNull(claim.endedAt),
    claimed_at: toTimeOrNull(claim.claimedAt),
    claimed_from: claim.claimedFrom,
    credential_id: claim.credentialId,
    delivered_at: toTimeOrNull(claim.deliveredAt),
    created_by: claim.createdBy,
    created_at: toTime(claim.createdAt),
  };
}
