import type * as wire from '@gatepass/protocol';
import { rotationInWords } from '../../../domain/rotation/rotation-in-words.ts';
import { toldNetwork } from '../../../domain/usage/last-use-in-words.ts';
import type { UndoneRotation } from '../../../usecases/cancel-rotation/cancel-rotation.ts';
import type { JudgedRotation } from '../../../usecases/show-rotation/show-rotation.ts';
import { toSecret, toTimeOrNull } from './to-wire.ts';

export function toRotation(rotation: JudgedRotation, now: number, delaySeconds: number): wire.Rotation {
  const { old, successor, verdict } = rotation;
  const { evidence } = verdict;
  return {
    client_id: old.clientId,
    old: toSecret(old, now),
    new: toSecret(successor, now),
    step: verdict.step,
    safe_to_retire: verdict.safeToRetire,
    verdict: rotationInWords(rotation, verdict, now),
    evidence: {
      old_last_used_at: toTimeOrNull(evidence.oldLastUsedAt),
      old_last_network: evidence.oldLastNetwork === null ? null : toldNetwork(evidence.oldLastNetwork),
      old_unused_seconds: toSeconds(now - evidence.oldUnusedSince),
      unused_for_seconds: toSeconds(evidence.unusedFor),
      new_first_used_at: toTimeOrNull(evidence.newFirstUsedAt),
      new_last_used_at: toTimeOrNull(evidence.newLastUsedAt),
      instances: { ...evidence.instances },
      networks: { ...evidence.networks },
    },
    delay_seconds: delaySeconds,
  };
}

export function toUndoneRotation({ restored, withdrawn }: UndoneRotation, now: number): wire.UndoneRotation {
  return {
    client_id: restored.clientId,
    restored: toSecret(restored, now),
    withdrawn: toSecret(withdrawn, now),
  };
}

function toSeconds(milliseconds: number): number {
  return Math.max(0, Math.floor(milliseconds / 1000));
}
