import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import type { RequestLog } from '../../request-log.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, pageOf } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';
import { NO_SUCH_TIME, toFilter, toLedgerPage } from './ledger-query.ts';
import { LedgerEntrySchema, LedgerExportQuery, LedgerPageQuery, ledgerExport } from './ledger-schemas.ts';
import { toLedgerEntry } from './ledger-to-wire.ts';
import { cutPage } from './paging.ts';
import { sendExport } from './send-export.ts';

/** Reading the ledger: page by page, or whole as a file. */
export function ledgerRoutes(
  root: FastifyInstance,
  deps: AdminDeps & { readonly log: Pick<RequestLog, 'failure'> },
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const { ledger } = deps.store;

  app.get(
    '/ledger',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listLedger', 'List what was changed, by whom, the newest first.'),
        querystring: LedgerPageQuery,
        response: answers(200, pageOf(LedgerEntrySchema)),
      },
    },
    async (request, reply) => {
      const { query } = request;
      const filter = toFilter(query);
      if (filter === undefined) return answerProblem(reply, 'request_malformed', NO_SUCH_TIME);
      const rows = await ledger.list(filter, toLedgerPage(query));
      return cutPage(rows, query, toLedgerEntry, ({ sequence }) => String(sequence));
    },
  );

  app.get(
    '/ledger/export',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('exportLedger', 'Export what was changed, as CSV or JSON lines, the oldest first.'),
        querystring: LedgerExportQuery,
        response: ledgerExport,
      },
    },
    async (request, reply) => {
      const { format, order = 'oldest' } = request.query;
      const filter = toFilter(request.query);
      if (filter === undefined) return answerProblem(reply, 'request_malformed', NO_SUCH_TIME);
      return sendExport(reply, ledger, filter, { format, order }, deps.log);
    },
  );
}
