import type { FastifyReply } from 'fastify';
import { reportNetworks, reportTokenBudget } from '../../../usecases/report-limits/report-limits.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import type { IdParameter } from './admin-schemas.ts';
import type { CheckedRequest } from './checked-request.ts';
import type { NetworksQuery, TokenBudgetQuery } from './client-limits-schemas.ts';
import { toNetworkReport, toTokenBudgetReport } from './limit-reports-to-wire.ts';
import { answerNetworksProblem } from './networks-problem.ts';

type OfNetworks = CheckedRequest<{ params: typeof IdParameter; query: typeof NetworksQuery }>;
type OfTokenBudget = CheckedRequest<{ params: typeof IdParameter; query: typeof TokenBudgetQuery }>;

/** What a client's limits would have refused so far, whoever asks. Whether they may, the routes ask. */
export function limitReportHandlers(deps: AdminDeps) {
  return {
    networks: async (request: OfNetworks, reply: FastifyReply) => {
      const texts = request.query.networks?.split(',');
      const report = await reportNetworks(deps, request.params.id, texts, deps.now());
      if (!report.ok) return answerNetworksProblem(reply, report.refusal);
      return toNetworkReport(report.value, deps.usageDelaySeconds);
    },

    tokenBudget: async (request: OfTokenBudget, reply: FastifyReply) => {
      const tokensPerHour = Number(request.query.tokens_per_hour);
      const report = await reportTokenBudget(deps, request.params.id, tokensPerHour, deps.now());
      if (!report.ok) return answerProblem(reply, report.refusal);
      return toTokenBudgetReport(report.value, deps.usageDelaySeconds);
    },
  };
}
