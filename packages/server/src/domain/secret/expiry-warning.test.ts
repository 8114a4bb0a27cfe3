import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueWarning, WARNING_DAYS } from './expiry-warning.ts';

const DAY = 86_400_000;
const secret = { createdAt: 0, expiresAt: 365 * DAY, warnedDays: null };
const at = (daysLeft: number) => secret.expiresAt - daysLeft * DAY;

test('a warning is due 30, 14, 7 and 1 days before the end, each once', () => {
  expect(dueWarning(secret, at(31))).toBeUndefined();
  expect(dueWarning(secret, at(30))).toBe(30);
  expect(dueWarning({ ...secret, warnedDays: 30 }, at(15))).toBeUndefined();
  expect(dueWarning({ ...secret, warnedDays: 30 }, at(14))).toBe(14);
  expect(dueWarning({ ...secret, warnedDays: 14 }, at(6.5))).toBe(7);
  expect(dueWarning({ ...secret, warnedDays: 7 }, at(1))).toBe(1);
  expect(dueWarning({ ...secret, warnedDays: 1 }, at(0.1))).toBeUndefined();
});

test('of several that were missed the nearest to the end is given', () => {
  expect(dueWarning(secret, at(3))).toBe(7);
});

test('a secret of ten days is not warned of its thirty and fourteen', () => {
  const short = { createdAt: 0, expiresAt: 10 * DAY, warnedDays: null };
  expect(dueWarning(short, 0)).toBeUndefined();
  expect(dueWarning(short, 2.9 * DAY)).toBeUndefined();
  expect(dueWarning(short, 3 * DAY)).toBe(7);
  expect(dueWarning(short, 9 * DAY)).toBe(1);
});

test('what has ended, and what never ends, is not warned of', () => {
  expect(dueWarning(secret, at(0))).toBeUndefined();
  expect(dueWarning({ ...secret, expiresAt: null }, at(1))).toBeUndefined();
});

test('however often it is looked, each warning is given once, in order, and the last one before the end', () => {
  const moments = fc.uniqueArray(fc.integer({ min: 0, max: 400 * 24 }), { maxLength: 60 });
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 400 }), (hours, lifetimeDays) => {
      let course: Parameters<typeof dueWarning>[0] = {
        createdAt: 0,
        expiresAt: lifetimeDays * DAY,
        warnedDays: null,
      };
      const given: number[] = [];
      for (const hour of hours.toSorted((one, other) => one - other)) {
        const due = dueWarning(course, (hour * DAY) / 24);
        if (due === undefined) continue;
        given.push(due);
        course = { ...course, warnedDays: due };
        expect(due).toBeLessThan(lifetimeDays);
      }
      expect(given).toEqual(WARNING_DAYS.filter((days) => given.includes(days)));
    }),
  );
});
