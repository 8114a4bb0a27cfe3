import { CompiledQuery, type RawBuilder, sql, type Transaction } from 'kysely';
import { inPieces } from './in-pieces.ts';
import type { Database } from './schema.ts';

/**
 * What becomes of a column where the row is there already. `latest`: of the two rows that one used last. `kept`: what
 * it was, which is to say that it cannot be another.
 */
type Merge = 'sum' | 'least' | 'greatest' | 'latest' | 'kept';

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
export type AddRows = (db: Transaction<Database>, rows: readonly CountRow[]) => Promise<void>;

/** For one database: statements are put together once, in its words. That costs more than it takes to run one. */
export function rowAdder(table: CountTable): AddRows {
  const statements = new Map<number, string>();
  return async (db, rows) => {
    for (const piece of inPieces(rows)) {
      const statement = statements.get(piece.length) ?? upsert(table, piece).compile(db).sql;
      statements.set(piece.length, statement);
      await db.executeQuery(CompiledQuery.raw(statement, piece.flat()));
    }
  };
}

function upsert({ name, key, merged }: CountTable, rows: readonly CountRow[]): RawBuilder<unknown> {
  const columns = [...key, ...Object.keys(merged)];
  const assignments = Object.entries(merged).flatMap(([column, merge]) =>
    merge === 'kept' ? [] : assignment(name, column, merge),
  );
  return sql`
    insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(rows.map((row) => sql`(${sql.join(row)})`))}
    on conflict (${sql.join(key.map((column) => sql.ref(column)))})
    do update set ${sql.join(assignments)}
  `;
}

/** CASE, since the databases call the greater of two values by different names. */
function assignment(table: string, name: string, merge: Exclude<Merge, 'kept'>): RawBuilder<unknown> {
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
