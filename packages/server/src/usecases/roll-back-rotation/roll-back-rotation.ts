import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { findRotation } from '../../domain/rotation/rotation.ts';
import { DEFAULT_TERMS, type RotationTerms } from '../../domain/rotation/rotation-terms.ts';
import { isLive, MAX_LIVE_SECRETS, type Secret, secretState } from '../../domain/secret/secret.ts';
import type { Store } from '../../domain/store.ts';
import type { UndoneRotation } from '../cancel-rotation/cancel-rotation.ts';
import { beginOverlap } from '../rotate-secret/begin-overlap.ts';
import { restoreSecret } from '../rotate-secret/restore-secret.ts';

export type RollBackRotationRefusal =
  | 'client_unknown'
  | 'rotation_unknown'
  | 'secret_not_restorable'
  | 'secret_exposed'
  | 'too_many_secrets';

export interface WantedRollBack {
  readonly clientId: string;
  readonly reason: string;
  /** The second word: take the old secret back although it counts as exposed. */
  readonly force: boolean;
}

/**
 * Turns a rotation round, at any step: the old secret is active again, and the new one retires in its favour, on the
 * same terms. Nothing stops working, so it needs no second word, unless somebody else may have the old secret.
 */
export function rollBackRotation(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  { clientId, reason, force }: WantedRollBack,
): Promise<Result<UndoneRotation, RollBackRotationRefusal>> {
  const { now } = context;
  return deps.store.change<UndoneRotation, RollBackRotationRefusal>(context, async (change) => {
    if ((await change.clients.find(clientId)) === undefined) return refuse('client_unknown');
    const secrets = await change.secrets.listByClient(clientId);
    const rotation = findRotation(secrets, now);
    if (rotation === undefined) return refuse('rotation_unknown');
    const { old, successor } = rotation;
    const state = secretState({ ...old, retiredAt: null }, now);
    if (state === 'revoked' || state === 'expired') return refuse('secret_not_restorable');
    if (old.exposedAt !== null && !force) return refuse('secret_exposed');
    const live = secrets.filter((secret) => secret.id !== old.id && isLive(secret, now));
    if (live.length >= MAX_LIVE_SECRETS) return refuse('too_many_secrets');

    const isActive = old.retireAt === null && old.retiredAt === null;
    const restored = isActive ? old : await restoreSecret(change, old);
    await change.secrets.update(old.id, { replaces: successor.id });
    await change.secrets.update(successor.id, { replaces: null, retireReason: reason });
    const turned = { ...successor, replaces: null, retireReason: reason };
    const withdrawn = isLive(successor, now)
      ? await beginOverlap(change, turned, old, termsOf(old, now), now)
      : turned;
    return ok({ restored: { ...restored, replaces: successor.id }, withdrawn });
  });
}

/** Those of the rotation so far; a moment that has passed is put off until the evidence can have come in. */
function termsOf({ retireAt, retireUnusedFor }: Secret, now: number): RotationTerms {
  const unusedFor = retireUnusedFor ?? DEFAULT_TERMS.unusedFor;
  const overlap = retireAt === null ? DEFAULT_TERMS.overlap : Math.max(retireAt - now, unusedFor);
  return { overlap, unusedFor };
}
