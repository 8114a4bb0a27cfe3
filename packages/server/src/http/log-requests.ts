import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { RequestLine } from './request-log.ts';

/** One line a request, by allow-list: refused ones at `info`, the others at `debug`. */
export function logRequests(app: FastifyInstance, log: Logger): void {
  const debug = log.isLevelEnabled('debug');
  if (!log.isLevelEnabled('info')) return;
  app.addHook('onResponse', (request, reply, done) => {
    const refused = reply.statusCode >= 400;
    if (refused) log.info(lineOf(request, reply.statusCode, reply.elapsedTime), 'refused');
    else if (debug) log.debug(lineOf(request, reply.statusCode, reply.elapsedTime), 'answered');
    done();
  });
}

function lineOf(request: FastifyRequest, status: number, milliseconds: number): RequestLine {
  return {
    request_id: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'none',
    status,
    milliseconds: Math.round(milliseconds * 1000) / 1000,
    ...(request.refusalCause !== undefined && { cause: request.refusalCause }),
    ...(request.clientId !== undefined && { client_id: request.clientId }),
    ...(request.operator != null && { operator_id: request.operator.id }),
  };
}
