import type { FastifyInstance } from 'fastify';

const CLOSE_GRACE_MS = 10_000;

/**
 * Lets `close` answer what is in flight and then end: an answer that goes out while closing takes its connection
 * with it, and a caller that never ends its request is cut off after a while.
 */
export function finishConnections(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE_MS).unref();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}
