import { agoInWords, counted, durationInWords } from '../duration-in-words.ts';
import { isUsable, secretState } from '../secret/secret.ts';
import { lastUseInWords } from '../usage/last-use-in-words.ts';
import type { Moved, RotationEvidence, RotationStep, RotationVerdict } from './judge-rotation.ts';
import type { Rotation } from './rotation.ts';

/**
 * The verdict with its evidence, as one line: `old secret unused for 3 days; new one seen from 6 of 6 instances; safe
 * to retire`.
 */
export function rotationInWords(rotation: Rotation, verdict: RotationVerdict, now: number): string {
  const { step, evidence } = verdict;
  const old = step === 'done' ? endInWords(rotation, now) : oldInWords(evidence, now);
  const parts = [old, newInWords(rotation, evidence, now), conclusion(rotation, step, now)];
  return parts.filter((part) => part !== undefined).join('; ');
}

function conclusion({ old }: Rotation, step: RotationStep, now: number): string | undefined {
  switch (step) {
    case 'deploy':
      return 'deploy the new one';
    case 'seen':
      return 'not yet safe to retire';
    case 'retire':
      return 'safe to retire';
    case 'held':
      return `held: the overlap was to end ${agoInWords(old.retireAt ?? now, now)}`;
    case 'done':
      return undefined;
  }
}

function oldInWords(evidence: RotationEvidence, now: number): string {
  const { oldLastUsedAt, oldLastNetwork, oldUnusedSince, unusedFor } = evidence;
  if (oldLastUsedAt === null) return 'old secret never seen in use';
  if (now - oldUnusedSince >= unusedFor)
    return `old secret unused for ${durationInWords(now - oldLastUsedAt)}`;
  const used = `old secret used ${lastUseInWords(oldLastUsedAt, oldLastNetwork, now)}`;
  const left = leftInWords(evidence);
  return left === undefined ? used : `${used} by ${left}`;
}

/** Who did not move, where it is known. */
function leftInWords({ instances, networks }: RotationEvidence): string | undefined {
  const left = [
    ...countOf(instances.all - instances.moved, 'instance'),
    ...countOf(networks.all - networks.moved, 'network'),
  ];
  if (left.length === 0) return undefined;
  const one = left.length === 1 && left[0]?.startsWith('1 ') === true;
  return `${left.join(' and ')} that ${one ? 'has' : 'have'} not been seen with the new one`;
}

function countOf(count: number, noun: string): readonly string[] {
  return count === 0 ? [] : [counted(count, noun)];
}

function newInWords({ successor }: Rotation, evidence: RotationEvidence, now: number): string {
  if (!isUsable(successor, now)) return `new one is ${secretState(successor, now)}`;
  if (evidence.newLastUsedAt === null) return 'new one never used';
  const seen = [...shareOf(evidence.instances, 'instance'), ...shareOf(evidence.networks, 'network')].join(
    ' and ',
  );
  return seen === ''
    ? `new one used ${agoInWords(evidence.newLastUsedAt, now)}`
    : `new one seen from ${seen}`;
}

function shareOf({ moved, all }: Moved, noun: string): readonly string[] {
  return all === 0 ? [] : [`${moved} of ${counted(all, noun)}`];
}

function endInWords({ old }: Rotation, now: number): string {
  const at = old.revokedAt ?? old.retiredAt ?? old.expiresAt ?? now;
  return `old secret ${secretState(old, now)} ${agoInWords(at, now)}`;
}
