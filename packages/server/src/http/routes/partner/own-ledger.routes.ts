import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { seenByPartner } from '../../../domain/ledger/seen-by-partner.ts';
import { operation } from '../../operation.ts';
import type { RequestLog } from '../../request-log.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, pageOf } from '../admin/admin-schemas.ts';
import { NO_SUCH_TIME, toFilter, toLedgerPage } from '../admin/ledger-query.ts';
import {
  LedgerEntrySchema,
  LedgerExportQuery,
  LedgerPageQuery,
  ledgerExport,
} from '../admin/ledger-schemas.ts';
import { toLedgerEntry } from '../admin/ledger-to-wire.ts';
import { cutPage } from '../admin/paging.ts';
import { sendExport } from '../admin/send-export.ts';
import { memberOf } from './authenticate-member.ts';

const closed = { additionalProperties: false };
/** Not by actor: that would tell which operator it was. */
const OwnLedgerPageQuery = Type.Object(
  Type.Omit(LedgerPageQuery, ['actor', 'partner_id']).properties,
  closed,
);
const OwnLedgerExportQuery = Type.Object(
  Type.Omit(LedgerExportQuery, ['actor', 'partner_id']).properties,
  closed,
);

/** What was changed of the partner's own things, by its members, its clients, operators, or the system. */
export function ownLedgerRoutes(
  root: FastifyInstance,
  deps: AdminDeps & { readonly log: Pick<RequestLog, 'failure'> },
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/ledger',
    {
      schema: {
        ...operation('listOwnLedger', 'List what was changed of the own partner, the newest first.'),
        querystring: OwnLedgerPageQuery,
        response: answers(200, pageOf(LedgerEntrySchema)),
      },
    },
    async (request, reply) => {
      const { query } = request;
      const filter = toFilter(query);
      if (filter === undefined) return answerProblem(reply, 'request_malformed', NO_SUCH_TIME);
      const ledger = seenByPartner(deps.store.ledger, memberOf(request).partnerId);
      const rows = await ledger.list(filter, toLedgerPage(query));
      return cutPage(rows, query, toLedgerEntry, ({ sequence }) => String(sequence));
    },
  );

  app.get(
    '/ledger/export',
    {
      schema: {
        ...operation('exportOwnLedger', 'Export what was changed of the own partner, the oldest first.'),
        querystring: OwnLedgerExportQuery,
        response: ledgerExport,
      },
    },
    async (request, reply) => {
      const { format, order = 'oldest' } = request.query;
      const filter = toFilter(request.query);
      if (filter === undefined) return answerProblem(reply, 'request_malformed', NO_SUCH_TIME);
      const ledger = seenByPartner(deps.store.ledger, memberOf(request).partnerId);
      return sendExport(reply, ledger, filter, { format, order }, deps.log) as never;
    },
  );
}
