import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { SqliteDatabase } from './open-sqlite.ts';
import { prepareStatement, type SqliteStatement } from './sqlite-statement.ts';

/** What Kysely runs its statements on. */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: SqliteDatabase;
  /** Prepared once each. Bounded, since statements are written in code and values are parameters. */
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, changes } = this.#prepare(query.sql)(query.parameters);
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
  }

  #prepare(sql: string): SqliteStatement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = prepareStatement(this.#database, sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  // biome-ignore lint/correctness/useYield: nothing here is streamed
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not supported');
  }
}
