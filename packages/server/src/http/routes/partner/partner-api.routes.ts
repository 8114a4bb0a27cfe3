import { PARTNER_PATH } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import { type ApiGuardDeps, guardApi } from '../../api-guard/guard-api.ts';
import type { RequestLog } from '../../request-log.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerWithProblems } from '../admin/answer-with-problems.ts';
import { type AuthenticateMemberToken, authenticateMembers } from './authenticate-member.ts';
import { ownClientRoutes } from './own-client.routes.ts';
import { ownClientKeyRoutes } from './own-client-key.routes.ts';
import { ownFailureRoutes } from './own-failure.routes.ts';
import { ownLedgerRoutes } from './own-ledger.routes.ts';
import { ownLimitsRoutes } from './own-limits.routes.ts';
import { ownPartnerRoutes } from './own-partner.routes.ts';
import { ownRotationRoutes } from './own-rotation.routes.ts';
import { ownSecretRoutes } from './own-secret.routes.ts';
import { ownTokenRoutes } from './own-token.routes.ts';
import { ownWebhookRoutes } from './own-webhook.routes.ts';
import { ownWebhookStatusRoutes } from './own-webhook-status.routes.ts';
import { type PartnerRequestRoutesDeps, partnerRequestRoutes } from './partner-request.routes.ts';

export type PartnerApiRoutesDeps = AdminDeps &
  ApiGuardDeps &
  Parameters<typeof ownClientKeyRoutes>[1] &
  Parameters<typeof ownFailureRoutes>[1] &
  Parameters<typeof ownRotationRoutes>[1] &
  Parameters<typeof ownWebhookRoutes>[1] &
  PartnerRequestRoutesDeps & {
    readonly authenticateMemberToken: AuthenticateMemberToken;
    readonly log: RequestLog;
  };

/** Everything below `/api/v1/partner` but `self`: a partner's members only, and only what is their partner's. */
export async function partnerApiRoutes(root: FastifyInstance, deps: PartnerApiRoutesDeps): Promise<void> {
  await root.register(
    async (app) => {
      app.decorateRequest('member', null);
      guardApi(app, deps, authenticateMembers(deps.authenticateMemberToken, deps.limits));
      answerWithProblems(app, deps.log);
      ownClientRoutes(app, deps);
      ownClientKeyRoutes(app, deps);
      ownFailureRoutes(app, deps);
      ownLedgerRoutes(app, deps);
      ownLimitsRoutes(app, deps);
      ownPartnerRoutes(app, deps);
      ownRotationRoutes(app, deps);
      ownSecretRoutes(app, deps);
      ownTokenRoutes(app, deps);
      ownWebhookRoutes(app, deps);
      ownWebhookStatusRoutes(app, deps);
      partnerRequestRoutes(app, deps);
    },
    { prefix: PARTNER_PATH },
  );
}
