import { ok, refuse } from '@gatepass/protocol';
import type { PublicKey } from '../../domain/client-key/client-key.ts';
import type { KeySets } from '../../domain/client-key/key-sets.ts';
import type { Clock } from '../../domain/clock.ts';

/** For so long a set is taken as it was. */
const FRESH_MILLISECONDS = 5 * 60_000;
/** For so long the last set serves while no newer one can be had. */
const STALE_MILLISECONDS = 60 * 60_000;
/** Between two fetches of one set, whatever brings them about: anybody can send a `kid` that it does not have. */
const COOLDOWN_MILLISECONDS = 30_000;
/**
 * A request waits for a fetch so long and no longer: its refusal leaves after a second, and must not tell by its time
 * that there was something to fetch. What comes later serves the next request.
 */
const PATIENCE_MILLISECONDS = 900;
/** Over all clients: one whose server answers slowly holds up few, and not the process. */
const MAX_FETCHES = 32;

/** What is known of the set at one URI. Times are milliseconds. */
export interface RememberedKeySet {
  keys: readonly PublicKey[] | undefined;
  fetchedAt: number;
  triedAt: number;
  inFlight: Promise<void> | undefined;
}

export interface RememberKeySetsDeps {
  /** The keys that are at a URI now; rejects when there is no set to be had. */
  readonly fetchKeys: (jwksUri: string) => Promise<readonly PublicKey[]>;
  /** Bounded by whoever makes it; what it forgets is fetched again. */
  readonly remembered: {
    get(jwksUri: string): RememberedKeySet | undefined;
    set(jwksUri: string, keySet: RememberedKeySet): void;
  };
  readonly now: Clock;
  /** Resolves after so long, by the process's own time: what is waited for is a network. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Hears of each failed fetch. */
  readonly onFailure: (jwksUri: string, error: unknown) => void;
}

/**
 * Key sets as they were fetched last: one fetch of a set at a time for any number of requests, which wait for it. A
 * key that a client has taken out of its set is refused with the next fetch, and within five minutes; one that fails
 * leaves the last set in use for an hour.
 */
export function rememberKeySets(deps: RememberKeySetsDeps): KeySets {
  let fetches = 0;

  async function fetchInto(keySet: RememberedKeySet, jwksUri: string): Promise<void> {
    keySet.triedAt = deps.now();
    fetches++;
    try {
      keySet.keys = await deps.fetchKeys(jwksUri);
      keySet.fetchedAt = deps.now();
    } catch (error) {
      deps.onFailure(jwksUri, error);
    } finally {
      fetches--;
    }
  }

  /** Joins the fetch in flight, or begins one where it may. */
  async function refresh(keySet: RememberedKeySet, jwksUri: string): Promise<void> {
    const isCooling = elapsed(keySet.triedAt, deps.now()) < COOLDOWN_MILLISECONDS;
    if (keySet.inFlight === undefined && (isCooling || fetches >= MAX_FETCHES)) return;
    keySet.inFlight ??= fetchInto(keySet, jwksUri).finally(() => {
      keySet.inFlight = undefined;
    });
    await Promise.race([keySet.inFlight, deps.pause(PATIENCE_MILLISECONDS)]);
  }

  return {
    async keysAt(jwksUri, fits) {
      const keySet = deps.remembered.get(jwksUri) ?? unknownKeySet();
      deps.remembered.set(jwksUri, keySet);
      const isFresh = elapsed(keySet.fetchedAt, deps.now()) < FRESH_MILLISECONDS;
      if (!isFresh || !keySet.keys?.some(fits)) await refresh(keySet, jwksUri);
      const { keys, fetchedAt } = keySet;
      const isUsable = elapsed(fetchedAt, deps.now()) < STALE_MILLISECONDS;
      return keys === undefined || keys.length === 0 || !isUsable ? refuse('key_set_unavailable') : ok(keys);
    },
  };
}

function unknownKeySet(): RememberedKeySet {
  const never = Number.NEGATIVE_INFINITY;
  return { keys: undefined, fetchedAt: never, triedAt: never, inFlight: undefined };
}

/** Either way: a clock that was set back must not stop fetches until it has caught up. */
function elapsed(from: number, to: number): number {
  return Math.abs(to - from);
}
