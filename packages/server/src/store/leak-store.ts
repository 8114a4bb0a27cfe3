import type { Kysely } from 'kysely';
import type { LeakReads, LeakWrites } from '../domain/store.ts';
import type { Database } from './schema.ts';

export function leakStore(db: Kysely<Database>): LeakReads & LeakWrites {
  return {
    async listByCredential(credentialId) {
      const rows = await db
        .selectFrom('leak')
        .selectAll()
        .where('credential_id', '=', credentialId)
        .orderBy('reported_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        credentialId: row.credential_id,
        source: row.source,
        url: row.url,
        reporter: row.reporter === 'github' ? 'github' : 'anonymous',
        reportedAt: Number(row.reported_at),
      }));
    },
    async insert(leak) {
      await db
        .insertInto('leak')
        .values({
          id: leak.id,
          credential_id: leak.credentialId,
          source: leak.source,
          url: leak.url,
          reporter: leak.reporter,
          reported_at: leak.reportedAt,
        })
        .execute();
    },
  };
}
