import { isLive, isUsable } from '../secret/secret.ts';
import { callersOf } from './callers.ts';
import type { Rotation } from './rotation.ts';
import { DEFAULT_TERMS } from './rotation-terms.ts';
import type { RotationUse } from './rotation-use.ts';

/**
 * `deploy`: the new secret was never used. `seen`: it is used. `retire`: nothing needs the old one any more.
 * `held`: the overlap was to end, and would break something. `done`: the old one has ended.
 */
export type RotationStep = 'deploy' | 'seen' | 'retire' | 'held' | 'done';

/** How far a rotation has come. */
export interface RotationVerdict {
  readonly step: RotationStep;
  readonly safeToRetire: boolean;
  readonly evidence: RotationEvidence;
}

/** What the verdict follows from. Times are milliseconds. */
export interface RotationEvidence {
  readonly oldLastUsedAt: number | null;
  /** IPv4 /32 or IPv6 /64. */
  readonly oldLastNetwork: string | null;
  /** Since when no use of the old secret is known; where none ever was, since the new one was made. */
  readonly oldUnusedSince: number;
  readonly newFirstUsedAt: number | null;
  readonly newLastUsedAt: number | null;
  /** Who used either lately, and how many of them did so last with the new one. */
  readonly instances: Moved;
  readonly networks: Moved;
  /** For so long the old secret must have been unused. */
  readonly unusedFor: number;
}

export interface Moved {
  readonly moved: number;
  readonly all: number;
}

/**
 * It is safe to retire the old secret once it has been unused for the set time, and the new one was used after it: a
 * new one that somebody tried once, before everybody fell silent, has taken over from nothing.
 */
export function judgeRotation(rotation: Rotation, use: RotationUse, now: number): RotationVerdict {
  const evidence = evidenceOf(rotation, use, now);
  const safeToRetire =
    isLive(rotation.old, now) &&
    isUsable(rotation.successor, now) &&
    now - evidence.oldUnusedSince >= evidence.unusedFor &&
    hasTakenOver(use);
  return { step: stepOf(rotation, use, safeToRetire, now), safeToRetire, evidence };
}

function stepOf({ old }: Rotation, use: RotationUse, safeToRetire: boolean, now: number): RotationStep {
  if (!isLive(old, now)) return 'done';
  if (safeToRetire) return 'retire';
  if (old.retireAt !== null && now >= old.retireAt) return 'held';
  return use.successor.ever === undefined ? 'deploy' : 'seen';
}

function hasTakenOver({ old, successor }: RotationUse): boolean {
  if (successor.ever === undefined) return false;
  return old.ever === undefined || successor.ever.lastUsedAt > old.ever.lastUsedAt;
}

function evidenceOf({ old, successor }: Rotation, use: RotationUse, now: number): RotationEvidence {
  const callers = callersOf(use, now);
  const movedOf = (kind: 'instance' | 'network'): Moved => {
    const all = callers.filter((caller) => caller.kind === kind);
    return { moved: all.filter(({ moved }) => moved).length, all: all.length };
  };
  return {
    oldLastUsedAt: use.old.ever?.lastUsedAt ?? null,
    oldLastNetwork: use.old.ever?.lastNetwork ?? null,
    oldUnusedSince: use.old.ever?.lastUsedAt ?? Math.max(old.createdAt, successor.createdAt),
    newFirstUsedAt: use.successor.ever?.firstUsedAt ?? null,
    newLastUsedAt: use.successor.ever?.lastUsedAt ?? null,
    instances: movedOf('instance'),
    networks: movedOf('network'),
    unusedFor: old.retireUnusedFor ?? DEFAULT_TERMS.unusedFor,
  };
}
