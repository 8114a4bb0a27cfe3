import type { KeyedHash } from './keyed-hash.ts';

/** So many at once, then so many a minute. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/** A rate that lets a minute's worth come together with the next one's. */
export function twiceAtOnce(perMinute: number): Rate {
  return { burst: 2 * perMinute, perMinute };
}

/** Counts events by key in a fixed number of buckets. Times are whole milliseconds. */
export interface RateBuckets {
  /** How long until one more event is within the rate; 0 when it is now. Counts nothing. */
  wait(key: string, now: number): number;
  /** Counts an event that is within the rate. @returns `wait` as it was before */
  count(key: string, now: number): number;
}

/**
 * The generic cell rate algorithm: of each key one number is kept, the time at which it would have used nothing if
 * it went on at its rate. Events past the rate are not counted, or whoever goes on would never be let in again.
 *
 * A key has two places, chosen by the hash, and the lower number of them is taken for its own: what another key
 * counts is taken for this one's only where both places are shared. Never counts less than happened.
 */
export function createRateBuckets(hash: KeyedHash, rate: Rate, buckets: number): RateBuckets {
  const spacing = 60_000 / rate.perMinute;
  const tolerance = (rate.burst - 1) * spacing;
  const times = new Float64Array(buckets);

  /** No counting goes further ahead than a burst: such a number is from before the clock was set back. */
  function timeAt(place: number, now: number): number {
    const time = times[place] as number;
    return time > now && time <= now + tolerance + spacing ? time : now;
  }

  function access(key: string, now: number, counting: boolean): number {
    const [left, right] = hash(key);
    const first = left % buckets;
    const second = right % buckets;
    const time = Math.min(timeAt(first, now), timeAt(second, now));
    const wait = Math.max(0, Math.floor(time - tolerance - now));
    if (counting && wait === 0) {
      times[first] = Math.max(timeAt(first, now), time + spacing);
      times[second] = Math.max(timeAt(second, now), time + spacing);
    }
    return wait;
  }

  return {
    wait: (key, now) => access(key, now, false),
    count: (key, now) => access(key, now, true),
  };
}
