import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretOf } from '../../testing/secrets.ts';
import type { CredentialUse } from '../usage/usage.ts';
import { judgeRotation, type RotationStep } from './judge-rotation.ts';
import type { Rotation } from './rotation.ts';
import type { RotationUse, SecretUse } from './rotation-use.ts';

const HOUR = 3_600_000;
const NOW = 1000 * HOUR;
const DUE = NOW - HOUR;
const AHEAD = NOW + HOUR;

function usedAt(lastUsedAt: number | undefined): SecretUse {
  const ever: CredentialUse | undefined =
    lastUsedAt === undefined
      ? undefined
      : {
          credentialId: 'x',
          clientId: 'rspub_1',
          firstUsedAt: 0,
          lastUsedAt,
          lastNetwork: '203.0.113.7',
          lastTokenEndsAt: lastUsedAt + 300_000,
          uses: 1,
        };
  return { ever, instances: [], networks: [] };
}

function useOf(old: number | undefined, successor: number | undefined): RotationUse {
  return { old: usedAt(old), successor: usedAt(successor) };
}

function rotationOf(
  old: Partial<Rotation['old']> = {},
  successor: Partial<Rotation['successor']> = {},
): Rotation {
  return {
    old: secretOf({ id: 'a', retireUnusedFor: 24 * HOUR, ...old }),
    successor: secretOf({ id: 'b', replaces: 'a', ...successor }),
  };
}

const ago = (hours: number) => NOW - hours * HOUR;

describe('the step', () => {
  test.each<[RotationStep, string, Rotation, RotationUse]>([
    ['deploy', 'the new secret was never used', rotationOf({ retireAt: AHEAD }), useOf(ago(1), undefined)],
    ['seen', 'both are used', rotationOf({ retireAt: AHEAD }), useOf(ago(2), ago(1))],
    ['retire', 'the old one is unused for a day', rotationOf({ retireAt: AHEAD }), useOf(ago(24), ago(1))],
    ['retire', 'and it is due', rotationOf({ retireAt: DUE }), useOf(ago(24), ago(1))],
    ['held', 'it is due, and the old one is used', rotationOf({ retireAt: DUE }), useOf(ago(23), ago(1))],
    [
      'held',
      'it is due, and the new one was never used',
      rotationOf({ retireAt: DUE }),
      useOf(ago(99), undefined),
    ],
    [
      'held',
      'the new one was used before the old one’s last use only',
      rotationOf({ retireAt: DUE }),
      useOf(ago(48), ago(72)),
    ],
    [
      'held',
      'the new one has ended',
      rotationOf({ retireAt: DUE }, { expiresAt: DUE }),
      useOf(ago(48), ago(2)),
    ],
    ['done', 'the old one is retired', rotationOf({ retiredAt: ago(1) }), useOf(ago(48), ago(1))],
    ['done', 'the old one is revoked', rotationOf({ revokedAt: ago(1) }), useOf(ago(48), ago(1))],
    ['done', 'the old one has expired', rotationOf({ expiresAt: ago(1) }), useOf(ago(48), ago(1))],
  ])('is %s when %s', (step, _when, rotation, use) => {
    const verdict = judgeRotation(rotation, use, NOW);
    expect(verdict.step).toBe(step);
    expect(verdict.safeToRetire).toBe(step === 'retire');
  });

  test('counts a secret of which no use is known as unused since the new one was made', () => {
    const rotation = rotationOf({}, { createdAt: ago(23) });
    expect(judgeRotation(rotation, useOf(undefined, ago(1)), NOW).step).toBe('seen');
    expect(judgeRotation(rotation, useOf(undefined, ago(1)), NOW + HOUR).step).toBe('retire');
  });
});

describe('whatever is known,', () => {
  const moment = fc.integer({ min: ago(200), max: NOW });
  const maybe = fc.option(fc.integer({ min: ago(200), max: NOW + 200 * HOUR }), { nil: null });
  const used = fc.option(moment, { nil: undefined });
  const course = fc.record({
    createdAt: moment,
    notBefore: maybe,
    expiresAt: maybe,
    retireAt: maybe,
    retiredAt: maybe,
    revokedAt: maybe,
    retireUnusedFor: fc.option(fc.integer({ min: 60_000, max: 100 * HOUR }), { nil: null }),
  });
  const cases = [course, course, used, used] as const;

  test('it is safe only where the old one works, is unused for its time, and the new one works and was used after it', () => {
    fc.assert(
      fc.property(...cases, (old, successor, oldUse, newUse) => {
        const verdict = judgeRotation(rotationOf(old, successor), useOf(oldUse, newUse), NOW);
        if (!verdict.safeToRetire) return;
        expect(verdict.step).toBe('retire');
        expect([old.retiredAt, old.revokedAt, successor.retiredAt, successor.revokedAt]).toEqual([
          null,
          null,
          null,
          null,
        ]);
        expect(successor.expiresAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(NOW);
        expect(newUse).toBeDefined();
        expect(newUse).toBeGreaterThan(oldUse ?? Number.NEGATIVE_INFINITY);
        expect(NOW - (oldUse ?? old.createdAt)).toBeGreaterThanOrEqual(old.retireUnusedFor ?? 24 * HOUR);
      }),
    );
  });

  test('another use of the old one never makes it safe', () => {
    fc.assert(
      fc.property(...cases, moment, (old, successor, oldUse, newUse, later) => {
        const rotation = rotationOf(old, successor);
        if (judgeRotation(rotation, useOf(oldUse, newUse), NOW).safeToRetire) return;
        const usedAgain = useOf(Math.max(later, oldUse ?? later), newUse);
        const again = judgeRotation(rotation, usedAgain, NOW);
        // A secret that was never seen in use counts from the making of its successor, and so may become known as older.
        if (oldUse !== undefined) expect(again.safeToRetire).toBe(false);
      }),
    );
  });

  test('it is held exactly where it is due and neither safe nor done', () => {
    fc.assert(
      fc.property(...cases, (old, successor, oldUse, newUse) => {
        const verdict = judgeRotation(rotationOf(old, successor), useOf(oldUse, newUse), NOW);
        const isDue = old.retireAt !== null && old.retireAt <= NOW;
        expect(verdict.step === 'held').toBe(isDue && !verdict.safeToRetire && verdict.step !== 'done');
      }),
    );
  });
});
