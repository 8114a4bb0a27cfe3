import type { Kysely, Selectable } from 'kysely';
import type { MailTemplate } from '../domain/delivery/delivered-events.ts';
import type { MailQueue, MailReads, MailWrites } from '../domain/delivery/delivery-stores.ts';
import type { DeliveryState, Mail } from '../domain/delivery/mail.ts';
import { KEPT_FOR } from './kept-deliveries.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

export function mailStore(db: Kysely<Database>): MailReads & MailWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toMail(row);
    },
    async list({ after, limit, state }) {
      let query = db.selectFrom('mail').selectAll().orderBy('sequence', 'desc').orderBy('id').limit(limit);
      if (state !== null) query = query.where('state', '=', state);
      if (after !== null) {
        const last = db.selectFrom('mail').select('sequence').where('id', '=', after);
        query = query.where(({ or, and, eb }) =>
          or([eb('sequence', '<', last), and([eb('sequence', '=', last), eb('id', '>', after)])]),
        );
      }
      return (await query.execute()).map(toMail);
    },
    async requeue(id, at) {
      await db
        .updateTable('mail')
        .set({ state: 'queued', attempts: 0, next_at: at, error: null })
        .where('id', '=', id)
        .execute();
    },
  };
}

export function mailQueue(reader: Kysely<Database>, writer: Kysely<Database>): MailQueue {
  return {
    take(now, until) {
      return writer.transaction().execute(async (db) => {
        const row = await db
          .selectFrom('mail')
          .selectAll()
          .where('state', 'in', ['queued', 'sending'])
          .where('next_at', '<=', now)
          .orderBy('next_at')
          .orderBy('sequence')
          .limit(1)
          .executeTakeFirst();
        if (row === undefined) return undefined;
        const wasInterrupted = row.state === 'sending';
        const taken = {
          state: 'sending',
          attempts: row.attempts + 1,
          repeats: row.repeats + (wasInterrupted ? 1 : 0),
          next_at: until,
        };
        await db.updateTable('mail').set(taken).where('id', '=', row.id).execute();
        return { delivery: toMail({ ...row, ...taken }), wasInterrupted };
      });
    },
    async settle({ id, attempts }, { state, nextAt, error, sentAt, mayHaveArrived }) {
      await writer
        .updateTable('mail')
        .set((row) => ({
          state,
          next_at: nextAt,
          error,
          sent_at: sentAt,
          repeats: row('repeats', '+', mayHaveArrived ? 1 : 0),
        }))
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .where('attempts', '=', attempts)
        .execute();
    },
    async releaseInterrupted(now) {
      const { numUpdatedRows } = await writer
        .updateTable('mail')
        .set({ next_at: now })
        .where('state', '=', 'sending')
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async counts() {
      const rows = await reader
        .selectFrom('mail')
        .select(({ fn }) => ['state', fn.countAll().as('mails')])
        .where('state', 'in', ['queued', 'failed'])
        .groupBy('state')
        .execute();
      const count = (state: DeliveryState) => Number(rows.find((row) => row.state === state)?.mails ?? 0);
      return { queued: count('queued'), failed: count('failed') };
    },
    async prune(now) {
      const { numDeletedRows } = await writer
        .deleteFrom('mail')
        .where('created_at', '<', now - KEPT_FOR)
        .where('state', '!=', 'sending')
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

function toMail(row: Selectable<Database['mail']>): Mail {
  return {
    id: row.id,
    sequence: Number(row.sequence),
    template: row.template as MailTemplate,
    personId: row.person_id,
    subjectId: row.subject_id,
    state: row.state as DeliveryState,
    attempts: row.attempts,
    repeats: row.repeats,
    nextAt: Number(row.next_at),
    error: row.error,
    sentAt: toTime(row.sent_at),
    createdAt: Number(row.created_at),
  };
}
