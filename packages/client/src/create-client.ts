import { abortable } from './abortable.ts';
import type { AccessToken } from './access-token.ts';
import type { ProveClient } from './authentication/client-proof.ts';
import { proveBySecret } from './authentication/client-secret.ts';
import { issuerFor } from './authentication/issuer.ts';
import { proveByKey } from './authentication/prove-by-key.ts';
import { type ClientOptions, checkOptions } from './client-options.ts';
import { makeInstanceId } from './instance-id.ts';
import { createProtectedFetch, type ProtectedFetch } from './protected/protected-fetch.ts';
import { refuseBrowser } from './refuse-browser.ts';
import { createExpiryNotice } from './token/credential-expiry.ts';
import { createHoldOff } from './token/hold-off.ts';
import { type RequestTokenDeps, requestToken } from './token/request-token.ts';
import { createTokenSource } from './token/token-source.ts';

export interface GatepassClient {
  /**
   * A token that is good for now. Any number of callers share one request for it, and one close to its end is
   * renewed while it still serves.
   * @param options.signal ends this caller's wait, and no one else's
   * @throws {GatepassClientError} when there is no token to be had
   */
  getToken(options?: { readonly signal?: AbortSignal }): Promise<AccessToken>;
  /**
   * `fetch` with the token. A token that the API calls invalid is replaced once and the call repeated once, if its
   * body can be sent again; redirects are handed to the caller.
   * @throws {TypeError} for a URL that is neither https: nor loopback, and whatever `fetch` throws
   * @throws {GatepassClientError} when there is no token to be had
   */
  fetch: ProtectedFetch;
}

/**
 * The client of one pair. Make one and share it: what it holds is what saves the token requests.
 * @throws {TypeError} for an option that cannot work
 * @throws {BrowserRefusedError} in a browser
 */
export function createClient(options: ClientOptions): GatepassClient {
  refuseBrowser(globalThis);
  checkOptions(options);
  const { tokenUrl, clientId } = options;
  // Looked up at each call, so that whoever replaces the global one later (for tracing, say) is heard.
  const platformFetch: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));
  const now = options.now ?? Date.now;
  const deps: RequestTokenDeps = {
    endpoint: {
      url: new URL(tokenUrl),
      clientId,
      instanceId: options.instanceId ?? makeInstanceId(randomBytes),
      scope: options.scope,
      resource: options.resource,
      timeoutMs: options.timeoutMs ?? 10_000,
      fetch: platformFetch,
    },
    prove: proverOf(options, now),
    holdOff: createHoldOff(),
    noticeExpiry: createExpiryNotice(
      clientId,
      options.onWarning ?? (({ message }) => console.warn(`Gatepass: ${message}`)),
    ),
    attempts: options.attempts ?? 3,
    now,
    random: Math.random,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
  const tokens = createTokenSource(() => requestToken(deps), now);
  const shown = { tokenUrl, clientId };
  return {
    async getToken({ signal } = {}) {
      signal?.throwIfAborted();
      return abortable(tokens.current(), signal);
    },
    fetch: createProtectedFetch({
      tokens,
      parentAccountId: options.parentAccountId,
      fetch: platformFetch,
    }),
    // Everything secret lives in closures; this only makes a log of the client say which one it is.
    ...{ toJSON: () => shown, [Symbol.for('nodejs.util.inspect.custom')]: () => shown },
  };
}

function proverOf(options: ClientOptions, now: () => number): ProveClient {
  const { tokenUrl, clientId, clientSecret, clientKey } = options;
  if (clientKey === undefined) return proveBySecret(clientSecret, clientId);
  const issuer = issuerFor(new URL(tokenUrl), options.issuer);
  return proveByKey({ clientKey, clientId, issuer, now, randomBytes });
}

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
