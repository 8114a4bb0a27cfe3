import { type RawBuilder, sql, type Transaction } from 'kysely';
import { inPieces } from './in-pieces.ts';
import type { Database } from './schema.ts';

/** What becomes of a column where the row is there already. `latest`: of the two rows that one used last. */
type Merge = 'sum' | 'least' | 'greatest' | 'latest';

/** A table of counts. */
export interface CountTable {
  readonly name: keyof Database;
  readonly key: readonly string[];
  readonly merged: Readonly<Record<string, Merge>>;
}

/** A value for each column of the key and each merged one, in this order. */
export type CountRow = readonly (string | number | null)[];

/**
 * Inserts rows, or merges them into those that are there. At most one row of a key, since PostgreSQL merges each row
 * once in a statement.
 */
export async function addRows(
  db: Transaction<Database>,
  table: CountTable,
  rows: readonly CountRow[],
): Promise<void> {
  for (const piece of inPieces(rows)) {
    await sql`
      insert into ${sql.table(table.name)} (${sql.join([...table.key, ...Object.keys(table.merged)].map((name) => sql.ref(name)))})
      values ${sql.join(piece.map((row) => sql`(${sql.join(row)})`))}
      on conflict (${sql.join(table.key.map((name) => sql.ref(name)))})
      do update set ${sql.join(Object.entries(table.merged).map(([name, merge]) => assignment(table.name, name, merge)))}
    `.execute(db);
  }
}

/** CASE, since the databases call the greater of two values by different names. */
function assignment(table: string, name: string, merge: Merge): RawBuilder<unknown> {
  const old = sql.ref(`${table}.${name}`);
  const added = sql.ref(`excluded.${name}`);
  const choice = {
    sum: sql`${old} + ${added}`,
    least: sql`case when ${added} < ${old} then ${added} else ${old} end`,
    greatest: sql`case when ${added} > ${old} then ${added} else ${old} end`,
    latest: sql`case when excluded.last_used_at >= ${sql.ref(`${table}.last_used_at`)} then ${added} else ${old} end`,
  };
  return sql`${sql.ref(name)} = ${choice[merge]}`;
}
