import {
  CLIENT_CREDENTIALS,
  CLIENT_INSTANCE_HEADER,
  CLIENT_VERSION_HEADER,
  FORM_MEDIA_TYPE,
  ok,
  type Result,
  refuse,
} from '@gatepass/protocol';
import { TokenServerUnreachableError } from '../errors/token-server-unreachable-error.ts';
import { CLIENT_VERSION } from '../version.ts';
import { readLimitedText } from './read-limited-text.ts';

/** Where a token request goes and what stays the same in each. */
export interface TokenEndpoint {
  readonly url: URL;
  readonly clientId: string;
  readonly instanceId: string;
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

/**
 * Sends the client credentials grant (RFC 6749 §4.4.2) once, with what proves the client in the body (§2.3.1,
 * RFC 7523 §2.2). The headers of ours are what tells a server that a rotated secret has arrived everywhere.
 */
export async function sendTokenRequest(
  endpoint: TokenEndpoint,
  proof: Readonly<Record<string, string>>,
): Promise<Result<TokenAnswer, TokenServerUnreachableError>> {
  try {
    const response = await endpoint.fetch(endpoint.url, {
      method: 'POST',
      headers: {
        'content-type': FORM_MEDIA_TYPE,
        accept: 'application/json',
        [CLIENT_VERSION_HEADER]: `gatepass-client/${CLIENT_VERSION}`,
        [CLIENT_INSTANCE_HEADER]: endpoint.instanceId,
      },
      body: tokenForm(endpoint, proof),
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

function tokenForm(endpoint: TokenEndpoint, proof: Readonly<Record<string, string>>): string {
  const form = new URLSearchParams({
    grant_type: CLIENT_CREDENTIALS,
    client_id: endpoint.clientId,
    ...proof,
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
