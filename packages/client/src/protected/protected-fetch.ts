import { isWrite, PARENT_ACCOUNT_HEADER } from '@gatepass/protocol';
import { abortable } from '../abortable.ts';
import type { AccessToken } from '../access-token.ts';
import { requireSecureUrl } from '../secure-url.ts';
import type { TokenSource } from '../token/token-source.ts';
import { saysInvalidToken } from './bearer-challenge.ts';
import { isRepeatable } from './repeatable-body.ts';

/** As for `fetch`, but a redirect is never followed: the token is for the origin that was named. */
export interface ProtectedRequestInit extends RequestInit {
  /** `manual` (the default) hands the redirect to the caller, `error` makes it an error. */
  redirect?: 'manual' | 'error';
}

export type ProtectedFetch = (
  input: string | URL | Request,
  init?: ProtectedRequestInit,
) => Promise<Response>;

export interface ProtectedFetchDeps {
  readonly tokens: TokenSource;
  readonly parentAccountId: string | undefined;
  readonly fetch: typeof fetch;
}

/** `fetch` with the token, and with the parent account on writes (contract of the API behind Gatepass). */
export function createProtectedFetch(deps: ProtectedFetchDeps): ProtectedFetch {
  return async (input, init = {}) => {
    requireSecureUrl(input instanceof Request ? input.url : String(input), 'The URL of a protected call');
    const redirect = init.redirect ?? 'manual';
    if (redirect !== 'manual' && redirect !== 'error') {
      throw new TypeError("redirect must be 'manual' or 'error': a redirect is not followed with a token.");
    }
    const signal = init.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const send = (token: AccessToken) =>
      deps.fetch(input, { ...init, redirect, headers: headersOf(input, init, token, deps.parentAccountId) });

    const token = await abortable(deps.tokens.current(), signal);
    const response = await send(token);
    if (response.status !== 401 || !isRepeatable(input, init)) return response;
    if (!saysInvalidToken(response.headers.get('www-authenticate'))) return response;

    const another = await abortable(deps.tokens.replace(token), signal);
    if (another === undefined) return response;
    // Unread, it would hold its connection.
    await response.body?.cancel();
    return send(another);
  };
}

function headersOf(
  input: string | URL | Request,
  init: RequestInit,
  token: AccessToken,
  parentAccountId: string | undefined,
): Headers {
  const request = input instanceof Request ? input : undefined;
  const headers = new Headers(init.headers ?? request?.headers);
  headers.set('authorization', `Bearer ${token.accessToken}`);
  // `fetch` capitalises `get` and its like, so they are compared as they will be sent.
  const method = (init.method ?? request?.method ?? 'GET').toUpperCase();
  if (parentAccountId !== undefined && isWrite(method) && !headers.has(PARENT_ACCOUNT_HEADER)) {
    headers.set(PARENT_ACCOUNT_HEADER, parentAccountId);
  }
  return headers;
}
