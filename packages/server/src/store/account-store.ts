import type { Status } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { Account } from '../domain/account/account.ts';
import type { AccountReads, AccountWrites } from '../domain/store.ts';
import { afterPage } from './after-page.ts';
import { matching } from './matching.ts';
import type { Database } from './schema.ts';
import { statusChangeOf, statusColumns } from './status-columns.ts';
import { toTime } from './to-time.ts';

export function accountStore(db: Kysely<Database>): AccountReads & AccountWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toAccount(row);
    },
    async list(page) {
      const rows = await db
        .selectFrom('account')
        .selectAll()
        .$call(matching(page))
        .$call(afterPage('id', page))
        .execute();
      return rows.map(toAccount);
    },
    async insert(account) {
      await db
        .insertInto('account')
        .values({
          id: account.id,
          ...statusColumns(account.status, account.statusChange),
          ends_at: account.endsAt,
          created_at: account.createdAt,
        })
        .execute();
    },
    async setStatus(id, status, change) {
      await db.updateTable('account').set(statusColumns(status, change)).where('id', '=', id).execute();
    },
    async setEnd(id, endsAt) {
      await db.updateTable('account').set({ ends_at: endsAt }).where('id', '=', id).execute();
    },
  };
}

export function toAccount(row: Selectable<Database['account']>): Account {
  return {
    id: row.id,
    status: row.status as Status,
    statusChange: statusChangeOf(row),
    endsAt: toTime(row.ends_at),
    createdAt: Number(row.created_at),
  };
}
