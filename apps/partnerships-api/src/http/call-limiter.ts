import { admitCall, RATE_WINDOW_MS, type RecentCalls, recentCalls } from '../domain/call-rate.ts';
import type { Result } from '../domain/result.ts';

/** Counts calls in buckets, in the memory of this process. */
export interface CallLimiter {
  admit(bucket: string, limit: number): Result<unknown, { readonly retryAfterSeconds: number }>;
}

/**
 * A limiter on the clock it is given: rate-limiter-flexible reads the system's clock and ends its windows by
 * timers, so a test could neither fix nor move its time. Buckets that have been quiet for a minute are dropped.
 */
export function createCallLimiter(now: () => number): CallLimiter {
  const buckets = new Map<string, RecentCalls>();
  let sweptAt = now();

  function sweep(time: number): void {
    if (Math.abs(time - sweptAt) < RATE_WINDOW_MS) return;
    sweptAt = time;
    for (const [bucket, calls] of buckets) {
      if (recentCalls(calls, time).length === 0) buckets.delete(bucket);
    }
  }

  return {
    admit(bucket, limit) {
      const time = now();
      sweep(time);
      const admitted = admitCall(buckets.get(bucket) ?? [], limit, time);
      if (admitted.ok) buckets.set(bucket, admitted.value);
      return admitted;
    },
  };
}
