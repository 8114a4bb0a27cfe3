import type { Result } from '@gatepass/protocol';
import type { AccessToken } from '../access-token.ts';
import type { GatepassClientError } from '../errors/gatepass-client-error.ts';
import type { HeldToken } from './request-token.ts';
import { freshness } from './token-freshness.ts';

export interface TokenSource {
  /** A token to use now. Rejects with a `GatepassClientError` when there is none to be had. */
  current(): Promise<AccessToken>;
  /**
   * Another token than the one that an API refused; undefined when one was replaced just before, since then the
   * token is not what is wrong, and every call would cost a token request.
   */
  replace(rejected: AccessToken): Promise<AccessToken | undefined>;
}

/** Between two renewals that failed while the present token still serves. */
const BACKGROUND_PAUSE_MS = 5_000;
/** Between two tokens that were replaced because an API refused them. */
const REPLACE_PAUSE_MS = 30_000;

/**
 * Holds one token for any number of callers and has at most one request for it in flight. Whoever waits for
 * that request gets its outcome, a failure too; a failure is never kept for those who come later.
 */
export function createTokenSource(
  request: () => Promise<Result<HeldToken, GatepassClientError>>,
  now: () => number,
): TokenSource {
  let held: HeldToken | undefined;
  let inFlight: Promise<HeldToken> | undefined;
  let backgroundFailedAt = Number.NEGATIVE_INFINITY;
  let replacedAt = Number.NEGATIVE_INFINITY;

  async function hold(): Promise<HeldToken> {
    const outcome = await request();
    if (!outcome.ok) throw outcome.refusal;
    held = outcome.value;
    return held;
  }

  function renew(): Promise<HeldToken> {
    inFlight ??= hold().finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  }

  function renewInBackground(): void {
    if (isWithin(BACKGROUND_PAUSE_MS, backgroundFailedAt, now())) return;
    renew().catch(() => {
      backgroundFailedAt = now();
    });
  }

  async function current(): Promise<AccessToken> {
    const state = held === undefined ? 'unusable' : freshness(held, now());
    if (held === undefined || state === 'unusable') return (await renew()).issued;
    if (state === 'aging') renewInBackground();
    return held.issued;
  }

  async function replace(rejected: AccessToken): Promise<AccessToken | undefined> {
    if (held?.issued === rejected) {
      if (isWithin(REPLACE_PAUSE_MS, replacedAt, now())) return undefined;
      replacedAt = now();
      held = undefined;
    }
    return current();
  }

  return { current, replace };
}

/** Whether `now` lies in the span that began at `start`. A clock set back has left it. */
function isWithin(spanMs: number, start: number, now: number): boolean {
  return now >= start && now - start < spanMs;
}
