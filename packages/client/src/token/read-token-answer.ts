import { ok, parseScope, type Result, refuse } from '@gatepass/protocol';
import type { GatepassClientError } from '../errors/gatepass-client-error.ts';
import { TokenRequestRefusedError } from '../errors/token-request-refused-error.ts';
import { TokenResponseInvalidError } from '../errors/token-response-invalid-error.ts';
import { TokenServerBusyError } from '../errors/token-server-busy-error.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { TokenAnswer } from './send-token-request.ts';

export interface GrantedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scope: string | undefined;
}

/** What a caller should come back for: too many requests, or a server or gateway that cannot just now. */
const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Longer than any access token should live, short enough for any clock to add up. */
const MAX_LIFETIME_SECONDS = 86_400;

/** RFC 6750 §2.1: what fits into the `Authorization` header, and nothing that could end it. */
const B64TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** RFC 6749 §5.2. */
const ERROR_TEXT = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,1000}$/;

/**
 * Understands the answer to a token request (RFC 6749 §5.1, §5.2) strictly: what is not exactly a token
 * response is none. `confidential` is what was sent, a secret or an assertion: a text of the answer that repeats it
 * is dropped.
 */
export function readTokenAnswer(
  answer: TokenAnswer,
  confidential: string,
  now: number,
): Result<GrantedToken, GatepassClientError> {
  const requestId = harmlessText(answer.headers.get('x-request-id'), confidential);
  if (BUSY.has(answer.status)) {
    const retryAfterMs = parseRetryAfter(answer.headers.get('retry-after'), now);
    return refuse(new TokenServerBusyError({ status: answer.status, retryAfterMs, requestId }));
  }
  const invalid = (reason: string) => refuse(new TokenResponseInvalidError(answer.status, reason));
  // Status 0 is how runtimes other than Node.js show a redirect that was not followed.
  if (answer.status === 0 || (answer.status >= 300 && answer.status < 400)) {
    return invalid('it is a redirect, which is not followed with a credential');
  }
  if (!isJson(answer.headers.get('content-type'))) return invalid('its media type is not application/json');
  if (answer.body === undefined) return invalid('it is too large');
  const fields = parseObject(answer.body);
  if (fields === undefined) return invalid('it is no JSON object');
  if (answer.status !== 200) {
    const error = harmlessText(fields.error, confidential);
    if (error === undefined) return invalid('it has no error code');
    const errorDescription = harmlessText(fields.error_description, confidential);
    return refuse(
      new TokenRequestRefusedError({ status: answer.status, error, errorDescription, requestId }),
    );
  }
  const granted = readGrant(fields);
  return granted.ok ? granted : invalid(granted.refusal);
}

function readGrant(fields: Readonly<Record<string, unknown>>): Result<GrantedToken, string> {
  const { access_token: accessToken, token_type: type, expires_in: expiresIn, scope } = fields;
  if (typeof accessToken !== 'string' || !B64TOKEN.test(accessToken))
    return refuse('access_token is malformed');
  // RFC 6749 §5.1: the type is compared without regard to case.
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') return refuse('token_type is not Bearer');
  if (!isLifetime(expiresIn)) return refuse('expires_in is no whole number of seconds between 1 and 86400');
  if (scope === undefined) return ok({ accessToken, expiresInSeconds: expiresIn, scope });
  if (typeof scope !== 'string' || !parseScope(scope).ok) return refuse('scope is malformed');
  return ok({ accessToken, expiresInSeconds: expiresIn, scope });
}

function isLifetime(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_LIFETIME_SECONDS;
}

function isJson(contentType: string | null): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A text that may go into an error: of the characters that belong there, and without what was sent. */
function harmlessText(text: unknown, confidential: string): string | undefined {
  if (typeof text !== 'string' || !ERROR_TEXT.test(text) || text.includes(confidential)) return undefined;
  return text;
}
