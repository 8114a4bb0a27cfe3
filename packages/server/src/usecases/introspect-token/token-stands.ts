import type { AccessTokenClaims } from '@gatepass/protocol';
import { checkStanding } from '../../domain/client/authenticate-client.ts';
import type { ClientRecord } from '../../domain/client/client-record.ts';
import type { ClientKeyReads, ClientReads, RevokedTokenReads } from '../../domain/store.ts';

export interface StandingDeps {
  readonly clients: Pick<ClientReads, 'findRecord'>;
  readonly clientKeys: Pick<ClientKeyReads, 'find'>;
  readonly revokedTokens: RevokedTokenReads;
}

/**
 * Whether nothing behind a token was taken back since it was issued: the token itself, its client, account and
 * partner, and the credential that obtained it. A credential that was retired or has expired takes no token with it:
 * that is how an end without an outage is meant.
 */
export async function tokenStands(
  deps: StandingDeps,
  claims: Pick<AccessTokenClaims, 'jti' | 'client_id' | 'credential_id'>,
  now: number,
): Promise<boolean> {
  if (await deps.revokedTokens.has(claims.jti)) return false;
  const record = await deps.clients.findRecord(claims.client_id, claims.credential_id);
  if (record === undefined || !checkStanding(record, now).ok) return false;
  return !(await isRevoked(deps, record, claims.credential_id));
}

/** A credential is a secret, a registered key, or a key of the client's own list, which only the client takes back. */
async function isRevoked(
  deps: Pick<StandingDeps, 'clientKeys'>,
  record: ClientRecord,
  credentialId: string,
): Promise<boolean> {
  const secret = record.secrets.find((candidate) => candidate.id === credentialId);
  if (secret !== undefined) return secret.revokedAt !== null;
  const key = await deps.clientKeys.find(credentialId);
  if (key !== undefined) return key.revokedAt !== null;
  return record.settings.jwksUri === null;
}
