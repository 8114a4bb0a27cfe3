import { ok, type Result, refuse } from '@gatepass/protocol';
import type { VerifySignature } from '../crypto/verify-signature.ts';
import { GUARD_REFUSALS, type ReasonOf } from '../refusal/guard-refusals.ts';
import type { LoadedKeys } from './load-keys.ts';

/** After a failed fetch, the next one waits as long as callers are told to. */
const RETRY_SECONDS = GUARD_REFUSALS.keys_unavailable.retryAfterSeconds;

/** For this long after a failure, nobody is made to wait for another try: it may take as long to fail. */
const RECENT_FAILURE_SECONDS = 3 * RETRY_SECONDS;

/** The part of a set's freshness after which the next one is fetched, so that nobody waits for it. */
const RENEW_AFTER = 0.75;

/** Why there is no key to verify with. */
export type NoKey = 'kid_unknown' | Extract<ReasonOf<'keys_unavailable'>, 'key_set_unavailable'>;

export interface KeySource {
  find(kid: string): Promise<Result<VerifySignature, NoKey>>;
  /** Rejects when there is no key set and none can be had. */
  ready(): Promise<void>;
}

export interface KeySourceDeps {
  /** Fetches the whole set; rejects rather than give an incomplete one. */
  readonly load: () => Promise<LoadedKeys>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Between two fetches that unknown key ids bring about: anybody can send those. */
  readonly unknownKeyCooldownSeconds: number;
  /** For how long the last good set serves while no newer one can be had. */
  readonly maxStaleSeconds: number;
  /** Hears of each failed fetch. */
  readonly onError: (error: Error) => void;
}

/**
 * Keeps the issuer's keys: one fetch in flight for any number of callers, the next set fetched ahead of the age
 * of the present one, which goes on serving when that fails. Requests bring about every fetch; there is no timer.
 */
export function createKeySource(deps: KeySourceDeps): KeySource {
  let keys: (LoadedKeys & { readonly loadedAt: number }) | undefined;
  let inFlight: Promise<Error | undefined> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let unknownKeyAt = Number.NEGATIVE_INFINITY;

  /** Joins the fetch in flight, or starts one. Never rejects: most callers do not wait for it. */
  function refresh(at: number): Promise<Error | undefined> {
    inFlight ??= load(at).finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  }

  async function load(at: number): Promise<Error | undefined> {
    try {
      keys = { ...(await deps.load()), loadedAt: at };
      failedAt = Number.NEGATIVE_INFINITY;
      return undefined;
    } catch (failure) {
      failedAt = at;
      const error = failure instanceof Error ? failure : new Error('The key set could not be loaded.');
      deps.onError(error);
      return error;
    }
  }

  function usableKeys(at: number): typeof keys {
    return keys && elapsed(keys.loadedAt, at) <= deps.maxStaleSeconds * 1000 ? keys : undefined;
  }

  /** Fetches when it is time to, and waits for it only when what is there should not be used meanwhile. */
  async function renew(at: number): Promise<void> {
    const age = keys ? elapsed(keys.loadedAt, at) : Number.POSITIVE_INFINITY;
    const freshMs = (keys?.freshSeconds ?? 0) * 1000;
    if (age < freshMs * RENEW_AFTER) return;
    const failedAgo = elapsed(failedAt, at);
    if (failedAgo < RETRY_SECONDS * 1000 && !inFlight) return;
    const attempt = refresh(at);
    const isPastAge = age >= freshMs && failedAgo >= RECENT_FAILURE_SECONDS * 1000;
    if (isPastAge || !usableKeys(at)) await attempt;
  }

  /** An unknown key id may be one published since. It is asked for once per cool-down, whoever sends how many. */
  async function seekUnknownKey(at: number): Promise<void> {
    if (keys?.loadedAt === at) return;
    if (!inFlight) {
      if (elapsed(unknownKeyAt, at) < deps.unknownKeyCooldownSeconds * 1000) return;
      unknownKeyAt = at;
    }
    await refresh(at);
  }

  return {
    async find(kid) {
      const at = deps.now();
      await renew(at);
      if (!usableKeys(at)) return refuse('key_set_unavailable');
      if (!keys?.byId.has(kid)) await seekUnknownKey(at);
      const key = keys?.byId.get(kid);
      return key ? ok(key) : refuse('kid_unknown');
    },

    async ready() {
      const at = deps.now();
      if (usableKeys(at)) return;
      const error = await refresh(at);
      if (error) throw error;
    },
  };
}

/** Either way: a clock that was set back must not stop fetches until it has caught up. */
function elapsed(from: number, to: number): number {
  return Math.abs(to - from);
}
