import type { TokenRefusalCause } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { FailedRequest } from '../domain/failure/failed-request.ts';
import type { FailureStore } from '../domain/store.ts';
import { inPieces } from './in-pieces.ts';
import type { Database } from './schema.ts';

/** Milliseconds for which a failed request can be explained. */
const KEPT_FOR = 7 * 86_400_000;

export function failureStore(reader: Kysely<Database>, writer: Kysely<Database>): FailureStore {
  return {
    async add(failures) {
      await writer.transaction().execute(async (db) => {
        for (const piece of inPieces(failures)) {
          await db
            .insertInto('failed_request')
            .values(piece.map(toRow))
            .onConflict((conflict) => conflict.column('request_id').doNothing())
            .execute();
        }
      });
    },
    async find(requestId) {
      const row = await reader
        .selectFrom('failed_request')
        .selectAll()
        .where('request_id', '=', requestId)
        .executeTakeFirst();
      return row && toFailedRequest(row);
    },
    async listByClient(clientId, limit) {
      const rows = await reader
        .selectFrom('failed_request')
        .selectAll()
        .where('client_id', '=', clientId)
        .orderBy('at', 'desc')
        .orderBy('request_id')
        .limit(limit)
        .execute();
      return rows.map(toFailedRequest);
    },
    async countByCause(of, from, until) {
      const [column, value] =
        'clientId' in of ? (['client_id', of.clientId] as const) : (['network', of.network] as const);
      const rows = await reader
        .selectFrom('failed_request')
        .select(({ fn }) => ['cause', fn.countAll().as('requests')])
        .where(column, '=', value)
        .where('at', '>=', from)
        .where('at', '<=', until)
        .groupBy('cause')
        .orderBy('requests', 'desc')
        .orderBy('cause')
        .execute();
      return rows.map((row) => ({ cause: row.cause as TokenRefusalCause, requests: Number(row.requests) }));
    },
    async prune(now) {
      const { numDeletedRows } = await writer
        .deleteFrom('failed_request')
        .where('at', '<', now - KEPT_FOR)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

function toRow(failure: FailedRequest): Selectable<Database['failed_request']> {
  return {
    request_id: failure.requestId,
    at: failure.at,
    cause: failure.cause,
    endpoint: failure.endpoint,
    client_id: failure.clientId,
    credential_id: failure.credentialId,
    network: failure.network,
  };
}

function toFailedRequest(row: Selectable<Database['failed_request']>): FailedRequest {
  return {
    requestId: row.request_id,
    at: Number(row.at),
    cause: row.cause as TokenRefusalCause,
    endpoint: row.endpoint,
    clientId: row.client_id,
    credentialId: row.credential_id,
    network: row.network,
  };
}
