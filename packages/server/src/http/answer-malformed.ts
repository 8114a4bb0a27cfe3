import type { Socket } from 'node:net';
import { type OAuthErrorBody, type TokenRefusalCause, tokenRefusalFacts } from '@gatepass/protocol';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/**
 * Answers what never became a request (RFC 9112 §2.2), and closes: after such bytes nobody can say where the
 * next request would begin.
 */
export function answerMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, error: code, description } = tokenRefusalFacts(causeOf(error.code));
  const body: OAuthErrorBody = { error: code, error_description: description };
  const text = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${REASONS[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(text)}`,
      'Cache-Control: no-store',
      'Pragma: no-cache',
      `X-Request-Id: ${crypto.randomUUID()}`,
      'Connection: close',
      '',
      text,
    ].join('\r\n'),
  );
}

function causeOf(code: string | undefined): TokenRefusalCause {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  return 'malformed_http';
}
