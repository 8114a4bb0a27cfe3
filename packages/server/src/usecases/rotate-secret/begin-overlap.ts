import type { RotationTerms } from '../../domain/rotation/rotation-terms.ts';
import type { Secret } from '../../domain/secret/secret.ts';
import type { Change } from '../../domain/store.ts';

/** Lets a secret end by itself once its successor has taken over, and says so in the ledger. */
export async function beginOverlap(
  change: Pick<Change, 'secrets' | 'record'>,
  old: Secret,
  successor: Secret,
  terms: RotationTerms,
  now: number,
): Promise<Secret> {
  const course = { retireAt: now + terms.overlap, retireUnusedFor: terms.unusedFor, heldAt: null };
  await change.secrets.update(old.id, course);
  change.record({
    action: 'secret.rotating',
    subject: old.id,
    before: { client_id: old.clientId, replaced_by: null },
    after: {
      client_id: old.clientId,
      replaced_by: successor.id,
      retire_at: new Date(course.retireAt).toISOString(),
      retire_unused_for_seconds: terms.unusedFor / 1000,
    },
  });
  return { ...old, ...course };
}
