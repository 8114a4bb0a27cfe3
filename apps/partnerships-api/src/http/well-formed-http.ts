import type { FastifyInstance } from 'fastify';
import { answerMalformedHttp } from './malformed-http.ts';
import { sendRefusal } from './send-refusal.ts';

/** What node:http would answer by itself, in a shape of its own. */
export function ownHttpAnswers(app: FastifyInstance): void {
  // An unknown expectation may be ignored (RFC 9110 §10.1.1).
  app.server.on('checkExpectation', app.routing);
  // No proxy: a tunnel is not opened.
  app.server.on('connect', (_request, socket) => answerMalformedHttp(app, 'CONNECT', socket));

  // RFC 9112 §3.2. The check of node:http is switched off, since its answer has no body; of two it sees the first.
  app.addHook('onRequest', async (request, reply) => {
    const hosts = request.raw.rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name));
    const mayLackHost = request.raw.httpVersion === '1.0';
    if (hosts.length > 1 || (hosts.length === 0 && !mayLackHost)) {
      return sendRefusal(request, reply.header('connection', 'close'), { reason: 'host_malformed' });
    }
  });
}
