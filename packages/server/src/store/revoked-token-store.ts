import type { Kysely } from 'kysely';
import type { Prunable } from '../domain/prunable.ts';
import type { RevokedTokenReads, RevokedTokenWrites } from '../domain/store.ts';
import type { Database } from './schema.ts';

export function revokedTokenStore(db: Kysely<Database>): RevokedTokenReads & RevokedTokenWrites {
  return {
    async has(jti) {
      const row = await db
        .selectFrom('revoked_token')
        .select('jti')
        .where('jti', '=', jti)
        .executeTakeFirst();
      return row !== undefined;
    },
    async insert(token) {
      await db
        .insertInto('revoked_token')
        .values({
          jti: token.jti,
          client_id: token.clientId,
          expires_at: token.expiresAt,
          revoked_at: token.revokedAt,
        })
        .onConflict((conflict) => conflict.column('jti').doNothing())
        .execute();
    },
  };
}

/** A token that is over needs no mark. */
export function revokedTokenPruning(writer: Kysely<Database>): Prunable {
  return {
    async prune(now) {
      const { numDeletedRows } = await writer
        .deleteFrom('revoked_token')
        .where('expires_at', '<', now)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
