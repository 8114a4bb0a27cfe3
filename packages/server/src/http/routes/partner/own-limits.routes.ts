import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answers, IdParameter } from '../admin/admin-schemas.ts';
import {
  NetworkReportSchema,
  NetworksQuery,
  TokenBudgetQuery,
  TokenBudgetReportSchema,
} from '../admin/client-limits-schemas.ts';
import { limitReportHandlers } from '../admin/limit-report-handlers.ts';
import { owns } from './owns.ts';

/** What a client's networks and budget would have meant so far. They are set by operators. */
export function ownLimitsRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const report = limitReportHandlers(deps);
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
    report.networks,
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
    report.tokenBudget,
  );
}
