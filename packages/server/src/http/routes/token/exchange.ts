import type { IncomingMessage, ServerResponse } from 'node:http';
import { TOKEN_PATH, type TokenRefusalCause, type TokenResponse } from '@gatepass/protocol';
import { refusalAnswer } from '../../refusal-answer.ts';
import type { RequestLog } from '../../request-log.ts';

/** One request and the answer that it gets. */
export interface Exchange {
  readonly log: RequestLog;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly begunAt: number;
  /** Once the request is known to have one, for the log. */
  clientId?: string;
}

export function answerToken(exchange: Exchange, body: TokenResponse): void {
  write(exchange, 200, NOT_CACHED, JSON.stringify(body));
}

export function answerRefusal(exchange: Exchange, cause: TokenRefusalCause): void {
  const { status, headers, text } = refusalAnswer(cause);
  write(exchange, status, { ...headers, ...OWN_HEADERS[cause] }, text, cause);
}

/** RFC 6749 §5.1. */
const NOT_CACHED = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** What this endpoint adds to a refusal. What is left of a body that is too large is not waited for. */
const OWN_HEADERS: Partial<Record<TokenRefusalCause, Readonly<Record<string, string>>>> = {
  method_not_allowed: { allow: 'POST' },
  body_too_large: { connection: 'close' },
};

/** `text` is ASCII, so its length in characters is its length in bytes. */
function write(
  { log, request, response, requestId, begunAt, clientId }: Exchange,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
  cause?: TokenRefusalCause,
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    'x-request-id': requestId,
    ...headers,
  });
  response.end(text);
  if (!log.wants(status)) return;
  log.write({
    request_id: requestId,
    method: request.method ?? '',
    route: TOKEN_PATH,
    status,
    milliseconds: Math.round((performance.now() - begunAt) * 1000) / 1000,
    ...(cause !== undefined && { cause }),
    ...(clientId !== undefined && { client_id: clientId }),
  });
}
