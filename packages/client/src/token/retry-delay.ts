import type { GatepassClientError } from '../errors/gatepass-client-error.ts';
import { TokenServerBusyError } from '../errors/token-server-busy-error.ts';
import { TokenServerUnreachableError } from '../errors/token-server-unreachable-error.ts';

/** A caller waits meanwhile. Whoever asks for more patience than this is told to the caller at once. */
export const MAX_DELAY_MS = 30_000;
const FIRST_BACKOFF_MS = 200;

/**
 * How long to wait before the token request is sent again, in milliseconds; undefined when it should not be.
 * @param attempt how many were made, from 1
 * @param random in [0, 1): spreads the clients that one outage has brought into step
 */
export function retryDelay(
  failure: GatepassClientError,
  attempt: number,
  random: number,
): number | undefined {
  const backoff = FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + random);
  if (failure instanceof TokenServerUnreachableError) return backoff;
  if (!(failure instanceof TokenServerBusyError)) return undefined;
  const delay = failure.retryAfterMs ?? backoff;
  return delay <= MAX_DELAY_MS ? delay : undefined;
}
