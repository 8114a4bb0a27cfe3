import type { Status } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { WebhookReads, WebhookWrites } from '../domain/delivery/delivery-stores.ts';
import type { DeliveryState } from '../domain/delivery/mail.ts';
import type { Webhook, WebhookDelivery } from '../domain/delivery/webhook.ts';
import { afterPage } from './after-page.ts';
import type { Database } from './schema.ts';
import { statusChangeOf, statusColumns } from './status-columns.ts';
import { toTime } from './to-time.ts';

export function webhookStore(db: Kysely<Database>): WebhookReads & WebhookWrites {
  const ownedBy = (partnerId: string | null) =>
    db.selectFrom('webhook').where('partner_id', partnerId === null ? 'is' : '=', partnerId);
  return {
    async find(id) {
      const row = await db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toWebhook(row);
    },
    async list(page) {
      const rows = await ownedBy(page.partnerId).selectAll().$call(afterPage('id', page)).execute();
      return rows.map(toWebhook);
    },
    async count(partnerId) {
      const row = await ownedBy(partnerId)
        .select(({ fn }) => fn.countAll().as('webhooks'))
        .executeTakeFirstOrThrow();
      return Number(row.webhooks);
    },
    async listDeliveries({ webhookId, after, limit }) {
      let query = db
        .selectFrom('webhook_delivery')
        .selectAll()
        .where('webhook_id', '=', webhookId)
        .orderBy('sequence', 'desc')
        .limit(limit);
      if (after !== null) {
        const last = db.selectFrom('webhook_delivery').select('sequence').where('id', '=', after);
        query = query.where('sequence', '<', last);
      }
      return (await query.execute()).map(toDelivery);
    },
    async insert(webhook) {
      await db
        .insertInto('webhook')
        .values({
          id: webhook.id,
          partner_id: webhook.partnerId,
          url: webhook.url,
          events: webhook.events.join(' '),
          sealed_secret: webhook.sealedSecret,
          previous_sealed_secret: webhook.previousSealedSecret,
          previous_until: webhook.previousUntil,
          ...statusColumns(webhook.status, webhook.statusChange),
          failing_since: webhook.failingSince,
          created_by: webhook.createdBy,
          created_at: webhook.createdAt,
        })
        .execute();
    },
    async configure(id, { url, events }) {
      await db
        .updateTable('webhook')
        .set({ url, events: events.join(' ') })
        .where('id', '=', id)
        .execute();
    },
    async setStatus(id, status, change) {
      await db
        .updateTable('webhook')
        .set({ ...statusColumns(status, change), failing_since: null })
        .where('id', '=', id)
        .execute();
    },
    async setSecret(id, { sealedSecret, previousSealedSecret, previousUntil }) {
      await db
        .updateTable('webhook')
        .set({
          sealed_secret: sealedSecret,
          previous_sealed_secret: previousSealedSecret,
          previous_until: previousUntil,
        })
        .where('id', '=', id)
        .execute();
    },
  };
}

export function toWebhook(row: Selectable<Database['webhook']>): Webhook {
  return {
    id: row.id,
    partnerId: row.partner_id,
    url: row.url,
    events: row.events.split(' '),
    sealedSecret: row.sealed_secret,
    previousSealedSecret: row.previous_sealed_secret,
    previousUntil: toTime(row.previous_until),
    status: row.status as Status,
    statusChange: statusChangeOf(row),
    failingSince: toTime(row.failing_since),
    createdBy: row.created_by,
    createdAt: Number(row.created_at),
  };
}

export function toDelivery(row: Selectable<Database['webhook_delivery']>): WebhookDelivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    sequence: Number(row.sequence),
    event: row.event,
    state: row.state as DeliveryState,
    attempts: row.attempts,
    nextAt: Number(row.next_at),
    lastStatus: row.last_status,
    error: row.error,
    sentAt: toTime(row.sent_at),
    createdAt: Number(row.created_at),
  };
}
