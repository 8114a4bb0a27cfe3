import { createServer, type RequestListener, type Server } from 'node:http';
import type { TokenRefusalCause } from '@gatepass/protocol';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { StoreUnavailable } from '../domain/store.ts';
import { answerMalformed } from './answer-malformed.ts';
import { answerRefusal } from './answer-refusal.ts';
import { compileOnUse } from './compile-on-use.ts';
import { finishConnections } from './finish-connections.ts';
import type { FormEndpoints } from './form-endpoint/form-endpoint.ts';
import { rememberMethods } from './known-methods.ts';
import { logRequests } from './log-requests.ts';
import type { RefusedRequest } from './refusal-answer.ts';
import type { RequestLog } from './request-log.ts';
import { addSecurityHeaders } from './security-headers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the request was refused, for the log. */
    refusalCause: string | undefined;
    /** The same, where the cause is of protocol's table. */
    oauthRefusal: TokenRefusalCause | undefined;
  }
}

export interface HttpOptions {
  readonly log: RequestLog;
  readonly readTimeoutMilliseconds: number;
  readonly formEndpoints: FormEndpoints;
  /** Hears of each request that is refused before or beside the form endpoints and the admin API. */
  readonly noteFailure: (failure: RefusedRequest) => void;
}

const MAX_HEADER_BYTES = 16_384;
/** JSON bodies of the admin API; form endpoints have a smaller bound of its own. */
const MAX_BODY_BYTES = 65_536;
/** Longer than the idle time of the usual proxies, so that it is they who close. */
const KEEP_ALIVE_MILLISECONDS = 72_000;

/** The form endpoints, and an empty server with everything that holds for each of its other routes. */
export function createHttpServer({
  log,
  readTimeoutMilliseconds,
  formEndpoints,
  noteFailure,
}: HttpOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    genReqId: () => crypto.randomUUID(),
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    serverFactory: (listener) => nodeServer(listener, formEndpoints, readTimeoutMilliseconds),
    clientErrorHandler: (error, socket) => answerMalformed(error, socket, noteFailure),
    frameworkErrors: (_error, request, reply) => {
      // A path that cannot even be decoded; hooks do not run for it.
      reply.header('x-request-id', request.id);
      return answerRefusal(reply, 'path_unknown');
    },
  });
  compileOnUse(app);
  // Fastify reads plain text of itself; no route of ours does.
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('refusalCause', undefined);
  app.decorateRequest('oauthRefusal', undefined);

  addSecurityHeaders(app);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    // Our paths need no escapes, so an escaped one is another spelling of a path, and there is only one.
    if (!request.is404 && request.raw.url?.split('?', 1)[0]?.includes('%')) reply.callNotFound();
    else done();
  });
  logRequests(app, log);
  app.addHook('onResponse', (request, _reply, done) => {
    const { oauthRefusal } = request;
    const endpoint = request.routeOptions.url ?? 'none';
    if (oauthRefusal !== undefined) noteFailure({ requestId: request.id, cause: oauthRefusal, endpoint });
    done();
  });
  finishConnections(app);
  answerErrors(app, log);
  return app;
}

function nodeServer(
  listener: RequestListener,
  endpoints: FormEndpoints,
  readTimeoutMilliseconds: number,
): Server {
  return createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
      requestTimeout: readTimeoutMilliseconds,
      headersTimeout: readTimeoutMilliseconds,
      connectionsCheckingInterval: Math.min(1000, readTimeoutMilliseconds),
    },
    (request, response) => {
      if (!endpoints.answer(request, response)) listener(request, response);
    },
  );
}

function answerErrors(app: FastifyInstance, log: RequestLog): void {
  const methodsOf = rememberMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url);
    if (methods.length === 0) return answerRefusal(reply, 'path_unknown');
    reply.header('allow', methods.join(', '));
    return answerRefusal(reply, 'method_not_allowed');
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const cause = causeOf(error);
    if (cause === 'server_error' || cause === 'server_unavailable') log.failure(request.id, error);
    return answerRefusal(reply, cause);
  });
}

function causeOf(error: FastifyError): TokenRefusalCause {
  if (error instanceof StoreUnavailable) return 'server_unavailable';
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'body_too_large';
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'media_type_unsupported';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'malformed_http' : 'server_error';
}
