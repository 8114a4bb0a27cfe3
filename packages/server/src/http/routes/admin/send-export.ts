import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { LedgerFilter } from '../../../domain/ledger/ledger-filter.ts';
import { EXPORT_FORMATS } from '../../../usecases/export-ledger/export-formats.ts';
import { exportLedger } from '../../../usecases/export-ledger/export-ledger.ts';
import type { RequestLog } from '../../request-log.ts';

/** Sends an export piece by piece. */
export function sendExport(
  reply: FastifyReply,
  ledger: Parameters<typeof exportLedger>[0],
  filter: LedgerFilter,
  how: Parameters<typeof exportLedger>[2],
  log: Pick<RequestLog, 'failure'>,
): FastifyReply {
  // Should it fail on the way, the connection is cut: half a ledger must not look like a whole one.
  const text = Readable.from(exportLedger(ledger, filter, how)).on('error', (error) =>
    log.failure(reply.request.id, error),
  );
  return reply
    .type(EXPORT_FORMATS[how.format].mediaType)
    .header('content-disposition', `attachment; filename="ledger.${how.format}"`)
    .send(text);
}
