import { ok, parseJsonObject, type Result } from '@gatepass/protocol';
import { errorCode } from './environment-variable.ts';
import { EXIT, exitCodeForStatus } from './exit-code.ts';
import { CANCELLED, type Failure, type FailureWords, fail } from './failure.ts';

/** Where a request goes, and what it carries. */
interface OutgoingRequest {
  /** An origin. */
  readonly server: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Aborts it; whether the server has done it is then not known. */
  readonly stop?: AbortSignal;
  /** What the caller alone can say about a refusal. */
  readonly inWords?: (refusal: Refusal) => FailureWords;
}

/** What was answered instead of what was asked for. */
export interface Refusal {
  readonly status: number;
  /** What programs know it by: RFC 9457 `type`, or an OAuth error. */
  readonly type: unknown;
  /** In a sentence. */
  readonly detail: string;
}

const TIMEOUT_MS = 30_000;

/** Sends a request to a Gatepass and reads the JSON that it answers with. No answer and every refusal is a failure. */
export async function sendRequest<Answer>(request: OutgoingRequest): Promise<Result<Answer, Failure>> {
  const { server, path, method, headers, body, stop } = request;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(server + path, {
      method,
      headers: { accept: 'application/json', ...headers },
      ...(body !== undefined && { body }),
      // A redirect would carry the credential to wherever it points.
      redirect: 'manual',
      signal: stop === undefined ? timeout : AbortSignal.any([timeout, stop]),
    });
    return understand<Answer>(request, response, await response.text());
  } catch (error) {
    return unreachable(request, error);
  }
}

function understand<Answer>(
  { server, inWords }: OutgoingRequest,
  { status, headers }: Response,
  text: string,
): Result<Answer, Failure> {
  const body = parseJsonObject(Buffer.from(text));
  if (status >= 200 && status < 300 && body !== undefined) return ok(body as Answer);
  // Problem details (RFC 9457); what is no part of the admin API is refused as OAuth does (RFC 6749 §5.2).
  const detail = body?.detail ?? body?.error_description;
  if (status < 400 || typeof detail !== 'string') {
    return fail(
      EXIT.unavailable,
      `What answers at ${server} (status ${status}) is no Gatepass`,
      'Check GATEPASS_URL.',
    );
  }
  const { message, hint } = inWords?.({ status, type: body?.type ?? body?.error, detail }) ?? {
    message: detail,
  };
  return fail(exitCodeForStatus(status), message, hint ?? requestIdHint(status, headers.get('x-request-id')));
}

/** Whoever operates the server can look these up. */
function requestIdHint(status: number, requestId: string | null): string | undefined {
  return requestId !== null && (status === 401 || status >= 500)
    ? `The request id is ${requestId}`
    : undefined;
}

function unreachable({ server, stop }: OutgoingRequest, error: unknown): { ok: false; refusal: Failure } {
  if (stop?.aborted) {
    const hint = 'The server may have done it nonetheless; list to see.';
    return fail(EXIT.cancelled, CANCELLED.message, hint);
  }
  const why = error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : causeOf(error);
  return fail(
    EXIT.unavailable,
    `The server at ${server} cannot be reached (${why})`,
    'Is it running? Check GATEPASS_URL.',
  );
}

function causeOf(error: unknown): string {
  return errorCode(error instanceof Error && error.cause !== undefined ? error.cause : error);
}
