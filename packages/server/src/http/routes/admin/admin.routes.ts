import { ADMIN_PATH } from '@gatepass/protocol';
import type { FastifyError, FastifyInstance } from 'fastify';
import { StoreUnavailable } from '../../../domain/store.ts';
import { rememberMethods } from '../../known-methods.ts';
import type { RequestLog } from '../../request-log.ts';
import { accountRoutes } from './account.routes.ts';
import type { AdminDeps } from './admin-deps.ts';
import { type AdminRefusal, answerProblem } from './admin-problem.ts';
import { apiRoutes } from './api.routes.ts';
import { type AuthenticateToken, authenticateAdmin } from './authenticate-admin.ts';
import { blastRadiusRoutes } from './blast-radius.routes.ts';
import { clientRoutes } from './client.routes.ts';
import { clientKeyRoutes } from './client-key.routes.ts';
import { clientLimitsRoutes } from './client-limits.routes.ts';
import { deploymentRoutes } from './deployment.routes.ts';
import { endRoutes } from './end.routes.ts';
import { failureRoutes } from './failure.routes.ts';
import { leakRoutes } from './leak.routes.ts';
import { ledgerRoutes } from './ledger.routes.ts';
import { operatorRoutes } from './operator.routes.ts';
import { partnerRoutes } from './partner.routes.ts';
import { rotationRoutes } from './rotation.routes.ts';
import { secretRoutes } from './secret.routes.ts';
import { statusRoutes } from './status.routes.ts';
import { usageRoutes } from './usage.routes.ts';

export type AdminRoutesDeps = AdminDeps &
  Parameters<typeof apiRoutes>[1] &
  Parameters<typeof clientRoutes>[1] &
  Parameters<typeof clientKeyRoutes>[1] &
  Parameters<typeof deploymentRoutes>[1] &
  Parameters<typeof failureRoutes>[1] &
  Parameters<typeof ledgerRoutes>[1] &
  Parameters<typeof operatorRoutes>[1] &
  Parameters<typeof partnerRoutes>[1] &
  Parameters<typeof rotationRoutes>[1] &
  Parameters<typeof secretRoutes>[1] & {
    readonly authenticateToken: AuthenticateToken;
    readonly log: RequestLog;
  };

/** Everything below `/api/v1/admin`: operators only, problem details (RFC 9457), nothing cached. */
export async function adminRoutes(root: FastifyInstance, deps: AdminRoutesDeps): Promise<void> {
  await root.register(
    async (app) => {
      app.decorateRequest('operator', null);
      app.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      app.addHook('onRequest', authenticateAdmin(deps.authenticateToken));
      answerWithProblems(app, deps.log);
      accountRoutes(app, deps);
      apiRoutes(app, deps);
      blastRadiusRoutes(app, deps);
      clientRoutes(app, deps);
      clientKeyRoutes(app, deps);
      clientLimitsRoutes(app, deps);
      deploymentRoutes(app, deps);
      endRoutes(app, deps);
      failureRoutes(app, deps);
      leakRoutes(app, deps);
      ledgerRoutes(app, deps);
      operatorRoutes(app, deps);
      partnerRoutes(app, deps);
      rotationRoutes(app, deps);
      secretRoutes(app, deps);
      statusRoutes(app, deps);
      usageRoutes(app, deps);
    },
    { prefix: ADMIN_PATH },
  );
}

function answerWithProblems(app: FastifyInstance, log: RequestLog): void {
  const methodsOf = rememberMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url);
    if (methods.length === 0) return answerProblem(reply, 'not_found');
    reply.header('allow', methods.join(', '));
    return answerProblem(reply, 'method_not_allowed');
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const cause = causeOf(error);
    if (cause === 'failed' || cause === 'unavailable') log.failure(request.id, error);
    return answerProblem(reply, cause, detailOf(error));
  });
}

/** Names the field and the rule that it breaks; never a value, nor a name that we did not give. */
function detailOf(error: FastifyError): string | undefined {
  const [first] = error.validation ?? [];
  if (first === undefined) return undefined;
  const where = `${error.validationContext ?? 'request'}${first.instancePath}`;
  if (first.keyword === 'additionalProperties' || first.keyword === 'boolean') {
    return `${where.split('/')[0]} has a field that is not known here.`;
  }
  return `${where} ${first.message ?? 'is malformed'}.`;
}

function causeOf(error: FastifyError): AdminRefusal {
  if (error instanceof StoreUnavailable) return 'unavailable';
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'body_too_large';
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'media_type_unsupported';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'request_malformed' : 'failed';
}
