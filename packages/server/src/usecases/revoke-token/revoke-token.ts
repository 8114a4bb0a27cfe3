import { type AccessTokenClaims, ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { RateBuckets } from '../../domain/limits/rate-buckets.ts';
import type { Store } from '../../domain/store.ts';
import { isCurrent } from '../../domain/token/is-current.ts';

export interface RevokeTokenDeps {
  readonly store: Pick<Store, 'change'>;
  readonly verifyToken: (token: string) => AccessTokenClaims | undefined;
  readonly issuer: string;
  /** How often an attempt on tokens of others is put on record, by the client that makes it. */
  readonly attempts: Pick<RateBuckets, 'count'>;
}

/** Whose request it is: a client, by the credential that it proved itself with. */
export interface TokenHolder {
  readonly clientId: string;
  readonly requestId: string;
}

/**
 * Revokes a client's own token (RFC 7009 §2.1, §2.2). What is no token of ours, or has ended, or was revoked before,
 * needs nothing done, and that is a success. The token of another client stays as it is.
 */
export async function revokeToken(
  deps: RevokeTokenDeps,
  token: string,
  holder: TokenHolder,
  now: number,
): Promise<Result<undefined, 'token_of_another_client'>> {
  const claims = deps.verifyToken(token);
  if (claims === undefined || !isCurrent(claims, deps.issuer, now)) return ok(undefined);
  const context = { actor: `client:${holder.clientId}`, requestId: holder.requestId, now } as const;
  if (claims.client_id !== holder.clientId) {
    if (deps.attempts.count(holder.clientId, now) === 0) await recordAttempt(deps, context, claims, holder);
    return refuse('token_of_another_client');
  }
  await revoke(deps, context, claims);
  return ok(undefined);
}

async function revoke(
  deps: Pick<RevokeTokenDeps, 'store'>,
  context: ChangeContext,
  claims: AccessTokenClaims,
): Promise<void> {
  await deps.store.change(context, async (change) => {
    if (await change.revokedTokens.has(claims.jti)) return ok(undefined);
    const expiresAt = claims.exp * 1000;
    await change.revokedTokens.insert({
      jti: claims.jti,
      clientId: claims.client_id,
      expiresAt,
      revokedAt: context.now,
    });
    change.record({
      action: 'token.revoked',
      subject: claims.jti,
      before: null,
      after: {
        client_id: claims.client_id,
        credential_id: claims.credential_id,
        expires_at: new Date(expiresAt).toISOString(),
      },
    });
    return ok(undefined);
  });
}

/** Somebody holds a token that was not issued to him, which its owner has to hear of. */
async function recordAttempt(
  deps: Pick<RevokeTokenDeps, 'store'>,
  context: ChangeContext,
  claims: AccessTokenClaims,
  holder: TokenHolder,
): Promise<void> {
  await deps.store.change(context, async (change) => {
    change.record({
      action: 'token.revocation_refused',
      subject: claims.jti,
      before: null,
      after: { client_id: claims.client_id, asked_by: holder.clientId },
    });
    return ok(undefined);
  });
}
