import { randomBytes } from 'node:crypto';
import { createFailureLimiter } from '../domain/limits/failure-limiter.ts';
import type { FetchDocumentDeps } from '../http/key-sets/fetch-document.ts';
import { fetchKeySet } from '../http/key-sets/fetch-key-set.ts';
import { rememberKeySets } from '../http/key-sets/remember-key-sets.ts';
import { inspectKey } from '../signing/public-keys.ts';
import { equalDigests } from '../signing/secret-mac.ts';
import { sha256 } from '../signing/sha256.ts';
import { createVerifyAssertion } from '../signing/verify-assertion.ts';
import { createClientCache } from '../store/client-cache.ts';
import { GenerationalMap } from '../store/generational-map.ts';
import type { AuthenticateClientDeps } from '../usecases/authenticate-client/authenticate-client.ts';
import { useInGroups } from '../usecases/authenticate-client/use-in-groups.ts';
import type { AppParts } from './app-parts.ts';
import { messageOf } from './error-texts.ts';

/** Clients that one node keeps in memory at the least; at the most twice as many. */
const CLIENT_CACHE_GENERATION = 131_072;
/** The same of public keys, ready to verify with, and of key sets that clients publish. */
const KEY_CACHE_GENERATION = 4096;
const KEY_SET_CACHE_GENERATION = 1024;

/** What it takes to believe a client, or not to. `digest` is the HMAC of a presented secret. */
export function openAuthentication(
  { settings, store, tail, log, now }: Pick<AppParts, 'settings' | 'store' | 'tail' | 'log' | 'now'>,
  digest: AuthenticateClientDeps['digest'],
  fetching: FetchDocumentDeps,
): AuthenticateClientDeps {
  return {
    digest,
    equalDigests,
    lookup: createClientCache(store.clients, tail, CLIENT_CACHE_GENERATION),
    clients: store.clients,
    clientKeys: store.clientKeys,
    keySets: rememberKeySets({
      fetchKeys: (jwksUri) => fetchKeySet({ ...fetching, inspect: inspectKey }, jwksUri),
      remembered: new GenerationalMap(KEY_SET_CACHE_GENERATION),
      now,
      pause: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds).unref()),
      onFailure: (jwksUri, error) =>
        log.warn({ jwks_uri: jwksUri, error: messageOf(error) }, 'a key set could not be fetched'),
    }),
    verifyAssertion: createVerifyAssertion(new GenerationalMap(KEY_CACHE_GENERATION)),
    useAssertion: useInGroups(store.assertions),
    sha256,
    limiter: createFailureLimiter({ seed: randomBytes(8), perMinute: settings.failureLimits }),
  };
}
