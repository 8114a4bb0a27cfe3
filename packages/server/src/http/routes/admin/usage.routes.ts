import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { reportClientUsage, reportSecretUsage } from '../../../usecases/report-usage/report-usage.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, IdParameter } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';
import { ClientUsageSchema, SecretUsageSchema } from './usage-schemas.ts';
import { toClientUsage, toSecretUsage } from './usage-to-wire.ts';

/** What a secret, or a client with all of its credentials, is used for: the evidence before anything is ended. */
export function usageRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/clients/:id/usage',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('clientUsage', 'Tell what a client’s credentials are used for.'),
        params: IdParameter,
        response: answers(200, ClientUsageSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const report = await reportClientUsage(deps, request.params.id, now);
      if (!report.ok) return answerProblem(reply, report.refusal);
      return toClientUsage(request.params.id, report.value, { now, delaySeconds: deps.usageDelaySeconds });
    },
  );

  app.get(
    '/secrets/:id/usage',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('secretUsage', 'Tell what a secret is used for.'),
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
}
