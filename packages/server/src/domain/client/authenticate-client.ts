import { ok, type Result, refuse } from '@gatepass/protocol';
import { type EqualDigests, matchesDigest } from '../secret/matches-digest.ts';
import { type StoredSecret, secretState } from '../secret/secret.ts';
import type { ClientRecord } from './client-record.ts';

/** Why a client was not believed. All of these look alike from outside (contract: stored state is not told). */
export type AuthenticationRefusal =
  | 'client_unknown'
  | 'secret_wrong'
  | 'secret_not_yet_valid'
  | 'secret_expired'
  | 'secret_revoked'
  | 'client_disabled'
  | 'partner_disabled';

/** What the request presents: the id in the secret's text, and the digest of the whole text. */
export interface PresentedSecret {
  readonly secretId: string;
  readonly digest: Uint8Array;
}

/**
 * Whether the presented secret is one of the client's and may be used now. The digest decides first, so that
 * nothing about a secret is concluded before its holder is known to hold it.
 */
export function authenticateClient(
  record: ClientRecord | undefined,
  presented: PresentedSecret,
  now: number,
  equal: EqualDigests,
): Result<StoredSecret, AuthenticationRefusal> {
  const secret = record?.secrets.find((candidate) => candidate.id === presented.secretId);
  const matches = matchesDigest(presented.digest, secret?.digest, equal);
  if (record === undefined) return refuse('client_unknown');
  if (secret === undefined || !matches) return refuse('secret_wrong');

  const state = secretState(secret, now);
  if (state === 'revoked') return refuse('secret_revoked');
  if (state === 'expired') return refuse('secret_expired');
  if (state === 'pending') return refuse('secret_not_yet_valid');
  if (record.clientStatus === 'disabled') return refuse('client_disabled');
  if (record.partnerStatus === 'disabled') return refuse('partner_disabled');
  return ok(secret);
}
