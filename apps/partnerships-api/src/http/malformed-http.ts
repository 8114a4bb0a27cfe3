import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { errorEnvelope, headersOf } from './envelope.ts';
import { toAnswer } from './refusals.ts';

/**
 * Answers bytes that are no HTTP request, as any other refusal looks, and closes: where the next request would
 * begin is anybody's guess (RFC 9112 §2.2).
 */
export function answerMalformedHttp(app: FastifyInstance, code: string | undefined, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) return;
  const requestId = randomUUID();
  const { status, message, reason } = toAnswer({ reason: 'http_malformed' });
  const body = JSON.stringify(errorEnvelope(requestId, status, message));
  const headers = {
    ...headersOf(requestId),
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(['HTTP/1.1 400 Bad Request', ...lines, '', body].join('\r\n'), () => socket.destroy());
  app.log.info({ request_id: requestId, status, refusal: reason, code }, 'answered');
}
