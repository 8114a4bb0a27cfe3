import type { GatepassClientError } from '../errors/gatepass-client-error.ts';
import { TokenServerBusyError } from '../errors/token-server-busy-error.ts';
import { MAX_DELAY_MS } from './retry-delay.ts';

/** What a `Retry-After` that is a mistake costs at most. */
const MAX_HOLD_OFF_MS = 300_000;

/**
 * Keeps a client from asking again before the time that the server named, where no caller could wait for it. It is
 * kept for the credential that was sent: with another one, the answer may be another.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 RFC 9110 §10.2.3}
 */
export interface HoldOff {
  note(failure: GatepassClientError, credential: string, now: number): void;
  /** The failure that still stands, with the time that is left of it. */
  standing(credential: string, now: number): TokenServerBusyError | undefined;
}

export function createHoldOff(): HoldOff {
  let noted: { failure: TokenServerBusyError; credential: string; from: number; until: number } | undefined;
  return {
    note(failure, credential, now) {
      if (!(failure instanceof TokenServerBusyError)) return;
      const delay = failure.retryAfterMs ?? 0;
      if (delay <= MAX_DELAY_MS) return;
      noted = { failure, credential, from: now, until: now + Math.min(delay, MAX_HOLD_OFF_MS) };
    },
    standing(credential, now) {
      // A clock that was set back has left the span.
      if (noted?.credential !== credential || now < noted.from || now >= noted.until) return undefined;
      const { status, requestId } = noted.failure;
      return new TokenServerBusyError({ status, retryAfterMs: noted.until - now, requestId });
    },
  };
}
