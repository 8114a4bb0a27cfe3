import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestLine, RequestLog } from './request-log.ts';

/** One line for each request that Fastify has taken: refused ones at `info`, the others at `debug`. */
export function logRequests(app: FastifyInstance, log: RequestLog): void {
  app.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 400 ? 'info' : 'debug';
    if (log.wants(level)) log.write(lineOf(request, reply.statusCode, reply.elapsedTime), level);
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
    ...(request.operator != null && { operator_id: request.operator.id }),
  };
}
