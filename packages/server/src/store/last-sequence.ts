import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** The version of an object: the number of the last ledger row about it, 0 where none is kept. */
export async function lastSequence(db: Kysely<Database>, subject: string): Promise<number> {
  const row = await db
    .selectFrom('ledger')
    .select('sequence')
    .where('subject', '=', subject)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Number(row?.sequence ?? 0);
}
