import type { PrepareQuery } from '../../prepared-query.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { prepareStatement } from './sqlite-statement.ts';

/** Straight on the connection: Kysely's executor costs about as much as SQLite itself does. */
export function prepareOn(database: SqliteDatabase): PrepareQuery {
  return <Row>({ sql }: { readonly sql: string }) => {
    const statement = prepareStatement(database, sql);
    return async (parameters) => statement(parameters).rows as readonly Row[];
  };
}
