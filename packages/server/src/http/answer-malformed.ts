import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { TokenRefusalCause } from '@gatepass/protocol';
import { type RefusedRequest, refusalAnswer } from './refusal-answer.ts';

/**
 * Answers what never became a request (RFC 9112 §2.2), and closes: after such bytes nobody can say where the
 * next request would begin.
 */
export function answerMalformed(
  error: Error & { code?: string },
  socket: Socket,
  noteFailure: (failure: RefusedRequest) => void,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const cause = causeOf(error.code);
  const requestId = crypto.randomUUID();
  noteFailure({ requestId, cause, endpoint: 'none' });
  const { status, headers, text } = refusalAnswer(cause);
  const lines = Object.entries({
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(text.length),
    ...headers,
    'x-request-id': requestId,
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', text].join('\r\n'));
}

function causeOf(code: string | undefined): TokenRefusalCause {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  return 'malformed_http';
}
