import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { judgeRotation, type RotationVerdict } from '../../domain/rotation/judge-rotation.ts';
import { type Rotation, rotationFrom } from '../../domain/rotation/rotation.ts';
import { type Secret, secretState } from '../../domain/secret/secret.ts';
import type { Change, Store } from '../../domain/store.ts';
import { readRotationUse } from '../show-rotation/read-rotation-use.ts';

export interface EndOverlapsDeps {
  readonly store: Pick<Store, 'change' | 'secrets' | 'usage'>;
  /** Writes what this node has counted, so that the last seconds are known. */
  readonly flushUsage: () => Promise<void>;
}

export interface EndedOverlaps {
  /** Secrets that were retired now. */
  readonly retired: number;
  /** Secrets whose overlap is found to be held up for the first time. */
  readonly newlyHeld: number;
  /** All that are held up at present. */
  readonly held: number;
}

/**
 * Ends the overlaps that are due: a secret that nothing needs any more is retired, any other is held, once and
 * loudly. Where the counts of use cannot be written, nothing is concluded from their absence.
 */
export async function endOverlaps(deps: EndOverlapsDeps, now: number): Promise<EndedOverlaps> {
  await deps.flushUsage();
  const counts = { retired: 0, newlyHeld: 0, held: 0 };
  for (const due of await deps.store.secrets.listRetiring(now)) {
    const outcome = await endOverlap(deps.store, due, now);
    if (!outcome.ok) continue;
    if (outcome.value === 'retired') counts.retired += 1;
    else counts.held += 1;
    if (outcome.value === 'newly_held') counts.newlyHeld += 1;
  }
  return counts;
}

type Outcome = Result<'retired' | 'newly_held' | 'held', 'no_longer_due'>;

async function endOverlap(
  store: Pick<Store, 'change' | 'secrets' | 'usage'>,
  due: Secret,
  now: number,
): Promise<Outcome> {
  const rotation = rotationFrom(due, await store.secrets.listByClient(due.clientId));
  const verdict = rotation && judgeRotation(rotation, await readRotationUse(store.usage, rotation, now), now);
  const isSafe = verdict?.safeToRetire ?? false;
  if (!isSafe && due.heldAt !== null) return ok('held');
  const context: ChangeContext = { actor: 'system:rotation', requestId: null, now };
  return store.change<'retired' | 'newly_held', 'no_longer_due'>(context, async (change) => {
    if (!(await isUnchanged(change, due, rotation, now))) return refuse('no_longer_due');
    await change.secrets.update(due.id, isSafe ? { retiredAt: now } : { heldAt: now });
    change.record({
      action: isSafe ? 'secret.retired' : 'secret.held',
      subject: due.id,
      before: null,
      after: factsOf(due, rotation, verdict),
    });
    return ok(isSafe ? 'retired' : 'newly_held');
  });
}

/** Whether the verdict still is about what it was made about: an operator may have been at it meanwhile. */
async function isUnchanged(
  change: Change,
  due: Secret,
  rotation: Rotation | undefined,
  now: number,
): Promise<boolean> {
  const secrets = await change.secrets.listByClient(due.clientId);
  const old = secrets.find(({ id }) => id === due.id);
  if (old === undefined || secretState(old, now) !== 'retiring') return false;
  if (old.retireAt !== due.retireAt || old.heldAt !== due.heldAt) return false;
  const successor = rotationFrom(old, secrets)?.successor;
  return successor?.id === rotation?.successor.id && successor?.retiredAt === rotation?.successor.retiredAt;
}

function factsOf(due: Secret, rotation: Rotation | undefined, verdict: RotationVerdict | undefined) {
  return {
    client_id: due.clientId,
    replaced_by: rotation?.successor.id ?? null,
    old_last_used_at: toTime(verdict?.evidence.oldLastUsedAt),
    new_last_used_at: toTime(verdict?.evidence.newLastUsedAt),
  };
}

function toTime(milliseconds: number | null | undefined): string | null {
  return milliseconds === null || milliseconds === undefined ? null : new Date(milliseconds).toISOString();
}
