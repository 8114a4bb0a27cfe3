import { createKeyedHash } from './keyed-hash.ts';
import { createRateBuckets, twiceAtOnce } from './rate-buckets.ts';

export interface FailureLimiterOptions {
  /** 8 random bytes, drawn anew by each process. */
  readonly seed: Uint8Array;
  /** Failures a minute that are answered by 401; twice as many at once. */
  readonly perMinute: {
    /** For one client id, asked for from one network. */
    readonly client: number;
    /** For one network, whatever client ids it asks for. */
    readonly network: number;
  };
  /** How many numbers are kept for each of the two. Default: 262,144, which is 2 MiB each. */
  readonly buckets?: number;
}

export interface NotedFailure {
  /** Whether this failure is to be answered by 429 instead of 401. */
  readonly blocked: boolean;
  /** Whole seconds until a failure would be answered by 401 again; at least 1 when blocked, else 0. */
  readonly retryAfterSeconds: number;
}

/**
 * The limit of wrong credentials. It never hears of right ones that may be used, so it locks no client out, and never learns
 * whether there is such a client. Bounded by construction: memory is taken once, for whatever is sent.
 * Networks are as `networkOf` names them, times are milliseconds.
 */
export interface FailureLimiter {
  /**
   * Whether the network is over its limit. Asked before a store read: of such a network only those are believed
   * whom this node remembers, which bounds the reads that anybody can bring about.
   */
  networkIsBlocked(network: string, now: number): boolean;
  /** Counts a failure against the client in this network, and against the network. */
  noteFailure(clientId: string, network: string, now: number): NotedFailure;
}

const DEFAULT_BUCKETS = 262_144;
const NOT_BLOCKED: NotedFailure = { blocked: false, retryAfterSeconds: 0 };

export function createFailureLimiter(options: FailureLimiterOptions): FailureLimiter {
  const { seed, perMinute, buckets = DEFAULT_BUCKETS } = options;
  const hash = createKeyedHash(seed);
  const pairs = createRateBuckets(hash, twiceAtOnce(perMinute.client), buckets);
  const networks = createRateBuckets(hash, twiceAtOnce(perMinute.network), buckets);
  return {
    networkIsBlocked: (network, now) => networks.wait(network, now) > 0,
    noteFailure(clientId, network, now) {
      const wait = Math.max(pairs.count(`${clientId} ${network}`, now), networks.count(network, now));
      return wait === 0 ? NOT_BLOCKED : { blocked: true, retryAfterSeconds: Math.ceil(wait / 1000) };
    },
  };
}
