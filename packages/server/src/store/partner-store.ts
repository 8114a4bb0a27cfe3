import type { Status } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { Partner } from '../domain/partner/partner.ts';
import type { PartnerReads, PartnerWrites } from '../domain/partner/partner-store.ts';
import { toAccount } from './account-store.ts';
import { afterPage } from './after-page.ts';
import { matching } from './matching.ts';
import type { Database } from './schema.ts';
import { statusChangeOf, statusColumns } from './status-columns.ts';
import { toTime } from './to-time.ts';

export function partnerStore(db: Kysely<Database>): PartnerReads & PartnerWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('partner').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPartner(row);
    },
    async list(page) {
      const rows = await db
        .selectFrom('partner')
        .selectAll()
        .$call(matching(page))
        .$call(afterPage('id', page))
        .execute();
      return rows.map(toPartner);
    },
    async listAccounts(page) {
      const rows = await db
        .selectFrom('partner_account')
        .innerJoin('account', 'account.id', 'partner_account.account_id')
        .selectAll('account')
        .where('partner_account.partner_id', '=', page.partnerId)
        .$call(afterPage('account.id', page))
        .execute();
      return rows.map(toAccount);
    },
    async holdersOf(accountId) {
      const rows = await db
        .selectFrom('partner_account')
        .select('partner_id')
        .where('account_id', '=', accountId)
        .orderBy('partner_id')
        .execute();
      return rows.map((row) => row.partner_id);
    },
    async insert(partner) {
      await db
        .insertInto('partner')
        .values({
          id: partner.id,
          name: partner.name,
          ...statusColumns(partner.status, partner.statusChange),
          ends_at: partner.endsAt,
          created_at: partner.createdAt,
        })
        .execute();
    },
    async setStatus(id, status, change) {
      await db.updateTable('partner').set(statusColumns(status, change)).where('id', '=', id).execute();
    },
    async setEnd(id, endsAt) {
      await db.updateTable('partner').set({ ends_at: endsAt }).where('id', '=', id).execute();
    },
    async addAccount(partnerId, accountId, at) {
      await db
        .insertInto('partner_account')
        .values({ partner_id: partnerId, account_id: accountId, created_at: at })
        .execute();
    },
  };
}

function toPartner(row: Selectable<Database['partner']>): Partner {
  return {
    id: row.id,
    name: row.name,
    status: row.status as Status,
    statusChange: statusChangeOf(row),
    endsAt: toTime(row.ends_at),
    createdAt: Number(row.created_at),
  };
}
