import type { Role } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { Operator } from '../domain/operator/operator.ts';
import type { OperatorReads, OperatorWrites } from '../domain/store.ts';
import { afterPage } from './after-page.ts';
import type { Database } from './schema.ts';

export function operatorStore(db: Kysely<Database>): OperatorReads & OperatorWrites {
  return {
    async findByTokenId(tokenId) {
      const row = await db
        .selectFrom('operator')
        .selectAll()
        .where('token_id', '=', tokenId)
        .executeTakeFirst();
      return row && toOperator(row);
    },
    async list(page) {
      const rows = await db.selectFrom('operator').selectAll().$call(afterPage('id', page)).execute();
      return rows.map(toOperator);
    },
    async insert(operator) {
      await db
        .insertInto('operator')
        .values({
          id: operator.id,
          name: operator.name,
          role: operator.role,
          token_id: operator.tokenId,
          token_digest: operator.tokenDigest,
          mac_key_version: operator.macKeyVersion,
          created_at: operator.createdAt,
        })
        .execute();
    },
  };
}

function toOperator(row: Selectable<Database['operator']>): Operator {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    tokenId: row.token_id,
    tokenDigest: row.token_digest,
    macKeyVersion: Number(row.mac_key_version),
    createdAt: Number(row.created_at),
  };
}
