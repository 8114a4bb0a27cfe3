import type { AccessTokenClaims, Scope } from '@gatepass/protocol';
import { formatScope } from '@gatepass/protocol';
import type { ClientRecord } from '../client/client-record.ts';

export interface TokenTerms {
  readonly issuer: string;
  readonly audience: string;
  readonly scope: Scope;
  readonly lifetimeSeconds: number;
  /** Milliseconds. */
  readonly now: number;
  readonly jti: string;
}

/**
 * The claims of a token for an authenticated client (RFC 9068 §2.2). `exp` is the earliest of the token's
 * lifetime and the ends of the credential that obtained it, of the client's approval, its account and its partner.
 */
export function accessTokenClaims(
  client: Pick<ClientRecord, 'clientId' | 'parentAccountId' | 'settings' | 'accountEndsAt' | 'partnerEndsAt'>,
  credential: { readonly id: string; readonly expiresAt: number | null },
  terms: TokenTerms,
): AccessTokenClaims {
  const iat = Math.floor(terms.now / 1000);
  const ends = [credential.expiresAt, client.settings.endsAt, client.accountEndsAt, client.partnerEndsAt];
  return {
    iss: terms.issuer,
    aud: terms.audience,
    sub: client.clientId,
    client_id: client.clientId,
    iat,
    exp: Math.min(iat + terms.lifetimeSeconds, ...ends.map(toNumericDate)),
    jti: terms.jti,
    scope: formatScope(terms.scope),
    parent_account_id: client.parentAccountId,
    credential_id: credential.id,
  };
}

function toNumericDate(end: number | null): number {
  return end === null ? Number.POSITIVE_INFINITY : Math.floor(end / 1000);
}

/** `<ledger sequence, base 36>.<random>`: later changes can refuse earlier tokens by order, without clocks. */
export function tokenId(appliedSequence: number, random: string): string {
  return `${appliedSequence.toString(36)}.${random}`;
}
