import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyedHash } from './keyed-hash.ts';
import { createRateBuckets } from './rate-buckets.ts';

const hash = createKeyedHash(Uint8Array.from([8, 7, 6, 5, 4, 3, 2, 1]));
const START = 1_700_000_000_000;

/** Counts one event after another at the same time, until one is past the rate. */
function countUntilFull(buckets: ReturnType<typeof createRateBuckets>, key: string, now: number): number {
  let counted = 0;
  while (buckets.count(key, now) === 0) counted++;
  return counted;
}

describe('buckets of a rate', () => {
  test('let a burst through at once, and then one event each time a share of the minute has passed', () => {
    const buckets = createRateBuckets(hash, { burst: 20, perMinute: 10 }, 64);
    expect(countUntilFull(buckets, 'a', START)).toBe(20);
    expect(buckets.count('a', START)).toBe(6000);
    expect(buckets.count('a', START + 5999)).toBe(1);
    expect(buckets.count('a', START + 6000)).toBe(0);
    expect(buckets.count('a', START + 6000)).toBe(6000);
  });

  test('let the whole burst through again after it has come back', () => {
    const buckets = createRateBuckets(hash, { burst: 20, perMinute: 10 }, 64);
    countUntilFull(buckets, 'a', START);
    expect(countUntilFull(buckets, 'a', START + 120_000)).toBe(20);
  });

  test('count nothing when they are only asked', () => {
    const buckets = createRateBuckets(hash, { burst: 1, perMinute: 1 }, 64);
    for (let asked = 0; asked < 10; asked++) expect(buckets.wait('a', START)).toBe(0);
    expect(buckets.count('a', START)).toBe(0);
    expect(buckets.wait('a', START)).toBe(60_000);
  });

  test('do not push the end further away for whoever goes on', () => {
    const buckets = createRateBuckets(hash, { burst: 2, perMinute: 2 }, 64);
    countUntilFull(buckets, 'a', START);
    for (let at = 0; at < 30_000; at += 100) expect(buckets.count('a', START + at)).toBeGreaterThan(0);
    expect(buckets.count('a', START + 30_000)).toBe(0);
  });

  test('come to the time that they named even where a minute does not divide evenly', () => {
    const buckets = createRateBuckets(hash, { burst: 14, perMinute: 7 }, 64);
    let now = START;
    for (let round = 0; round < 200; round++) {
      const wait = buckets.count('a', now);
      if (wait > 0) {
        now += wait;
        expect(buckets.count('a', now)).toBe(0);
      }
    }
  });

  test('start anew when the clock was set back, and do not wait for it to catch up', () => {
    const buckets = createRateBuckets(hash, { burst: 20, perMinute: 10 }, 64);
    countUntilFull(buckets, 'a', START);
    expect(countUntilFull(buckets, 'a', START - 3_600_000)).toBe(20);
  });

  test('keep two keys apart that share one of their two places', () => {
    const places: Readonly<Record<string, readonly [number, number]>> = { a: [0, 1], b: [1, 2], c: [0, 1] };
    const buckets = createRateBuckets((key) => places[key] ?? [3, 3], { burst: 5, perMinute: 1 }, 4);
    countUntilFull(buckets, 'a', START);
    expect(countUntilFull(buckets, 'b', START)).toBe(5);
    expect(countUntilFull(buckets, 'c', START)).toBe(0);
  });

  test('never let more through for a key than its rate, whatever else is counted', () => {
    const event = fc.record({ key: fc.nat({ max: 30 }), pause: fc.nat({ max: 3000 }) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 400 }), fc.integer({ min: 2, max: 64 }), (events, size) => {
        const buckets = createRateBuckets(hash, { burst: 4, perMinute: 30 }, size);
        const counted = new Map<number, number[]>();
        let now = START;
        for (const { key, pause } of events) {
          now += pause;
          if (buckets.count(`${key}`, now) > 0) continue;
          const times = counted.get(key) ?? [];
          counted.set(key, [...times, now]);
          // Four at once, then one every two seconds: the fifth from the end is at least two seconds old.
          for (let back = 4; back <= times.length; back++) {
            expect(now - (times.at(-back) ?? 0)).toBeGreaterThanOrEqual((back - 3) * 2000);
          }
        }
      }),
    );
  });
});
