import { coarseNetwork, networkOf } from '../network/network-of.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { createRateBuckets } from './rate-buckets.ts';

/** Counts what comes from an address. @returns milliseconds until one more is taken; 0 where this one is */
export type CountFrom = (address: string, now: number) => number;

/** What the networks around one may send together: whoever has one address more often has a few than all of them. */
const AROUND = 4;
const BUCKETS = 4096;

/**
 * A limit by network, and a wider one by the networks around it, since whoever is given IPv6 is given many of its
 * networks. As many at once as in an hour.
 */
export function createNetworkLimits(hash: KeyedHash, perHour: number): CountFrom {
  const bucketsOf = (burst: number) => createRateBuckets(hash, { burst, perMinute: burst / 60 }, BUCKETS);
  const own = bucketsOf(perHour);
  const around = bucketsOf(perHour * AROUND);
  return (address, now) => {
    const network = networkOf(address);
    const coarse = coarseNetwork(network);
    const wait = Math.max(own.wait(network, now), around.wait(coarse, now));
    if (wait > 0) return wait;
    own.count(network, now);
    around.count(coarse, now);
    return 0;
  };
}
