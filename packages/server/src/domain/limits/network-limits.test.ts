import { describe, expect, test } from 'vitest';
import { createKeyedHash } from './keyed-hash.ts';
import { createNetworkLimits } from './network-limits.ts';

const HOUR = 3_600_000;
const limits = (perHour: number) => createNetworkLimits(createKeyedHash(new Uint8Array(8)), perHour);

describe('limits by network', () => {
  test('take so many at once, and then so many an hour', () => {
    const count = limits(2);
    expect([count('203.0.113.7', 0), count('203.0.113.7', 0), count('203.0.113.7', 0)]).toEqual([
      0,
      0,
      HOUR / 2,
    ]);
    expect(count('203.0.113.7', HOUR / 2)).toBe(0);
    expect(count('203.0.113.7', HOUR / 2)).toBe(HOUR / 2);
  });

  test('count all of an IPv6 /64 together', () => {
    const count = limits(1);
    expect(count('2001:db8::1', 0)).toBe(0);
    expect(count('2001:db8::2', 0)).toBeGreaterThan(0);
  });

  test('take four times as many from the networks around, however many addresses ask', () => {
    for (const addressOf of [(n: number) => `2001:db8:0:${n}::1`, (n: number) => `203.0.113.${n}`]) {
      const count = limits(2);
      const taken = Array.from({ length: 100 }, (_, n) => count(addressOf(n), 0)).filter(
        (wait) => wait === 0,
      );
      expect(taken).toHaveLength(8);
    }
  });
});
