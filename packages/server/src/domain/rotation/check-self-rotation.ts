import { ok, type Result, refuse } from '@gatepass/protocol';
import { ancestorsOf } from '../secret/descendants.ts';
import { isLive, MAX_LIVE_SECRETS, type Secret, secretState } from '../secret/secret.ts';

export type SelfRotationRefusal =
  | 'self_rotation_not_allowed'
  | 'self_rotation_exposed'
  | 'self_rotation_pending'
  | 'self_rotation_replaced'
  | 'self_rotation_full'
  | 'secret_revoked'
  | 'secret_retired'
  | 'secret_expired'
  | 'secret_not_yet_valid';

/** All that a client's wish for a new secret is decided by. */
export interface SelfRotationCase {
  /** The secret that it authenticated with, as it is now. */
  readonly presented: Secret;
  /** All of the client's, those that have ended included. */
  readonly secrets: readonly Secret[];
  /** The ids of those that were ever used. */
  readonly used: ReadonlySet<string>;
  /** The client's setting. */
  readonly selfRotation: boolean;
}

/**
 * Whether a client may make itself a secret with the one that it presents. One at a time, so that a stolen secret
 * cannot fill the client's five places, and that what was made is known to have arrived before more is made.
 */
export function checkSelfRotation(
  { presented, secrets, used, selfRotation }: SelfRotationCase,
  now: number,
): Result<undefined, SelfRotationRefusal> {
  const state = secretState(presented, now);
  if (state === 'revoked') return refuse('secret_revoked');
  if (state === 'retired') return refuse('secret_retired');
  if (state === 'expired') return refuse('secret_expired');
  if (state === 'pending') return refuse('secret_not_yet_valid');
  if (!selfRotation) return refuse('self_rotation_not_allowed');
  // Whoever had a secret may have made those that descend from it.
  const line = [presented, ...ancestorsOf(presented, secrets)];
  if (line.some(({ exposedAt }) => exposedAt !== null)) return refuse('self_rotation_exposed');
  const live = secrets.filter((secret) => isLive(secret, now));
  const isPending = live.some(({ id, madeWith }) => madeWith !== null && !used.has(id));
  if (isPending) return refuse('self_rotation_pending');
  // Two successors of one secret would be two rotations, and an operator's is not a client's to turn aside.
  if (state === 'retiring') return refuse('self_rotation_replaced');
  return live.length >= MAX_LIVE_SECRETS ? refuse('self_rotation_full') : ok(undefined);
}
