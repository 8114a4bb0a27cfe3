import type { Kysely } from 'kysely';
import type { AssertionStore } from '../domain/store.ts';
import type { Database } from './schema.ts';

export function assertionStore(writer: Kysely<Database>): AssertionStore {
  return {
    async use(assertions) {
      return writer.transaction().execute(async (db) => {
        const first: boolean[] = [];
        for (const { clientId, jtiDigest, expiresAt } of assertions) {
          const { numInsertedOrUpdatedRows } = await db
            .insertInto('used_assertion')
            .values({ client_id: clientId, jti_digest: jtiDigest, expires_at: expiresAt })
            .onConflict((conflict) => conflict.columns(['client_id', 'jti_digest']).doNothing())
            .executeTakeFirst();
          first.push(numInsertedOrUpdatedRows === 1n);
        }
        return first;
      });
    },
    async prune(now) {
      const { numDeletedRows } = await writer
        .deleteFrom('used_assertion')
        .where('expires_at', '<', now)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
