import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { StoreUnavailable } from '../domain/store.ts';
import { answerMalformed } from './answer-malformed.ts';
import { answerRefusal } from './answer-refusal.ts';
import { finishConnections } from './finish-connections.ts';
import { rememberMethods } from './known-methods.ts';
import { logRequests } from './log-requests.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the request was refused, for the log. */
    refusalCause: string | undefined;
    /** Who asked, once known, for the log. */
    clientId: string | undefined;
  }
}

export interface HttpOptions {
  readonly log: Logger;
  readonly readTimeoutMilliseconds: number;
}

const MAX_HEADER_BYTES = 16_384;
/** JSON bodies of the admin API; the token endpoint has a smaller bound of its own. */
const MAX_BODY_BYTES = 65_536;

/** An empty server with everything that holds for each of its routes: limits, identity of requests, errors, log. */
export function createHttpServer({ log, readTimeoutMilliseconds }: HttpOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    genReqId: () => crypto.randomUUID(),
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: readTimeoutMilliseconds,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: readTimeoutMilliseconds,
      connectionsCheckingInterval: Math.min(1000, readTimeoutMilliseconds),
    },
    clientErrorHandler: answerMalformed,
    frameworkErrors: (_error, request, reply) => {
      // A path that cannot even be decoded; hooks do not run for it.
      reply.header('x-request-id', request.id);
      return answerRefusal(reply, 'path_unknown');
    },
  });
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Fastify reads plain text of itself; no route of ours does.
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('refusalCause', undefined);
  app.decorateRequest('clientId', undefined);

  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    // Our paths need no escapes, so an escaped one is another spelling of a path, and there is only one.
    if (!request.is404 && request.raw.url?.split('?', 1)[0]?.includes('%')) reply.callNotFound();
    else done();
  });
  logRequests(app, log);
  finishConnections(app);

  const methodsOf = rememberMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url);
    if (methods.length === 0) return answerRefusal(reply, 'path_unknown');
    reply.header('allow', methods.join(', '));
    return answerRefusal(reply, 'method_not_allowed');
  });

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const cause = causeOf(error);
    if (cause === 'server_error' || cause === 'server_unavailable') {
      log.error({ request_id: request.id, error: error.stack, reason: reasonOf(error) }, 'request failed');
    }
    return answerRefusal(reply, cause);
  });
  return app;
}

function causeOf(error: FastifyError) {
  if (error instanceof StoreUnavailable) return 'server_unavailable';
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'body_too_large';
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'media_type_unsupported';
  if (error.code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return 'malformed_http';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'malformed_http' : 'server_error';
}

function reasonOf(error: Error): string | undefined {
  return error.cause instanceof Error ? error.cause.message : undefined;
}
