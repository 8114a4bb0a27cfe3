import type { Kysely, Selectable } from 'kysely';
import type { Person } from '../domain/person/person.ts';
import type { PersonReads, PersonWrites } from '../domain/person/person-stores.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

export function personStore(db: Kysely<Database>): PersonReads & PersonWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPerson(row);
    },
    async listByEmail(email) {
      const rows = await db
        .selectFrom('person')
        .selectAll()
        .where('email', '=', email)
        .orderBy('id')
        .execute();
      return rows.map(toPerson);
    },
    async insert(person) {
      await db
        .insertInto('person')
        .values({
          id: person.id,
          name: person.name,
          email: person.email,
          salt: person.salt,
          erased_at: person.erasedAt,
          created_at: person.createdAt,
        })
        .execute();
    },
    async setEmail(id, email, salt) {
      await db.updateTable('person').set({ email, salt }).where('id', '=', id).execute();
    },
    async erase(id, at) {
      await db
        .updateTable('person')
        .set({ name: null, email: null, salt: null, erased_at: at })
        .where('id', '=', id)
        .execute();
    },
  };
}

function toPerson(row: Selectable<Database['person']>): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    salt: row.salt,
    erasedAt: toTime(row.erased_at),
    createdAt: Number(row.created_at),
  };
}
