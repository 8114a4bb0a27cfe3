import type { Kysely } from 'kysely';
import type {
  CheckpointHousekeeping,
  CheckpointReads,
  CheckpointWrites,
} from '../domain/ledger/ledger-store.ts';
import type { Database } from './schema.ts';

export function checkpointStore(db: Kysely<Database>): CheckpointReads & CheckpointWrites {
  return {
    async list() {
      const rows = await db.selectFrom('ledger_checkpoint').selectAll().orderBy('sequence', 'desc').execute();
      return rows.map((row) => ({
        sequence: Number(row.sequence),
        hash: row.hash,
        signed: row.signed,
        createdAt: Number(row.created_at),
      }));
    },
    async insert({ sequence, hash, signed, createdAt }) {
      await db
        .insertInto('ledger_checkpoint')
        .values({ sequence, hash, signed, created_at: createdAt })
        .execute();
    },
  };
}

/** Beside `Store.change`: the checkpoint, with its row, was the change, and this only follows it. */
export function checkpointHousekeeping(writer: Kysely<Database>): CheckpointHousekeeping {
  return {
    async removeRows(limit) {
      const { last } = await writer
        .selectFrom('ledger_checkpoint')
        .select((all) => all.fn.max('sequence').as('last'))
        .executeTakeFirstOrThrow();
      if (last === null) return 0;
      const removed = await writer
        .deleteFrom('ledger')
        .where('sequence', 'in', (rows) =>
          rows
            .selectFrom('ledger')
            .select('sequence')
            .where('sequence', '<=', last)
            .orderBy('sequence')
            .limit(limit),
        )
        .executeTakeFirst();
      return Number(removed.numDeletedRows);
    },
  };
}
