import type { Kysely } from 'kysely';
import type { Outbox } from '../domain/delivery/delivery-stores.ts';
import { inPieces } from './in-pieces.ts';
import type { Database } from './schema.ts';
import { toWebhook } from './webhook-store.ts';

/** Planning is no change but what follows from changes, so it writes beside the ledger. */
export function outboxStore(reader: Kysely<Database>, writer: Kysely<Database>): Outbox {
  return {
    async cursor() {
      const row = await reader
        .selectFrom('outbox_cursor')
        .select('sequence')
        .where('id', '=', 1)
        .executeTakeFirstOrThrow();
      return Number(row.sequence);
    },
    async activeWebhooks() {
      const rows = await reader
        .selectFrom('webhook')
        .selectAll()
        .where('status', '=', 'active')
        .orderBy('id')
        .execute();
      return rows.map(toWebhook);
    },
    plan({ after, upTo }, { mails, webhooks }, now) {
      const begun = {
        state: 'queued',
        attempts: 0,
        next_at: now,
        error: null,
        sent_at: null,
        created_at: now,
      };
      return writer.transaction().execute(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('outbox_cursor')
          .set({ sequence: upTo })
          .where('id', '=', 1)
          .where('sequence', '=', after)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        for (const piece of inPieces(mails)) {
          const rows = piece.map(({ id, sequence, template, personId, subjectId }) => ({
            ...begun,
            id,
            sequence,
            template,
            person_id: personId,
            subject_id: subjectId,
            repeats: 0,
          }));
          await db.insertInto('mail').values(rows).execute();
        }
        for (const piece of inPieces(webhooks)) {
          const rows = piece.map(({ id, webhookId, sequence, event }) => ({
            ...begun,
            id,
            webhook_id: webhookId,
            sequence,
            event,
            last_status: null,
          }));
          await db.insertInto('webhook_delivery').values(rows).execute();
        }
        return true;
      });
    },
  };
}
