import { ok, type Result, refuse, type TokenRefusalCause } from '@gatepass/protocol';
import { isOver } from '../is-over.ts';
import { type EqualDigests, matchesDigest } from '../secret/matches-digest.ts';
import { type StoredSecret, secretState } from '../secret/secret.ts';
import type { ClientRecord } from './client-record.ts';

/** Why a client was not believed. All of these look alike from outside (contract: stored state is not told). */
export type AuthenticationRefusal = Extract<
  TokenRefusalCause,
  | 'client_unknown'
  | 'method_not_registered'
  | 'secret_wrong'
  | 'secret_not_yet_valid'
  | 'secret_expired'
  | 'secret_retired'
  | 'secret_revoked'
  | StandingRefusal
>;

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
  if (record.settings.authMethod !== 'client_secret') return refuse('method_not_registered');
  if (secret === undefined || !matches) return refuse('secret_wrong');

  const state = secretState(secret, now);
  if (state === 'revoked') return refuse('secret_revoked');
  if (state === 'retired') return refuse('secret_retired');
  if (state === 'expired') return refuse('secret_expired');
  if (state === 'pending') return refuse('secret_not_yet_valid');
  const standing = checkStanding(record, now);
  return standing.ok ? ok(secret) : standing;
}

export type StandingRefusal =
  | 'client_disabled'
  | 'client_ended'
  | 'account_disabled'
  | 'account_ended'
  | 'partner_disabled'
  | 'partner_ended';

/** Whether a client that has proved itself may act now, by its own standing, its account's and its partner's. */
export function checkStanding(
  record: Pick<
    ClientRecord,
    'clientStatus' | 'settings' | 'accountStatus' | 'accountEndsAt' | 'partnerStatus' | 'partnerEndsAt'
  >,
  now: number,
): Result<undefined, StandingRefusal> {
  if (record.clientStatus === 'disabled') return refuse('client_disabled');
  if (isOver(record.settings.endsAt, now)) return refuse('client_ended');
  if (record.accountStatus === 'disabled') return refuse('account_disabled');
  if (isOver(record.accountEndsAt, now)) return refuse('account_ended');
  if (record.partnerStatus === 'disabled') return refuse('partner_disabled');
  if (isOver(record.partnerEndsAt, now)) return refuse('partner_ended');
  return ok(undefined);
}
