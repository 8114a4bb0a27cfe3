import type { Kysely } from 'kysely';
import {
  type IdempotencyStore,
  type IdempotencyWrites,
  KEPT_FOR,
} from '../domain/idempotency/idempotency-store.ts';
import type { KeyedRequest } from '../domain/idempotency/keyed-request.ts';
import type { Database } from './schema.ts';

export function idempotencyStore(reader: Kysely<Database>, writer: Kysely<Database>): IdempotencyStore {
  return {
    async find({ scope, key }) {
      const row = await reader
        .selectFrom('idempotency_key')
        .selectAll()
        .where('scope', '=', scope)
        .where('key', '=', key)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { status, answer } = row;
      return {
        digest: row.request_digest,
        reveals: row.reveals === 1,
        subjects: JSON.parse(row.subjects) as string[],
        answer: status === null || answer === null ? null : { status, text: answer },
        createdAt: Number(row.created_at),
      };
    },
    async keepAnswer({ scope, key }, { status, text }) {
      await writer
        .updateTable('idempotency_key')
        .set({ status, answer: text })
        .where('scope', '=', scope)
        .where('key', '=', key)
        .execute();
    },
    async prune(now) {
      const { numDeletedRows } = await writer
        .deleteFrom('idempotency_key')
        .where('created_at', '<', now - KEPT_FOR)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

export function idempotencyWrites(db: Kysely<Database>): IdempotencyWrites {
  return {
    async eraseAnswersOf(subjects) {
      const rows = await db.selectFrom('idempotency_key').select(['scope', 'key', 'subjects']).execute();
      for (const { scope, key, subjects: about } of rows) {
        if (!(JSON.parse(about) as string[]).some((subject) => subjects.includes(subject))) continue;
        await db
          .updateTable('idempotency_key')
          .set({ status: null, answer: null })
          .where('scope', '=', scope)
          .where('key', '=', key)
          .execute();
      }
    },
  };
}

/** Inside the change that the request brings about. @returns false where it is noted already */
export async function noteRequest(
  db: Kysely<Database>,
  { scope, key, digest, reveals }: KeyedRequest,
  subjects: readonly string[],
  now: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotency_key')
    .values({
      scope,
      key,
      request_digest: digest,
      subjects: JSON.stringify(subjects),
      reveals: reveals ? 1 : 0,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
