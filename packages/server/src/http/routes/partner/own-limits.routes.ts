import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { reportNetworks, reportTokenBudget } from '../../../usecases/report-limits/report-limits.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, IdParameter } from '../admin/admin-schemas.ts';
import {
  NetworkReportSchema,
  NetworksQuery,
  TokenBudgetQuery,
  TokenBudgetReportSchema,
} from '../admin/client-limits-schemas.ts';
import { toNetworkReport, toTokenBudgetReport } from '../admin/limit-reports-to-wire.ts';
import { answerNetworksProblem } from '../admin/networks-problem.ts';
import { owns } from './owns.ts';

/** What a client's networks and budget would have meant so far. They are set by operators. */
export function ownLimitsRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/clients/:id/networks/report',
    {
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('reportOwnNetworks', 'Report which networks a client of the own partner asks from.'),
        params: IdParameter,
        querystring: NetworksQuery,
        response: answers(200, NetworkReportSchema),
      },
    },
    async (request, reply) => {
      const texts = request.query.networks?.split(',');
      const report = await reportNetworks(deps, request.params.id, texts, deps.now());
      if (!report.ok) return answerNetworksProblem(reply, report.refusal);
      return toNetworkReport(report.value, deps.usageDelaySeconds);
    },
  );

  app.get(
    '/clients/:id/token-budget/report',
    {
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('reportOwnTokenBudget', 'Report how many tokens a client of the own partner gets.'),
        params: IdParameter,
        querystring: TokenBudgetQuery,
        response: answers(200, TokenBudgetReportSchema),
      },
    },
    async (request, reply) => {
      const tokensPerHour = Number(request.query.tokens_per_hour);
      const report = await reportTokenBudget(deps, request.params.id, tokensPerHour, deps.now());
      if (!report.ok) return answerProblem(reply, report.refusal);
      return toTokenBudgetReport(report.value, deps.usageDelaySeconds);
    },
  );
}
