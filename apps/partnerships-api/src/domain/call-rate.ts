import { ok, type Result, refuse } from './result.ts';

export const RATE_WINDOW_MS = 60_000;

/** Calls that may still count, oldest first. Milliseconds since 1970. */
export type RecentCalls = readonly number[];

/**
 * Admits a call when fewer than `limit` were admitted within the last minute: any minute, not one of the clock's,
 * so nobody gets twice the limit around a full minute. Refused calls do not count, or a caller that goes on
 * asking would never get through.
 * @returns the calls with this one, or after how many seconds the next one is admitted
 */
export function admitCall(
  calls: RecentCalls,
  limit: number,
  now: number,
): Result<RecentCalls, { readonly retryAfterSeconds: number }> {
  const recent = recentCalls(calls, now);
  if (recent.length < limit) return ok([...recent, now]);
  const leaves = (recent[recent.length - limit] as number) + RATE_WINDOW_MS;
  return refuse({ retryAfterSeconds: Math.max(1, Math.ceil((leaves - now) / 1000)) });
}

/** A call dated ahead of now was made before the clock was set back; it must not count for longer than a minute. */
export function recentCalls(calls: RecentCalls, now: number): RecentCalls {
  return calls.filter((time) => Math.abs(now - time) < RATE_WINDOW_MS);
}
