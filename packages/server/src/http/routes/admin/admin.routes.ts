import { ADMIN_PATH } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import { type ApiGuardDeps, guardApi } from '../../api-guard/guard-api.ts';
import type { RequestLog } from '../../request-log.ts';
import { accountRoutes } from './account.routes.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerWithProblems } from './answer-with-problems.ts';
import { apiRoutes } from './api.routes.ts';
import { type AuthenticateToken, authenticateAdmin } from './authenticate-admin.ts';
import { blastRadiusRoutes } from './blast-radius.routes.ts';
import { claimRoutes } from './claim.routes.ts';
import { clientRoutes } from './client.routes.ts';
import { clientKeyRoutes } from './client-key.routes.ts';
import { clientLimitsRoutes } from './client-limits.routes.ts';
import { deploymentRoutes } from './deployment.routes.ts';
import { endRoutes } from './end.routes.ts';
import { failureRoutes } from './failure.routes.ts';
import { leakRoutes } from './leak.routes.ts';
import { ledgerRoutes } from './ledger.routes.ts';
import { ledgerProofRoutes } from './ledger-proof.routes.ts';
import { mailRoutes } from './mail.routes.ts';
import { memberRoutes } from './member.routes.ts';
import { operatorRoutes } from './operator.routes.ts';
import { operatorStandingRoutes } from './operator-standing.routes.ts';
import { operatorTokenRoutes } from './operator-token.routes.ts';
import { partnerRoutes } from './partner.routes.ts';
import { personRoutes } from './person.routes.ts';
import { requestRoutes } from './request.routes.ts';
import { requestDecisionRoutes } from './request-decision.routes.ts';
import { rotationRoutes } from './rotation.routes.ts';
import { rulesRoutes } from './rules.routes.ts';
import { secretRoutes } from './secret.routes.ts';
import { statusRoutes } from './status.routes.ts';
import { usageRoutes } from './usage.routes.ts';
import { webhookRoutes } from './webhook.routes.ts';
import { webhookStatusRoutes } from './webhook-status.routes.ts';

export type AdminRoutesDeps = AdminDeps &
  ApiGuardDeps &
  Parameters<typeof apiRoutes>[1] &
  Parameters<typeof claimRoutes>[1] &
  Parameters<typeof clientRoutes>[1] &
  Parameters<typeof clientKeyRoutes>[1] &
  Parameters<typeof deploymentRoutes>[1] &
  Parameters<typeof failureRoutes>[1] &
  Parameters<typeof ledgerProofRoutes>[1] &
  Parameters<typeof memberRoutes>[1] &
  Parameters<typeof operatorRoutes>[1] &
  Parameters<typeof operatorStandingRoutes>[1] &
  Parameters<typeof operatorTokenRoutes>[1] &
  Parameters<typeof partnerRoutes>[1] &
  Parameters<typeof requestRoutes>[1] &
  Parameters<typeof requestDecisionRoutes>[1] &
  Parameters<typeof rotationRoutes>[1] &
  Parameters<typeof rulesRoutes>[1] &
  Parameters<typeof secretRoutes>[1] &
  Parameters<typeof webhookRoutes>[1] & {
    readonly authenticateToken: AuthenticateToken;
    readonly log: RequestLog;
  };

/** Everything below `/api/v1/admin`: operators only, problem details (RFC 9457), nothing cached. */
export async function adminRoutes(root: FastifyInstance, deps: AdminRoutesDeps): Promise<void> {
  await root.register(
    async (app) => {
      app.decorateRequest('operator', null);
      guardApi(app, deps, authenticateAdmin(deps.authenticateToken, deps.limits));
      answerWithProblems(app, deps.log);
      accountRoutes(app, deps);
      apiRoutes(app, deps);
      blastRadiusRoutes(app, deps);
      claimRoutes(app, deps);
      clientRoutes(app, deps);
      clientKeyRoutes(app, deps);
      clientLimitsRoutes(app, deps);
      deploymentRoutes(app, deps);
      endRoutes(app, deps);
      failureRoutes(app, deps);
      leakRoutes(app, deps);
      ledgerRoutes(app, deps);
      ledgerProofRoutes(app, deps);
      mailRoutes(app, deps);
      memberRoutes(app, deps);
      operatorRoutes(app, deps);
      operatorStandingRoutes(app, deps);
      operatorTokenRoutes(app, deps);
      partnerRoutes(app, deps);
      personRoutes(app, deps);
      requestRoutes(app, deps);
      requestDecisionRoutes(app, deps);
      rotationRoutes(app, deps);
      rulesRoutes(app, deps);
      secretRoutes(app, deps);
      statusRoutes(app, deps);
      usageRoutes(app, deps);
      webhookRoutes(app, deps);
      webhookStatusRoutes(app, deps);
    },
    { prefix: ADMIN_PATH },
  );
}
