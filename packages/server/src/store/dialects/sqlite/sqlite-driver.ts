import type { StatementSyncInstance } from '@photostructure/sqlite';
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely';
import { StoreUnavailable } from '../../../domain/store.ts';
import type { SqliteDatabase } from './open-sqlite.ts';

/**
 * A driver of our own, since Kysely's begins transactions deferred: a read followed by a write then fails at
 * once with SQLITE_BUSY_SNAPSHOT when another process has written in between, busy_timeout or not.
 */
export class SqliteDriver implements Driver {
  protected readonly database: SqliteDatabase;
  protected readonly connection: SqliteConnection;
  #free: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  constructor(database: SqliteDatabase) {
    this.database = database;
    this.connection = new SqliteConnection(database);
  }

  async init(): Promise<void> {}

  /** One transaction at a time: whoever comes next waits until the connection is given back. */
  async acquireConnection(): Promise<DatabaseConnection> {
    const free = this.#free;
    let release = () => {};
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await free;
    this.#release = release;
    return this.connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  /** Leaves everything in the one file: closing alone may not, while prepared statements wait for the collector. */
  async destroy(): Promise<void> {
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.database.close();
  }
}

/** Readers need no turns: SQLite's interface is synchronous, and each statement is a snapshot of its own. */
export class SqliteReadDriver extends SqliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.connection;
  }

  override async releaseConnection(): Promise<void> {}

  override async destroy(): Promise<void> {
    this.database.close();
  }
}

interface Prepared {
  readonly statement: StatementSyncInstance;
  /** Names of what it gives; none for a statement that only changes. */
  readonly columns: readonly string[];
}

/** Rows cross from SQLite as arrays and get their names here: half the price of named rows from the native side. */
function toRow(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index++) row[columns[index] as string] = values[index];
  return row;
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: SqliteDatabase;
  /** Prepared once each. Bounded, since statements are written in code and values are parameters. */
  readonly #statements = new Map<string, Prepared>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return this.#run(query);
    } catch (error) {
      throw new StoreUnavailable('the database refused a statement', { cause: error });
    }
  }

  #run<Row>(query: CompiledQuery): QueryResult<Row> {
    const { statement, columns } = this.#prepare(query.sql);
    if (columns.length > 0) {
      const rows = statement.all(...query.parameters) as unknown[][];
      return { rows: rows.map((values) => toRow(columns, values) as Row) };
    }
    const { changes } = statement.run(...query.parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, columns: statement.columns().map((column) => column.name) };
    if (prepared.columns.length > 0) statement.setReturnArrays(true);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  // biome-ignore lint/correctness/useYield: nothing here is streamed
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not supported');
  }
}
