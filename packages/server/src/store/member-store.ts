import type { Status } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { Member } from '../domain/member/member.ts';
import type { MemberReads, MemberWrites } from '../domain/member/member-store.ts';
import { afterPage } from './after-page.ts';
import type { Database } from './schema.ts';
import { statusChangeOf, statusColumns } from './status-columns.ts';

export function memberStore(db: Kysely<Database>): MemberReads & MemberWrites {
  const withPerson = () =>
    db
      .selectFrom('member')
      .innerJoin('person', 'person.id', 'member.person_id')
      .selectAll('member')
      .select(['person.name', 'person.email']);
  return {
    async find(id) {
      const row = await withPerson().where('member.id', '=', id).executeTakeFirst();
      return row && toMember(row);
    },
    async list(page) {
      const rows = await withPerson()
        .where('member.partner_id', '=', page.partnerId)
        .$call(afterPage('member.id', page))
        .execute();
      return rows.map(toMember);
    },
    async findByEmail(partnerId, email) {
      const row = await withPerson()
        .where('person.email', '=', email)
        .where('member.partner_id', '=', partnerId)
        .executeTakeFirst();
      return row && toMember(row);
    },
    async listByPerson(personId) {
      const rows = await withPerson().where('member.person_id', '=', personId).orderBy('member.id').execute();
      return rows.map(toMember);
    },
    async insert(member) {
      await db
        .insertInto('member')
        .values({
          id: member.id,
          partner_id: member.partnerId,
          person_id: member.personId,
          ...statusColumns(member.status, member.statusChange),
          created_at: member.createdAt,
        })
        .execute();
    },
    async setStatus(id, status, change) {
      await db.updateTable('member').set(statusColumns(status, change)).where('id', '=', id).execute();
    },
  };
}

type Row = Selectable<Database['member']> & Selectable<Pick<Database['person'], 'name' | 'email'>>;

function toMember(row: Row): Member {
  return {
    id: row.id,
    partnerId: row.partner_id,
    personId: row.person_id,
    name: row.name,
    email: row.email,
    status: row.status as Status,
    statusChange: statusChangeOf(row),
    createdAt: Number(row.created_at),
  };
}
