import { formatScope, TOKEN_PATH } from '@gatepass/protocol';
import type { Type } from 'typebox';
import type { ClaimedCredential } from '../../../usecases/open-claim/make-claimed.ts';
import { toTimeOrNull } from '../admin/to-wire.ts';
import type { OpenedClaimSchema } from './claim-answer-schemas.ts';

/** The one place where the text of a claimed credential is told. */
export function toOpenedClaim(
  credential: ClaimedCredential,
  issuer: string,
): Type.Static<typeof OpenedClaimSchema> {
  const expiresAt = toTimeOrNull(credential.expiresAt);
  if (credential.kind === 'member_token') {
    return {
      kind: credential.kind,
      member_id: credential.memberId,
      partner_id: credential.partnerId,
      member_token: credential.text.reveal(),
      expires_at: expiresAt,
    };
  }
  return {
    kind: credential.kind,
    client_id: credential.clientId,
    client_secret: credential.text.reveal(),
    parent_account_id: credential.parentAccountId,
    token_url: issuer + TOKEN_PATH,
    scope: formatScope(credential.scope),
    expires_at: expiresAt,
  };
}
