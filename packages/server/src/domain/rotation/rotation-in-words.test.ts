import { expect, test } from 'vitest';
import { secretOf } from '../../testing/secrets.ts';
import type { RotationEvidence, RotationStep } from './judge-rotation.ts';
import { rotationInWords } from './rotation-in-words.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const NOW = 100 * DAY;

const evidence: RotationEvidence = {
  oldLastUsedAt: NOW - 2 * MINUTE,
  oldLastNetwork: '203.0.113.7',
  oldUnusedSince: NOW - 2 * MINUTE,
  newFirstUsedAt: NOW - DAY,
  newLastUsedAt: NOW - MINUTE,
  instances: { moved: 4, all: 6 },
  networks: { moved: 0, all: 0 },
  unusedFor: DAY,
};
const unused = {
  oldLastUsedAt: NOW - 3 * DAY,
  oldUnusedSince: NOW - 3 * DAY,
  instances: { moved: 6, all: 6 },
};
const unnamed = { instances: { moved: 0, all: 0 }, networks: { moved: 1, all: 2 } };

test.each<[RotationStep, Partial<RotationEvidence>, string]>([
  [
    'deploy',
    { newFirstUsedAt: null, newLastUsedAt: null, instances: { moved: 0, all: 6 } },
    'old secret used 2 minutes ago from 203.0.113.0/24 by 6 instances that have not been seen with the new one; new one never used; deploy the new one',
  ],
  [
    'deploy',
    { oldLastUsedAt: null, newLastUsedAt: null },
    'old secret never seen in use; new one never used; deploy the new one',
  ],
  [
    'seen',
    {},
    'old secret used 2 minutes ago from 203.0.113.0/24 by 2 instances that have not been seen with the new one; new one seen from 4 of 6 instances; not yet safe to retire',
  ],
  [
    'seen',
    unnamed,
    'old secret used 2 minutes ago from 203.0.113.0/24 by 1 network that has not been seen with the new one; new one seen from 1 of 2 networks; not yet safe to retire',
  ],
  [
    'seen',
    { instances: { moved: 6, all: 6 }, oldLastNetwork: 'other' },
    'old secret used 2 minutes ago; new one seen from 6 of 6 instances; not yet safe to retire',
  ],
  [
    'retire',
    { ...unused, instances: { moved: 1, all: 1 } },
    'old secret unused for 3 days; new one seen from 1 of 1 instance; safe to retire',
  ],
  ['retire', unused, 'old secret unused for 3 days; new one seen from 6 of 6 instances; safe to retire'],
  [
    'retire',
    { ...unused, instances: { moved: 0, all: 0 }, newLastUsedAt: NOW - 2 * DAY },
    'old secret unused for 3 days; new one used 2 days ago; safe to retire',
  ],
  [
    'held',
    {},
    'old secret used 2 minutes ago from 203.0.113.0/24 by 2 instances that have not been seen with the new one; new one seen from 4 of 6 instances; held: the overlap was to end 5 minutes ago',
  ],
])('%s', (step, more, words) => {
  const rotation = {
    old: secretOf({ id: 'a', retireAt: NOW - 5 * MINUTE }),
    successor: secretOf({ id: 'b', replaces: 'a' }),
  };
  const verdict = { step, safeToRetire: step === 'retire', evidence: { ...evidence, ...more } };
  expect(rotationInWords(rotation, verdict, NOW)).toBe(words);
});

test('done', () => {
  const rotation = {
    old: secretOf({ id: 'a', retiredAt: NOW - 5 * MINUTE }),
    successor: secretOf({ id: 'b', replaces: 'a' }),
  };
  const verdict = { step: 'done', safeToRetire: false, evidence: { ...evidence, ...unused } } as const;
  expect(rotationInWords(rotation, verdict, NOW)).toBe(
    'old secret retired 5 minutes ago; new one seen from 6 of 6 instances',
  );
});
