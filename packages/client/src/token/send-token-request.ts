import { CLIENT_CREDENTIALS, FORM_MEDIA_TYPE, ok, type Result, refuse } from '@gatepass/protocol';
import { TokenServerUnreachableError } from '../errors/token-server-unreachable-error.ts';
import { readLimitedText } from './read-limited-text.ts';

/** Where a token request goes and what stays the same in each. */
export interface TokenEndpoint {
  readonly url: URL;
  readonly clientId: string;
  readonly scope: string | undefined;
  /** RFC 8707. */
  readonly resource: string | undefined;
  /** For one attempt, from the first byte sent to the last one received. */
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
}

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when it is larger than any token response. */
  readonly body: string | undefined;
}

const MAX_BODY_BYTES = 64 * 1024;

/** Sends the client credentials grant (RFC 6749 §4.4.2) once, with the pair in the body (§2.3.1). */
export async function sendTokenRequest(
  endpoint: TokenEndpoint,
  clientSecret: string,
): Promise<Result<TokenAnswer, TokenServerUnreachableError>> {
  try {
    const response = await endpoint.fetch(endpoint.url, {
      method: 'POST',
      headers: { 'content-type': FORM_MEDIA_TYPE, accept: 'application/json' },
      body: tokenForm(endpoint, clientSecret),
      // A redirect would carry the secret to wherever it points.
      redirect: 'manual',
      signal: AbortSignal.timeout(endpoint.timeoutMs),
    });
    const body = await readLimitedText(response, MAX_BODY_BYTES);
    return ok({ status: response.status, headers: response.headers, body });
  } catch (error) {
    return refuse(new TokenServerUnreachableError(endpoint.url.origin, failureCode(error)));
  }
}

function tokenForm(endpoint: TokenEndpoint, clientSecret: string): string {
  const form = new URLSearchParams({
    grant_type: CLIENT_CREDENTIALS,
    client_id: endpoint.clientId,
    client_secret: clientSecret,
  });
  if (endpoint.scope !== undefined) form.set('scope', endpoint.scope);
  if (endpoint.resource !== undefined) form.set('resource', endpoint.resource);
  return form.toString();
}

/** The error itself may quote the request, so only a code is kept of it. */
function failureCode(error: unknown): string {
  if (!(error instanceof Error)) return 'NETWORK';
  if (error.name === 'TimeoutError') return 'TIMEOUT';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : 'NETWORK';
}
