import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenRefusalCause } from '@gatepass/protocol';
import type { FailedRequest } from '../../domain/failure/failed-request.ts';
import type { RequestOrigin } from '../../domain/usage/usage.ts';
import { refusalAnswer } from '../refusal-answer.ts';
import type { RequestLog } from '../request-log.ts';
import { detached } from './detached.ts';
import type { Arrival } from './held-answers.ts';

/** One request and the answer that it gets. */
export interface Exchange {
  readonly log: RequestLog;
  readonly noteFailure: (failure: FailedRequest) => void;
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly origin: RequestOrigin;
  /** The clock's time, in milliseconds. */
  readonly now: number;
  readonly begunAt: number;
  /** Once all of the request is there. */
  arrival?: Arrival;
  /** Once the request is known to have one, for the log. */
  clientId?: string;
}

/** What an endpoint answers when it does what was asked; without a body, an empty one. */
export interface FormAnswer {
  readonly status: 200 | 201;
  readonly body: object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Refusal {
  readonly cause: TokenRefusalCause;
  readonly clientId?: string;
  readonly credentialId?: string;
  /** Whole seconds. */
  readonly retryAfterSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export function answer(exchange: Exchange, { status, body, headers }: FormAnswer): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  exchange.arrival?.leave();
  write(exchange, status, headers === undefined ? NOT_CACHED : { ...NOT_CACHED, ...headers }, text);
}

export function answerRefusal(exchange: Exchange, refusal: Refusal): void {
  const { cause, clientId, credentialId, retryAfterSeconds } = refusal;
  const { status, headers, text, held } = refusalAnswer(cause);
  exchange.noteFailure({
    requestId: exchange.requestId,
    at: exchange.now,
    cause,
    endpoint: exchange.path,
    // These stay when the request is long gone.
    clientId: clientId === undefined ? null : detached(clientId),
    credentialId: credentialId === undefined ? null : detached(credentialId),
    network: exchange.origin.network,
  });
  const more = {
    ...OWN_HEADERS[cause],
    ...refusal.headers,
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  };
  const send = () => write(exchange, status, { ...headers, ...more }, text, cause);
  if (held && exchange.arrival !== undefined) {
    exchange.arrival.hold(send);
    return;
  }
  exchange.arrival?.leave();
  send();
}

/** RFC 6749 §5.1. */
const NOT_CACHED = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** What these endpoints add to a refusal. What is left of a body that is too large is not waited for. */
const OWN_HEADERS: Partial<Record<TokenRefusalCause, Readonly<Record<string, string>>>> = {
  method_not_allowed: { allow: 'POST' },
  body_too_large: { connection: 'close' },
};

/** `text` is ASCII where it is a refusal or a token, so its length in characters is its length in bytes. */
function write(
  { log, request, response, requestId, begunAt, clientId, path }: Exchange,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
  cause?: TokenRefusalCause,
): void {
  response.writeHead(status, {
    ...(text !== '' && { 'content-type': 'application/json; charset=utf-8' }),
    'content-length': Buffer.byteLength(text),
    'x-request-id': requestId,
    ...headers,
  });
  response.end(text);
  // Refused requests are kept where `explain` finds them; a line each would let anybody fill the log.
  const level = status >= 500 ? 'info' : 'debug';
  if (!log.wants(level)) return;
  log.write(
    {
      request_id: requestId,
      method: request.method ?? '',
      route: path,
      status,
      milliseconds: Math.round((performance.now() - begunAt) * 1000) / 1000,
      ...(cause !== undefined && { cause }),
      ...(clientId !== undefined && { client_id: clientId }),
    },
    level,
  );
}
