import type { Kysely } from 'kysely';
import type { WebhookQueue } from '../domain/delivery/delivery-stores.ts';
import { KEPT_FOR } from './kept-deliveries.ts';
import type { Database } from './schema.ts';
import { toDelivery, toWebhook } from './webhook-store.ts';

export function webhookQueue(writer: Kysely<Database>): WebhookQueue {
  return {
    take(now, until, atOncePerPartner) {
      return writer.transaction().execute(async (db) => {
        const { webhooks, partners } = await busyAt(db, now, atOncePerPartner);
        let due = db
          .selectFrom('webhook_delivery as delivery')
          .innerJoin('webhook', 'webhook.id', 'delivery.webhook_id')
          .selectAll('delivery')
          .where('delivery.state', 'in', ['queued', 'sending'])
          .where('delivery.next_at', '<=', now)
          .where('webhook.status', '=', 'active')
          // Those that time out one message after the other must not keep the rest waiting.
          .orderBy(({ eb }) => eb('webhook.failing_since', 'is not', null))
          .orderBy('delivery.next_at')
          .orderBy('delivery.sequence')
          .limit(1);
        if (webhooks.length > 0) due = due.where('delivery.webhook_id', 'not in', webhooks);
        if (partners.length > 0) {
          due = due.where(({ eb, or }) =>
            or([eb('webhook.partner_id', 'is', null), eb('webhook.partner_id', 'not in', partners)]),
          );
        }
        const row = await due.executeTakeFirst();
        if (row === undefined) return undefined;
        const webhook = await db
          .selectFrom('webhook')
          .selectAll()
          .where('id', '=', row.webhook_id)
          .executeTakeFirstOrThrow();
        const taken = { state: 'sending', attempts: row.attempts + 1, next_at: until };
        await db.updateTable('webhook_delivery').set(taken).where('id', '=', row.id).execute();
        return {
          delivery: toDelivery({ ...row, ...taken }),
          webhook: toWebhook(webhook),
          wasInterrupted: row.state === 'sending',
        };
      });
    },
    async settle({ id, attempts }, { state, nextAt, lastStatus, error, sentAt, failingSince }) {
      await writer.transaction().execute(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('webhook_delivery')
          .set({ state, next_at: nextAt, last_status: lastStatus, error, sent_at: sentAt })
          .where('id', '=', id)
          .where('state', '=', 'sending')
          .where('attempts', '=', attempts)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        await db
          .updateTable('webhook')
          .set({ failing_since: failingSince })
          .where('id', '=', db.selectFrom('webhook_delivery').select('webhook_id').where('id', '=', id))
          .execute();
      });
    },
    async releaseInterrupted(now) {
      const { numUpdatedRows } = await writer
        .updateTable('webhook_delivery')
        .set({ next_at: now })
        .where('state', '=', 'sending')
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async prune(now) {
      const { numDeletedRows } = await writer
        .deleteFrom('webhook_delivery')
        .where('created_at', '<', now - KEPT_FOR)
        .where('state', '!=', 'sending')
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** The webhooks that are being told something, and the partners of so many of them. */
async function busyAt(db: Kysely<Database>, now: number, atOncePerPartner: number) {
  const underWay = await db
    .selectFrom('webhook_delivery as delivery')
    .innerJoin('webhook', 'webhook.id', 'delivery.webhook_id')
    .select(['webhook.id', 'webhook.partner_id as partnerId'])
    .where('delivery.state', '=', 'sending')
    .where('delivery.next_at', '>', now)
    .execute();
  const partners = underWay.flatMap(({ partnerId }) => partnerId ?? []);
  const isBusy = (partner: string) =>
    partners.filter((other) => other === partner).length >= atOncePerPartner;
  return { webhooks: underWay.map(({ id }) => id), partners: [...new Set(partners)].filter(isBusy) };
}
