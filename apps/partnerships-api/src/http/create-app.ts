import { randomUUID } from 'node:crypto';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { Guard } from '@gatepass/guard';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { WriteDeps } from '../usecases/keep-operation.ts';
import { createCallLimiter } from './call-limiter.ts';
import { headersOf } from './envelope.ts';
import { handleError } from './error-handler.ts';
import { finishConnections } from './finish-connections.ts';
import { acceptJsonBodies, BODY_LIMIT_BYTES } from './json-body.ts';
import { logAnswer, quietLogController } from './log.ts';
import { answerMalformedHttp } from './malformed-http.ts';
import { protect } from './protect.ts';
import { operationRoute } from './routes/operation/operation.route.ts';
import { registerRoute } from './routes/register/register.route.ts';
import { statusRoutes } from './routes/status/status.route.ts';
import { ownHttpAnswers } from './well-formed-http.ts';

/** For a whole request, headers and body. */
const REQUEST_TIMEOUT_MS = 30_000;

/** More than a request line can hold: an id that is too long is one that nobody has. */
const MAX_PARAM_LENGTH = 65_536;

export interface AppOptions {
  readonly guard: Guard;
  readonly deps: WriteDeps;
  readonly log: { readonly level: string; readonly stream: NodeJS.WritableStream };
}

/** The API as a Fastify instance that does not listen yet. */
export function createApp({ guard, deps, log }: AppOptions): FastifyInstance {
  const app: FastifyInstance = Fastify({
    logger: log,
    logController: quietLogController,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    return503OnClosing: false,
    http: { requireHostHeader: false, headersTimeout: REQUEST_TIMEOUT_MS },
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    clientErrorHandler: (error, socket) => answerMalformedHttp(app, error.code, socket),
    // A path that cannot be decoded reaches no hook.
    frameworkErrors: (error, request, reply) => logAnswer(request, handleError(error, request, reply)),
  });
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setErrorHandler<FastifyError>(handleError);

  app.decorateRequest('refusedBy', null);
  app.addHook('onResponse', async (request, reply) => logAnswer(request, reply));
  finishConnections(app);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headersOf(request.id));
  });
  ownHttpAnswers(app);
  protect(app, guard, createCallLimiter(deps.now));
  acceptJsonBodies(app);

  registerRoute(app, deps);
  statusRoutes(app, deps);
  operationRoute(app, deps);
  return app;
}
