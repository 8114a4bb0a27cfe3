import type { FastifyInstance } from 'fastify';

/**
 * What browsers are told of every answer that Fastify makes, refusals included: to take it for nothing but what it says
 * it is, and to tell nobody where it was found.
 */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    done();
  });
}
