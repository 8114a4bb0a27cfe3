/** When a token was asked for and when it ends, both by the client's clock, in milliseconds. */
export interface TokenTimes {
  readonly obtainedAt: number;
  readonly expiresAt: number;
}

/** `fresh`: use it. `aging`: use it, and get the next one meanwhile. `unusable`: wait for the next one. */
export type Freshness = 'fresh' | 'aging' | 'unusable';

const RENEW_AHEAD_MS = 60_000;
const RENEW_AHEAD_SHARE = 0.2;
/** A call takes time to arrive, and clocks run apart: what ends in a moment may have ended over there. */
const SAFETY_MARGIN_MS = 5_000;
const SAFETY_MARGIN_SHARE = 0.1;

/** The shares keep a token that lives only seconds from being renewed at every call. */
export function freshness(token: TokenTimes, now: number): Freshness {
  // The clock was set back, so it says nothing about this token.
  if (now < token.obtainedAt) return 'unusable';
  const lifetime = token.expiresAt - token.obtainedAt;
  const remaining = token.expiresAt - now;
  if (remaining <= Math.min(SAFETY_MARGIN_MS, lifetime * SAFETY_MARGIN_SHARE)) return 'unusable';
  if (remaining <= Math.min(RENEW_AHEAD_MS, lifetime * RENEW_AHEAD_SHARE)) return 'aging';
  return 'fresh';
}
