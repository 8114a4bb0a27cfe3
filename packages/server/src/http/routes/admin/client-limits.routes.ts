import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { configureClient } from '../../../usecases/configure-client/configure-client.ts';
import { setNetworks } from '../../../usecases/configure-client/set-networks.ts';
import { reportNetworks, reportTokenBudget } from '../../../usecases/report-limits/report-limits.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, IdParameter } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import {
  ConfiguredNetworksSchema,
  ConfiguredTokenBudgetSchema,
  NetworkReportSchema,
  NetworksQuery,
  SetNetworksSchema,
  SetTokenBudgetSchema,
  TokenBudgetQuery,
  TokenBudgetReportSchema,
} from './client-limits-schemas.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { limitReportHandlers } from './limit-report-handlers.ts';
import { toNetworkReport, toTokenBudgetReport } from './limit-reports-to-wire.ts';
import { answerNetworksProblem } from './networks-problem.ts';
import { toClient } from './to-wire.ts';

/** Where a client may ask from, and how many tokens it may get; each with what that would have meant so far. */
export function clientLimitsRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const report = limitReportHandlers(deps);
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.put(
    '/clients/:id/networks',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('setNetworks', 'Set which networks a client may ask from.', ['client.configured']),
        params: IdParameter,
        querystring: DryRunQuery,
        body: SetNetworksSchema,
        response: answers(200, ConfiguredNetworksSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const { networks: list, stage } = request.body;
      const store = storeFor(deps.store, request.query, reply);
      const context = changeContext(request, now);
      const set = await setNetworks({ store }, context, request.params.id, { list, stage });
      if (!set.ok) return answerNetworksProblem(reply, set.refusal);
      const report = await reportNetworks(deps, set.value.id, set.value.settings.networks.list, now);
      if (!report.ok) return answerNetworksProblem(reply, report.refusal);
      return { ...toClient(set.value), report: toNetworkReport(report.value, deps.usageDelaySeconds) };
    },
  );

  app.get(
    '/clients/:id/networks/report',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('reportNetworks', 'Tell what a list of networks would have refused.'),
        params: IdParameter,
        querystring: NetworksQuery,
        response: answers(200, NetworkReportSchema),
      },
    },
    report.networks,
  );

  app.put(
    '/clients/:id/token-budget',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('setTokenBudget', 'Set how many tokens a client may get in an hour.', [
          'client.configured',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: SetTokenBudgetSchema,
        response: answers(200, ConfiguredTokenBudgetSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const { tokens_per_hour: tokensPerHour, stage = 'observe' } = request.body;
      const tokenBudget = tokensPerHour === null ? null : { tokensPerHour, stage };
      const store = storeFor(deps.store, request.query, reply);
      const context = changeContext(request, now);
      const set = await configureClient({ store }, context, request.params.id, { tokenBudget });
      if (!set.ok) return answerProblem(reply, set.refusal);
      if (tokensPerHour === null) return { ...toClient(set.value), report: null };
      const report = await reportTokenBudget(deps, set.value.id, tokensPerHour, now);
      if (!report.ok) return answerProblem(reply, report.refusal);
      return { ...toClient(set.value), report: toTokenBudgetReport(report.value, deps.usageDelaySeconds) };
    },
  );

  app.get(
    '/clients/:id/token-budget/report',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('reportTokenBudget', 'Tell what a token budget would have refused.'),
        params: IdParameter,
        querystring: TokenBudgetQuery,
        response: answers(200, TokenBudgetReportSchema),
      },
    },
    report.tokenBudget,
  );
}
