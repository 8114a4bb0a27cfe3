import { CREDENTIAL_REQUESTS_PATH } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import { closeQueries } from '../../api-guard/close-queries.ts';
import type { RequestLog } from '../../request-log.ts';
import { answerWithProblems } from '../admin/answer-with-problems.ts';
import { type OwnRequestDeps, ownRequestRoutes } from './own-request.routes.ts';
import { type RequestFormDeps, requestFormRoutes } from './request-form.routes.ts';

export type CredentialRequestsDeps = RequestFormDeps & OwnRequestDeps & { readonly log: RequestLog };

/** Everything below `/api/v1/credential-requests`: for people who are nobody here yet. */
export async function credentialRequestsRoutes(
  root: FastifyInstance,
  deps: CredentialRequestsDeps,
): Promise<void> {
  await root.register(
    async (app) => {
      app.decorateRequest('ownRequest', null);
      app.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      closeQueries(app);
      answerWithProblems(app, deps.log);
      requestFormRoutes(app, deps);
      ownRequestRoutes(app, deps);
    },
    { prefix: CREDENTIAL_REQUESTS_PATH },
  );
}
