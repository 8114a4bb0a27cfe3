import type { FastifyInstance } from 'fastify';

/** After so long a stop no longer waits for requests that do not end. */
const GRACE_MILLISECONDS = 10_000;
const SWEEP_MILLISECONDS = 20;

/**
 * Lets a stop answer what is in flight and then end. A connection that was busy when the stop began would stay
 * open for its next request, so idle ones are closed again and again; a header on each answer would say the same
 * but cost every request of the server's life.
 */
export function finishConnections(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MILLISECONDS);
    const end = setTimeout(() => app.server.closeAllConnections(), GRACE_MILLISECONDS);
    app.server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(end);
    });
  });
}
