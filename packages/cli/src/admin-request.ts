import { ADMIN_PATH, ok, type Result } from '@gatepass/protocol';
import type { Connection } from './connection.ts';
import { errorCode } from './environment-variable.ts';
import { EXIT, exitCodeForStatus } from './exit-code.ts';
import { CANCELLED, type Failure, fail } from './failure.ts';

/** Sends one request to the admin API. `Answer` is what protocol says that the path answers with. */
export type AdminRequest = <Answer>(
  method: 'GET' | 'POST',
  path: string,
  body?: object,
) => Promise<Result<Answer, Failure>>;

const TIMEOUT_MS = 30_000;

/** What no id has in it stays out of the path: `..` would climb to another one, even when it is percent-encoded. */
const PATH = /^(?:\/[\w-]+)+(?:\?|$)/;

export function adminRequest({ url, operatorToken }: Connection, stop: AbortSignal): AdminRequest {
  return async <Answer>(method: string, path: string, body?: object): Promise<Result<Answer, Failure>> => {
    if (!PATH.test(path)) {
      return fail(EXIT.notFound, 'There is no such id', 'Ids consist of letters, digits, _ and -');
    }
    try {
      const response = await fetch(url + ADMIN_PATH + path, {
        method,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${operatorToken}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // A redirect would carry the token to wherever it points.
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), stop]),
      });
      return understand<Answer>(url, response.status, await response.text());
    } catch (error) {
      return unreachable(url, stop, error);
    }
  };
}

function understand<Answer>(url: string, status: number, text: string): Result<Answer, Failure> {
  const body = parseObject(text);
  if (status >= 200 && status < 300 && body !== undefined) return ok(body as Answer);
  // Problem details (RFC 9457); what never reaches the admin API is refused as OAuth does (RFC 6749 §5.2).
  const detail = body?.detail ?? body?.error_description;
  if (status < 400 || typeof detail !== 'string') {
    return fail(
      EXIT.unavailable,
      `What answers at ${url} (status ${status}) is no Gatepass`,
      'Check GATEPASS_URL.',
    );
  }
  return fail(exitCodeForStatus(status), detail, hintFor(status, body?.request_id));
}

function hintFor(status: number, requestId: unknown): string | undefined {
  if (status === 401)
    return 'GATEPASS_TOKEN, or the file that GATEPASS_TOKEN_FILE names, must hold a valid token.';
  return status >= 500 && typeof requestId === 'string' ? `The request id is ${requestId}` : undefined;
}

function unreachable(url: string, stop: AbortSignal, error: unknown): { ok: false; refusal: Failure } {
  if (stop.aborted) {
    const hint = 'The server may have done it nonetheless; list to see.';
    return fail(EXIT.cancelled, CANCELLED.message, hint);
  }
  const why = error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : causeOf(error);
  return fail(
    EXIT.unavailable,
    `The server at ${url} cannot be reached (${why})`,
    'Is it running? Check GATEPASS_URL.',
  );
}

function causeOf(error: unknown): string {
  return errorCode(error instanceof Error && error.cause !== undefined ? error.cause : error);
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
