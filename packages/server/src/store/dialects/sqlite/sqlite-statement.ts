import type { StatementSyncInstance } from '@photostructure/sqlite';
import { StoreUnavailable } from '../../../domain/store.ts';
import type { SqliteDatabase } from './open-sqlite.ts';

export interface SqliteOutcome {
  readonly rows: readonly Record<string, unknown>[];
  /** Rows that were inserted, updated or deleted. */
  readonly changes: number;
}

/** A prepared statement. Running it throws `StoreUnavailable` where SQLite refuses it. */
export type SqliteStatement = (parameters: readonly unknown[]) => SqliteOutcome;

export function prepareStatement(database: SqliteDatabase, sql: string): SqliteStatement {
  const statement = orUnavailable(() => database.prepare(sql));
  const columns = statement.columns().map((column) => column.name);
  if (columns.length === 0) {
    return (parameters) => orUnavailable(() => ({ rows: [], changes: statement.run(...parameters).changes }));
  }
  statement.setReturnArrays(true);
  return (parameters) =>
    orUnavailable(() => ({ rows: readRows(statement, columns, parameters), changes: 0 }));
}

/** Rows cross from SQLite as arrays and get their names here: half the price of named rows from the native side. */
function readRows(
  statement: StatementSyncInstance,
  columns: readonly string[],
  parameters: readonly unknown[],
): Record<string, unknown>[] {
  return (statement.all(...parameters) as unknown[][]).map((values) => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index++) row[columns[index] as string] = values[index];
    return row;
  });
}

function orUnavailable<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw new StoreUnavailable('the database refused a statement', { cause: error });
  }
}
