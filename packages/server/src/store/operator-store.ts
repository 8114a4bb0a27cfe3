import type { Role, Status } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { Operator } from '../domain/operator/operator.ts';
import type { OperatorReads, OperatorWrites } from '../domain/operator/operator-store.ts';
import { afterPage } from './after-page.ts';
import type { Database } from './schema.ts';
import { statusChangeOf, statusColumns } from './status-columns.ts';

export function operatorStore(db: Kysely<Database>): OperatorReads & OperatorWrites {
  const withPerson = () =>
    db
      .selectFrom('operator')
      .innerJoin('person', 'person.id', 'operator.person_id')
      .selectAll('operator')
      .select(['person.name', 'person.email']);
  return {
    async find(id) {
      const row = await withPerson().where('operator.id', '=', id).executeTakeFirst();
      return row && toOperator(row);
    },
    async findByPerson(personId) {
      const row = await withPerson().where('operator.person_id', '=', personId).executeTakeFirst();
      return row && toOperator(row);
    },
    async findByEmail(email) {
      const row = await withPerson().where('person.email', '=', email).executeTakeFirst();
      return row && toOperator(row);
    },
    async list({ status, role, ...page }) {
      const rows = await withPerson()
        .$if(status !== undefined, (query) => query.where('operator.status', '=', status as Status))
        .$if(role !== undefined, (query) => query.where('operator.role', '=', role as Role))
        .$call(afterPage('operator.id', page))
        .execute();
      return rows.map(toOperator);
    },
    async insert(operator) {
      await db
        .insertInto('operator')
        .values({
          id: operator.id,
          person_id: operator.personId,
          role: operator.role,
          ...statusColumns(operator.status, operator.statusChange),
          created_at: operator.createdAt,
        })
        .execute();
    },
    async setStatus(id, status, change) {
      await db.updateTable('operator').set(statusColumns(status, change)).where('id', '=', id).execute();
    },
    async setRole(id, role) {
      await db.updateTable('operator').set({ role }).where('id', '=', id).execute();
    },
  };
}

type Row = Selectable<Database['operator']> & Selectable<Pick<Database['person'], 'name' | 'email'>>;

function toOperator(row: Row): Operator {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    status: row.status as Status,
    statusChange: statusChangeOf(row),
    createdAt: Number(row.created_at),
  };
}
