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
  /** Sent again where the connection broke: whether the server has done it or not, it is done once. */
  readonly mayRepeat?: boolean;
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
  /** What was made before, where this is a repeat. */
  readonly ids?: readonly unknown[];
}

const TIMEOUT_MS = 30_000;

/** Sends a request to a Gatepass and reads the JSON that it answers with. No answer and every refusal is a failure. */
export async function sendRequest<Answer>(request: OutgoingRequest): Promise<Result<Answer, Failure>> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await send(request, timeout);
    return understand<Answer>(request, response, await response.text());
  } catch (error) {
    const gaveUp = request.stop?.aborted || timeout.aborted;
    if (request.mayRepeat && !gaveUp) return sendRequest({ ...request, mayRepeat: false });
    return unreachable(request, error);
  }
}

/**
 * As `sendRequest`, for an answer of any length, in pieces of text. What breaks off is a failure: it is not whole. The
 * time that is allowed is for its beginning, and `take` may end it.
 */
export async function receive(
  request: OutgoingRequest,
  take: (piece: string) => Promise<Result<void, Failure>>,
): Promise<Result<void, Failure>> {
  const beginning = new AbortController();
  const timer = setTimeout(() => beginning.abort(new DOMException('', 'TimeoutError')), TIMEOUT_MS);
  try {
    const response = await send(request, beginning.signal);
    clearTimeout(timer);
    if (!response.ok || response.body === null) return understand(request, response, await response.text());
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
      const taken = await take(piece);
      if (!taken.ok) return taken;
    }
    return ok(undefined);
  } catch (error) {
    return unreachable(request, error);
  } finally {
    clearTimeout(timer);
  }
}

function send(
  { server, path, method, headers, body, stop }: OutgoingRequest,
  timeout: AbortSignal,
): Promise<Response> {
  return fetch(server + path, {
    method,
    headers: { accept: 'application/json', ...headers },
    ...(body !== undefined && { body }),
    // A redirect would carry the credential to wherever it points.
    redirect: 'manual',
    signal: stop === undefined ? timeout : AbortSignal.any([timeout, stop]),
  });
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
  const ids = Array.isArray(body?.ids) ? { ids: body.ids } : {};
  const refusal = { status, type: body?.type ?? body?.error, detail, ...ids };
  const { message, hint } = inWords?.(refusal) ?? { message: detail };
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
