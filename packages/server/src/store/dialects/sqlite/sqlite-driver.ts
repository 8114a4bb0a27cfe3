import { CompiledQuery, type DatabaseConnection, type Driver } from 'kysely';
import type { SqliteDatabase } from './open-sqlite.ts';
import { SqliteConnection } from './sqlite-connection.ts';

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
