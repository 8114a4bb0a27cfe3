/** Bounds of what an answer may ask for: no fetch for every request, and a key withdrawn is gone within the hour. */
const MIN_SECONDS = 30;
const MAX_SECONDS = 3600;

/** Where the answer does not say. */
const DEFAULT_SECONDS = 300;

/** For how long an answer is fresh: `max-age` less the `Age` that a cache on the way gave it (RFC 9111 §4.2). */
export function freshnessSeconds(headers: Headers): number {
  const maxAge = /(?:^|[\s,])max-age="?(\d{1,9})/i.exec(headers.get('cache-control') ?? '')?.[1];
  if (maxAge === undefined) return DEFAULT_SECONDS;
  const age = /^\d{1,9}$/.exec(headers.get('age') ?? '')?.[0] ?? '0';
  return Math.min(Math.max(Number(maxAge) - Number(age), MIN_SECONDS), MAX_SECONDS);
}
