import type { DatabaseSyncInstance, SqliteModule } from '@photostructure/sqlite';

/** A connection. Statements die with it, so whoever prepares one must hold the connection as well. */
export type Database = DatabaseSyncInstance;

/** Node's own SQLite where this Node has it (22.13 and later), else a package with the same interface. */
export async function loadSqlite(): Promise<Pick<SqliteModule, 'DatabaseSync'>> {
  const builtIn = process.getBuiltinModule?.('node:sqlite') as SqliteModule | undefined;
  return builtIn ?? (await import('@photostructure/sqlite'));
}
