import type { AccessTokenClaims, Scope } from '@gatepass/protocol';
import { formatScope } from '@gatepass/protocol';
import type { ClientRecord } from '../client/client-record.ts';
import type { StoredSecret } from '../secret/secret.ts';

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
 * lifetime and the end of the secret that obtained it.
 */
export function accessTokenClaims(
  client: Pick<ClientRecord, 'clientId' | 'parentAccountId'>,
  secret: Pick<StoredSecret, 'id' | 'expiresAt'>,
  terms: TokenTerms,
): AccessTokenClaims {
  const iat = Math.floor(terms.now / 1000);
  const end = secret.expiresAt === null ? Number.POSITIVE_INFINITY : Math.floor(secret.expiresAt / 1000);
  return {
    iss: terms.issuer,
    aud: terms.audience,
    sub: client.clientId,
    client_id: client.clientId,
    iat,
    exp: Math.min(iat + terms.lifetimeSeconds, end),
    jti: terms.jti,
    scope: formatScope(terms.scope),
    parent_account_id: client.parentAccountId,
    credential_id: secret.id,
  };
}

/** `<ledger sequence, base 36>.<random>`: later changes can refuse earlier tokens by order, without clocks. */
export function tokenId(appliedSequence: number, random: string): string {
  return `${appliedSequence.toString(36)}.${random}`;
}
