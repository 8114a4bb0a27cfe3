import { closeSync, openSync } from 'node:fs';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** `node:sqlite`'s interface, which @photostructure/sqlite shares. */
export type SqliteDatabase = DatabaseSyncInstance;

/** Holds the pages of some hundred thousand clients; SQLite's own 2 MB make every first request read from disk. */
const READ_CACHE_KIBIBYTES = 65_536;

/**
 * Opens a database file with Node's own SQLite where Node has it, else with the prebuilt package of the same
 * interface. Readers may only read: their connection refuses everything else.
 */
export async function openSqlite(path: string, mode: 'write' | 'read'): Promise<SqliteDatabase> {
  const DatabaseSync = await sqliteConstructor();
  // Made before SQLite opens it, so that it is its owner's alone from the first moment on; its WAL follows suit.
  if (mode === 'write') closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path);
  database.exec('PRAGMA busy_timeout = 5000');
  // WAL lets reads go on during a write; FULL keeps a commit through a loss of power, which NORMAL may not.
  if (mode === 'write') database.exec('PRAGMA journal_mode = WAL');
  // What is deleted is overwritten by zeroes: who was erased, a secret that was sealed. Their pages are rewritten anyway.
  if (mode === 'write') database.exec('PRAGMA secure_delete = ON');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
  if (mode === 'read') database.exec(`PRAGMA query_only = ON; PRAGMA cache_size = -${READ_CACHE_KIBIBYTES}`);
  return database;
}

async function sqliteConstructor(): Promise<new (path: string) => SqliteDatabase> {
  const builtIn = process.getBuiltinModule('node:sqlite' as 'node:fs') as unknown;
  if (builtIn !== undefined)
    return (builtIn as { DatabaseSync: new (path: string) => SqliteDatabase }).DatabaseSync;
  const { DatabaseSync } = await import('@photostructure/sqlite');
  return DatabaseSync;
}
