import type { Status } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { Partner } from '../domain/partner/partner.ts';
import type { PartnerReads, PartnerWrites } from '../domain/store.ts';
import { afterPage } from './after-page.ts';
import type { Database } from './schema.ts';
import { statusChangeOf, statusColumns } from './status-columns.ts';

export function partnerStore(db: Kysely<Database>): PartnerReads & PartnerWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('partner').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPartner(row);
    },
    async list(page) {
      const rows = await db.selectFrom('partner').selectAll().$call(afterPage('id', page)).execute();
      return rows.map(toPartner);
    },
    async insert(partner) {
      await db
        .insertInto('partner')
        .values({
          id: partner.id,
          name: partner.name,
          ...statusColumns(partner.status, partner.statusChange),
          created_at: partner.createdAt,
        })
        .execute();
    },
    async setStatus(id, status, change) {
      await db.updateTable('partner').set(statusColumns(status, change)).where('id', '=', id).execute();
    },
  };
}

function toPartner(row: Selectable<Database['partner']>): Partner {
  return {
    id: row.id,
    name: row.name,
    status: row.status as Status,
    statusChange: statusChangeOf(row),
    createdAt: Number(row.created_at),
  };
}
