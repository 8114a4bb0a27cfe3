import type { RandomBytes } from '@gatepass/protocol';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds from a failed attempt to the next one; undefined after the last. Attempts count from 1. */
export type RetryDelay = (attempt: number) => number | undefined;

/** 1, 2, 4 … minutes up to 6 hours; 20 attempts take about three days. */
export const mailDelay: RetryDelay = (attempt) =>
  attempt < 20 ? Math.min(MINUTE * 2 ** (attempt - 1), 6 * HOUR) : undefined;

const WEBHOOK_DELAYS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];

/** As the Standard Webhooks specification proposes: 8 attempts in about 28 hours. */
export const webhookDelay: RetryDelay = (attempt) => WEBHOOK_DELAYS[attempt - 1];

/** Up to a fifth longer, so that what failed together does not come back together. */
export function jittered(milliseconds: number, randomBytes: RandomBytes): number {
  const [high = 0, low = 0] = randomBytes(2);
  return Math.round(milliseconds * (1 + (high * 256 + low) / 65_536 / 5));
}
