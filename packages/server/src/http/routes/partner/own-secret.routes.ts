import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { reportSecretUsage } from '../../../usecases/report-usage/report-usage.ts';
import { operation } from '../../operation.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, IdParameter, LeakSchema, pageOf } from '../admin/admin-schemas.ts';
import { DryRunQuery } from '../admin/dry-run.ts';
import { type RotationHandlersDeps, rotationHandlers } from '../admin/rotation-handlers.ts';
import { ForcedReasonSchema, RevokeSecretSchema } from '../admin/rotation-schemas.ts';
import { secretHandlers } from '../admin/secret-handlers.ts';
import { toLeak } from '../admin/to-wire.ts';
import { SecretUsageSchema } from '../admin/usage-schemas.ts';
import { toSecretUsage } from '../admin/usage-to-wire.ts';
import { owns } from './owns.ts';
import { PartnerRevokedSecretSchema, PartnerSecretSchema } from './partner-view-schemas.ts';

/** One secret of the partner's: what it is used for, where it was found, and its two ends. */
export function ownSecretRoutes(root: FastifyInstance, deps: RotationHandlersDeps): void {
  endSecrets(root, deps);
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/secrets/:id/usage',
    {
      onRequest: owns(deps.store, 'secret'),
      schema: {
        ...operation('ownSecretUsage', 'Show what a secret of the own partner is used for.'),
        params: IdParameter,
        response: answers(200, SecretUsageSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const report = await reportSecretUsage(deps, request.params.id, now);
      if (!report.ok) return answerProblem(reply, report.refusal);
      return toSecretUsage(request.params.id, report.value, { now, delaySeconds: deps.usageDelaySeconds });
    },
  );

  app.get(
    '/secrets/:id/leaks',
    {
      onRequest: owns(deps.store, 'secret'),
      schema: {
        ...operation('ownSecretLeaks', 'List where a secret of the own partner was found.'),
        params: IdParameter,
        response: answers(200, pageOf(LeakSchema)),
      },
    },
    async (request) => {
      const leaks = await deps.store.leaks.listByCredential(request.params.id);
      return { items: leaks.map(toLeak), next: null };
    },
  );
}

function endSecrets(root: FastifyInstance, deps: RotationHandlersDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/secrets/:id/retire',
    {
      onRequest: owns(deps.store, 'secret'),
      schema: {
        ...operation('retireOwnSecret', 'End a secret of the own partner, so that it may be taken back.', [
          'secret.retired',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ForcedReasonSchema,
        response: answers(200, PartnerSecretSchema),
      },
    },
    rotationHandlers(deps).retire,
  );

  app.post(
    '/secrets/:id/revoke',
    {
      onRequest: owns(deps.store, 'secret'),
      schema: {
        ...operation('revokeOwnSecret', 'End a secret of the own partner for ever, at once.', [
          'secret.revoked',
          'secret.exposed',
          'secret.restored',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: RevokeSecretSchema,
        response: answers(200, PartnerRevokedSecretSchema),
      },
    },
    secretHandlers(deps).revoke,
  );
}
